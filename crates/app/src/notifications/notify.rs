//! Telling a member.

use pingback_model::{ConversationId, Event, Notification, NotificationKind, UserId, WorkspaceId};
use pingback_storage::{Tx, notifications};

use crate::error::Result;
use crate::ids::Ids;

/// What to tell whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewNotification {
    /// Whom.
    pub user_id: UserId,
    /// What about.
    pub kind: NotificationKind,
    /// The conversation, where it is about one.
    pub conversation_id: Option<ConversationId>,
    /// Who caused it.
    pub actor_id: Option<UserId>,
}

/// Keeps a notification in the caller's transaction and records its event. Nothing is kept, and the answer is
/// `None`, for somebody who is no member, who does not want to be told of such things, or who has not read yet that
/// there were new messages in that conversation: only the first is told.
pub async fn notify(
    tx: &mut Tx,
    ids: &Ids,
    workspace: WorkspaceId,
    new: NewNotification,
) -> Result<Option<Notification>> {
    let standing = notifications::standing(tx, workspace, new.user_id, new.kind, new.conversation_id).await?;
    let Some((preferences, has_unread)) = standing else { return Ok(None) };
    if !preferences.keeps(new.kind) || (has_unread && new.kind == NotificationKind::NewMessage) {
        return Ok(None);
    }
    let notification = Notification {
        id: ids.new_id(),
        workspace_id: workspace,
        user_id: new.user_id,
        kind: new.kind,
        conversation_id: new.conversation_id,
        actor_id: new.actor_id,
        created_at: tx.now(),
        read_at: None,
    };
    notifications::insert(tx, workspace, &notification).await?;
    tx.record(workspace, Event::Notification { notification: notification.clone() });
    Ok(Some(notification))
}
