//! Canned replies.

use pingback_model::{CannedReply, CannedReplyId, UserId, WorkspaceId};

use crate::error::Result;
use crate::{Tx, args, from_row};

from_row!(CannedReply { id, workspace_id, user_id, shortcut, content, created_at, updated_at });

/// Canned replies that a member sees: $1 is the workspace, $2 the account.
macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT id, workspace_id, user_id, shortcut, content, created_at, updated_at FROM canned_replies
             WHERE workspace_id = $1 AND (user_id IS NULL OR user_id = $2) ",
            $tail
        )
    };
}

/// The team's and the member's own, by shortcut.
pub async fn list(tx: &mut Tx, workspace: WorkspaceId, user: UserId) -> Result<Vec<CannedReply>> {
    let mut all: Vec<CannedReply> = tx.fetch_all(select!("ORDER BY id"), args![workspace, user]).await?;
    // Here, because the engines sort text differently. Of two with one shortcut the member's own comes first.
    all.sort_by(|a, b| (&a.shortcut, a.user_id.is_none()).cmp(&(&b.shortcut, b.user_id.is_none())));
    Ok(all)
}

/// The one of that id, if the member may see it.
pub async fn find(
    tx: &mut Tx,
    workspace: WorkspaceId,
    user: UserId,
    id: CannedReplyId,
) -> Result<Option<CannedReply>> {
    tx.fetch_optional(select!("AND id = $3"), args![workspace, user, id]).await
}

/// How many that member has; none: the team.
pub async fn count(tx: &mut Tx, workspace: WorkspaceId, owner: Option<UserId>) -> Result<i64> {
    let (n,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM canned_replies WHERE workspace_id = $1 AND user_id IS NOT DISTINCT FROM $2",
            args![workspace, owner],
        )
        .await?;
    Ok(n)
}

/// Adds one. A unique violation: its owner has one with the shortcut.
pub async fn insert(tx: &mut Tx, reply: &CannedReply) -> Result<()> {
    tx.execute(
        "INSERT INTO canned_replies (workspace_id, id, user_id, shortcut, content, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![
            reply.workspace_id,
            reply.id,
            reply.user_id,
            &reply.shortcut,
            &reply.content,
            reply.created_at,
            reply.updated_at
        ],
    )
    .await
    .map(drop)
}

/// Replaces one by what it is now. A unique violation: its owner has another with the shortcut.
pub async fn update(tx: &mut Tx, reply: &CannedReply) -> Result<()> {
    tx.execute(
        "UPDATE canned_replies SET user_id = $3, shortcut = $4, content = $5, updated_at = $6
         WHERE workspace_id = $1 AND id = $2",
        args![reply.workspace_id, reply.id, reply.user_id, &reply.shortcut, &reply.content, reply.updated_at],
    )
    .await
    .map(drop)
}

/// Deletes one.
pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, id: CannedReplyId) -> Result<()> {
    tx.execute("DELETE FROM canned_replies WHERE workspace_id = $1 AND id = $2", args![workspace, id])
        .await
        .map(drop)
}
