//! Chat widgets.

use pingback_model::{ChannelId, MemberStatus, Timestamp, Widget, WidgetId, WorkspaceId};

use crate::error::Result;
use crate::public_routes::PublicId;
use crate::sql::{FromRow, Json, Row};
use crate::{Tx, args, from_row};

/// The columns of a [`Widget`].
macro_rules! columns {
    () => {
        "workspace_id, id, channel_id, name, domain, welcome_heading, welcome_tagline, primary_color,
         show_online_badge, logo_url, config, created_at, updated_at, seen_at"
    };
}

impl FromRow for Widget {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let Json(config) = row.get("config")?;
        Ok(Self {
            id: row.get("id")?,
            workspace_id: row.get("workspace_id")?,
            channel_id: row.get("channel_id")?,
            name: row.get("name")?,
            domain: row.get("domain")?,
            welcome_heading: row.get("welcome_heading")?,
            welcome_tagline: row.get("welcome_tagline")?,
            primary_color: row.get("primary_color")?,
            show_online_badge: row.get("show_online_badge")?,
            logo_url: row.get("logo_url")?,
            config,
            created_at: row.get("created_at")?,
            updated_at: row.get("updated_at")?,
            seen_at: row.get("seen_at")?,
        })
    }
}

/// All widgets, in the order in which they were made.
pub async fn list(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<Widget>> {
    tx.fetch_all(
        concat!("SELECT ", columns!(), " FROM widgets WHERE workspace_id = $1 ORDER BY created_at, id"),
        args![workspace],
    )
    .await
}

/// The widget of that id.
pub async fn find(tx: &mut Tx, workspace: WorkspaceId, id: WidgetId) -> Result<Option<Widget>> {
    tx.fetch_optional(
        concat!("SELECT ", columns!(), " FROM widgets WHERE workspace_id = $1 AND id = $2"),
        args![workspace, id],
    )
    .await
}

/// The widget of that id, while its channel exists and is active: the one that visitors may talk through.
pub async fn find_open(tx: &mut Tx, workspace: WorkspaceId, id: WidgetId) -> Result<Option<Widget>> {
    tx.fetch_optional(
        concat!(
            "SELECT ",
            columns!(),
            " FROM widgets WHERE workspace_id = $1 AND id = $2 AND EXISTS (
                 SELECT 1 FROM channels c
                 WHERE c.workspace_id = $1 AND c.id = widgets.channel_id AND c.is_active = TRUE)"
        ),
        args![workspace, id],
    )
    .await
}

/// The same, by the id alone, which is public: the row of its [public route](crate::public_routes) says whose it is.
pub async fn find_open_any_workspace(tx: &mut Tx, id: WidgetId) -> Result<Option<Widget>> {
    let route = PublicId::Widget(id);
    tx.fetch_optional(
        concat!(
            "SELECT ",
            columns!(),
            " FROM widgets WHERE id = $1
                 AND workspace_id = (SELECT r.workspace_id FROM routes r WHERE r.kind = $2 AND r.key = $3)
                 AND EXISTS (SELECT 1 FROM channels c WHERE c.workspace_id = widgets.workspace_id
                     AND c.id = widgets.channel_id AND c.is_active = TRUE)"
        ),
        args![id, route.kind(), route.key()],
    )
    .await
}

/// Adds a widget. `identity_secret` is already encrypted. A unique violation means that the workspace has
/// one for the domain.
pub async fn insert(tx: &mut Tx, widget: &Widget, identity_secret: &[u8]) -> Result<()> {
    tx.execute(
        "INSERT INTO widgets (workspace_id, id, channel_id, name, domain, welcome_heading, welcome_tagline,
                primary_color, show_online_badge, logo_url, config, identity_secret, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        args![
            widget.workspace_id,
            widget.id,
            widget.channel_id,
            &widget.name,
            &widget.domain,
            &widget.welcome_heading,
            &widget.welcome_tagline,
            &widget.primary_color,
            widget.show_online_badge,
            &widget.logo_url,
            Json(&widget.config),
            identity_secret,
            widget.created_at,
            widget.updated_at
        ],
    )
    .await
    .map(drop)
}

/// What to change of a widget: what is `None` stays as it is.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields are the widget's")]
pub struct Change {
    pub name: Option<String>,
    pub domain: Option<String>,
    pub welcome_heading: Option<String>,
    pub welcome_tagline: Option<String>,
    pub primary_color: Option<String>,
    pub show_online_badge: Option<bool>,
    /// `Some(None)` takes the logo away.
    pub logo_url: Option<Option<String>>,
    pub config: Option<serde_json::Value>,
}

/// Changes what is given of a widget, and returns it as it is then; `None` where there is none. A unique
/// violation means that another has the domain.
pub async fn change(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: WidgetId,
    change: &Change,
) -> Result<Option<Widget>> {
    let now = tx.now();
    tx.fetch_optional(
        concat!(
            "UPDATE widgets SET name = COALESCE($3, name), domain = COALESCE($4, domain),
                    welcome_heading = COALESCE($5, welcome_heading),
                    welcome_tagline = COALESCE($6, welcome_tagline),
                    primary_color = COALESCE($7, primary_color),
                    show_online_badge = COALESCE($8, show_online_badge),
                    logo_url = CASE WHEN $9 THEN $10 ELSE logo_url END,
                    config = COALESCE($11, config), updated_at = $12
             WHERE workspace_id = $1 AND id = $2 RETURNING ",
            columns!()
        ),
        args![
            workspace,
            id,
            &change.name,
            &change.domain,
            &change.welcome_heading,
            &change.welcome_tagline,
            &change.primary_color,
            change.show_online_badge,
            change.logo_url.is_some(),
            change.logo_url.clone().flatten(),
            change.config.as_ref().map(ToString::to_string),
            now
        ],
    )
    .await
}

/// Notes that a page of its domain loaded the widget, unless that was noted after `unless_since`. False where it
/// was, or where there is no such widget.
pub async fn mark_seen(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: WidgetId,
    unless_since: Option<Timestamp>,
) -> Result<bool> {
    let now = tx.now();
    let changed = tx
        .execute(
            "UPDATE widgets SET seen_at = $3
             WHERE workspace_id = $1 AND id = $2 AND (seen_at IS NULL OR seen_at < $4)",
            args![workspace, id, now, unless_since],
        )
        .await?;
    Ok(changed > 0)
}

/// The encrypted secret that identity tokens of a widget's known customers are signed with.
pub async fn identity_secret(tx: &mut Tx, workspace: WorkspaceId, id: WidgetId) -> Result<Option<Vec<u8>>> {
    let row = tx
        .fetch_optional::<(Option<Vec<u8>>,)>(
            "SELECT identity_secret FROM widgets WHERE workspace_id = $1 AND id = $2",
            args![workspace, id],
        )
        .await?;
    Ok(row.and_then(|(secret,)| secret))
}

/// Sets the encrypted identity secret; false where there is no such widget.
pub async fn set_identity_secret(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: WidgetId,
    secret: &[u8],
) -> Result<bool> {
    let changed = tx
        .execute(
            "UPDATE widgets SET identity_secret = $3 WHERE workspace_id = $1 AND id = $2",
            args![workspace, id, secret],
        )
        .await?;
    Ok(changed > 0)
}

/// Gives widgets whose channel was deleted to `channel`.
pub async fn adopt_orphans(tx: &mut Tx, workspace: WorkspaceId, channel: ChannelId) -> Result<()> {
    tx.execute(
        "UPDATE widgets SET channel_id = $2
         WHERE workspace_id = $1 AND NOT EXISTS (
             SELECT 1 FROM channels c WHERE c.workspace_id = widgets.workspace_id AND c.id = widgets.channel_id)",
        args![workspace, channel],
    )
    .await
    .map(drop)
}

/// Somebody of the team, as visitors see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamMate {
    /// The name.
    pub name: String,
    /// The picture.
    pub avatar_url: Option<String>,
    /// What they declare about themselves.
    pub status: MemberStatus,
}

from_row!(TeamMate { name, avatar_url, status });

/// The active members, those who are live first, at most `limit`.
pub async fn team(tx: &mut Tx, workspace: WorkspaceId, limit: i64) -> Result<Vec<TeamMate>> {
    tx.fetch_all(
        "SELECT u.full_name AS name, u.avatar_url, m.status
         FROM members m JOIN users u ON u.id = m.user_id
         WHERE m.workspace_id = $1 AND m.is_active = TRUE
         ORDER BY CASE m.status WHEN 'live' THEN 0 WHEN 'away' THEN 1 ELSE 2 END, u.full_name, m.id LIMIT $2",
        args![workspace, limit],
    )
    .await
}

/// Whether some active member declares to be live.
pub async fn is_somebody_live(tx: &mut Tx, workspace: WorkspaceId) -> Result<bool> {
    let row = tx
        .fetch_optional::<(MemberStatus,)>(
            "SELECT status FROM members WHERE workspace_id = $1 AND is_active = TRUE AND status = $2 LIMIT 1",
            args![workspace, MemberStatus::Live],
        )
        .await?;
    Ok(row.is_some())
}
