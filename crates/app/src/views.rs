//! Saved views of the inbox: the team's, and each member's own.

mod change;
mod counts;
mod create;
mod delete;
mod list;

use pingback_model::{UserId, View, ViewAssignee, ViewFilter, WorkspaceId};
use pingback_storage::{Tx, labels, members, views, workspaces};

pub use change::{ChangeView, change};
pub use counts::{ViewCounts, counts};
pub use create::{CreateView, create};
pub use delete::delete;
pub use list::list;

use crate::conversations::LONGEST_WAIT;
use crate::error::{Error, FieldError, Result};
use crate::names;

/// Checks what is given of a view, and cleans its name. Fails with all that is wrong.
fn check(name: Option<&str>, filter: Option<&ViewFilter>) -> Result<Option<String>> {
    let mut wrong = Vec::new();
    let mut field =
        |pointer: &str, detail: String| wrong.push(FieldError { pointer: pointer.into(), detail });
    let name = name.map(|name| names::required(name, View::MAX_NAME)).transpose();
    let name = name.unwrap_or_else(|detail| {
        field("/name", detail);
        None
    });
    let wait = filter.and_then(|filter| filter.waiting_over);
    if wait.is_some_and(|minutes| !(0..=LONGEST_WAIT).contains(&minutes)) {
        field("/filter/waiting_over", format!("Minutes, from 0 to {LONGEST_WAIT}"));
    }
    if wrong.is_empty() { Ok(name) } else { Err(Error::Invalid(wrong)) }
}

/// Goes on only where there are the label and the member that a filter names. A view keeps what goes later.
async fn require_named(tx: &mut Tx, workspace: WorkspaceId, filter: &ViewFilter) -> Result<()> {
    let mut wrong = Vec::new();
    let mut field = |pointer: &str, detail: &str| {
        wrong.push(FieldError { pointer: pointer.into(), detail: detail.into() });
    };
    if let Some(label) = filter.label_id
        && labels::keep(tx, workspace, &[label]).await?.is_empty()
    {
        field("/filter/label_id", "There is no such label");
    }
    if let Some(ViewAssignee::User(user)) = filter.assignee
        && members::access(tx, workspace, user).await?.is_none()
    {
        field("/filter/assignee", "This is no member of the team");
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

/// Goes on only where there is room for one more of that owner's. Until the transaction ends nobody else makes one.
async fn require_room(tx: &mut Tx, workspace: WorkspaceId, owner: Option<UserId>) -> Result<()> {
    workspaces::lock(tx, workspace).await?;
    let most = View::MOST;
    if views::count(tx, workspace, owner).await? >= most {
        return Err(Error::rejected(format!("At most {most} views are kept: delete some first")));
    }
    Ok(())
}
