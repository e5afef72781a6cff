//! Saved views.

use pingback_model::{UserId, View, ViewId, WorkspaceId};

use crate::error::Result;
use crate::sql::{FromRow, Json, Row};
use crate::{Tx, args};

impl FromRow for View {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let Json(filter) = row.get("filter")?;
        Ok(Self {
            id: row.get("id")?,
            workspace_id: row.get("workspace_id")?,
            user_id: row.get("user_id")?,
            name: row.get("name")?,
            filter,
            created_at: row.get("created_at")?,
        })
    }
}

/// Views that a member sees: $1 is the workspace, $2 the account.
macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT id, workspace_id, user_id, name, filter, created_at FROM views
             WHERE workspace_id = $1 AND (user_id IS NULL OR user_id = $2) ",
            $tail
        )
    };
}

/// The team's, then the member's own, each by name.
pub async fn list(tx: &mut Tx, workspace: WorkspaceId, user: UserId) -> Result<Vec<View>> {
    let mut all: Vec<View> = tx.fetch_all(select!("ORDER BY id"), args![workspace, user]).await?;
    // Here, because the engines sort text differently.
    all.sort_by_cached_key(|view| (view.user_id.is_some(), view.name.to_lowercase(), view.id));
    Ok(all)
}

/// The one of that id, if the member may see it.
pub async fn find(tx: &mut Tx, workspace: WorkspaceId, user: UserId, id: ViewId) -> Result<Option<View>> {
    tx.fetch_optional(select!("AND id = $3"), args![workspace, user, id]).await
}

/// How many that member has; none: the team.
pub async fn count(tx: &mut Tx, workspace: WorkspaceId, owner: Option<UserId>) -> Result<i64> {
    let (n,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM views WHERE workspace_id = $1 AND user_id IS NOT DISTINCT FROM $2",
            args![workspace, owner],
        )
        .await?;
    Ok(n)
}

/// Adds one.
pub async fn insert(tx: &mut Tx, view: &View) -> Result<()> {
    tx.execute(
        "INSERT INTO views (workspace_id, id, user_id, name, filter, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![view.workspace_id, view.id, view.user_id, &view.name, Json(&view.filter), view.created_at],
    )
    .await
    .map(drop)
}

/// Replaces one by what it is now.
pub async fn update(tx: &mut Tx, view: &View) -> Result<()> {
    tx.execute(
        "UPDATE views SET user_id = $3, name = $4, filter = $5 WHERE workspace_id = $1 AND id = $2",
        args![view.workspace_id, view.id, view.user_id, &view.name, Json(&view.filter)],
    )
    .await
    .map(drop)
}

/// Deletes one.
pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, id: ViewId) -> Result<()> {
    tx.execute("DELETE FROM views WHERE workspace_id = $1 AND id = $2", args![workspace, id]).await.map(drop)
}
