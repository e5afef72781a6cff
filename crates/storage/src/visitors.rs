//! Customers as visitors of a widget: who they say they are, who a website says they are, what is theirs.

use pingback_model::{ChannelType, ConversationId, CustomerId, WorkspaceId};

use crate::error::Result;
use crate::{Tx, args};

/// Makes the customer of a visitor's id, or notes a name and an address that they give; true where this
/// changed something. Nobody is found by these words: they are not proof. A customer whom a website or the
/// team knows by an id of their own is left as is.
pub async fn introduce(
    tx: &mut Tx,
    workspace: WorkspaceId,
    customer: CustomerId,
    name: Option<&str>,
    email: Option<&str>,
) -> Result<bool> {
    let now = tx.now();
    let changed = tx
        .execute(
            "INSERT INTO customers (workspace_id, id, name, email, external_id, created_at)
             VALUES ($1, $2, $3, $4, NULL, $5)
             ON CONFLICT (workspace_id, id) DO UPDATE
             SET name = COALESCE(excluded.name, customers.name), email = COALESCE(excluded.email, customers.email)
             WHERE customers.external_id IS NULL",
            args![workspace, customer, name, email, now],
        )
        .await?;
    Ok(changed > 0)
}

/// The customer a website vouches for: the one it knows by that id, or a new one of `new_id`. What it says
/// of name and address counts.
pub async fn identify(
    tx: &mut Tx,
    workspace: WorkspaceId,
    new_id: CustomerId,
    external_id: &str,
    name: Option<&str>,
    email: Option<&str>,
) -> Result<CustomerId> {
    let now = tx.now();
    let (id,) = tx
        .fetch_one(
            "INSERT INTO customers (workspace_id, id, name, email, external_id, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (workspace_id, external_id) DO UPDATE
             SET name = COALESCE(excluded.name, customers.name), email = COALESCE(excluded.email, customers.email)
             RETURNING id",
            args![workspace, new_id, name, email, external_id, now],
        )
        .await?;
    Ok(id)
}

/// The newest conversation that the customer had through a widget, whatever its status.
pub async fn latest_conversation(
    tx: &mut Tx,
    workspace: WorkspaceId,
    customer: CustomerId,
) -> Result<Option<ConversationId>> {
    let row = tx
        .fetch_optional::<(ConversationId,)>(
            "SELECT id FROM conversations
             WHERE workspace_id = $1 AND customer_id = $2 AND channel_type = $3 ORDER BY id DESC LIMIT 1",
            args![workspace, customer, ChannelType::Widget],
        )
        .await?;
    Ok(row.map(|(id,)| id))
}
