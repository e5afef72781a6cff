//! Conversations and what is written in them: the hot path.
//!
//! Every write takes its conversation's row first
//! ([`add_entry`](pingback_storage::conversations::add_entry)), so that within a conversation message ids
//! ascend in commit order.

mod assign;
mod changed;
mod content;
mod counts;
mod create;
mod get;
mod list;
mod pending_handoffs;
mod receipts;
mod receive;
mod reply;
mod set_status;
mod upload;

pub use assign::{assign, parse_assignee, unassign};
pub use counts::counts;
pub use create::{CreateConversation, create};
pub use get::get;
pub use list::{Conversations, Cursor, ListConversations, list};
pub use pending_handoffs::pending_handoffs;
pub use pingback_storage::counts::ConversationCounts;
pub use pingback_storage::messages::Receipt;
pub use receipts::{mark, mark_by_customer};
pub use receive::{Receive, Received, receive};
pub use reply::{Reply, reply};
pub use set_status::set_status;
pub use upload::upload;
