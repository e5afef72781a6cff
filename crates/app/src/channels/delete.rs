//! Deleting a channel.

use pingback_model::{Action, ChannelId};
use pingback_storage::channels;

use crate::error::{Error, Kind, Result};
use crate::{Actor, App};

/// Deletes a channel. Its conversations stay and keep the kind they came through. Widgets of it stop
/// answering visitors, and come back with the next widget channel.
pub async fn delete(app: &App, actor: &Actor, id: ChannelId) -> Result<()> {
    actor.require(Action::ChannelManage)?;
    app.write(actor, |mut tx| async move {
        if !channels::delete(&mut tx, actor.workspace_id, id).await? {
            return Err(Error::NotFound(Kind::Channel));
        }
        Ok(tx.commit(()).await?)
    })
    .await
}
