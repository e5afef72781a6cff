//! Looking a customer up.

use pingback_model::{Action, Customer, CustomerId};
use pingback_storage::customers;

use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Kind, Result};

/// A customer of the workspace.
pub async fn get(app: &App, actor: &Actor, id: CustomerId) -> Result<Customer> {
    actor.require(Action::ConversationHandle)?;
    let found = customers::find(&mut app.read().await?, actor.workspace_id, id).await?;
    found.ok_or(Error::NotFound(Kind::Customer))
}
