//! Which members have a dashboard open. Shown beside the declared status, never instead of it.
//!
//! A node writes a row when a member's first socket comes to it, deletes it with the last, and refreshes all
//! its rows while it lives. So a node that dies takes its members' connections with it within [`FRESH`].

use chrono::TimeDelta;
use pingback_model::{Timestamp, UserId, WorkspaceId};
use uuid::Uuid;

use crate::error::Result;
use crate::{Tx, args};

/// How long a row counts after it was written or refreshed. Refresh at a third of it.
pub const FRESH: TimeDelta = TimeDelta::seconds(60);

/// The moment since when a row counts.
pub(crate) fn counting_since(tx: &Tx) -> Timestamp {
    tx.now() - FRESH
}

/// A member has a dashboard open on this node, as of now.
pub async fn touch(tx: &mut Tx, workspace: WorkspaceId, user: UserId, node: Uuid) -> Result<()> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO connections (workspace_id, user_id, node_id, seen_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (workspace_id, user_id, node_id) DO UPDATE SET seen_at = excluded.seen_at",
        args![workspace, user, node, now],
    )
    .await
    .map(drop)
}

/// All connections of a node are still there, as of now. Returns how many.
pub async fn refresh_node_any_workspace(tx: &mut Tx, node: Uuid) -> Result<u64> {
    let now = tx.now();
    tx.execute("UPDATE connections SET seen_at = $2 WHERE node_id = $1", args![node, now]).await
}

/// A member's last dashboard on this node is gone.
pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, user: UserId, node: Uuid) -> Result<()> {
    tx.execute(
        "DELETE FROM connections WHERE workspace_id = $1 AND user_id = $2 AND node_id = $3",
        args![workspace, user, node],
    )
    .await
    .map(drop)
}

/// A node ends: none of its connections are left. Returns how many there were.
pub async fn delete_node_any_workspace(tx: &mut Tx, node: Uuid) -> Result<u64> {
    tx.execute("DELETE FROM connections WHERE node_id = $1", args![node]).await
}

/// Deletes the rows of nodes that died without saying so: those last refreshed before `before`.
pub async fn delete_stale_any_workspace(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.execute("DELETE FROM connections WHERE seen_at < $1", args![before]).await
}
