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

use std::sync::Arc;

use pingback_model::{ChannelId, CustomerId, Widget, WidgetId, WorkspaceId};
use pingback_storage::public_routes::{self, PublicId};
use pingback_storage::{Tx, widgets};

use crate::App;
use crate::error::{Error, Kind, Result};
pub use conversation::{OwnConversation, conversation};
pub use said::Said;
pub use send::{SendMessage, send, upload};
pub use session::{BeginSession, Session, begin};
pub use token::authenticate;

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
}

/// The widget, while its channel is active: what every call of a visitor begins with.
pub async fn find_widget(app: &App, id: WidgetId) -> Result<Widget> {
    open_widget(&mut app.read().await?, id).await
}

pub(crate) async fn open_widget(tx: &mut Tx, id: WidgetId) -> Result<Widget> {
    let not_found = || Error::NotFound(Kind::Widget);
    let workspace =
        public_routes::find_any_workspace(tx, PublicId::Widget(id)).await?.ok_or_else(not_found)?;
    widgets::find_open(tx, workspace, id).await?.ok_or_else(not_found)
}
