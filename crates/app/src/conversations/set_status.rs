//! Resolving, closing, reopening.

use pingback_model::{Action, Conversation, ConversationRef, ConversationStatus};
use pingback_storage::{conversations, messages};

use super::changed;
use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Kind, Result};

/// Sets where a conversation stands, and returns it with its customer and its newest message, and whether
/// that changed anything. Any status may follow any other.
pub async fn set_status(
    app: &App,
    actor: &Actor,
    named: ConversationRef,
    status: ConversationStatus,
) -> Result<(Conversation, bool)> {
    actor.require(Action::ConversationHandle)?;
    app.write(actor, |mut tx| async move {
        let set = conversations::set_status(&mut tx, actor.workspace_id, named, status).await?;
        let (conversation, is_new) = set.ok_or(Error::NotFound(Kind::Conversation))?;
        let conversation = changed::with_customer(&mut tx, conversation).await?;
        if is_new {
            changed::record(&mut tx, &conversation);
        }
        let newest = messages::newest(&mut tx, actor.workspace_id, conversation.id, 1).await?;
        let conversation = Conversation { messages: newest, ..conversation };
        Ok(tx.commit((conversation, is_new)).await?)
    })
    .await
}
