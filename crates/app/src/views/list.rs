//! The views that a member can choose from.

use pingback_model::{Action, View};
use pingback_storage::views;

use crate::error::Result;
use crate::{Actor, App};

/// The team's, then the caller's own, each by name.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<View>> {
    actor.require(Action::ConversationHandle)?;
    Ok(views::list(&mut app.read().await?, actor.workspace_id, actor.user_id).await?)
}
