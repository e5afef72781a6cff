//! Searching the workspace: conversations by what was said in them, by whom they are with, by their number;
//! customers by what is known of them.
//!
//! Words are found by their beginnings, without regard to case and accents, and all of them must be in one message,
//! or in what is known of one customer. Notes are found too: only members search.

mod index;
mod parts;

use std::collections::HashSet;

use pingback_model::{
    Action, Conversation, ConversationId, ConversationOrder, ConversationRef, Customer, MessageId, UserId,
    WorkspaceId,
};
use pingback_storage::search::{self as storage, Words};
use pingback_storage::{Tx, conversations, customers, messages};

use crate::App;
use crate::actor::Actor;
use crate::error::{Error, FieldError, Result};

pub use index::{Indexer, catch_up};
pub use parts::Part;

/// The longest question, in characters.
pub const MAX_CHARS: usize = 200;
/// The most results of each kind.
const MAX_LIMIT: i64 = 50;
/// The most conversations that a list is narrowed to by a text: those whose message was written last.
pub(crate) const MOST_LISTED: usize = 500;
/// How many of a found customer's conversations are shown, the newest.
const PER_CUSTOMER: usize = 3;
/// How many found messages are looked at for each conversation wanted: several may be of the same one.
const MESSAGES_PER_CONVERSATION: usize = 4;
/// How often more messages are fetched where those were of too few conversations.
const PAGES: usize = 5;

/// What is searched for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The words, or a conversation's number.
    pub text: Option<String>,
    /// How many of each kind, 1 to 50; 20 where absent.
    pub limit: Option<i64>,
}

/// What was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Conversations, each with at most its newest message: by number, then by customer, then by message.
    pub conversations: Vec<FoundConversation>,
    /// Customers, the newest first.
    pub customers: Vec<Customer>,
}

/// A conversation, and what of it matches.
#[derive(Debug, Clone)]
pub struct FoundConversation {
    /// The conversation.
    pub conversation: Conversation,
    /// Where the words are.
    pub field: Field,
    /// The message that has them, where it is one.
    pub message_id: Option<MessageId>,
    /// The text around them.
    pub parts: Vec<Part>,
}

/// Where in a conversation the words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// In a message or note.
    Message,
    /// In what is known of its customer.
    Customer,
    /// It is its number.
    Number,
}

impl Field {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Customer => "customer",
            Self::Number => "number",
        }
    }
}

/// A conversation that was found, by its id.
#[derive(Debug, Clone, Copy)]
struct Hit {
    conversation_id: ConversationId,
    field: Field,
    message_id: Option<MessageId>,
}

/// Searches the workspace. 422 for an empty text, or one of more than 200 characters.
pub async fn search(app: &App, actor: &Actor, input: Search) -> Result<Found> {
    actor.require(Action::ConversationHandle)?;
    let (text, limit) = check(input)?;
    catch_up(app).await?;
    let words = Words::of(&text);
    let mut tx = app.read().await?;
    let workspace = actor.workspace_id;
    let known = known_customers(&mut tx, workspace, &words, limit).await?;
    let hits = hits(&mut tx, workspace, &text, &words, limit).await?;
    let mut found = load(&mut tx, workspace, actor.user_id, &hits).await?;
    let mut conversations = Vec::with_capacity(hits.len());
    for hit in hits {
        let Some(at) = found.iter().position(|conversation| conversation.id == hit.conversation_id) else {
            continue;
        };
        let conversation = found.swap_remove(at);
        let parts = match (hit.field, hit.message_id) {
            (Field::Message, Some(id)) => match messages::find(&mut tx, workspace, id).await? {
                Some(message) => parts::excerpt(&message.content, &words),
                None => continue,
            },
            (Field::Number, _) => parts::number(conversation.number),
            _ => parts::of_customer(conversation.customer.as_ref(), &words),
        };
        conversations.push(FoundConversation {
            conversation,
            field: hit.field,
            message_id: hit.message_id,
            parts,
        });
    }
    Ok(Found { conversations, customers: known })
}

/// The conversations that a list is narrowed to by a text, at most 500: by number, by customer, by message.
pub(crate) async fn matching(app: &App, workspace: WorkspaceId, text: &str) -> Result<Vec<ConversationId>> {
    catch_up(app).await?;
    let hits = hits(&mut app.read().await?, workspace, text, &Words::of(text), MOST_LISTED).await?;
    Ok(hits.into_iter().map(|hit| hit.conversation_id).collect())
}

fn check(input: Search) -> Result<(String, usize)> {
    let limit = input.limit.unwrap_or(20);
    let text = input.text.unwrap_or_default().trim().to_owned();
    let mut wrong = Vec::new();
    let mut field =
        |pointer: &str, detail: String| wrong.push(FieldError { pointer: pointer.into(), detail });
    if text.is_empty() || text.chars().count() > MAX_CHARS {
        field("?q", format!("Write what to search for, in 1 to {MAX_CHARS} characters"));
    }
    if !(1..=MAX_LIMIT).contains(&limit) {
        field("?limit", format!("Ask for 1 to {MAX_LIMIT} at a time"));
    }
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    Ok((text, usize::try_from(limit).unwrap_or_default()))
}

async fn known_customers(
    tx: &mut Tx,
    workspace: WorkspaceId,
    words: &Words,
    limit: usize,
) -> Result<Vec<Customer>> {
    let mut known = Vec::new();
    for id in storage::customers(tx, workspace, words, bound(limit)).await? {
        known.extend(customers::find(tx, workspace, id).await?);
    }
    Ok(known)
}

/// What is found, best first, each conversation once.
async fn hits(
    tx: &mut Tx,
    workspace: WorkspaceId,
    text: &str,
    words: &Words,
    limit: usize,
) -> Result<Vec<Hit>> {
    let mut hits = Hits { seen: HashSet::new(), found: Vec::new() };
    let number = text.trim().strip_prefix('#').unwrap_or(text.trim()).parse().ok();
    if let Some(number) = number
        && let Some(found) = conversations::find(tx, workspace, ConversationRef::Number(number)).await?
    {
        hits.add(found.id, Field::Number, None);
    }
    let customers = storage::customers(tx, workspace, words, bound(limit)).await?;
    let theirs = conversations::of_customers(tx, workspace, &customers, bound(limit * PER_CUSTOMER)).await?;
    let said = said(tx, workspace, words, limit).await?;
    // Neither kind pushes the other out: each has half, and what the other leaves.
    let of_customers = limit - said.len().min(limit / 2);
    let mut shown: Vec<(_, usize)> = Vec::new();
    for (customer, conversation) in theirs {
        let at = shown.iter().position(|(known, _)| *known == customer).unwrap_or_else(|| {
            shown.push((customer, 0));
            shown.len() - 1
        });
        if hits.found.len() < of_customers && shown[at].1 < PER_CUSTOMER {
            shown[at].1 += 1;
            hits.add(conversation, Field::Customer, None);
        }
    }
    for (conversation, message) in said {
        hits.add(conversation, Field::Message, Some(message));
    }
    hits.found.truncate(limit);
    Ok(hits.found)
}

struct Hits {
    seen: HashSet<ConversationId>,
    found: Vec<Hit>,
}

impl Hits {
    fn add(&mut self, conversation_id: ConversationId, field: Field, message_id: Option<MessageId>) {
        if self.seen.insert(conversation_id) {
            self.found.push(Hit { conversation_id, field, message_id });
        }
    }
}

/// The conversations in which all words are in one message, each with the newest such message.
async fn said(
    tx: &mut Tx,
    workspace: WorkspaceId,
    words: &Words,
    limit: usize,
) -> Result<Vec<(ConversationId, MessageId)>> {
    let page = limit * MESSAGES_PER_CONVERSATION;
    let (mut seen, mut found, mut before) = (HashSet::new(), Vec::new(), None);
    for _ in 0..PAGES {
        let messages = storage::messages(tx, workspace, words, before, bound(page)).await?;
        before = messages.last().map(|message| message.place);
        let is_full = messages.len() == page;
        for message in messages {
            if seen.insert(message.conversation_id) {
                found.push((message.conversation_id, message.id));
            }
        }
        if found.len() >= limit || !is_full {
            break;
        }
    }
    found.truncate(limit);
    Ok(found)
}

async fn load(
    tx: &mut Tx,
    workspace: WorkspaceId,
    reader: UserId,
    hits: &[Hit],
) -> Result<Vec<Conversation>> {
    let among = hits.iter().map(|hit| hit.conversation_id).collect();
    let filter = conversations::Filter { among: Some(among), ..conversations::Filter::default() };
    let order = ConversationOrder::Newest;
    let page = conversations::Page { order, behind: None, offset: 0, limit: bound(hits.len()) };
    Ok(conversations::list(tx, workspace, reader, &filter, page).await?)
}

fn bound(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
