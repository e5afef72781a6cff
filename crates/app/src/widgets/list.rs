//! The widgets of a workspace.

use pingback_model::{Action, Widget};
use pingback_storage::widgets;

use crate::error::Result;
use crate::{Actor, App};

/// All widgets, the oldest first, for those who change them.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Widget>> {
    actor.require(Action::SettingsManage)?;
    list_to_read(app, actor).await
}

/// The same for every member: what a widget is like is public, and who answers its visitors may see it.
pub async fn list_to_read(app: &App, actor: &Actor) -> Result<Vec<Widget>> {
    actor.require(Action::ConversationHandle)?;
    Ok(widgets::list(&mut app.read().await?, actor.workspace_id).await?)
}
