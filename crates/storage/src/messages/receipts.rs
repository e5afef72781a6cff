//! Receipts: what the other side's client had, and what the other side saw.

use pingback_model::{ConversationId, MessageId, WorkspaceId};

use crate::error::Result;
use crate::{Tx, args};

/// One of the two sides of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Side {
    /// The team, Theo included.
    Team,
    /// The customer.
    Customer,
}

/// What is said of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Receipt {
    /// The reader's client has it.
    Delivered,
    /// The reader saw it, and so had it.
    Read,
}

macro_rules! update {
    ($set:literal, $unless:literal, $senders:literal) => {
        concat!(
            "UPDATE messages SET ",
            $set,
            " WHERE workspace_id = $1 AND conversation_id = $2 AND id <= $3 AND ",
            $unless,
            " IS NULL AND is_private = FALSE AND sender_type ",
            $senders,
            " RETURNING id"
        )
    };
}

/// Marks the messages that the other side of `reader` wrote, up to and including `up_to`, as had or seen; the
/// first time counts. Returns the newest one that this changed. Notes are nobody's to receive and stay unmarked.
pub async fn mark(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    up_to: MessageId,
    reader: Side,
    receipt: Receipt,
) -> Result<Option<MessageId>> {
    let sql = match (receipt, reader) {
        (Receipt::Delivered, Side::Customer) => {
            update!("delivered_at = $4", "delivered_at", "IN ('agent', 'ai')")
        }
        (Receipt::Delivered, Side::Team) => update!("delivered_at = $4", "delivered_at", "= 'customer'"),
        (Receipt::Read, Side::Customer) => {
            update!(
                "read_at = $4, delivered_at = COALESCE(delivered_at, $4)",
                "read_at",
                "IN ('agent', 'ai')"
            )
        }
        (Receipt::Read, Side::Team) => {
            update!("read_at = $4, delivered_at = COALESCE(delivered_at, $4)", "read_at", "= 'customer'")
        }
    };
    let now = tx.now();
    let marked: Vec<(MessageId,)> = tx.fetch_all(sql, args![workspace, conversation, up_to, now]).await?;
    Ok(marked.into_iter().map(|(id,)| id).max())
}
