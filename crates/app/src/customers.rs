//! Customers: the people who write to the workspace, as the team keeps them.

mod change;
mod create;
mod fields;
mod get;
mod list;

pub use change::change;
pub use create::{CreateCustomer, create};
pub use get::get;
pub use list::{ListCustomers, list};
pub use pingback_storage::customers::Change;
