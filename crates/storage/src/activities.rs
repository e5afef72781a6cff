//! What happened in conversations besides messages.

use pingback_model::{Activity, Change, ConversationId, WorkspaceId};

use crate::error::Result;
use crate::sql::{FromRow, Json, Row};
use crate::{Tx, args};

impl FromRow for Activity {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let Json(change): Json<Change> = row.at(4)?;
        Ok(Self {
            id: row.at(0)?,
            conversation_id: row.at(1)?,
            actor_id: row.at(2)?,
            created_at: row.at(3)?,
            change,
        })
    }
}

/// Notes something of a conversation.
pub async fn insert(tx: &mut Tx, workspace: WorkspaceId, activity: &Activity) -> Result<()> {
    tx.execute(
        "INSERT INTO activities (workspace_id, conversation_id, id, data, actor_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![
            workspace,
            activity.conversation_id,
            activity.id,
            Json(activity.change),
            activity.actor_id,
            activity.created_at,
        ],
    )
    .await
    .map(drop)
}

/// All that was noted of a conversation, oldest first.
pub async fn list(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
) -> Result<Vec<Activity>> {
    tx.fetch_all(
        "SELECT id, conversation_id, actor_id, created_at, data FROM activities
         WHERE workspace_id = $1 AND conversation_id = $2 ORDER BY id",
        args![workspace, conversation],
    )
    .await
}
