//! Drafts: text that a member has begun and not sent.

use pingback_model::{ConversationId, Draft, UserId, WorkspaceId};

use crate::error::Result;
use crate::{Tx, args, from_row};

from_row!(Draft { conversation_id, content, is_private, updated_at });

/// A member's draft in a conversation.
pub async fn find(
    tx: &mut Tx,
    workspace: WorkspaceId,
    user: UserId,
    conversation: ConversationId,
) -> Result<Option<Draft>> {
    tx.fetch_optional(
        "SELECT conversation_id, content, is_private, updated_at FROM drafts
         WHERE workspace_id = $1 AND user_id = $2 AND conversation_id = $3",
        args![workspace, user, conversation],
    )
    .await
}

/// A member's drafts without their text, the last changed first, at most `limit`.
pub async fn list(tx: &mut Tx, workspace: WorkspaceId, user: UserId, limit: i64) -> Result<Vec<Draft>> {
    tx.fetch_all(
        "SELECT conversation_id, '' AS content, is_private, updated_at FROM drafts
         WHERE workspace_id = $1 AND user_id = $2 ORDER BY updated_at DESC, conversation_id DESC LIMIT $3",
        args![workspace, user, limit],
    )
    .await
}

/// Keeps a draft in the place of what was there.
pub async fn put(tx: &mut Tx, workspace: WorkspaceId, user: UserId, draft: &Draft) -> Result<()> {
    tx.execute(
        "INSERT INTO drafts (workspace_id, user_id, conversation_id, content, is_private, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (workspace_id, user_id, conversation_id) DO UPDATE SET content = excluded.content,
            is_private = excluded.is_private, updated_at = excluded.updated_at",
        args![workspace, user, draft.conversation_id, &draft.content, draft.is_private, draft.updated_at],
    )
    .await
    .map(drop)
}

/// Deletes a member's draft of a note or of an answer, if it is one: it was sent.
pub async fn delete_sent(
    tx: &mut Tx,
    workspace: WorkspaceId,
    user: UserId,
    conversation: ConversationId,
    is_private: bool,
) -> Result<()> {
    tx.execute(
        "DELETE FROM drafts WHERE workspace_id = $1 AND user_id = $2 AND conversation_id = $3 AND is_private = $4",
        args![workspace, user, conversation, is_private],
    )
    .await
    .map(drop)
}

/// Deletes a member's draft in a conversation, if there is one.
pub async fn delete(
    tx: &mut Tx,
    workspace: WorkspaceId,
    user: UserId,
    conversation: ConversationId,
) -> Result<()> {
    tx.execute(
        "DELETE FROM drafts WHERE workspace_id = $1 AND user_id = $2 AND conversation_id = $3",
        args![workspace, user, conversation],
    )
    .await
    .map(drop)
}
