//! Messages and notes. A message's row is inserted after [`add_entry`](crate::conversations::add_entry) gave
//! it its place.

/// The columns of a message, in the order in which [`read_optional`] takes them; the second prefix is that of
/// the joined account of an agent.
macro_rules! columns {
    ($of:literal, $user:literal) => {
        concat!(
            $of,
            "id, ",
            $of,
            "workspace_id, ",
            $of,
            "conversation_id, ",
            $of,
            "sender_type, ",
            $of,
            "sender_id, ",
            $user,
            "full_name, ",
            $of,
            "content, ",
            $of,
            "attachments, ",
            $of,
            "created_at, ",
            $of,
            "delivered_at, ",
            $of,
            "read_at, ",
            $of,
            "is_private, ",
            $of,
            "delivery, ",
            $of,
            "delivery_error, ",
            $of,
            "client_id, ",
            $of,
            "mentions"
        )
    };
}
pub(crate) use columns;

/// How many columns [`read_optional`] takes.
pub(crate) const WIDTH: usize = 16;

mod client_ids;
mod receipts;

use pingback_model::{
    Attachment, ConversationId, Delivery, Message, MessageId, Timestamp, UserId, WorkspaceId,
};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::sql::{Arg, FromRow, Json, Row};
use crate::{Tx, args};

pub use client_ids::{find_client_id, insert_client_id};
pub use receipts::{Receipt, Side, mark};

/// Reads a message from the columns from `at` on; `None` where a left join found none.
pub(crate) fn read_optional(row: &Row<'_>, at: usize) -> Result<Option<Message>> {
    let Some(id) = row.at(at)? else { return Ok(None) };
    let Json(attachments) = row.at::<Json<Vec<Attachment>>>(at + 7)?;
    Ok(Some(Message {
        id,
        workspace_id: row.at(at + 1)?,
        conversation_id: row.at(at + 2)?,
        sender_type: row.at(at + 3)?,
        sender_id: row.at(at + 4)?,
        sender_name: row.at(at + 5)?,
        content: row.at(at + 6)?,
        attachments,
        created_at: row.at(at + 8)?,
        delivered_at: row.at(at + 9)?,
        read_at: row.at(at + 10)?,
        is_private: row.at(at + 11)?,
        delivery: row.at(at + 12)?,
        delivery_error: row.at(at + 13)?,
        client_id: row.at(at + 14)?,
        mentions: row.at::<Option<Json<_>>>(at + 15)?.map(|Json(users)| users).unwrap_or_default(),
    }))
}

impl FromRow for Message {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        read_optional(row, 0)?.ok_or(Error::NoRow)
    }
}

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT ",
            columns!("m.", "u."),
            " FROM messages m LEFT JOIN users u ON u.id = m.sender_id AND m.sender_type = 'agent'
             WHERE m.workspace_id = $1 AND ",
            $tail
        )
    };
}

/// A message that was just inserted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inserted {
    /// The message, with its sender's name where that is a member.
    pub message: Message,
    /// The picture of the member who sent it.
    pub sender_avatar_url: Option<String>,
}

/// Inserts a message.
pub async fn insert(tx: &mut Tx, message: Message) -> Result<Inserted> {
    let m = &message;
    // Null for all but some notes, so that reading a message seldom reads JSON.
    let mentions = if m.mentions.is_empty() { Arg::Text(None) } else { Arg::from(Json(&m.mentions)) };
    let (sender_name, sender_avatar_url) = tx
        .fetch_one(
            "INSERT INTO messages (workspace_id, conversation_id, id, sender_type, sender_id, content, attachments,
                created_at, delivered_at, read_at, is_private, delivery, delivery_error, client_id, mentions)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
             RETURNING (SELECT u.full_name FROM users u WHERE u.id = $5 AND $4 = 'agent'),
                (SELECT u.avatar_url FROM users u WHERE u.id = $5 AND $4 = 'agent')",
            args![
                m.workspace_id,
                m.conversation_id,
                m.id,
                m.sender_type,
                m.sender_id,
                &m.content,
                Json(&m.attachments),
                m.created_at,
                m.delivered_at,
                m.read_at,
                m.is_private,
                m.delivery,
                &m.delivery_error,
                &m.client_id,
                mentions,
            ],
        )
        .await?;
    Ok(Inserted { message: Message { sender_name, ..message }, sender_avatar_url })
}

/// All messages of a conversation after `after`, oldest first, notes included.
pub async fn list(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    after: Option<MessageId>,
) -> Result<Vec<Message>> {
    let after = after.unwrap_or(MessageId(uuid::Uuid::nil()));
    tx.fetch_all(
        select!("m.conversation_id = $2 AND m.id > $3 ORDER BY m.id"),
        args![workspace, conversation, after],
    )
    .await
}

/// The newest messages of a conversation, oldest of them first, notes included.
pub async fn newest(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    limit: i64,
) -> Result<Vec<Message>> {
    let mut messages: Vec<Message> = tx
        .fetch_all(
            select!("m.conversation_id = $2 ORDER BY m.id DESC LIMIT $3"),
            args![workspace, conversation, limit],
        )
        .await?;
    messages.reverse();
    Ok(messages)
}

/// The newest answer of a colleague's or Theo's after a message, and who wrote it; none: Theo.
pub async fn answer_after(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    after: MessageId,
    writer: Uuid,
) -> Result<Option<(MessageId, Option<UserId>)>> {
    tx.fetch_optional(
        "SELECT id, CASE WHEN sender_type = 'agent' THEN sender_id END FROM messages
         WHERE workspace_id = $1 AND conversation_id = $2 AND id > $3 AND is_private = FALSE
           AND (sender_type = 'ai' OR (sender_type = 'agent' AND sender_id <> $4))
         ORDER BY id DESC LIMIT 1",
        args![workspace, conversation, after, writer],
    )
    .await
}

/// When the first message of the customer's came that nobody has answered.
pub async fn unanswered_since(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
) -> Result<Option<Timestamp>> {
    let first: Option<(Timestamp,)> = tx
        .fetch_optional(
            "SELECT created_at FROM messages
             WHERE workspace_id = $1 AND conversation_id = $2 AND sender_type = 'customer'
               AND id > COALESCE((SELECT a.id FROM messages a
                   WHERE a.workspace_id = $1 AND a.conversation_id = $2 AND a.is_private = FALSE
                     AND a.sender_type IN ('agent', 'ai') ORDER BY a.id DESC LIMIT 1), $3)
             ORDER BY id LIMIT 1",
            args![workspace, conversation, MessageId(Uuid::nil())],
        )
        .await?;
    Ok(first.map(|(at,)| at))
}

/// The message of that id, whatever its conversation.
pub async fn find(tx: &mut Tx, workspace: WorkspaceId, id: MessageId) -> Result<Option<Message>> {
    tx.fetch_optional(select!("m.id = $2"), args![workspace, id]).await
}

/// Says what became of an outgoing message. Returns whether there is such a message.
pub async fn set_delivery(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    id: MessageId,
    delivery: Delivery,
    error: Option<&str>,
) -> Result<bool> {
    let changed = tx
        .execute(
            "UPDATE messages SET delivery = $4, delivery_error = $5
             WHERE workspace_id = $1 AND conversation_id = $2 AND id = $3",
            args![workspace, conversation, id, delivery, error],
        )
        .await?;
    Ok(changed > 0)
}
