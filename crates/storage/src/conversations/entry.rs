//! A message's place in its conversation.

use pingback_model::{Conversation, ConversationId, MessageId, Timestamp, WaitOrder, WorkspaceId};

use super::Bare;
use crate::error::Result;
use crate::{Tx, args};

/// What a message means for its conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// The team's answer to the customer: the first one sets `first_response_at`, each ends the customer's wait.
    Answer,
    /// The customer's, who waits from the first one on that is not answered. Not taken by a closed conversation.
    FromCustomer,
    /// A note, or something of the product's own.
    Other,
}

/// Makes `wanted` the newest message of a conversation and returns the conversation as it is then, with the
/// id that the message must be inserted under: `wanted`, or a later one where the conversation already has a
/// message after it (another node's clock runs ahead). `None`: there is no such conversation, or it is
/// closed and the entry is the customer's.
///
/// Call it first in a transaction: it locks the conversation's row, which is what makes message ids ascend in
/// commit order. Changes neither status nor assignee nor flags, so those returned are as they were.
pub async fn add_entry(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    wanted: MessageId,
    entry: Entry,
) -> Result<Option<(Conversation, MessageId)>> {
    if let Some(entered) = touch(tx, workspace, conversation, wanted, entry).await? {
        return Ok(Some((entered, wanted)));
    }
    // Locked first, so that the id read is still the newest when the next statement runs.
    let row: Option<(Option<MessageId>,)> = tx
        .fetch_optional(
            "UPDATE conversations SET updated_at = updated_at WHERE workspace_id = $1 AND id = $2
             RETURNING last_message_id",
            args![workspace, conversation],
        )
        .await?;
    let Some((Some(newest),)) = row else { return Ok(None) };
    let later = newest.successor().max(wanted);
    Ok(touch(tx, workspace, conversation, later, entry).await?.map(|entered| (entered, later)))
}

async fn touch(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    message: MessageId,
    entry: Entry,
) -> Result<Option<Conversation>> {
    let now = tx.now();
    let answered: Option<Timestamp> = (entry == Entry::Answer).then_some(now);
    let received: Option<Timestamp> = (entry == Entry::FromCustomer).then_some(now);
    // Who waits already waits since then; an answer ends the wait.
    let order = answered.map(WaitOrder::calm).or(received.map(WaitOrder::waiting));
    // On PostgreSQL a transaction that waited for the row has the earlier time: the list's order never runs back.
    let entered: Option<Bare> = tx
        .fetch_optional(
            concat!(
                "UPDATE conversations SET last_message_id = $3,
                    updated_at = CASE WHEN updated_at > $4 THEN updated_at ELSE $4 END,
                    first_response_at = COALESCE(first_response_at, $5),
                    wait_order = CASE WHEN $7 IS NULL OR (NOT $6 AND wait_order < $7) THEN wait_order ELSE $7 END,
                    customer_messages = customer_messages + $8,
                    last_customer_message_at = CASE WHEN $9 IS NULL OR last_customer_message_at > $9
                        THEN last_customer_message_at ELSE $9 END
                 WHERE workspace_id = $1 AND id = $2 AND (last_message_id IS NULL OR last_message_id < $3)
                   AND ($6 OR status <> 'closed')
                 RETURNING ",
                columns!("")
            ),
            args![
                workspace,
                conversation,
                message,
                now,
                answered,
                received.is_none(),
                order.map(|order| order.0),
                i64::from(received.is_some()),
                received,
            ],
        )
        .await?;
    Ok(entered.map(|Bare(conversation)| conversation))
}
