//! Taking a block away.

use pingback_model::{Action, BlockId};
use pingback_storage::blocks;

use crate::error::{Error, Kind, Result};
use crate::{Actor, App};

/// Takes a block away: whom it shut out may come back at once.
pub async fn delete(app: &App, actor: &Actor, id: BlockId) -> Result<()> {
    actor.require(Action::VisitorBlock)?;
    app.write(actor, |mut tx| async move {
        if !blocks::delete(&mut tx, actor.workspace_id, id).await? {
            return Err(Error::NotFound(Kind::Block));
        }
        super::tell(&mut tx, actor.workspace_id);
        Ok(tx.commit(()).await?)
    })
    .await
}
