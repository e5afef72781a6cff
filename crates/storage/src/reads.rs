//! How far each member has read: of how many messages of a conversation's customer they know.
//!
//! Nothing is written when a customer writes: what is unread is the difference between the conversation's own
//! count and the member's. A member without a count there has read nothing of what began after they joined; of
//! an older conversation they are shown at most that something came since.

use pingback_model::{ConversationId, MessageId, SenderType, UserId, WorkspaceId};

use crate::error::Result;
use crate::{Tx, args};

/// How many messages of a conversation's customer a member has not read: an expression over the conversation,
/// the left-joined `conversation_reads` and the moment at which the member joined.
macro_rules! unread {
    ($conversation:literal, $read:literal, $joined:literal) => {
        concat!(
            "CASE WHEN ",
            $read,
            "customer_messages IS NOT NULL THEN ",
            $conversation,
            "customer_messages - ",
            $read,
            "customer_messages WHEN ",
            $conversation,
            "created_at >= ",
            $joined,
            " THEN ",
            $conversation,
            "customer_messages WHEN ",
            $conversation,
            "last_customer_message_at > ",
            $joined,
            " THEN 1 ELSE 0 END"
        )
    };
}
pub(crate) use unread;

/// How many of a member's own open conversations are looked at for unread messages.
const MOST_COUNTED: i64 = 1_000;

/// A conversation as one member has read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How many messages its customer wrote.
    pub customer_messages: i64,
    /// How many of them the member has not read.
    pub unread: i64,
}

/// How a member stands in a conversation; `None` where there is no such conversation or member.
pub async fn standing(
    tx: &mut Tx,
    workspace: WorkspaceId,
    user: UserId,
    conversation: ConversationId,
) -> Result<Option<Standing>> {
    let row: Option<(i64, i64)> = tx
        .fetch_optional(
            concat!(
                "SELECT v.customer_messages, ",
                unread!("v.", "r.", "b.invited_at"),
                " FROM conversations v
                 JOIN members b ON b.workspace_id = v.workspace_id AND b.user_id = $2
                 LEFT JOIN conversation_reads r ON r.workspace_id = v.workspace_id AND r.user_id = $2
                    AND r.conversation_id = v.id
                 WHERE v.workspace_id = $1 AND v.id = $3"
            ),
            args![workspace, user, conversation],
        )
        .await?;
    Ok(row.map(|(customer_messages, unread)| Standing { customer_messages, unread: unread.max(0) }))
}

/// How many messages of its customer came after that one.
pub async fn count_after(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    message: MessageId,
) -> Result<i64> {
    let (n,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM messages
             WHERE workspace_id = $1 AND conversation_id = $2 AND id > $3 AND sender_type = $4",
            args![workspace, conversation, message, SenderType::Customer],
        )
        .await?;
    Ok(n)
}

/// Notes of how many messages of the customer a member knows. Only ever more, where `is_more`: of two
/// dashboards that read at once, the one that is further counts. Whether that changed anything.
pub async fn set(
    tx: &mut Tx,
    workspace: WorkspaceId,
    user: UserId,
    conversation: ConversationId,
    customer_messages: i64,
    is_more: bool,
) -> Result<bool> {
    let changed = tx
        .execute(
            "INSERT INTO conversation_reads (workspace_id, user_id, conversation_id, customer_messages)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (workspace_id, user_id, conversation_id)
         DO UPDATE SET customer_messages = excluded.customer_messages
            WHERE NOT $5 OR conversation_reads.customer_messages < excluded.customer_messages",
            args![workspace, user, conversation, customer_messages, is_more],
        )
        .await?;
    Ok(changed > 0)
}

/// How many open conversations that a member holds have messages they have not read. Of somebody who holds more
/// than a thousand, the last updated thousand are looked at.
pub async fn count_unread(tx: &mut Tx, workspace: WorkspaceId, user: UserId) -> Result<i64> {
    let (n,) = tx
        .fetch_one(
            concat!(
                "SELECT COUNT(*) FROM (
                    SELECT v.id, v.customer_messages, v.created_at, v.last_customer_message_at FROM conversations v
                    WHERE v.workspace_id = $1 AND v.assignee_id = $2 AND v.status = 'open'
                    ORDER BY v.updated_at DESC, v.id DESC LIMIT $3) v
                 JOIN members b ON b.workspace_id = $1 AND b.user_id = $2
                 LEFT JOIN conversation_reads r ON r.workspace_id = $1 AND r.user_id = $2
                    AND r.conversation_id = v.id
                 WHERE ",
                unread!("v.", "r.", "b.invited_at"),
                " > 0"
            ),
            args![workspace, user, MOST_COUNTED],
        )
        .await?;
    Ok(n)
}
