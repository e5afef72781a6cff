//! Chat widgets.

use pingback_model::{ChannelId, Widget, WidgetId, WorkspaceId};

use crate::error::Result;
use crate::sql::{FromRow, Json, Row};
use crate::{Tx, args};

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
        })
    }
}

/// All widgets, in the order in which they were made.
pub async fn list(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<Widget>> {
    tx.fetch_all(
        "SELECT workspace_id, id, channel_id, name, domain, welcome_heading, welcome_tagline, primary_color,
                show_online_badge, logo_url, config, created_at, updated_at
         FROM widgets WHERE workspace_id = $1 ORDER BY created_at, id",
        args![workspace],
    )
    .await
}

/// The widget of that id.
pub async fn find(tx: &mut Tx, workspace: WorkspaceId, id: WidgetId) -> Result<Option<Widget>> {
    tx.fetch_optional(
        "SELECT workspace_id, id, channel_id, name, domain, welcome_heading, welcome_tagline, primary_color,
                show_online_badge, logo_url, config, created_at, updated_at
         FROM widgets WHERE workspace_id = $1 AND id = $2",
        args![workspace, id],
    )
    .await
}

/// The widget of that id, while its channel exists and is active: the one that visitors may talk through.
pub async fn find_open(tx: &mut Tx, workspace: WorkspaceId, id: WidgetId) -> Result<Option<Widget>> {
    tx.fetch_optional(
        "SELECT w.workspace_id, w.id, w.channel_id, w.name, w.domain, w.welcome_heading, w.welcome_tagline,
                w.primary_color, w.show_online_badge, w.logo_url, w.config, w.created_at, w.updated_at
         FROM widgets w JOIN channels c ON c.workspace_id = w.workspace_id AND c.id = w.channel_id
         WHERE w.workspace_id = $1 AND w.id = $2 AND c.is_active = TRUE",
        args![workspace, id],
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

/// Writes what can change of a widget. A unique violation means that another has the domain.
pub async fn update(tx: &mut Tx, widget: &Widget) -> Result<()> {
    tx.execute(
        "UPDATE widgets SET name = $3, domain = $4, welcome_heading = $5, welcome_tagline = $6,
                primary_color = $7, show_online_badge = $8, logo_url = $9, config = $10, updated_at = $11
         WHERE workspace_id = $1 AND id = $2",
        args![
            widget.workspace_id,
            widget.id,
            &widget.name,
            &widget.domain,
            &widget.welcome_heading,
            &widget.welcome_tagline,
            &widget.primary_color,
            widget.show_online_badge,
            &widget.logo_url,
            Json(&widget.config),
            widget.updated_at
        ],
    )
    .await
    .map(drop)
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
