//! The first steps of a new workspace.

use pingback_model::{Action, Event, SettingsKind};
use pingback_storage::workspaces;
pub use pingback_storage::workspaces::FirstSteps;

use crate::error::{Error, Kind, Result};
use crate::{Actor, App};

/// How far the workspace has come.
pub async fn first_steps(app: &App, actor: &Actor) -> Result<FirstSteps> {
    actor.require(Action::ConversationHandle)?;
    let steps = workspaces::first_steps(&mut app.read().await?, actor.workspace_id).await?;
    steps.ok_or(Error::NotFound(Kind::Workspace))
}

/// Puts the list of first steps away for the whole team.
pub async fn dismiss(app: &App, actor: &Actor) -> Result<()> {
    actor.require(Action::SettingsManage)?;
    app.write(actor, |mut tx| async move {
        if workspaces::dismiss_first_steps(&mut tx, actor.workspace_id).await? {
            let event = Event::SettingsChanged { kind: SettingsKind::Workspace, user_id: None };
            tx.record(actor.workspace_id, event);
        }
        Ok(tx.commit(()).await?)
    })
    .await
}
