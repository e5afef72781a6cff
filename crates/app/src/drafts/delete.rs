//! Throwing away what one has begun to write.

use pingback_model::{Action, ConversationRef};
use pingback_storage::drafts;

use crate::error::Result;
use crate::{Actor, App};

/// Deletes the caller's draft in a conversation, if there is one.
pub async fn delete(app: &App, actor: &Actor, named: ConversationRef) -> Result<()> {
    actor.require(Action::ConversationHandle)?;
    app.write(actor, |mut tx| async move {
        let conversation = super::conversation(&mut tx, actor, named).await?;
        drafts::delete(&mut tx, actor.workspace_id, actor.user_id, conversation).await?;
        Ok(tx.commit(()).await?)
    })
    .await
}
