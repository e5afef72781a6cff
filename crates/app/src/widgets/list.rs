//! The widgets of a workspace.

use pingback_model::{Action, Widget};
use pingback_storage::widgets;

use crate::error::Result;
use crate::{Actor, App};

/// All widgets, the oldest first.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Widget>> {
    actor.require(Action::SettingsManage)?;
    Ok(widgets::list(&mut app.read().await?, actor.workspace_id).await?)
}
