//! Storage: the only crate that writes SQL.
//!
//! One function per question or change, in the file named after its noun. Every function takes a
//! `WorkspaceId` unless its name says `_any_workspace` or its table is global ([`users`], [`sessions`]): a
//! tenant filter cannot be forgotten. Functions that only read take a [`Tx`] too, so that a use case can
//! read inside its transaction.
//!
//! One SQL text serves both engines through [`sql`]. Where the engines must differ, they do so in [`db`],
//! [`sql`], [`queue`], [`notify`] and [`search`], nowhere else.

pub mod account_tokens;
pub mod activities;
pub mod answer_mails;
pub mod attachments;
pub mod blocks;
pub mod canned_replies;
pub mod channels;
pub mod connections;
pub mod conversations;
pub mod counts;
pub mod customer_notes;
pub mod customers;
pub mod db;
pub mod drafts;
pub mod dump;
pub mod error;
pub mod events;
pub mod idempotency;
pub mod instance;
pub mod labels;
pub mod members;
pub mod mentions;
pub mod messages;
pub mod notifications;
pub mod notify;
pub mod preferences;
pub mod public_routes;
pub mod queue;
pub mod ratings;
pub mod reads;
pub mod search;
pub mod sessions;
pub mod sockets;
pub mod sql;
pub mod usage;
pub mod users;
pub mod views;
pub mod visitors;
pub mod widgets;
pub mod workspaces;

pub use db::{Committed, Db, Done, Location, Tx};
pub use error::{Error, Result, Retry};
pub use idempotency::Once;
