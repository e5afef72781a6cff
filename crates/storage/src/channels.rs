//! Channels: the ways in and out for messages.

use pingback_model::{Channel, ChannelId, ChannelType, WorkspaceId};

use crate::error::Result;
use crate::sql::{FromRow, Json, Row};
use crate::{Tx, args};

/// The columns of a [`Channel`].
macro_rules! columns {
    () => {
        "workspace_id, id, type, config, is_active, created_at"
    };
}

impl FromRow for Channel {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let Json(config) = row.get("config")?;
        Ok(Self {
            id: row.get("id")?,
            workspace_id: row.get("workspace_id")?,
            channel_type: row.get("type")?,
            config,
            is_active: row.get("is_active")?,
            created_at: row.get("created_at")?,
        })
    }
}

/// All channels, active and inactive, in the order in which they were made.
pub async fn list(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<Channel>> {
    tx.fetch_all(
        concat!("SELECT ", columns!(), " FROM channels WHERE workspace_id = $1 ORDER BY created_at, id"),
        args![workspace],
    )
    .await
}

/// The channel of that id.
pub async fn find(tx: &mut Tx, workspace: WorkspaceId, id: ChannelId) -> Result<Option<Channel>> {
    tx.fetch_optional(
        concat!("SELECT ", columns!(), " FROM channels WHERE workspace_id = $1 AND id = $2"),
        args![workspace, id],
    )
    .await
}

/// The oldest channel of that kind, active ones first.
pub async fn find_by_type(tx: &mut Tx, workspace: WorkspaceId, kind: ChannelType) -> Result<Option<Channel>> {
    tx.fetch_optional(
        concat!("SELECT ", columns!(), " FROM channels WHERE workspace_id = $1 AND type = $2 ORDER BY is_active DESC, created_at, id LIMIT 1"),
        args![workspace, kind],
    )
    .await
}

/// How many there are, active and inactive.
pub async fn count(tx: &mut Tx, workspace: WorkspaceId) -> Result<i64> {
    let (count,) =
        tx.fetch_one("SELECT COUNT(*) FROM channels WHERE workspace_id = $1", args![workspace]).await?;
    Ok(count)
}

/// Adds a channel. Whether the plan has room is the caller's question: see [`workspaces::lock`](crate::workspaces::lock).
pub async fn insert(tx: &mut Tx, channel: &Channel) -> Result<()> {
    tx.execute(
        "INSERT INTO channels (workspace_id, id, type, config, secrets, is_active, created_at)
         VALUES ($1, $2, $3, $4, NULL, $5, $6)",
        args![
            channel.workspace_id,
            channel.id,
            channel.channel_type,
            Json(&channel.config),
            channel.is_active,
            channel.created_at
        ],
    )
    .await
    .map(drop)
}

/// Changes what is given of a channel, and returns it as it is then; `None` where there is none.
pub async fn change(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: ChannelId,
    config: Option<&serde_json::Value>,
    is_active: Option<bool>,
) -> Result<Option<Channel>> {
    tx.fetch_optional(
        concat!(
            "UPDATE channels SET config = COALESCE($3, config), is_active = COALESCE($4, is_active)
             WHERE workspace_id = $1 AND id = $2 RETURNING ",
            columns!()
        ),
        args![workspace, id, config.map(ToString::to_string), is_active],
    )
    .await
}

/// Deletes a channel; false where there is none. Its conversations stay and keep their `channel_type`.
pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, id: ChannelId) -> Result<bool> {
    tx.execute(
        "UPDATE conversations SET channel_id = NULL WHERE workspace_id = $1 AND channel_id = $2",
        args![workspace, id],
    )
    .await?;
    let deleted =
        tx.execute("DELETE FROM channels WHERE workspace_id = $1 AND id = $2", args![workspace, id]).await?;
    Ok(deleted > 0)
}
