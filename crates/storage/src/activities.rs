//! What happened in conversations besides messages.

use pingback_model::{Activity, Change, ConversationId, WorkspaceId};

use crate::error::Result;
use crate::sql::{Arg, FromRow, Json, Row};
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

/// Notes what happened in conversations, in one statement.
pub async fn insert(tx: &mut Tx, workspace: WorkspaceId, activities: &[Activity]) -> Result<()> {
    if activities.is_empty() {
        return Ok(());
    }
    let mut args = vec![Arg::from(workspace)];
    let mut rows = Vec::with_capacity(activities.len());
    for (activity, n) in activities.iter().zip((2..).step_by(5)) {
        rows.push(format!("($1, ${n}, ${}, ${}, ${}, ${})", n + 1, n + 2, n + 3, n + 4));
        args.extend([
            Arg::from(activity.conversation_id),
            Arg::from(activity.id),
            Arg::from(Json(activity.change)),
            Arg::from(activity.actor_id),
            Arg::from(activity.created_at),
        ]);
    }
    let sql = format!(
        "INSERT INTO activities (workspace_id, conversation_id, id, data, actor_id, created_at) VALUES {}",
        rows.join(", ")
    );
    tx.execute(&sql, &args).await.map(drop)
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
