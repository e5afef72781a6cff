//! Saved views of the inbox: the team's, and each member's own.

mod change;
mod counts;
mod create;
mod delete;
mod list;

use pingback_model::{View, ViewFilter};

pub use change::{ChangeView, change};
pub use counts::{ViewCounts, counts};
pub use create::{CreateView, create};
pub use delete::delete;
pub use list::list;

use crate::error::{Error, FieldError, Result};

/// The longest wait that can be asked for, in minutes: a year.
const LONGEST_WAIT: i64 = 366 * 24 * 60;

/// Checks what is given of a view, and trims its name. Fails with all that is wrong.
fn check(name: Option<&str>, filter: Option<&ViewFilter>) -> Result<Option<String>> {
    let mut wrong = Vec::new();
    let mut field =
        |pointer: &str, detail: String| wrong.push(FieldError { pointer: pointer.into(), detail });
    let name = name.map(str::trim);
    if name.is_some_and(|name| {
        !(1..=View::MAX_NAME).contains(&name.chars().count()) || name.contains(char::is_control)
    }) {
        field("/name", format!("A name is one line of 1 to {} characters", View::MAX_NAME));
    }
    let wait = filter.and_then(|filter| filter.waiting_over);
    if wait.is_some_and(|minutes| !(0..=LONGEST_WAIT).contains(&minutes)) {
        field("/filter/waiting_over", format!("Minutes, from 0 to {LONGEST_WAIT}"));
    }
    if wrong.is_empty() { Ok(name.map(ToOwned::to_owned)) } else { Err(Error::Invalid(wrong)) }
}

/// What is answered where there is no room for one more.
fn too_many() -> Error {
    let most = View::MOST;
    Error::rejected(format!("At most {most} views are kept: delete some first"))
}
