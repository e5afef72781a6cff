//! The operator's hand on a workspace's plan.

use std::collections::BTreeMap;

use pingback_model::{Feature, Limit, Limits, Plan, Workspace, WorkspaceId};
use pingback_storage::workspaces;

use crate::App;
use crate::actor::Nobody;
use crate::error::{Error, Kind, Result};

/// What the workspace may use from now on.
#[derive(Debug, Clone)]
pub struct SetPlan {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// Its plan.
    pub plan: Plan,
    /// Single limits that count instead of the plan's own; those set before and not named here are forgotten.
    pub overrides: BTreeMap<Feature, Limit>,
}

/// Sets plan and limits, at once and for every check from now on; nothing is deleted, and what is over a limit
/// stays. For the command line: whoever runs the server may, and nobody else gets here.
pub async fn set_plan(app: &App, input: &SetPlan) -> Result<Workspace> {
    let limits = &Limits { plan: input.plan, overrides: input.overrides.clone() };
    app.write(&Nobody, |mut tx| async move {
        if !workspaces::set_limits(&mut tx, input.workspace_id, limits).await? {
            return Err(Error::NotFound(Kind::Workspace));
        }
        let workspace = workspaces::find(&mut tx, input.workspace_id).await?;
        let workspace = workspace.ok_or(Error::NotFound(Kind::Workspace))?;
        Ok(tx.commit(workspace).await?)
    })
    .await
}
