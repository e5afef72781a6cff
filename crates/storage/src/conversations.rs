//! Conversations.

mod assign;

pub use assign::unassign_all;
