//! Changing a customer.

use pingback_model::{Action, Customer, CustomerId};
use pingback_storage::customers::{self, Change};

use super::fields;
use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Kind, Result};

/// Changes what is given of a customer: absent stays, null and empty text clear.
pub async fn change(app: &App, actor: &Actor, id: CustomerId, input: Change) -> Result<Customer> {
    actor.require(Action::ConversationHandle)?;
    let given = [input.name.is_some(), input.email.is_some(), input.external_id.is_some()];
    let cleaned = fields::clean(input.name.flatten(), input.email.flatten(), input.external_id.flatten())?;
    let [name, email, external_id] = cleaned;
    let keep = |given: bool, field: Option<String>| given.then_some(field);
    let change = &Change {
        name: keep(given[0], name),
        email: keep(given[1], email),
        external_id: keep(given[2], external_id),
    };
    app.write(actor, |mut tx| async move {
        let changed =
            customers::change(&mut tx, actor.workspace_id, id, change).await.map_err(fields::or_taken)?;
        let customer = changed.ok_or(Error::NotFound(Kind::Customer))?;
        Ok(tx.commit(customer).await?)
    })
    .await
}
