//! Opening a conversation.

use pingback_model::{Action, Conversation, ConversationRef};
use pingback_storage::{activities, conversations, messages, reads};

use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Kind, Result};

/// A conversation with its customer, all its messages and what else happened in it, oldest first.
pub async fn get(app: &App, actor: &Actor, named: ConversationRef) -> Result<Conversation> {
    actor.require(Action::ConversationHandle)?;
    let mut tx = app.read().await?;
    let found = conversations::find_with_customer(&mut tx, actor.workspace_id, named).await?;
    let conversation = found.ok_or(Error::NotFound(Kind::Conversation))?;
    let messages = messages::list(&mut tx, actor.workspace_id, conversation.id, None).await?;
    let activity = activities::list(&mut tx, actor.workspace_id, conversation.id).await?;
    let standing = reads::standing(&mut tx, actor.workspace_id, actor.user_id, conversation.id).await?;
    let unread_count = standing.map(|standing| standing.unread);
    Ok(Conversation { messages, activity: Some(activity), unread_count, ..conversation })
}
