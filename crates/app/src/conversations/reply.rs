//! The team writes: an answer to the customer, or a note to each other.

use pingback_model::{
    Action, AttachmentId, ChannelType, Conversation, ConversationId, ConversationRef, Delivery, Event,
    Message, MessageId, SenderType, UserId,
};
use pingback_storage::conversations::{self, Entry};
use pingback_storage::messages::{self, Inserted};
use pingback_storage::{Tx, drafts};

use super::{changed, content, mentions};
use crate::App;
use crate::actor::Actor;
use crate::billing::count_message;
use crate::error::{Error, Kind, Result};
use crate::jobs::MailAnswer;

/// What a member writes.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The conversation.
    pub conversation: ConversationRef,
    /// Plain text; may be empty where files are attached.
    pub content: String,
    /// Files that were uploaded for the same conversation.
    pub attachments: Vec<AttachmentId>,
    /// A note: the customer never sees it, it counts for no limit and is no first response.
    pub is_private: bool,
    /// The sender's own id for it: sent again, the first message is the answer.
    pub client_id: Option<String>,
    /// Members whom a note mentions, each once: they are told.
    pub mentions: Vec<UserId>,
    /// The last message that the writer of an answer had before them: where a colleague or Theo has answered since,
    /// nothing is sent. Without it nothing is compared.
    pub seen_message_id: Option<MessageId>,
}

/// Writes an answer or a note. An answer counts against the month's messages, is the first response where
/// there was none, and ends Theo's call for a person.
pub async fn reply(app: &App, actor: &Actor, input: Reply) -> Result<Message> {
    actor.require(Action::ConversationHandle)?;
    content::require(&input.content, "/content", &input.attachments)?;
    check_client_id(input.client_id.as_deref())?;
    mentions::check(&input.mentions, input.is_private)?;
    let input = &input;
    app.write(actor, |mut tx| async move {
        let not_found = Error::NotFound(Kind::Conversation);
        if let Some(message) = already_sent(&mut tx, actor, input).await? {
            return Ok(tx.commit(message).await?);
        }
        let id = conversations::find_id(&mut tx, actor.workspace_id, input.conversation).await?;
        let Some(id) = id else { return Err(not_found) };
        mentions::require(&mut tx, actor, &input.mentions).await?;
        let entry = if input.is_private { Entry::Other } else { Entry::Answer };
        // The id is made while the transaction is under way: on one node, ids then ascend as commits do.
        let added =
            conversations::add_entry(&mut tx, actor.workspace_id, id, app.ids.new_id(), entry).await?;
        let (conversation, message_id) = added.ok_or(not_found)?;
        if let (Some(seen), false) = (input.seen_message_id, input.is_private) {
            refuse_if_answered(&mut tx, actor, id, seen).await?;
        }
        let inserted = insert(&mut tx, actor, input, &conversation, message_id).await?;
        let message = &inserted.message;
        drafts::delete_sent(&mut tx, actor.workspace_id, actor.user_id, id, input.is_private).await?;
        if !input.is_private {
            count_message(&mut tx, actor.workspace_id).await?;
            take_over(&mut tx, &conversation).await?;
            MailAnswer::enqueue(app, &mut tx, &conversation, message.id).await?;
        }
        tx.record(actor.workspace_id, news(&inserted, conversation.number));
        mentions::tell(app, &mut tx, actor, message).await?;
        Ok(tx.commit(inserted.message).await?)
    })
    .await
}

/// The event of what a member wrote. Visitors are shown no note, so nobody's picture beside one.
pub(super) fn news(written: &Inserted, conversation_number: i64) -> Event {
    let Inserted { message, sender_avatar_url } = written.clone();
    let sender_avatar_url = sender_avatar_url.filter(|_| !message.is_private);
    Event::NewMessage { message, conversation_number, sender_avatar_url }
}

/// Two answers at once confuse a customer. The conversation's row is locked: nobody answers in between.
async fn refuse_if_answered(
    tx: &mut Tx,
    actor: &Actor,
    conversation: ConversationId,
    seen: MessageId,
) -> Result<()> {
    let (workspace, writer) = (actor.workspace_id, actor.user_id.into());
    match messages::answer_after(tx, workspace, conversation, seen, writer).await? {
        Some((last_message_id, answered_by)) => {
            Err(Error::AnsweredMeanwhile { last_message_id, answered_by })
        }
        None => Ok(()),
    }
}

/// A client id is short text without surprises.
pub(super) fn check_client_id(client_id: Option<&str>) -> Result<()> {
    match client_id {
        Some(id) if id.is_empty() || id.len() > 200 || id.contains('\0') => {
            Err(Error::invalid("/client_id", "A client_id has 1 to 200 bytes"))
        }
        _ => Ok(()),
    }
}

async fn already_sent(tx: &mut Tx, actor: &Actor, input: &Reply) -> Result<Option<Message>> {
    let Some(client_id) = &input.client_id else { return Ok(None) };
    let (workspace, sender) = (actor.workspace_id, actor.user_id.into());
    match messages::find_client_id(tx, workspace, sender, client_id).await? {
        Some((_, id)) => Ok(messages::find(tx, workspace, id).await?),
        None => Ok(None),
    }
}

async fn insert(
    tx: &mut Tx,
    actor: &Actor,
    input: &Reply,
    conversation: &Conversation,
    id: MessageId,
) -> Result<Inserted> {
    let (workspace, sender) = (actor.workspace_id, actor.user_id.into());
    let files = &input.attachments;
    let attachments = content::take_files(tx, workspace, conversation.id, id, sender, files).await?;
    if let Some(client_id) = &input.client_id {
        messages::insert_client_id(tx, workspace, sender, client_id, conversation.id, id).await?;
    }
    let answer = of_agent(tx, conversation, actor.user_id, id, &input.content);
    let (delivery, delivery_error) =
        if input.is_private { (None, None) } else { (answer.delivery, answer.delivery_error) };
    let message = Message {
        attachments,
        is_private: input.is_private,
        delivery,
        delivery_error,
        client_id: input.client_id.clone(),
        mentions: input.mentions.clone(),
        ..answer
    };
    Ok(messages::insert(tx, message).await?)
}

/// A member's answer, not yet inserted.
pub(super) fn of_agent(
    tx: &Tx,
    conversation: &Conversation,
    user: UserId,
    id: MessageId,
    content: &str,
) -> Message {
    let (delivery, delivery_error) = delivery(conversation);
    Message {
        id,
        workspace_id: conversation.workspace_id,
        conversation_id: conversation.id,
        sender_type: SenderType::Agent,
        sender_id: Some(user.into()),
        sender_name: None,
        content: content.to_owned(),
        attachments: Vec::new(),
        created_at: tx.now(),
        delivered_at: None,
        read_at: None,
        is_private: false,
        delivery: Some(delivery),
        delivery_error,
        client_id: None,
        mentions: Vec::new(),
    }
}

/// The widget fetches by itself; other channels are brought to by a job; a channel that is gone brings nothing.
fn delivery(conversation: &Conversation) -> (Delivery, Option<String>) {
    match (conversation.channel_type, conversation.channel_id) {
        (ChannelType::Widget, _) => (Delivery::Sent, None),
        (_, Some(_)) => (Delivery::Pending, None),
        (_, None) => {
            (Delivery::Failed, Some("The channel that this conversation came through is gone".into()))
        }
    }
}

/// A person answered: nobody needs to be called any more.
async fn take_over(tx: &mut Tx, conversation: &Conversation) -> Result<()> {
    if conversation.needs_handoff {
        let calm = conversations::set_handoff(tx, conversation.workspace_id, conversation.id, None).await?;
        if let Some(calm) = calm {
            let calm = changed::with_customer(tx, calm).await?;
            changed::record(tx, &calm, Vec::new());
        }
    }
    Ok(())
}
