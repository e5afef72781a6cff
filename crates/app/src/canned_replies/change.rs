//! Changing a canned reply.

use pingback_model::{Action, CannedReply, CannedReplyId, SettingsKind};
use pingback_storage::canned_replies;

use crate::error::{Error, Kind, Result};
use crate::{Actor, App, ownership};

/// What to change of a canned reply; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct ChangeCannedReply {
    /// What is typed to find it.
    pub shortcut: Option<String>,
    /// Its text.
    pub content: Option<String>,
    /// Whether it is for the whole team: false makes a shared one the caller's own.
    pub is_shared: Option<bool>,
}

/// Changes a canned reply. Sharing one, and taking one back, needs the permission for what is shared. 400 where
/// its owner has another with the shortcut.
pub async fn change(
    app: &App,
    actor: &Actor,
    id: CannedReplyId,
    input: &ChangeCannedReply,
) -> Result<CannedReply> {
    actor.require(Action::ConversationHandle)?;
    super::check(input.shortcut.as_deref(), input.content.as_deref())?;
    app.write(actor, |mut tx| async move {
        let (workspace, user) = (actor.workspace_id, actor.user_id);
        let found = canned_replies::find(&mut tx, workspace, user, id).await?;
        let mut reply = found.ok_or(Error::NotFound(Kind::CannedReply))?;
        let before = reply.user_id;
        let owner = input.is_shared.map_or(before, |is_shared| ownership::owner(actor, is_shared));
        ownership::require(actor, before)?;
        ownership::require(actor, owner)?;
        if owner != before {
            super::require_room(&mut tx, workspace, owner).await?;
        }
        reply.user_id = owner;
        reply.updated_at = tx.now();
        if let Some(shortcut) = &input.shortcut {
            reply.shortcut.clone_from(shortcut);
        }
        if let Some(content) = &input.content {
            reply.content.clone_from(content);
        }
        let updated = canned_replies::update(&mut tx, &reply).await;
        updated.map_err(|error| super::or_taken(error, &reply.shortcut))?;
        // Who saw it before, or sees it now: the team, where either is the team.
        let told = if before.is_none() { before } else { owner };
        ownership::tell(&mut tx, actor, SettingsKind::CannedReplies, told);
        Ok(tx.commit(reply).await?)
    })
    .await
}
