//! One conversation, or the few that wait for a person.

use pingback_model::{ChannelId, Conversation, ConversationId, ConversationRef, CustomerId, WorkspaceId};

use super::{Bare, WIDTH, read};
use crate::error::Result;
use crate::sql::{Arg, FromRow, Row};
use crate::{Tx, args, customers};

/// A conversation with its customer.
struct WithCustomer(Conversation);

impl FromRow for WithCustomer {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let customer = customers::read(row, WIDTH)?;
        Ok(Self(Conversation { customer, ..read(row, 0)? }))
    }
}

macro_rules! with_customer {
    ($tail:literal) => {
        concat!(
            "SELECT ",
            columns!("v."),
            ", ",
            customers::columns!("c."),
            " FROM conversations v
             LEFT JOIN customers c ON c.workspace_id = v.workspace_id AND c.id = v.customer_id
             WHERE v.workspace_id = $1 AND ",
            $tail
        )
    };
}

/// The conversation that a caller names, alone.
pub async fn find(
    tx: &mut Tx,
    workspace: WorkspaceId,
    named: ConversationRef,
) -> Result<Option<Conversation>> {
    let found: Option<Bare> = match named {
        ConversationRef::Id(id) => {
            tx.fetch_optional(
                concat!("SELECT ", columns!(""), " FROM conversations WHERE workspace_id = $1 AND id = $2"),
                args![workspace, id],
            )
            .await?
        }
        ConversationRef::Number(number) => {
            tx.fetch_optional(
                concat!(
                    "SELECT ",
                    columns!(""),
                    " FROM conversations WHERE workspace_id = $1 AND number = $2"
                ),
                args![workspace, number],
            )
            .await?
        }
    };
    Ok(found.map(|Bare(conversation)| conversation))
}

/// The id of the conversation that a caller names. One named by id is not looked up: what uses the id says
/// whether it exists.
pub async fn find_id(
    tx: &mut Tx,
    workspace: WorkspaceId,
    named: ConversationRef,
) -> Result<Option<ConversationId>> {
    let number = match named {
        ConversationRef::Id(id) => return Ok(Some(id)),
        ConversationRef::Number(number) => number,
    };
    let row: Option<(ConversationId,)> = tx
        .fetch_optional(
            "SELECT id FROM conversations WHERE workspace_id = $1 AND number = $2",
            args![workspace, number],
        )
        .await?;
    Ok(row.map(|(id,)| id))
}

/// Keeps a conversation as it is until the transaction ends: no message comes in meanwhile. Whether it is there.
pub async fn keep(tx: &mut Tx, workspace: WorkspaceId, id: ConversationId) -> Result<bool> {
    let sql = tx.sharing_lock("SELECT id FROM conversations WHERE workspace_id = $1 AND id = $2");
    let kept: Option<(ConversationId,)> = tx.fetch_optional(&sql, args![workspace, id]).await?;
    Ok(kept.is_some())
}

/// The conversation that a caller names, with its customer, without messages.
pub async fn find_with_customer(
    tx: &mut Tx,
    workspace: WorkspaceId,
    named: ConversationRef,
) -> Result<Option<Conversation>> {
    let found: Option<WithCustomer> = match named {
        ConversationRef::Id(id) => {
            tx.fetch_optional(with_customer!("v.id = $2"), args![workspace, id]).await?
        }
        ConversationRef::Number(number) => {
            tx.fetch_optional(with_customer!("v.number = $2"), args![workspace, number]).await?
        }
    };
    Ok(found.map(|WithCustomer(conversation)| conversation))
}

/// A customer's newest conversation through a channel (`None`: through none) that is not closed, with the
/// customer: where their next message goes.
pub async fn find_current(
    tx: &mut Tx,
    workspace: WorkspaceId,
    customer: CustomerId,
    channel: Option<ChannelId>,
) -> Result<Option<Conversation>> {
    let found: Option<WithCustomer> = tx
        .fetch_optional(
            with_customer!(
                "v.customer_id = $2 AND v.channel_id IS NOT DISTINCT FROM $3 AND v.status <> 'closed'
                 ORDER BY v.id DESC LIMIT 1"
            ),
            args![workspace, customer, channel],
        )
        .await?;
    Ok(found.map(|WithCustomer(conversation)| conversation))
}

/// The conversations of some customers, the newest first, at most `limit`, each with its customer's id.
pub async fn of_customers(
    tx: &mut Tx,
    workspace: WorkspaceId,
    customers: &[CustomerId],
    limit: i64,
) -> Result<Vec<(CustomerId, ConversationId)>> {
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = vec![Arg::from(workspace), Arg::from(limit)];
    args.extend(customers.iter().map(|id| Arg::from(*id)));
    let places: Vec<_> = (3..).take(customers.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT customer_id, id FROM conversations WHERE workspace_id = $1 AND customer_id IN ({})
         ORDER BY id DESC LIMIT $2",
        places.join(", ")
    );
    tx.fetch_all(&sql, &args).await
}

/// The conversations in which Theo asks for a person, the one that waits longest first, at most `limit`.
pub async fn pending_handoffs(tx: &mut Tx, workspace: WorkspaceId, limit: i64) -> Result<Vec<Conversation>> {
    let found: Vec<Bare> = tx
        .fetch_all(
            concat!(
                "SELECT ",
                columns!(""),
                " FROM conversations WHERE workspace_id = $1 AND needs_handoff AND status IN ('open', 'pending')
                 ORDER BY updated_at, id LIMIT $2"
            ),
            args![workspace, limit],
        )
        .await?;
    Ok(found.into_iter().map(|Bare(conversation)| conversation).collect())
}
