//! Canned replies: the team's, and each member's own.

mod change;
mod create;
mod delete;
mod list;

use pingback_model::{CannedReply, Message, UserId, WorkspaceId};
use pingback_storage::{Error as StorageError, Tx, canned_replies, workspaces};

pub use change::{ChangeCannedReply, change};
pub use create::{CreateCannedReply, create};
pub use delete::delete;
pub use list::list;

use crate::error::{Error, FieldError, Result};

/// Checks what is given of a canned reply. Fails with all that is wrong.
fn check(shortcut: Option<&str>, content: Option<&str>) -> Result<()> {
    let mut wrong = Vec::new();
    let mut field =
        |pointer: &str, detail: String| wrong.push(FieldError { pointer: pointer.into(), detail });
    if shortcut.is_some_and(|text| !CannedReply::is_shortcut(text)) {
        let most = CannedReply::MAX_SHORTCUT;
        field(
            "/shortcut",
            format!("A shortcut is 1 to {most} small letters, digits, hyphens and underscores"),
        );
    }
    if let Some(text) = content {
        let most = Message::MAX_CHARS;
        if text.trim().is_empty() || text.chars().count() > most || text.contains('\0') {
            field("/content", format!("Write 1 to {most} characters of plain text, without NUL"));
        } else if let Some(name) = CannedReply::unknown_placeholder(text) {
            let name: String = name.chars().take(60).collect();
            let known = CannedReply::PLACEHOLDERS.join(", ");
            field("/content", format!("Nobody can fill in {{{{{name}}}}}: there are {known}"));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

/// A unique violation here is always the shortcut's.
fn or_taken(error: StorageError, shortcut: &str) -> Error {
    if error.is_unique_violation() {
        Error::rejected(format!("There is a canned reply with the shortcut {shortcut} already"))
    } else {
        error.into()
    }
}

/// Goes on only where there is room for one more of that owner's. Until the transaction ends nobody else makes one.
async fn require_room(tx: &mut Tx, workspace: WorkspaceId, owner: Option<UserId>) -> Result<()> {
    workspaces::lock(tx, workspace).await?;
    let most = CannedReply::MOST;
    if canned_replies::count(tx, workspace, owner).await? >= most {
        return Err(Error::rejected(format!("At most {most} canned replies are kept: delete some first")));
    }
    Ok(())
}
