//! Chat widgets.

use crate::{ChannelId, Timestamp, WidgetId, WorkspaceId};

/// A chat widget: what a website shows.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Widget {
    /// The widget's id, public.
    pub id: WidgetId,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// The channel its conversations come through.
    pub channel_id: ChannelId,
    /// The name the team sees.
    pub name: String,
    /// The host it is shown on, normalised: lower case, no scheme, port or path.
    pub domain: String,
    /// The greeting's first line.
    pub welcome_heading: String,
    /// The greeting's second line.
    pub welcome_tagline: String,
    /// `#RRGGBB`.
    pub primary_color: String,
    /// Whether the launcher shows that somebody is live.
    pub show_online_badge: bool,
    /// A logo.
    pub logo_url: Option<String>,
    /// Whatever else the widget is configured with.
    pub config: serde_json::Value,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// When a page of its domain last loaded it, to within ten minutes.
    #[serde(default)]
    pub seen_at: Option<Timestamp>,
}
