//! Plans: what a workspace may use, what it uses, and the operator's hand on it.

mod checkout_url;
mod limit;
mod list_plans;
mod set_plan;
mod usage;

pub use checkout_url::checkout_url;
pub use limit::{count_message, month_ends, require_one_more};
pub use list_plans::{ListedWorkspace, list_plans};
pub use set_plan::{SetPlan, set_plan};
pub use usage::{Quota, Usage, usage};
