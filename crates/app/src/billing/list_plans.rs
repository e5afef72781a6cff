//! The operator's view of all workspaces.

use pingback_model::Workspace;
use pingback_storage::workspaces;

use crate::App;
use crate::error::Result;

/// A workspace as the operator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedWorkspace {
    /// The workspace, with its plan and limits.
    pub workspace: Workspace,
    /// Its owner's address.
    pub owner_email: String,
}

/// Every workspace of the installation, the oldest first. For the command line.
pub async fn list_plans(app: &App) -> Result<Vec<ListedWorkspace>> {
    let workspaces = workspaces::list_any_workspace(&mut app.read().await?).await?;
    Ok(workspaces
        .into_iter()
        .map(|(workspace, owner_email)| ListedWorkspace { workspace, owner_email })
        .collect())
}
