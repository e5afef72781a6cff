//! Conversations and what is written in them: the hot path.
//!
//! Every write takes its conversation's row first
//! ([`add_entry`](pingback_storage::conversations::add_entry)), so that within a conversation message ids
//! ascend in commit order.

mod assign;
mod bulk;
mod change;
pub(crate) mod changed;
mod content;
mod counts;
mod create;
mod get;
mod list;
mod mentions;
mod pending_handoffs;
mod read;
mod receipts;
mod receive;
mod reply;
pub(crate) mod snooze;
mod upload;

pub use assign::{assign, parse_assignee, unassign};
pub use bulk::{ChangeOne, bulk};
pub use change::{ChangeConversation, change, set_status};
pub use counts::{Counts, counts};
pub use create::{CreateConversation, create};
pub use get::get;
pub(crate) use list::LONGEST_WAIT;
pub use list::{Conversations, Cursor, ListConversations, list};
pub use pending_handoffs::pending_handoffs;
pub use pingback_storage::messages::Receipt;
pub use read::{mark_read, mark_unread};
pub use receipts::{mark, mark_by_customer};
pub use receive::{Receive, Received, receive};
pub use reply::{Reply, reply};
pub use upload::upload;
