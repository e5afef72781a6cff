//! A customer writes.

use pingback_model::{
    Activity, AttachmentId, Change, ChannelId, ChannelType, Conversation, ConversationStatus, Customer,
    CustomerId, Event, Message, MessageId, NotificationKind, SenderType, Visit, WaitOrder, WorkspaceId,
};
use pingback_storage::conversations::{self, Entry};
use pingback_storage::{Once, Tx, customers, messages};
use serde::{Deserialize, Serialize};

use super::reply::check_client_id;
use super::{changed, content};
use crate::App;
use crate::actor::Request;
use crate::error::{Error, Kind, Result};
use crate::notifications::{NewNotification, notify};

/// What a customer writes, whatever it came through. Who they are, the caller has made sure of.
#[derive(Debug, Clone)]
pub struct Receive {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// The channel.
    pub channel_id: ChannelId,
    /// Its kind.
    pub channel_type: ChannelType,
    /// The customer; made with their first message.
    pub customer_id: CustomerId,
    /// Their name, as far as known; does not replace what is known already.
    pub name: Option<String>,
    /// Their address, likewise. Their own claim, not proof.
    pub email: Option<String>,
    /// What their browser said of itself when they came, where they may be a customer only now.
    pub visit: Option<Visit>,
    /// The request's idempotency key.
    pub once: Option<Once>,
    /// The sender's own id for the message: sent again, the first message is the answer.
    pub client_id: Option<String>,
    /// Plain text; may be empty where files are attached.
    pub content: String,
    /// Files that were uploaded for the same conversation, or by the customer while they had none.
    pub attachments: Vec<AttachmentId>,
}

impl Request for Receive {
    fn once(&self) -> Option<&Once> {
        self.once.as_ref()
    }
}

/// What became of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Received {
    /// The conversation, with its customer, without messages.
    pub conversation: Conversation,
    /// The message.
    pub message: Message,
    /// False where it was known already by its `client_id`.
    pub is_new: bool,
}

/// What a message does to its conversation.
enum Effect {
    Began,
    WentBackToWork(Activity),
    Nothing,
}

/// Takes a customer's message into their conversation through that channel: a closed one is left alone and
/// another begun, any other waits for the team again. Whoever holds it is told.
pub async fn receive(app: &App, input: Receive) -> Result<Received> {
    content::require(&input.content, "/content", &input.attachments)?;
    check_client_id(input.client_id.as_deref())?;
    let input = &input;
    app.write(input, |mut tx| async move {
        if let Some(known) = known(&mut tx, input).await? {
            return Ok(tx.commit(known).await?);
        }
        let (conversation, message_id, effect) = place(app, &mut tx, input).await?;
        let message = insert(&mut tx, input, &conversation, message_id).await?;
        tell(app, &mut tx, &conversation, &message, &effect).await?;
        Ok(tx.commit(Received { conversation, message, is_new: true }).await?)
    })
    .await
}

/// The message that was received under the same `client_id` before.
async fn known(tx: &mut Tx, input: &Receive) -> Result<Option<Received>> {
    let Some(client_id) = &input.client_id else { return Ok(None) };
    let workspace = input.workspace_id;
    let sender = input.customer_id.into();
    let Some((conversation, message)) = messages::find_client_id(tx, workspace, sender, client_id).await?
    else {
        return Ok(None);
    };
    let found = conversations::find_with_customer(tx, workspace, conversation.into()).await?;
    let conversation = found.ok_or(Error::NotFound(Kind::Conversation))?;
    let message = messages::find(tx, workspace, message).await?.ok_or(Error::NotFound(Kind::Message))?;
    Ok(Some(Received { conversation, message, is_new: false }))
}

/// Finds the message's place: in the customer's current conversation, else in a new one.
async fn place(app: &App, tx: &mut Tx, input: &Receive) -> Result<(Conversation, MessageId, Effect)> {
    if let Some(placed) = place_in_current(app, tx, input).await? {
        return Ok(placed);
    }
    // Only now is the customer's row needed: it lets no two first messages begin two conversations.
    let (name, email) = (input.name.as_deref(), input.email.as_deref());
    let visit = input.visit.as_ref();
    let customer =
        customers::introduce(tx, input.workspace_id, input.customer_id, name, email, visit).await?;
    if let Some(placed) = place_in_current(app, tx, input).await? {
        return Ok(placed);
    }
    let (conversation, message) = begin(app, tx, input, customer).await?;
    Ok((conversation, message, Effect::Began))
}

async fn place_in_current(
    app: &App,
    tx: &mut Tx,
    input: &Receive,
) -> Result<Option<(Conversation, MessageId, Effect)>> {
    let (workspace, channel) = (input.workspace_id, Some(input.channel_id));
    let Some(current) = conversations::find_current(tx, workspace, input.customer_id, channel).await? else {
        return Ok(None);
    };
    let wanted = app.ids.new_id();
    let waits = current.waiting_since().is_some();
    let entry = if waits { Entry::FromCustomerAgain } else { Entry::FromCustomer };
    let added = conversations::add_entry(tx, workspace, current.id, wanted, entry).await?;
    // None: it was closed just now.
    let Some((mut conversation, message)) = added else { return Ok(None) };
    let mut effect = Effect::Nothing;
    if conversation.status == ConversationStatus::Open {
        conversation.customer = current.customer;
    } else {
        // Also of one that was put aside: that the customer wrote says more than that it is back.
        let change = Change::StatusChanged { from: conversation.status, to: ConversationStatus::Open };
        let mut open = conversation.clone();
        open.enter(ConversationStatus::Open, tx.now());
        conversation = conversations::save(tx, &conversation, open).await?;
        conversation = changed::with_customer(tx, conversation).await?;
        effect =
            Effect::WentBackToWork(changed::note(app, tx, workspace, conversation.id, None, change).await?);
    }
    Ok(Some((conversation, message, effect)))
}

async fn begin(
    app: &App,
    tx: &mut Tx,
    input: &Receive,
    customer: Customer,
) -> Result<(Conversation, MessageId)> {
    let (id, now) = (app.ids.new_id(), tx.now());
    let new = Conversation::new(id, input.workspace_id, input.channel_type, Some(input.channel_id), now);
    let number = conversations::next_number(tx, input.workspace_id).await?;
    let message = app.ids.new_id();
    let conversation = Conversation {
        number,
        customer_id: Some(customer.id),
        customer: Some(customer),
        wait_order: WaitOrder::waiting(now),
        customer_messages: 1,
        last_customer_message_at: Some(now),
        ..new
    };
    conversations::insert(tx, &conversation, Some(message)).await?;
    Ok((conversation, message))
}

async fn insert(tx: &mut Tx, input: &Receive, conversation: &Conversation, id: MessageId) -> Result<Message> {
    let (workspace, sender) = (input.workspace_id, input.customer_id.into());
    let files = &input.attachments;
    let attachments = content::take_files(tx, workspace, conversation.id, id, sender, files).await?;
    if let Some(client_id) = &input.client_id {
        messages::insert_client_id(tx, workspace, sender, client_id, conversation.id, id).await?;
    }
    let message = Message {
        id,
        workspace_id: workspace,
        conversation_id: conversation.id,
        sender_type: SenderType::Customer,
        sender_id: Some(sender),
        sender_name: None,
        content: input.content.clone(),
        attachments,
        created_at: tx.now(),
        delivered_at: None,
        read_at: None,
        is_private: false,
        delivery: None,
        delivery_error: None,
        client_id: input.client_id.clone(),
        mentions: Vec::new(),
    };
    Ok(messages::insert(tx, message).await?.message)
}

async fn tell(
    app: &App,
    tx: &mut Tx,
    conversation: &Conversation,
    message: &Message,
    effect: &Effect,
) -> Result<()> {
    let workspace = conversation.workspace_id;
    match effect {
        Effect::Began => {
            tx.record(workspace, Event::ConversationCreated { conversation: conversation.clone() });
        }
        Effect::WentBackToWork(activity) => changed::record(tx, conversation, vec![activity.clone()]),
        Effect::Nothing => {}
    }
    let news = Event::NewMessage {
        message: message.clone(),
        conversation_number: conversation.number,
        sender_avatar_url: None,
    };
    tx.record(workspace, news);
    if let Some(user_id) = conversation.assignee_id {
        let new = NewNotification {
            user_id,
            kind: NotificationKind::NewMessage,
            conversation_id: Some(conversation.id),
            actor_id: None,
        };
        notify(tx, &app.ids, workspace, new).await?;
    }
    Ok(())
}
