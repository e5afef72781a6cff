//! Notifications: what a member must hear of waits until they have, however long they were away.

mod list;
mod mark_all_read;
mod mark_read;
mod notify;

pub use list::{ListNotifications, list};
pub use mark_all_read::mark_all_read;
pub use mark_read::mark_read;
pub use notify::{NewNotification, notify};
pub use pingback_storage::notifications::Listed;
