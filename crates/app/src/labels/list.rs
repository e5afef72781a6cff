//! The labels of a workspace.

use pingback_model::{Action, Label};
use pingback_storage::labels;

use crate::error::Result;
use crate::{Actor, App};

/// All labels, by name.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Label>> {
    actor.require(Action::ConversationHandle)?;
    Ok(labels::list(&mut app.read().await?, actor.workspace_id).await?)
}
