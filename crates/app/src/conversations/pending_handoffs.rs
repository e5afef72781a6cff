//! Who waits for a person.

use pingback_model::{Action, Conversation};
use pingback_storage::conversations;

use crate::App;
use crate::actor::Actor;
use crate::error::Result;

/// The most that are listed.
const LIMIT: i64 = 500;

/// The conversations in which Theo asks for a person, the one that waits longest first.
pub async fn pending_handoffs(app: &App, actor: &Actor) -> Result<Vec<Conversation>> {
    actor.require(Action::ConversationHandle)?;
    Ok(conversations::pending_handoffs(&mut app.read().await?, actor.workspace_id, LIMIT).await?)
}
