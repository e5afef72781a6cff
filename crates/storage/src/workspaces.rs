//! Workspaces: the tenants themselves.

use std::collections::BTreeMap;

use pingback_model::{
    Feature, Limit, Limits, Member, MemberId, Plan, Role, Timestamp, UserId, Workspace, WorkspaceId,
};

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

from_row!(WorkspaceRow {
    id,
    name,
    website,
    goal,
    industry,
    team_size,
    created_at,
    plan,
    limit_overrides
});

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
            limits: Limits {
                plan: row.plan,
                overrides: row.limit_overrides.0,
            },
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

/// Adds the membership of the account that made the workspace.
pub async fn insert_owner(tx: &mut Tx, owner: &Member) -> Result<()> {
    tx.execute(
        "INSERT INTO members (workspace_id, id, user_id, role, status, is_active, invited_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![
            owner.workspace_id,
            owner.id,
            owner.user_id,
            owner.role,
            owner.status,
            owner.is_active,
            owner.invited_at
        ],
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
    Ok(rows
        .into_iter()
        .map(|Listed(row, email)| (row.into(), email))
        .collect())
}

/// An account's place in one workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// Its name.
    pub workspace_name: String,
    /// The membership.
    pub member_id: MemberId,
    /// The role.
    pub role: Role,
    /// False while suspended.
    pub is_active: bool,
}

from_row!(Membership {
    workspace_id,
    workspace_name,
    member_id,
    role,
    is_active
});

/// The account's memberships, suspended ones included, the newest first.
pub async fn memberships_any_workspace(tx: &mut Tx, user: UserId) -> Result<Vec<Membership>> {
    tx.fetch_all(
        "SELECT m.workspace_id, w.name AS workspace_name, m.id AS member_id, m.role, m.is_active
         FROM members m JOIN workspaces w ON w.id = m.workspace_id
         WHERE m.user_id = $1 ORDER BY m.invited_at DESC, m.id DESC",
        args![user],
    )
    .await
}
