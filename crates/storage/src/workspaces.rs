//! Workspaces: the tenants themselves.

use std::collections::BTreeMap;

use pingback_model::{Feature, Limit, Limits, Plan, Role, Timestamp, Workspace, WorkspaceId};

use crate::error::Result;
use crate::sql::Json;
use crate::{Tx, args, from_row};

struct WorkspaceRow {
    id: WorkspaceId,
    name: String,
    website: Option<String>,
    goal: Option<String>,
    industry: Option<String>,
    team_size: Option<String>,
    created_at: Timestamp,
    plan: Plan,
    limit_overrides: Json<BTreeMap<Feature, Limit>>,
}

from_row!(WorkspaceRow { id, name, website, goal, industry, team_size, created_at, plan, limit_overrides });

impl From<WorkspaceRow> for Workspace {
    fn from(row: WorkspaceRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            website: row.website,
            goal: row.goal,
            industry: row.industry,
            team_size: row.team_size,
            created_at: row.created_at,
            limits: Limits { plan: row.plan, overrides: row.limit_overrides.0 },
        }
    }
}

/// Adds a workspace with its counters at 0. Its owner is added by `members::insert`.
pub async fn insert(tx: &mut Tx, workspace: &Workspace) -> Result<()> {
    tx.execute(
        "INSERT INTO workspaces (id, name, website, goal, industry, team_size, plan, limit_overrides, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            workspace.id,
            &workspace.name,
            &workspace.website,
            &workspace.goal,
            &workspace.industry,
            &workspace.team_size,
            workspace.limits.plan,
            Json(&workspace.limits.overrides),
            workspace.created_at
        ],
    )
    .await?;
    tx.execute(
        "INSERT INTO workspace_counters (workspace_id, kind, value) VALUES ($1, 'event', 0), ($1, 'conversation', 0)",
        args![workspace.id],
    )
    .await
    .map(drop)
}

/// The workspace.
pub async fn find(tx: &mut Tx, workspace: WorkspaceId) -> Result<Option<Workspace>> {
    let row = tx
        .fetch_optional::<WorkspaceRow>(
            "SELECT id, name, website, goal, industry, team_size, created_at, plan, limit_overrides
             FROM workspaces WHERE id = $1",
            args![workspace],
        )
        .await?;
    Ok(row.map(Into::into))
}

/// What the workspace may use.
pub async fn limits(tx: &mut Tx, workspace: WorkspaceId) -> Result<Option<Limits>> {
    let row = tx
        .fetch_optional::<(Plan, Json<BTreeMap<Feature, Limit>>)>(
            "SELECT plan, limit_overrides FROM workspaces WHERE id = $1",
            args![workspace],
        )
        .await?;
    Ok(row.map(|(plan, Json(overrides))| Limits { plan, overrides }))
}

/// Sets what the workspace may use; false where there is no such workspace.
pub async fn set_limits(tx: &mut Tx, workspace: WorkspaceId, limits: &Limits) -> Result<bool> {
    let changed = tx
        .execute(
            "UPDATE workspaces SET plan = $2, limit_overrides = $3 WHERE id = $1",
            args![workspace, limits.plan, Json(&limits.overrides)],
        )
        .await?;
    Ok(changed == 1)
}

/// Every workspace with its owner's address, the oldest first: for the operator.
pub async fn list_any_workspace(tx: &mut Tx) -> Result<Vec<(Workspace, String)>> {
    struct Listed(WorkspaceRow, String);
    impl crate::sql::FromRow for Listed {
        fn from_row(row: &crate::sql::Row<'_>) -> Result<Self> {
            Ok(Self(WorkspaceRow::from_row(row)?, row.get("owner_email")?))
        }
    }
    let rows = tx
        .fetch_all::<Listed>(
            "SELECT w.id, w.name, w.website, w.goal, w.industry, w.team_size, w.created_at, w.plan, w.limit_overrides,
                    u.email AS owner_email
             FROM workspaces w
             JOIN members m ON m.workspace_id = w.id AND m.role = $1
             JOIN users u ON u.id = m.user_id
             ORDER BY w.created_at, w.id",
            args![Role::Owner],
        )
        .await?;
    Ok(rows.into_iter().map(|Listed(row, email)| (row.into(), email)).collect())
}
