//! The numbers beside the inbox' folders.

use pingback_model::Action;
use pingback_storage::counts::{self, ConversationCounts};

use crate::App;
use crate::actor::Actor;
use crate::error::Result;

/// How many conversations there are, as the caller sees them: exact, from kept counters.
pub async fn counts(app: &App, actor: &Actor) -> Result<ConversationCounts> {
    actor.require(Action::ConversationHandle)?;
    Ok(counts::of_member(&mut app.read().await?, actor.workspace_id, actor.user_id).await?)
}
