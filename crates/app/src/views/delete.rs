//! Deleting a saved view.

use pingback_model::{Action, SettingsKind, ViewId};
use pingback_storage::views;

use crate::error::{Error, Kind, Result};
use crate::{Actor, App, ownership};

/// Deletes a view.
pub async fn delete(app: &App, actor: &Actor, id: ViewId) -> Result<()> {
    actor.require(Action::ConversationHandle)?;
    app.write(actor, |mut tx| async move {
        let found = views::find(&mut tx, actor.workspace_id, actor.user_id, id).await?;
        let view = found.ok_or(Error::NotFound(Kind::View))?;
        ownership::require(actor, view.user_id)?;
        views::delete(&mut tx, actor.workspace_id, id).await?;
        ownership::tell(&mut tx, actor, SettingsKind::Views, view.user_id);
        Ok(tx.commit(()).await?)
    })
    .await
}
