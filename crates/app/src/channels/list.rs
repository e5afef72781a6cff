//! The channels of a workspace.

use pingback_model::{Action, Channel};
use pingback_storage::channels;

use crate::error::Result;
use crate::{Actor, App};

/// All channels, active and inactive, the oldest first. The owner's alone, as is all that concerns channels.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Channel>> {
    actor.require(Action::ChannelManage)?;
    Ok(channels::list(&mut app.read().await?, actor.workspace_id).await?)
}
