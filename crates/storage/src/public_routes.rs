//! Which workspace a public id belongs to. Calls like `widget/{id}` name no workspace; everything else
//! about the thing is then read within the workspace found here.

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
    const fn kind(self) -> &'static str {
        match self {
            Self::Widget(_) => "widget",
        }
    }

    fn key(self) -> String {
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

/// The workspace a public id belongs to.
pub async fn find_any_workspace(tx: &mut Tx, id: PublicId) -> Result<Option<WorkspaceId>> {
    let row = tx
        .fetch_optional::<(WorkspaceId,)>(
            "SELECT workspace_id FROM routes WHERE kind = $1 AND key = $2",
            args![id.kind(), id.key()],
        )
        .await?;
    Ok(row.map(|(workspace,)| workspace))
}
