//! Opening a conversation.

use pingback_model::{Action, Conversation, ConversationRef};
use pingback_storage::{conversations, messages};

use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Kind, Result};

/// A conversation with its customer and all its messages, oldest first.
pub async fn get(app: &App, actor: &Actor, named: ConversationRef) -> Result<Conversation> {
    actor.require(Action::ConversationHandle)?;
    let mut tx = app.read().await?;
    let found = conversations::find_with_customer(&mut tx, actor.workspace_id, named).await?;
    let conversation = found.ok_or(Error::NotFound(Kind::Conversation))?;
    let messages = messages::list(&mut tx, actor.workspace_id, conversation.id, None).await?;
    Ok(Conversation { messages, ..conversation })
}
