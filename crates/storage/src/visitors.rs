//! Customers as visitors of a widget: who a website says they are, and what of theirs they may see.

use pingback_model::{
    ChannelType, Conversation, ConversationId, ConversationRef, CustomerId, Message, MessageId, WorkspaceId,
};

use crate::error::{Error, Result};
use crate::sql::{FromRow, Row};
use crate::{Tx, args, conversations, from_row, messages};

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
            "INSERT INTO customers (workspace_id, id, name, email, external_id, created_at, is_identified)
             VALUES ($1, $2, $3, $4, $5, $6, TRUE)
             ON CONFLICT (workspace_id, external_id) DO UPDATE
             SET name = COALESCE(excluded.name, customers.name), email = COALESCE(excluded.email, customers.email),
                 is_identified = TRUE
             RETURNING id",
            args![workspace, new_id, name, email, external_id, now],
        )
        .await?;
    Ok(id)
}

/// Whether a website ever vouched for that customer.
pub async fn is_identified(tx: &mut Tx, workspace: WorkspaceId, customer: CustomerId) -> Result<bool> {
    let row: Option<(bool,)> = tx
        .fetch_optional(
            "SELECT is_identified FROM customers WHERE workspace_id = $1 AND id = $2",
            args![workspace, customer],
        )
        .await?;
    Ok(row.is_some_and(|(is_identified,)| is_identified))
}

/// The newest conversation that the customer had through a widget, whatever its status, without messages.
pub async fn latest_conversation(
    tx: &mut Tx,
    workspace: WorkspaceId,
    customer: CustomerId,
) -> Result<Option<Conversation>> {
    let row = tx
        .fetch_optional::<(ConversationId,)>(
            "SELECT id FROM conversations
             WHERE workspace_id = $1 AND customer_id = $2 AND channel_type = $3 ORDER BY id DESC LIMIT 1",
            args![workspace, customer, ChannelType::Widget],
        )
        .await?;
    match row {
        Some((id,)) => conversations::find(tx, workspace, ConversationRef::Id(id)).await,
        None => Ok(None),
    }
}

/// How many of the newest answers are looked at for what a visitor has not seen.
const LOOKED_AT: i64 = 100;

/// An answer's beginning, and who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unseen {
    /// The first characters of what was written, at most 200.
    pub beginning: String,
    /// The writer's name; none: Theo.
    pub sender_name: Option<String>,
    /// Their picture.
    pub sender_avatar_url: Option<String>,
}

from_row!(Unseen { beginning, sender_name, sender_avatar_url });

/// The answers in a customer's newest conversation through a widget that they have not seen, the newest first.
pub async fn unseen_answers(
    tx: &mut Tx,
    workspace: WorkspaceId,
    customer: CustomerId,
) -> Result<Vec<Unseen>> {
    tx.fetch_all(
        "SELECT SUBSTR(n.content, 1, 200) AS beginning, u.full_name AS sender_name,
                u.avatar_url AS sender_avatar_url FROM (
             SELECT m.id, m.content, m.sender_type, m.sender_id, m.read_at FROM messages m
             WHERE m.workspace_id = $1 AND m.is_private = FALSE AND m.sender_type IN ('agent', 'ai')
               AND m.conversation_id = (
                   SELECT v.id FROM conversations v
                   WHERE v.workspace_id = $1 AND v.customer_id = $2 AND v.channel_type = $3
                   ORDER BY v.id DESC LIMIT 1)
             ORDER BY m.id DESC LIMIT $4) n
         LEFT JOIN users u ON u.id = n.sender_id AND n.sender_type = 'agent'
         WHERE n.read_at IS NULL ORDER BY n.id DESC",
        args![workspace, customer, ChannelType::Widget, LOOKED_AT],
    )
    .await
}

/// A message as a visitor may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisibleMessage {
    /// The message: never a note.
    pub message: Message,
    /// The picture of the agent who wrote it.
    pub sender_avatar_url: Option<String>,
}

impl FromRow for VisibleMessage {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let message = messages::read_optional(row, 0)?.ok_or(Error::NoRow)?;
        Ok(Self { message, sender_avatar_url: row.at(messages::WIDTH)? })
    }
}

macro_rules! visible {
    ($tail:literal) => {
        concat!(
            "SELECT ",
            messages::columns!("m.", "u."),
            ", u.avatar_url FROM messages m
             LEFT JOIN users u ON u.id = m.sender_id AND m.sender_type = 'agent'
             WHERE m.workspace_id = $1 AND m.conversation_id = $2
               AND m.is_private = FALSE AND m.sender_type <> 'system' ",
            $tail
        )
    };
}

/// The newest messages that a visitor may see, oldest of them first, at most `limit`.
pub async fn newest_messages(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    limit: i64,
) -> Result<Vec<VisibleMessage>> {
    let mut found: Vec<VisibleMessage> =
        tx.fetch_all(visible!("ORDER BY m.id DESC LIMIT $3"), args![workspace, conversation, limit]).await?;
    found.reverse();
    Ok(found)
}

/// The messages after `after` that a visitor may see, oldest first, at most `limit`.
pub async fn messages_after(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    after: MessageId,
    limit: i64,
) -> Result<Vec<VisibleMessage>> {
    let sql = visible!("AND m.id > $3 ORDER BY m.id LIMIT $4");
    tx.fetch_all(sql, args![workspace, conversation, after, limit]).await
}
