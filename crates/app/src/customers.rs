//! Customers: the people who write to the workspace, as the team keeps them.

mod change;
mod create;
pub(crate) mod fields;
mod get;
mod list;
mod notes;

pub use change::{ChangeCustomer, change};
pub use create::{CreateCustomer, create};
pub use get::get;
pub use list::{ListCustomers, list};
pub use notes::{add_note, delete_note};
