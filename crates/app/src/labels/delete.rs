//! Deleting a label.

use pingback_model::{Action, LabelId};
use pingback_storage::labels;

use crate::error::{Error, Kind, Result};
use crate::{Actor, App};

/// Deletes a label and takes it off all conversations, of which nothing is noted in them: whoever hears that
/// the labels changed forgets it there too.
pub async fn delete(app: &App, actor: &Actor, id: LabelId) -> Result<()> {
    actor.require(Action::SettingsManage)?;
    app.write(actor, |mut tx| async move {
        if !labels::delete(&mut tx, actor.workspace_id, id).await? {
            return Err(Error::NotFound(Kind::Label));
        }
        super::tell(&mut tx, actor.workspace_id);
        Ok(tx.commit(()).await?)
    })
    .await
}
