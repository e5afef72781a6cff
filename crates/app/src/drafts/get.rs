//! What one has begun to write in a conversation.

use pingback_model::{Action, ConversationRef, Draft};
use pingback_storage::drafts;

use crate::error::Result;
use crate::{Actor, App};

/// The caller's draft in a conversation, if there is one.
pub async fn get(app: &App, actor: &Actor, named: ConversationRef) -> Result<Option<Draft>> {
    actor.require(Action::ConversationHandle)?;
    let mut tx = app.read().await?;
    let conversation = super::conversation(&mut tx, actor, named).await?;
    Ok(drafts::find(&mut tx, actor.workspace_id, actor.user_id, conversation).await?)
}
