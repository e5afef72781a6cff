//! Buying a plan.

use pingback_model::{Action, Plan};

use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Result};

/// The address at which the owner pays for `plan` (`mini` or `pro`; as written: what is wrong with it is said
/// here). Unavailable: no payment provider is configured, and the operator sets plans.
pub async fn checkout_url(_app: &App, actor: &Actor, plan: &str) -> Result<String> {
    actor.require(Action::BillingManage)?;
    match plan.parse() {
        Ok(Plan::Mini | Plan::Pro) => Err(Error::Unavailable(
            "Billing is not configured on this server: ask whoever runs it to change your plan".into(),
        )),
        Ok(Plan::Free) | Err(_) => Err(Error::invalid("?plan", "Choose one of mini, pro")),
    }
}
