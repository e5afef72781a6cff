//! Visitors: the people behind a widget. They have no account; a token says who they are and what is theirs.
//!
//! What a visitor may see is decided here and nowhere else: their own conversation, without notes, and of
//! the team names, pictures and states.

mod conversation;
mod hello;
mod identity;
mod leave_email;
pub mod origin;
mod rate;
mod said;
mod send;
mod session;
mod token;
mod visit;

use std::net::IpAddr;
use std::sync::Arc;

use pingback_model::{Blocked, ChannelId, CustomerId, Network, Visit, Widget, WidgetId, WorkspaceId};
use pingback_storage::{Once, Tx, blocks, widgets};

use crate::App;
use crate::actor::Request;
use crate::error::{Error, Kind, Result};
use crate::widgets::requires_identity;
pub use conversation::{OwnConversation, conversation};
pub use hello::{Hello, Preview, Returning, Unread, hello};
pub use leave_email::leave_email;
pub use rate::{Rate, rate};
pub use said::Said;
pub use send::{SendMessage, send, upload};
pub use session::{BeginSession, Session, begin};
pub use token::authenticate;
pub use visit::{Page, note_page};

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
    /// Whether the widget's website vouches for them.
    pub is_identified: bool,
    /// What they said of themselves while there was no such customer to note it on.
    pub said: Option<Arc<Said>>,
    /// Where they came from, likewise.
    pub visit: Option<Arc<Visit>>,
    /// The request's idempotency key.
    pub once: Option<Once>,
}

impl Visitor {
    /// The visitor of that widget as it is now: its channel may be another than when the token was made.
    #[must_use]
    pub fn at(self, widget: &Widget) -> Self {
        Self { channel_id: widget.channel_id, ..self }
    }
}

impl Request for Visitor {
    fn once(&self) -> Option<&Once> {
        self.once.as_ref()
    }
}

/// The widget, while its channel is active.
pub async fn find_widget(app: &App, id: WidgetId) -> Result<Widget> {
    open_widget(&mut app.read().await?, id).await
}

/// The same for somebody who calls: what every call of a visitor begins with. 403 where the team blocked the
/// visitor or the address, asked for in the one statement that looks the widget up; and for those whom the website does
/// not vouch for, where the widget is for others only. 401 for those who are taken for a customer whom it vouched for
/// since.
pub async fn enter(
    app: &App,
    id: WidgetId,
    visitor: Option<&Visitor>,
    address: Option<IpAddr>,
) -> Result<Widget> {
    let address = address.map(|address| Blocked::Address(Network::of(address)));
    let callers = [visitor.map(|visitor| Blocked::Visitor(visitor.customer_id)), address];
    let unidentified = visitor.filter(|visitor| !visitor.is_identified).map(|visitor| visitor.customer_id);
    let mut tx = app.read().await?;
    let found = widgets::find_open_any_workspace(&mut tx, id, callers, unidentified).await?;
    let (widget, against) = found.ok_or(Error::NotFound(Kind::Widget))?;
    if against.is_blocked {
        Err(Error::Blocked)
    } else if requires_identity(&widget) && unidentified.is_some() {
        Err(Error::IdentityRequired)
    } else if against.is_identified {
        Err(Error::Unauthenticated("This customer is signed in on the website now: begin a new session"))
    } else {
        Ok(widget)
    }
}

pub(crate) async fn open_widget(tx: &mut Tx, id: WidgetId) -> Result<Widget> {
    let found = widgets::find_open_any_workspace(tx, id, [None; 2], None).await?;
    found.map(|(widget, _)| widget).ok_or(Error::NotFound(Kind::Widget))
}

/// Goes on only where the team did not block the visitor.
async fn refuse_blocked(tx: &mut Tx, workspace: WorkspaceId, customer: CustomerId) -> Result<()> {
    match blocks::find(tx, workspace, Blocked::Visitor(customer)).await? {
        Some(_) => Err(Error::Blocked),
        None => Ok(()),
    }
}
