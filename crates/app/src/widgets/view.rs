//! A widget as everybody may see it.

use pingback_model::{Widget, WidgetId};
use pingback_storage::widgets;

use crate::App;
use crate::error::Result;

/// A widget as everybody may see it.
#[derive(Debug, Clone)]
pub struct PublicWidget {
    /// The widget.
    pub widget: Widget,
    /// Whether somebody of the team is live; `None` where the widget does not show it.
    pub is_online: Option<bool>,
}

/// A widget, for the page that shows it. 404 while its channel is not active.
pub async fn view(app: &App, id: WidgetId) -> Result<PublicWidget> {
    let mut tx = app.read().await?;
    let widget = crate::visitors::open_widget(&mut tx, id).await?;
    let is_online = if widget.show_online_badge {
        Some(widgets::is_somebody_live(&mut tx, widget.workspace_id).await?)
    } else {
        None
    };
    Ok(PublicWidget { widget, is_online })
}
