//! Customers as visitors of a widget: who a website says they are, and what of theirs they may see.

use pingback_model::{
    ChannelType, Conversation, ConversationId, ConversationRef, CustomerId, Message, MessageId, WorkspaceId,
};

use crate::error::{Error, Result};
use crate::sql::{FromRow, Row};
use crate::{Tx, args, conversations, messages};

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
