//! Looking a customer up.

use pingback_model::{Action, Customer, CustomerId, CustomerNote};
use pingback_storage::{customer_notes, customers};

use super::notes::MOST_NOTES;
use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Kind, Result};

/// A customer of the workspace, and what the team noted about them, the newest first.
pub async fn get(app: &App, actor: &Actor, id: CustomerId) -> Result<(Customer, Vec<CustomerNote>)> {
    actor.require(Action::ConversationHandle)?;
    let mut tx = app.read().await?;
    let found = customers::find(&mut tx, actor.workspace_id, id).await?;
    let customer = found.ok_or(Error::NotFound(Kind::Customer))?;
    let notes = customer_notes::list(&mut tx, actor.workspace_id, id, MOST_NOTES).await?;
    Ok((customer, notes))
}
