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

/// Replaces name and profile by what they are now. False where there is no such workspace.
pub async fn set_profile(tx: &mut Tx, workspace: &Workspace) -> Result<bool> {
    let changed = tx
        .execute(
            "UPDATE workspaces SET name = $2, website = $3, goal = $4, industry = $5, team_size = $6 WHERE id = $1",
            args![
                workspace.id,
                &workspace.name,
                &workspace.website,
                &workspace.goal,
                &workspace.industry,
                &workspace.team_size
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// How far a new workspace has come with its first steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each step is taken or not, in any order")]
pub struct FirstSteps {
    /// Whether there is a widget.
    pub widget_created: bool,
    /// When a page of its domain last loaded one.
    pub widget_seen_at: Option<Timestamp>,
    /// Whether a customer has written.
    pub first_message: bool,
    /// Whether somebody besides the owner is in the team.
    pub first_member: bool,
    /// Whether the team has answered.
    pub first_reply: bool,
    /// Whether the list of steps was put away.
    pub dismissed: bool,
}
from_row!(FirstSteps { widget_created, widget_seen_at, first_message, first_member, first_reply, dismissed });

/// How far a workspace has come with its first steps. Each is answered by the first row that an index finds;
/// a customer's message is looked for in the oldest and the newest 500 conversations, which only a workspace can
/// tell from all of them whose team began a thousand conversations that nobody answered.
pub async fn first_steps(tx: &mut Tx, workspace: WorkspaceId) -> Result<Option<FirstSteps>> {
    tx.fetch_optional(
        "SELECT EXISTS (SELECT 1 FROM widgets g WHERE g.workspace_id = w.id) AS widget_created,
                (SELECT MAX(g.seen_at) FROM widgets g WHERE g.workspace_id = w.id) AS widget_seen_at,
                EXISTS (SELECT 1 FROM (SELECT v.customer_messages FROM conversations v
                            WHERE v.workspace_id = $1 ORDER BY v.number LIMIT 500) v WHERE v.customer_messages > 0)
                OR EXISTS (SELECT 1 FROM (SELECT v.customer_messages FROM conversations v
                            WHERE v.workspace_id = $1 ORDER BY v.number DESC LIMIT 500) v
                            WHERE v.customer_messages > 0) AS first_message,
                EXISTS (SELECT 1 FROM members m WHERE m.workspace_id = w.id AND m.invited_by IS NOT NULL)
                    AS first_member,
                EXISTS (SELECT 1 FROM usage_months u WHERE u.workspace_id = w.id AND u.messages > 0) AS first_reply,
                w.checklist_dismissed_at IS NOT NULL AS dismissed
         FROM workspaces w WHERE w.id = $1",
        args![workspace],
    )
    .await
}

/// Puts the list of first steps away, for the whole team. False where it is away already.
pub async fn dismiss_first_steps(tx: &mut Tx, workspace: WorkspaceId) -> Result<bool> {
    let now = tx.now();
    let changed = tx
        .execute(
            "UPDATE workspaces SET checklist_dismissed_at = $2 WHERE id = $1 AND checklist_dismissed_at IS NULL",
            args![workspace, now],
        )
        .await?;
    Ok(changed == 1)
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

/// What the workspace may use, with its row locked until the transaction ends: whoever counts after this and adds
/// within a limit is not overtaken by somebody who does so too. Taken before all that is counted.
pub async fn lock(tx: &mut Tx, workspace: WorkspaceId) -> Result<Limits> {
    let (plan, Json(overrides)) = tx
        .fetch_one::<(Plan, Json<BTreeMap<Feature, Limit>>)>(
            "UPDATE workspaces SET plan = plan WHERE id = $1 RETURNING plan, limit_overrides",
            args![workspace],
        )
        .await?;
    Ok(Limits { plan, overrides })
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
