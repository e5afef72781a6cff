//! Having seen a notification.

use pingback_model::{Action, NotificationId};
use pingback_storage::notifications::{self, Listed};

use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Kind, Result};

/// Marks one's own notification as read, and returns it. Read before: it stays as it was. Somebody else's is
/// not found.
pub async fn mark_read(app: &App, actor: &Actor, id: NotificationId) -> Result<Listed> {
    actor.require(Action::ConversationHandle)?;
    let (workspace, user) = (actor.workspace_id, actor.user_id);
    app.write(actor, |mut tx| async move {
        notifications::mark_read(&mut tx, workspace, user, id).await?;
        let read = notifications::find(&mut tx, workspace, user, id).await?;
        let read = read.ok_or(Error::NotFound(Kind::Notification))?;
        Ok(tx.commit(read).await?)
    })
    .await
}
