//! How a member wants to be told, and which keys they use.

mod change;
mod get;

pub use change::{ChangeKeyboard, ChangeNotifications, ChangePreferences, change};
pub use get::get;
