//! Visitors: the people behind a widget. They have no account; a token says who they are and what is theirs.
//!
//! What a visitor may see is decided here and nowhere else: their own conversation, without notes, and of
//! the team names, pictures and states.

mod conversation;
mod identity;
pub mod origin;
mod said;
mod send;
mod session;
mod token;
mod visit;

use std::sync::Arc;

use pingback_model::{ChannelId, CustomerId, Visit, Widget, WidgetId, WorkspaceId};
use pingback_storage::{Tx, widgets};

use crate::App;
use crate::error::{Error, Kind, Result};
pub use conversation::{OwnConversation, conversation};
pub use said::Said;
pub use send::{SendMessage, send, upload};
pub use session::{BeginSession, Session, begin};
pub use token::authenticate;
pub use visit::Page;

/// A visitor, as their token names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// The widget they write through.
    pub widget_id: WidgetId,
    /// The widget's channel.
    pub channel_id: ChannelId,
    /// Who they are. There is no such customer before the first message.
    pub customer_id: CustomerId,
    /// What they said of themselves while there was no such customer to note it on.
    pub said: Option<Arc<Said>>,
    /// Where they came from, likewise.
    pub visit: Option<Arc<Visit>>,
}

impl Visitor {
    /// The visitor of that widget as it is now: its channel may be another than when the token was made.
    #[must_use]
    pub fn at(self, widget: &Widget) -> Self {
        Self { channel_id: widget.channel_id, ..self }
    }
}

/// The widget, while its channel is active: what every call of a visitor begins with.
pub async fn find_widget(app: &App, id: WidgetId) -> Result<Widget> {
    open_widget(&mut app.read().await?, id).await
}

pub(crate) async fn open_widget(tx: &mut Tx, id: WidgetId) -> Result<Widget> {
    widgets::find_open_any_workspace(tx, id).await?.ok_or(Error::NotFound(Kind::Widget))
}
