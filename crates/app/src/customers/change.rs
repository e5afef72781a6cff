//! Changing a customer.

use std::collections::BTreeMap;

use pingback_model::{Action, Customer, CustomerId, Event};
use pingback_storage::customers::{self, Change};

use super::fields;
use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Kind, Result};

/// What to change of a customer; what is absent stays, null and empty text clear.
#[derive(Debug, Clone, Default)]
pub struct ChangeCustomer {
    /// Their name.
    pub name: Option<Option<String>>,
    /// Their address.
    pub email: Option<Option<String>>,
    /// The id in the workspace's own systems.
    pub external_id: Option<Option<String>>,
    /// Attributes to set, and those to take away. Others stay.
    pub attributes: Option<BTreeMap<String, Option<String>>>,
}

/// Changes what is given of a customer. 422 where they would have too many attributes.
pub async fn change(app: &App, actor: &Actor, id: CustomerId, input: ChangeCustomer) -> Result<Customer> {
    actor.require(Action::ConversationHandle)?;
    let given = [input.name.is_some(), input.email.is_some(), input.external_id.is_some()];
    let cleaned = fields::clean(input.name.flatten(), input.email.flatten(), input.external_id.flatten());
    let attributes = fields::clean_attributes(input.attributes.unwrap_or_default());
    let ([name, email, external_id], attributes) = fields::both(cleaned, attributes)?;
    let keep = |given: bool, field: Option<String>| given.then_some(field);
    let change = &Change {
        name: keep(given[0], name),
        email: keep(given[1], email),
        external_id: keep(given[2], external_id),
        attributes: None,
    };
    let attributes = &attributes;
    app.write(actor, |mut tx| async move {
        let workspace = actor.workspace_id;
        let before = customers::lock(&mut tx, workspace, id).await?;
        let before = before.ok_or(Error::NotFound(Kind::Customer))?;
        let merged = fields::merge(before.attributes.clone(), attributes)?;
        let change = Change { attributes: merged, ..change.clone() };
        let changed = customers::change(&mut tx, workspace, id, &change).await.map_err(fields::or_taken)?;
        let customer = changed.ok_or(Error::NotFound(Kind::Customer))?;
        if customer != before {
            tx.record(workspace, Event::CustomerUpdated { customer: customer.clone() });
        }
        Ok(tx.commit(customer).await?)
    })
    .await
}
