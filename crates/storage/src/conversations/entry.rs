//! A message's place in its conversation.

use pingback_model::{Conversation, ConversationId, MessageId, Timestamp, WaitOrder, WorkspaceId};

use super::Bare;
use crate::error::Result;
use crate::sql::Arg;
use crate::{Tx, args};

/// What a message means for its conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// The team's answer to the customer: the first one sets `first_response_at`, each ends the customer's wait.
    Answer,
    /// The customer's, who waits from the first one on that is not answered. Not taken by a closed conversation.
    FromCustomer,
    /// The customer's likewise, who waited already when the conversation was read: the commonest, and cheaper,
    /// since its place by wait stays. Where that is not so any more, the same as the other.
    FromCustomerAgain,
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
    let mut entry = entry;
    if entry == Entry::FromCustomerAgain {
        if let Some(entered) = touch(tx, workspace, conversation, wanted, entry).await? {
            return Ok(Some((entered, wanted)));
        }
        entry = Entry::FromCustomer;
    }
    if let Some(entered) = touch(tx, workspace, conversation, wanted, entry).await? {
        return Ok(Some((entered, wanted)));
    }
    // Locked first, so that the id read is still the newest when the next statement runs.
    let row: Option<(Option<MessageId>,)> = tx
        .fetch_optional(
            "UPDATE conversations SET created_at = created_at WHERE workspace_id = $1 AND id = $2
             RETURNING last_message_id",
            args![workspace, conversation],
        )
        .await?;
    let Some((Some(newest),)) = row else { return Ok(None) };
    let later = newest.successor().max(wanted);
    Ok(touch(tx, workspace, conversation, later, entry).await?.map(|entered| (entered, later)))
}

/// The one statement of an entry. On PostgreSQL a transaction that waited for the row has the earlier time: no
/// order runs back.
macro_rules! enter {
    ($order:literal, $where:literal) => {
        concat!(
            "UPDATE conversations SET last_message_id = $3,
                updated_at = CASE WHEN updated_at > $4 THEN updated_at ELSE $4 END,
                first_response_at = COALESCE(first_response_at, $5),
                customer_messages = customer_messages + $7,
                last_customer_message_at = CASE WHEN $8 IS NULL OR last_customer_message_at > $8
                    THEN last_customer_message_at ELSE $8 END",
            $order,
            " WHERE workspace_id = $1 AND id = $2 AND (last_message_id IS NULL OR last_message_id < $3)
                AND ($6 OR status <> 'closed')",
            $where,
            " RETURNING ",
            columns!("")
        )
    };
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
    let is_customers = matches!(entry, Entry::FromCustomer | Entry::FromCustomerAgain);
    let received: Option<Timestamp> = is_customers.then_some(now);
    // Two indexes hold the place by wait: where it stays, it is not among what is written.
    let (sql, order) = match entry {
        Entry::Answer => (enter!(", wait_order = $9", ""), Some(WaitOrder::calm(now))),
        Entry::FromCustomer => (
            enter!(", wait_order = CASE WHEN wait_order < $9 THEN wait_order ELSE $9 END", ""),
            Some(WaitOrder::waiting(now)),
        ),
        Entry::FromCustomerAgain => (enter!("", " AND wait_order <= $9"), Some(WaitOrder::waiting(now))),
        Entry::Other => (enter!("", ""), None),
    };
    let mut args = args![
        workspace,
        conversation,
        message,
        now,
        answered,
        !is_customers,
        i64::from(is_customers),
        received,
    ]
    .to_vec();
    args.extend(order.map(|order| Arg::from(order.0)));
    let entered: Option<Bare> = tx.fetch_optional(sql, &args).await?;
    Ok(entered.map(|Bare(conversation)| conversation))
}
