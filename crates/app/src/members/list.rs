//! Seeing the team.

use pingback_model::{Action, Member};
use pingback_storage::members;

use crate::App;
use crate::actor::Actor;
use crate::error::Result;

/// All members of the workspace, suspended ones included, in the order in which they came.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Member>> {
    actor.require(Action::TeamView)?;
    Ok(members::list(&mut app.read().await?, actor.workspace_id).await?)
}
