//! Deleting a canned reply.

use pingback_model::{Action, CannedReplyId, SettingsKind};
use pingback_storage::canned_replies;

use crate::error::{Error, Kind, Result};
use crate::{Actor, App, ownership};

/// Deletes a canned reply.
pub async fn delete(app: &App, actor: &Actor, id: CannedReplyId) -> Result<()> {
    actor.require(Action::ConversationHandle)?;
    app.write(actor, |mut tx| async move {
        let found = canned_replies::find(&mut tx, actor.workspace_id, actor.user_id, id).await?;
        let reply = found.ok_or(Error::NotFound(Kind::CannedReply))?;
        ownership::require(actor, reply.user_id)?;
        canned_replies::delete(&mut tx, actor.workspace_id, id).await?;
        ownership::tell(&mut tx, actor, SettingsKind::CannedReplies, reply.user_id);
        Ok(tx.commit(()).await?)
    })
    .await
}
