//! The canned replies that a member can use.

use pingback_model::{Action, CannedReply};
use pingback_storage::canned_replies;

use crate::error::Result;
use crate::{Actor, App};

/// The team's and the caller's own, by shortcut; of two with the same the caller's own comes first.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<CannedReply>> {
    actor.require(Action::ConversationHandle)?;
    Ok(canned_replies::list(&mut app.read().await?, actor.workspace_id, actor.user_id).await?)
}
