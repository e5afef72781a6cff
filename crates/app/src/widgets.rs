//! Chat widgets: what the owner and admins put on their website. What visitors do with one is in
//! [`visitors`](crate::visitors).

mod change;
mod create;
mod demo;
mod domain;
mod fields;
mod list;
mod secret;
mod seen;
mod view;

use pingback_model::Widget;

pub use change::change;
pub use create::{CreateWidget, create};
pub use demo::{Demo, demo};
pub use list::list;
pub use pingback_storage::widgets::Change as ChangeWidget;
pub(crate) use secret::open as open_secret;
pub use secret::renew_secret;
pub use seen::note_seen;
pub use view::{PublicWidget, view};

/// A widget with the secret that identity tokens are signed with: shown once, when it is made.
#[derive(Debug, Clone)]
pub struct WithSecret {
    /// The widget.
    pub widget: Widget,
    /// The secret, as text.
    pub identity_secret: String,
}

fn domain_is_taken(domain: &str) -> crate::Error {
    crate::Error::rejected(format!("This workspace already has a widget for {domain}"))
}
