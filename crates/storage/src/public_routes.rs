//! Which workspace a public id belongs to. Calls like `widget/{id}` name no workspace: whatever they name is
//! looked up through its row here, within the workspace that the row says.

use pingback_model::{WidgetId, WorkspaceId};

use crate::error::Result;
use crate::{Tx, args};

/// A public id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublicId {
    /// A widget's.
    Widget(WidgetId),
}

impl PublicId {
    pub(crate) const fn kind(self) -> &'static str {
        match self {
            Self::Widget(_) => "widget",
        }
    }

    pub(crate) fn key(self) -> String {
        match self {
            Self::Widget(id) => id.to_string(),
        }
    }
}

/// Makes a public id known.
pub async fn insert(tx: &mut Tx, workspace: WorkspaceId, id: PublicId) -> Result<()> {
    tx.execute(
        "INSERT INTO routes (kind, key, workspace_id) VALUES ($1, $2, $3)",
        args![id.kind(), id.key(), workspace],
    )
    .await
    .map(drop)
}

/// Makes a public id unknown again.
pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, id: PublicId) -> Result<()> {
    tx.execute(
        "DELETE FROM routes WHERE kind = $1 AND key = $2 AND workspace_id = $3",
        args![id.kind(), id.key(), workspace],
    )
    .await
    .map(drop)
}
