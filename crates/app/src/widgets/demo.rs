//! The widget that the page for trying things out carries.

use pingback_model::{Widget, WidgetId};
use pingback_storage::widgets;

use crate::error::{Error, Result};
use crate::{Actor, App};

/// What the page for trying things out can show.
#[derive(Debug, Clone)]
pub enum Demo {
    /// A widget.
    Widget(Box<Widget>),
    /// The signed-in member's workspace has none yet.
    NoneYet,
    /// Nobody is signed in and no widget is named.
    Nobody,
    /// The named widget does not exist, or its channel is not active.
    NotFound,
}

/// The named widget, else the first one of the member's workspace. Any member may try it: what a widget
/// shows is public.
pub async fn demo(app: &App, actor: Option<&Actor>, named: Option<WidgetId>) -> Result<Demo> {
    let mut tx = app.read().await?;
    if let Some(id) = named {
        return match crate::visitors::open_widget(&mut tx, id).await {
            Ok(widget) => Ok(Demo::Widget(Box::new(widget))),
            Err(Error::NotFound(_)) => Ok(Demo::NotFound),
            Err(error) => Err(error),
        };
    }
    let Some(actor) = actor else { return Ok(Demo::Nobody) };
    for widget in widgets::list(&mut tx, actor.workspace_id).await? {
        if let Some(open) = widgets::find_open(&mut tx, actor.workspace_id, widget.id).await? {
            return Ok(Demo::Widget(Box::new(open)));
        }
    }
    Ok(Demo::NoneYet)
}
