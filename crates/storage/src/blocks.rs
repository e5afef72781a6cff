//! Whom the team blocked. What a visitor's call asks of it is part of the one statement that looks its widget up:
//! [`widgets::find_open_any_workspace`](crate::widgets::find_open_any_workspace).

use pingback_model::{Block, BlockId, BlockKind, Blocked, WorkspaceId};

use crate::error::{Error, Result};
use crate::sql::{FromRow, Row};
use crate::{Tx, args};

/// The columns of a [`Block`].
macro_rules! columns {
    () => {
        "id, workspace_id, kind, subject, note, created_by, created_at"
    };
}

impl FromRow for Block {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let subject: String = row.at(3)?;
        let unreadable =
            || Error::Decode { column: "subject".into(), reason: "no visitor and no address".into() };
        let blocked = match row.at(2)? {
            BlockKind::Visitor => Blocked::Visitor(subject.parse().map_err(|_| unreadable())?),
            BlockKind::Address => Blocked::Address(subject.parse().map_err(|_| unreadable())?),
        };
        Ok(Self {
            id: row.at(0)?,
            workspace_id: row.at(1)?,
            blocked,
            note: row.at(4)?,
            created_by: row.at(5)?,
            created_at: row.at(6)?,
        })
    }
}

/// All blocks, the newest first.
pub async fn list(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<Block>> {
    tx.fetch_all(
        concat!("SELECT ", columns!(), " FROM blocks WHERE workspace_id = $1 ORDER BY id DESC"),
        args![workspace],
    )
    .await
}

/// How many there are.
pub async fn count(tx: &mut Tx, workspace: WorkspaceId) -> Result<i64> {
    let (n,) = tx.fetch_one("SELECT COUNT(*) FROM blocks WHERE workspace_id = $1", args![workspace]).await?;
    Ok(n)
}

/// The block of exactly that.
pub async fn find(tx: &mut Tx, workspace: WorkspaceId, blocked: Blocked) -> Result<Option<Block>> {
    tx.fetch_optional(
        concat!("SELECT ", columns!(), " FROM blocks WHERE workspace_id = $1 AND subject = $2"),
        args![workspace, blocked.as_text()],
    )
    .await
}

/// Adds a block. A unique violation: there is one of the same.
pub async fn insert(tx: &mut Tx, block: &Block) -> Result<()> {
    tx.execute(
        "INSERT INTO blocks (workspace_id, id, kind, subject, note, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![
            block.workspace_id,
            block.id,
            block.blocked.kind(),
            block.blocked.as_text(),
            &block.note,
            block.created_by,
            block.created_at,
        ],
    )
    .await
    .map(drop)
}

/// Deletes a block; false where there is none.
pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, id: BlockId) -> Result<bool> {
    let deleted =
        tx.execute("DELETE FROM blocks WHERE workspace_id = $1 AND id = $2", args![workspace, id]).await?;
    Ok(deleted > 0)
}
