//! Labels: the workspace's own words for what conversations are about. Put on by whoever handles them, made
//! and changed by those who manage settings.

mod change;
mod create;
mod delete;
mod list;

pub use change::{ChangeLabel, change};
pub use create::{CreateLabel, create};
pub use delete::delete;
pub use list::list;

use pingback_model::{Event, SettingsKind, WorkspaceId};
use pingback_storage::{Error as StorageError, Tx};

use crate::error::{Error, Result};
use crate::names;

/// The longest name, in characters.
const MAX_NAME: usize = 50;

/// The name as it is kept.
fn name(text: &str) -> Result<String> {
    names::required(text, MAX_NAME).map_err(|detail| Error::invalid("/name", detail))
}

/// What an insertion or change answers that would make a second label of a name.
fn or_taken(error: StorageError) -> Error {
    if error.is_unique_violation() {
        Error::rejected("There is already a label of that name")
    } else {
        error.into()
    }
}

fn tell(tx: &mut Tx, workspace: WorkspaceId) {
    tx.record(workspace, Event::SettingsChanged { kind: SettingsKind::Labels, user_id: None });
}
