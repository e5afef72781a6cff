//! Beginning a conversation from the team's side.

use pingback_model::{
    Action, ChannelId, ChannelType, Conversation, CustomerId, Event, MessageId, WorkspaceId,
};
use pingback_storage::{Tx, channels, conversations, customers, messages};

use super::{content, reply};
use crate::App;
use crate::actor::Actor;
use crate::billing::count_message;
use crate::error::{Error, Kind, Result};

/// What a conversation begins with.
#[derive(Debug, Clone)]
pub struct CreateConversation {
    /// The workspace: must be the caller's.
    pub workspace_id: WorkspaceId,
    /// Who it is with.
    pub customer_id: Option<CustomerId>,
    /// The channel it goes through; none: the team's own, as through the widget.
    pub channel_id: Option<ChannelId>,
    /// The team's first message.
    pub initial_message: Option<String>,
}

/// Makes an open conversation that nobody holds, and returns it with its customer and its first message.
pub async fn create(app: &App, actor: &Actor, input: CreateConversation) -> Result<Conversation> {
    actor.require(Action::ConversationHandle)?;
    if input.workspace_id != actor.workspace_id {
        return Err(Error::NotFound(Kind::Workspace));
    }
    if let Some(text) = &input.initial_message {
        content::require(text, "/initial_message", &[])?;
    }
    let input = &input;
    app.write(actor, |mut tx| async move {
        let first: Option<MessageId> = input.initial_message.as_ref().map(|_| app.ids.new_id());
        let mut conversation = blank(app, &mut tx, input).await?;
        conversation.first_response_at = first.map(|_| tx.now());
        conversation.number = conversations::next_number(&mut tx, actor.workspace_id).await?;
        conversations::insert(&mut tx, &conversation, first).await?;
        let told = Event::ConversationCreated { conversation: conversation.clone() };
        tx.record(actor.workspace_id, told);
        if let (Some(id), Some(text)) = (first, &input.initial_message) {
            let message = reply::of_agent(&tx, &conversation, actor.user_id, id, text);
            let inserted = messages::insert(&mut tx, message).await?;
            count_message(&mut tx, actor.workspace_id).await?;
            tx.record(actor.workspace_id, reply::news(&inserted, conversation.number));
            conversation.messages.push(inserted.message);
        }
        Ok(tx.commit(conversation).await?)
    })
    .await
}

/// The conversation before its first message and its number.
async fn blank(app: &App, tx: &mut Tx, input: &CreateConversation) -> Result<Conversation> {
    let customer = match input.customer_id {
        Some(id) => {
            let found = customers::find(tx, input.workspace_id, id).await?;
            Some(found.ok_or(Error::NotFound(Kind::Customer))?)
        }
        None => None,
    };
    let channel_type = match input.channel_id {
        Some(id) => {
            let channel =
                channels::find(tx, input.workspace_id, id).await?.filter(|channel| channel.is_active);
            channel.ok_or_else(|| Error::rejected("Invalid channel"))?.channel_type
        }
        None => ChannelType::Widget,
    };
    let new =
        Conversation::new(app.ids.new_id(), input.workspace_id, channel_type, input.channel_id, tx.now());
    Ok(Conversation { customer_id: input.customer_id, customer, ..new })
}
