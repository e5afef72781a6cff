//! The blocks of a workspace.

use pingback_model::{Action, Block};
use pingback_storage::blocks;

use crate::error::Result;
use crate::{Actor, App};

/// All blocks, the newest first.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Block>> {
    actor.require(Action::VisitorBlock)?;
    Ok(blocks::list(&mut app.read().await?, actor.workspace_id).await?)
}
