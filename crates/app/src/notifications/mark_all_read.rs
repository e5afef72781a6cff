//! Having seen all notifications.

use pingback_model::Action;
use pingback_storage::notifications;

use crate::App;
use crate::actor::Actor;
use crate::error::Result;

/// Marks all of one's own notifications in the workspace as read. Returns how many were not.
pub async fn mark_all_read(app: &App, actor: &Actor) -> Result<u64> {
    actor.require(Action::ConversationHandle)?;
    app.write(actor, |mut tx| async move {
        let read = notifications::mark_all_read(&mut tx, actor.workspace_id, actor.user_id).await?;
        Ok(tx.commit(read).await?)
    })
    .await
}
