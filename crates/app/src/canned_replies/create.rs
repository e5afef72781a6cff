//! Keeping a canned reply.

use pingback_model::{CannedReply, SettingsKind};
use pingback_storage::canned_replies;

use crate::error::Result;
use crate::{Actor, App, ownership};

/// What a canned reply is made from.
#[derive(Debug, Clone)]
pub struct CreateCannedReply {
    /// What is typed to find it.
    pub shortcut: String,
    /// Its text.
    pub content: String,
    /// Whether it is for the whole team.
    pub is_shared: bool,
}

/// Keeps a canned reply, for the team or for the caller. 400 where its owner has the shortcut, or too many.
pub async fn create(app: &App, actor: &Actor, input: &CreateCannedReply) -> Result<CannedReply> {
    let owner = ownership::owner(actor, input.is_shared);
    ownership::require(actor, owner)?;
    super::check(Some(&input.shortcut), Some(&input.content))?;
    app.write(actor, |mut tx| async move {
        super::require_room(&mut tx, actor.workspace_id, owner).await?;
        let reply = CannedReply {
            id: app.ids.new_id(),
            workspace_id: actor.workspace_id,
            user_id: owner,
            shortcut: input.shortcut.clone(),
            content: input.content.clone(),
            created_at: tx.now(),
            updated_at: tx.now(),
        };
        let inserted = canned_replies::insert(&mut tx, &reply).await;
        inserted.map_err(|error| super::or_taken(error, &reply.shortcut))?;
        ownership::tell(&mut tx, actor, SettingsKind::CannedReplies, owner);
        Ok(tx.commit(reply).await?)
    })
    .await
}
