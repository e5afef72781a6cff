//! The inbox.

use chrono::{DateTime, TimeDelta};
use pingback_model::{
    Action, ChannelType, Conversation, ConversationOrder, ConversationRef, ConversationStatus, CustomerId,
    LabelId, Priority, Timestamp, UserId, WaitOrder,
};
use pingback_storage::conversations::{self, Filter, Page, Position};

use crate::App;
use crate::actor::Actor;
use crate::error::{Error, FieldError, Result};
use crate::search;

/// The most conversations of a page.
const MAX_LIMIT: i64 = 100;
/// The longest wait that can be asked for, in minutes: ten years, a moment for every database.
pub(crate) const LONGEST_WAIT: i64 = 10 * 365 * 24 * 60;

/// Which conversations to list.
#[derive(Debug, Clone, Default)]
pub struct ListConversations {
    /// Of this status.
    pub status: Option<ConversationStatus>,
    /// Held by this member; `Some(None)`: by nobody.
    pub assignee: Option<Option<UserId>>,
    /// Come through this kind of channel.
    pub channel_type: Option<ChannelType>,
    /// Of this priority.
    pub priority: Option<Priority>,
    /// With this label.
    pub label: Option<LabelId>,
    /// Of this customer.
    pub customer: Option<CustomerId>,
    /// Only those with a note that mentions the caller.
    pub mentioned: bool,
    /// Only those whose customer has waited for an answer for more than so many minutes.
    pub waiting_over: Option<i64>,
    /// What comes first; the most recently updated where absent.
    pub order: Option<ConversationOrder>,
    /// In which this is found, as [`search`] finds it: the 500 in which it was said last, if there are more.
    pub search: Option<String>,
    /// Which page, from 1.
    pub page: Option<i64>,
    /// How many, 1 to 100; 50 where absent.
    pub limit: Option<i64>,
    /// Only those behind this place.
    pub before: Option<Cursor>,
    /// Whether to say how many there are in all, which can cost more than the page.
    pub count: bool,
}

impl ListConversations {
    /// What it asks for, save for what is searched, as the caller means it at that moment. Lists and the numbers beside
    /// them ask by this filter.
    pub(crate) fn filter(&self, actor: &Actor, now: Timestamp) -> Filter {
        Filter {
            status: self.status,
            assignee: self.assignee,
            channel_type: self.channel_type,
            priority: self.priority,
            label: self.label,
            customer: self.customer,
            mentioned: self.mentioned.then_some(actor.user_id),
            waiting_since: self.waiting_over.map(|minutes| now - TimeDelta::minutes(minutes)),
            among: None,
        }
    }
}

/// A place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cursor {
    /// Behind a conversation, wherever that is by now.
    Conversation(ConversationRef),
    /// Where a page of that order ended, whatever became of its last conversation since: what
    /// [`Conversations::next`] gives.
    Place(ConversationOrder, Position),
}

impl std::str::FromStr for Cursor {
    type Err = pingback_model::UnknownValue;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let Some((key, id)) = text.split_once('.') else { return text.parse().map(Self::Conversation) };
        let (order, key) = match (key.strip_prefix('w'), key.strip_prefix('o')) {
            (Some(key), _) => (ConversationOrder::Wait, key),
            (_, Some(key)) => (ConversationOrder::Oldest, key),
            _ => (ConversationOrder::Newest, key),
        };
        let place = id.parse().ok().zip(key.parse().ok()).and_then(|(id, key)| match order {
            ConversationOrder::Wait => Some(Position::Waiting { order: WaitOrder(key), id }),
            _ => Some(Position::Updated { at: DateTime::from_timestamp_millis(key)?, id }),
        });
        match place {
            Some(place) => Ok(Self::Place(order, place)),
            None => Err(pingback_model::UnknownValue {
                what: "place in the list",
                expected: "a conversation's UUID, its number, what X-Next-Cursor said".into(),
            }),
        }
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Conversation(ConversationRef::Id(id)) => write!(f, "{id}"),
            Self::Conversation(ConversationRef::Number(number)) => write!(f, "{number}"),
            Self::Place(order, Position::Updated { at, id }) => {
                let mark = if *order == ConversationOrder::Oldest { "o" } else { "" };
                write!(f, "{mark}{}.{id}", at.timestamp_millis())
            }
            Self::Place(_, Position::Waiting { order, id }) => write!(f, "w{}.{id}", order.0),
        }
    }
}

/// A page of conversations.
#[derive(Debug, Clone)]
pub struct Conversations {
    /// The conversations, each with at most its newest message.
    pub conversations: Vec<Conversation>,
    /// Where the next page begins, if there may be one.
    pub next: Option<Cursor>,
    /// How many there are in all, where that was asked.
    pub total: Option<i64>,
}

/// A page of the workspace's conversations.
pub async fn list(app: &App, actor: &Actor, input: ListConversations) -> Result<Conversations> {
    actor.require(Action::ConversationHandle)?;
    let (page, limit) = check(&input)?;
    let order = input.order.unwrap_or(ConversationOrder::Newest);
    let among = match input.search.as_deref().filter(|text| !text.trim().is_empty()) {
        Some(text) => Some(search::matching(app, actor.workspace_id, text).await?),
        None => None,
    };
    let filter = Filter { among, ..input.filter(actor, app.now()) };
    let mut tx = app.read().await?;
    let behind = match input.before {
        None => None,
        Some(Cursor::Place(_, place)) => Some(place),
        Some(Cursor::Conversation(named)) => {
            let place = conversations::position(&mut tx, actor.workspace_id, named, order).await?;
            Some(place.ok_or_else(|| Error::invalid("?before", "There is no such conversation"))?)
        }
    };
    let part = Page { order, behind, offset: (page - 1).saturating_mul(limit), limit };
    let conversations =
        conversations::list(&mut tx, actor.workspace_id, actor.user_id, &filter, part).await?;
    let total = if input.count {
        Some(conversations::count(&mut tx, actor.workspace_id, &filter).await?)
    } else {
        None
    };
    let is_full = i64::try_from(conversations.len()).is_ok_and(|n| n == limit);
    let last = conversations.last().filter(|_| is_full);
    let next = last.map(|last| Cursor::Place(order, Position::of(last, order)));
    Ok(Conversations { conversations, next, total })
}

/// The page and how many it has.
fn check(input: &ListConversations) -> Result<(i64, i64)> {
    let (page, limit) = (input.page.unwrap_or(1), input.limit.unwrap_or(50));
    let mut wrong = Vec::new();
    let mut field =
        |pointer: &str, detail: String| wrong.push(FieldError { pointer: pointer.into(), detail });
    if page < 1 {
        field("?page", "Pages are counted from 1".into());
    }
    if !(1..=MAX_LIMIT).contains(&limit) {
        field("?limit", format!("Ask for 1 to {MAX_LIMIT} at a time"));
    }
    if input.waiting_over.is_some_and(|minutes| !(0..=LONGEST_WAIT).contains(&minutes)) {
        field("?waiting_over", format!("Minutes, from 0 to {LONGEST_WAIT}"));
    }
    let order = input.order.unwrap_or(ConversationOrder::Newest);
    if matches!(input.before, Some(Cursor::Place(of, _)) if of != order) {
        field("?before", "This place is of another sort: begin that one anew".into());
    }
    let text = input.search.as_deref().unwrap_or_default();
    if text.chars().count() > search::MAX_CHARS || text.contains('\0') {
        field("?q", format!("Search for at most {} characters", search::MAX_CHARS));
    }
    if wrong.is_empty() { Ok((page, limit)) } else { Err(Error::Invalid(wrong)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_what_it_wrote() {
        let id = "01981f6e-7a3b-7c11-9d2e-0123456789ab";
        for text in [
            id.to_owned(),
            "42".into(),
            format!("1764000000123.{id}"),
            format!("o5.{id}"),
            format!("w7998236000000000.{id}"),
        ] {
            assert_eq!(text.parse::<Cursor>().unwrap().to_string(), text);
        }
        for bad in
            ["", "x", "1.2", &format!("x.{id}"), &format!("w.{id}"), &format!("99999999999999999999.{id}")]
        {
            assert!(bad.parse::<Cursor>().is_err(), "{bad}");
        }
    }
}
