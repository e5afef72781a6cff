//! Where one has begun to write.

use pingback_model::{Action, Draft};
use pingback_storage::drafts;

use crate::error::Result;
use crate::{Actor, App};

/// The most that are listed.
const MOST: i64 = 200;

/// The caller's drafts without their text, the last changed first, at most 200.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Draft>> {
    actor.require(Action::ConversationHandle)?;
    Ok(drafts::list(&mut app.read().await?, actor.workspace_id, actor.user_id, MOST).await?)
}
