//! A widget as everybody may see it.

use pingback_model::{Widget, WidgetId};
use pingback_storage::widgets::TeamMate;
use pingback_storage::{Tx, widgets};

use super::shows_team;
use crate::App;
use crate::error::Result;

/// How many of the team are shown before a visitor writes.
const FACES: i64 = 3;

/// A widget as everybody may see it.
#[derive(Debug, Clone)]
pub struct PublicWidget {
    /// The widget.
    pub widget: Widget,
    /// Whether somebody of the team is live and connected; `None` where the widget does not show it.
    pub is_online: Option<bool>,
    /// Of the team those who are there first; none where the widget does not show it.
    pub team: Vec<Face>,
}

/// Somebody of the team, as far as everybody may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// The first name alone.
    pub name: String,
    /// The picture.
    pub avatar_url: Option<String>,
}

impl From<TeamMate> for Face {
    fn from(mate: TeamMate) -> Self {
        let first = mate.name.split_whitespace().next().unwrap_or_default().to_owned();
        Self { name: first, avatar_url: mate.avatar_url }
    }
}

/// A widget, for the page that shows it. 404 while its channel is not active.
pub async fn view(app: &App, id: WidgetId) -> Result<PublicWidget> {
    let mut tx = app.read().await?;
    let widget = crate::visitors::open_widget(&mut tx, id).await?;
    shown(&mut tx, widget).await
}

/// The widget with what it shows of the team: one question more, or none.
pub(crate) async fn shown(tx: &mut Tx, widget: Widget) -> Result<PublicWidget> {
    let (shows_badge, shows_team) = (widget.show_online_badge, shows_team(&widget));
    let team = if shows_badge || shows_team {
        widgets::team(tx, widget.workspace_id, FACES).await?
    } else {
        Vec::new()
    };
    // Whoever is there comes first.
    let is_online = shows_badge.then(|| team.iter().any(TeamMate::is_here));
    let team = if shows_team { team.into_iter().map(Into::into).collect() } else { Vec::new() };
    Ok(PublicWidget { widget, is_online, team })
}
