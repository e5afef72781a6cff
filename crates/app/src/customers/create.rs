//! Adding a customer.

use std::collections::BTreeMap;

use pingback_model::{Action, Customer};
use pingback_storage::customers;

use super::fields;
use crate::App;
use crate::actor::Actor;
use crate::error::Result;

/// A customer to be kept.
#[derive(Debug, Clone, Default)]
pub struct CreateCustomer {
    /// Their name, at most 200 characters.
    pub name: Option<String>,
    /// Their address.
    pub email: Option<String>,
    /// The id in the workspace's own systems, at most 200 characters, unique in the workspace.
    pub external_id: Option<String>,
}

/// Adds a customer.
pub async fn create(app: &App, actor: &Actor, input: CreateCustomer) -> Result<Customer> {
    actor.require(Action::ConversationHandle)?;
    let fields = &fields::clean(input.name, input.email, input.external_id)?;
    app.write(actor, |mut tx| async move {
        let [name, email, external_id] = fields.clone();
        let customer = Customer {
            id: app.ids.new_id(),
            workspace_id: actor.workspace_id,
            name,
            email,
            external_id,
            created_at: tx.now(),
            attributes: BTreeMap::new(),
            visit: None,
        };
        customers::insert(&mut tx, &customer).await.map_err(fields::or_taken)?;
        Ok(tx.commit(customer).await?)
    })
    .await
}
