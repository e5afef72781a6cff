//! Chat widgets: what the owner and admins put on their website. What visitors do with one is in
//! [`visitors`](crate::visitors).

mod change;
mod config;
mod create;
mod delete;
mod demo;
mod domain;
mod fields;
mod identity;
mod list;
mod seen;
mod view;

use pingback_model::{Event, SettingsKind, Widget, WorkspaceId};
use pingback_storage::Tx;

pub use change::change;
pub(crate) use config::{requires_identity, shows_team};
pub use create::{CreateWidget, create};
pub use delete::delete;
pub use demo::{Demo, demo};
pub(crate) use identity::identity_secrets;
pub use identity::{Identity, end_previous_identity, identity, rotate_identity};
pub use list::{list, list_to_read};
pub use pingback_storage::widgets::Change as ChangeWidget;
pub use seen::note_seen;
pub(crate) use view::shown;
pub use view::{Face, PublicWidget, view};

/// A widget with the secret that identity tokens are signed with: shown once, when it is made.
#[derive(Debug, Clone)]
pub struct WithSecret {
    /// The widget.
    pub widget: Widget,
    /// The secret, as text.
    pub identity_secret: String,
}

/// Tells the team that its widgets are not as they were.
fn tell(tx: &mut Tx, workspace: WorkspaceId) {
    tx.record(workspace, Event::SettingsChanged { kind: SettingsKind::Widgets, user_id: None });
}

fn domain_is_taken(domain: &str) -> crate::Error {
    crate::Error::rejected(format!("This workspace already has a widget for {domain}"))
}
