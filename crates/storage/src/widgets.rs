//! Chat widgets.

use pingback_model::{
    Blocked, ChannelId, CustomerId, MemberStatus, Timestamp, Widget, WidgetId, WorkspaceId,
};

use crate::error::Result;
use crate::public_routes::PublicId;
use crate::sql::{FromRow, Json, Row};
use crate::{Tx, args, connections, from_row};

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
/// Also what stands against those who call; `None` stands for nobody. `unidentified`: a caller whom no website vouches
/// for.
pub async fn find_open_any_workspace(
    tx: &mut Tx,
    id: WidgetId,
    callers: [Option<Blocked>; 2],
    unidentified: Option<CustomerId>,
) -> Result<Option<(Widget, Against)>> {
    let route = PublicId::Widget(id);
    // No block's subject is empty.
    let [one, other] = callers.map(|caller| caller.map(Blocked::as_text).unwrap_or_default());
    let unidentified = unidentified.unwrap_or(CustomerId(uuid::Uuid::nil()));
    let found: Option<WithAgainst> = tx
        .fetch_optional(
            concat!(
                "SELECT ",
                columns!(),
                // Not IN: for that SQLite builds a table each time.
                ", EXISTS (SELECT 1 FROM blocks b WHERE b.workspace_id = widgets.workspace_id AND b.subject = $4)
                   OR EXISTS (SELECT 1 FROM blocks b WHERE b.workspace_id = widgets.workspace_id AND b.subject = $5)
                   AS is_blocked,
                   EXISTS (SELECT 1 FROM customers k WHERE k.workspace_id = widgets.workspace_id AND k.id = $6
                     AND k.is_identified = TRUE) AS is_identified
               FROM widgets WHERE id = $1
                 AND workspace_id = (SELECT r.workspace_id FROM routes r WHERE r.kind = $2 AND r.key = $3)
                 AND EXISTS (SELECT 1 FROM channels c WHERE c.workspace_id = widgets.workspace_id
                     AND c.id = widgets.channel_id AND c.is_active = TRUE)"
            ),
            args![id, route.kind(), route.key(), one, other, unidentified],
        )
        .await?;
    Ok(found.map(|WithAgainst(widget, against)| (widget, against)))
}

/// What stands against somebody who calls a widget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Against {
    /// The team blocked them.
    pub is_blocked: bool,
    /// A website vouched for whom they take themselves for, and not for them.
    pub is_identified: bool,
}

struct WithAgainst(Widget, Against);

impl FromRow for WithAgainst {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let against =
            Against { is_blocked: row.get("is_blocked")?, is_identified: row.get("is_identified")? };
        Ok(Self(Widget::from_row(row)?, against))
    }
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

/// Deletes a widget; false where there is none.
pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, id: WidgetId) -> Result<bool> {
    let deleted =
        tx.execute("DELETE FROM widgets WHERE workspace_id = $1 AND id = $2", args![workspace, id]).await?;
    Ok(deleted > 0)
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

/// The encrypted secrets that identity tokens of a widget's known customers are signed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentitySecrets {
    /// The one there is.
    pub current: Option<Vec<u8>>,
    /// The one before it.
    pub previous: Option<Vec<u8>>,
    /// Until when that is good.
    pub previous_until: Option<Timestamp>,
}

from_row!(IdentitySecrets { current, previous, previous_until });

/// A widget's identity secrets; `None` where there is no such widget. The previous one only while it is good.
pub async fn identity_secrets(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: WidgetId,
) -> Result<Option<IdentitySecrets>> {
    let now = tx.now();
    let found: Option<IdentitySecrets> = tx
        .fetch_optional(
            "SELECT identity_secret AS current, previous_secret AS previous, previous_secret_until AS previous_until
             FROM widgets WHERE workspace_id = $1 AND id = $2",
            args![workspace, id],
        )
        .await?;
    Ok(found.map(|found| {
        let is_good = found.previous_until.is_some_and(|until| until > now);
        if is_good { found } else { IdentitySecrets { previous: None, previous_until: None, ..found } }
    }))
}

/// Puts another encrypted identity secret in the place of the one there is, which stays good until then. False
/// where there is no such widget.
pub async fn rotate_identity_secret(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: WidgetId,
    secret: &[u8],
    previous_until: Timestamp,
) -> Result<bool> {
    let changed = tx
        .execute(
            "UPDATE widgets SET previous_secret = identity_secret,
                previous_secret_until = CASE WHEN identity_secret IS NULL THEN NULL ELSE $4 END,
                identity_secret = $3 WHERE workspace_id = $1 AND id = $2",
            args![workspace, id, secret, previous_until],
        )
        .await?;
    Ok(changed > 0)
}

/// Ends the identity secret before the one there is; false where there is no such widget.
pub async fn end_previous_secret(tx: &mut Tx, workspace: WorkspaceId, id: WidgetId) -> Result<bool> {
    let changed = tx
        .execute(
            "UPDATE widgets SET previous_secret = NULL, previous_secret_until = NULL
             WHERE workspace_id = $1 AND id = $2",
            args![workspace, id],
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
    /// Whether a dashboard of theirs is open.
    pub is_connected: bool,
}

from_row!(TeamMate { name, avatar_url, status, is_connected });

impl TeamMate {
    /// Whether they are there to answer.
    pub fn is_here(&self) -> bool {
        self.status == MemberStatus::Live && self.is_connected
    }
}

/// The active members, at most `limit`: first those who are live, of them first those who are connected.
pub async fn team(tx: &mut Tx, workspace: WorkspaceId, limit: i64) -> Result<Vec<TeamMate>> {
    let since = connections::counting_since(tx);
    tx.fetch_all(
        "SELECT t.name, t.avatar_url, t.status, t.is_connected FROM (
             SELECT u.full_name AS name, u.avatar_url, m.status, m.id,
                    EXISTS (SELECT 1 FROM connections c WHERE c.workspace_id = m.workspace_id
                            AND c.user_id = m.user_id AND c.seen_at > $2) AS is_connected
             FROM members m JOIN users u ON u.id = m.user_id
             WHERE m.workspace_id = $1 AND m.is_active = TRUE) t
         ORDER BY CASE t.status WHEN 'live' THEN 0 WHEN 'away' THEN 1 ELSE 2 END,
             CASE WHEN t.is_connected THEN 0 ELSE 1 END, t.name, t.id LIMIT $3",
        args![workspace, since, limit],
    )
    .await
}
