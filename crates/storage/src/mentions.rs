//! Who is mentioned in which conversation.

use pingback_model::{ConversationId, MessageId, UserId, WorkspaceId};

use crate::error::Result;
use crate::{Tx, args};

/// How many of a member's mentions are looked at to count those that still matter.
const MOST_COUNTED: i64 = 1_000;

/// Notes that a member is mentioned in a conversation, newest by that note.
pub async fn put(
    tx: &mut Tx,
    workspace: WorkspaceId,
    user: UserId,
    conversation: ConversationId,
    note: MessageId,
) -> Result<()> {
    tx.execute(
        "INSERT INTO mentions (workspace_id, user_id, conversation_id, message_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (workspace_id, user_id, conversation_id) DO UPDATE SET message_id = excluded.message_id",
        args![workspace, user, conversation, note],
    )
    .await
    .map(drop)
}

/// How many open and pending conversations mention a member. Of somebody who is mentioned in more than a thousand
/// conversations, the newest thousand are looked at.
pub async fn count(tx: &mut Tx, workspace: WorkspaceId, user: UserId) -> Result<i64> {
    let (n,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM (
                SELECT conversation_id FROM mentions WHERE workspace_id = $1 AND user_id = $2
                ORDER BY conversation_id DESC LIMIT $3) n
             JOIN conversations v ON v.workspace_id = $1 AND v.id = n.conversation_id
             WHERE v.status IN ('open', 'pending')",
            args![workspace, user, MOST_COUNTED],
        )
        .await?;
    Ok(n)
}
