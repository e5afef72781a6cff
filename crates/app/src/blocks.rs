//! Blocks: whom the team does not want to hear from. A blocked visitor, and everybody at a blocked address, is
//! refused by the widgets' calls and sockets, without a word why; what they wrote before stays.
//!
//! Nothing is kept in memory: the one statement that looks a visitor's widget up asks for blocks too
//! ([`visitors::enter`](crate::visitors::enter)), so that a block counts on all nodes from its commit on. Open
//! sockets are cut by the event that the block records.

mod create;
mod delete;
mod list;

pub use create::{CreateBlock, create};
pub use delete::delete;
pub use list::list;

use pingback_model::{Event, SettingsKind, WorkspaceId};
use pingback_storage::Tx;

fn tell(tx: &mut Tx, workspace: WorkspaceId) {
    tx.record(workspace, Event::SettingsChanged { kind: SettingsKind::Blocks, user_id: None });
}
