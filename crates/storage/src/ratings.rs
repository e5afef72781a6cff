//! What customers thought of how their conversations went. A rating is part of its conversation's row.

use pingback_model::{ConversationId, Rating, WorkspaceId};

use crate::error::Result;
use crate::{Tx, args};

/// Sets a conversation's rating. Does not count as activity: its place in lists stays.
pub async fn set(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    rating: &Rating,
) -> Result<()> {
    tx.execute(
        "UPDATE conversations SET rating = $3, rating_comment = $4, rated_at = $5
         WHERE workspace_id = $1 AND id = $2",
        args![workspace, conversation, rating.rating, &rating.comment, rating.rated_at],
    )
    .await
    .map(drop)
}
