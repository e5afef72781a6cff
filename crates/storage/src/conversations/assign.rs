//! Who holds a conversation.

use std::collections::BTreeMap;

use pingback_model::{ConversationId, ConversationStatus, UserId, WorkspaceId};

use crate::counts::{self, Shift};
use crate::error::Result;
use crate::{Tx, args};

/// Takes all conversations from `user`, whatever their status, and returns each one's id and number. Does not
/// count as activity in them: their places in lists stay.
///
/// Call it after the membership's own change: an assignment to them that is under way then either sees the
/// change or is seen here.
pub async fn unassign_all(
    tx: &mut Tx,
    workspace: WorkspaceId,
    user: UserId,
) -> Result<Vec<(ConversationId, i64)>> {
    let mut rows: Vec<(ConversationId, i64, ConversationStatus)> = tx
        .fetch_all(
            "UPDATE conversations SET assignee_id = NULL
             WHERE workspace_id = $1 AND assignee_id = $2 RETURNING id, number, status",
            args![workspace, user],
        )
        .await?;
    rows.sort_unstable_by_key(|(_, number, _)| *number);
    let mut by_status: BTreeMap<ConversationStatus, i64> = BTreeMap::new();
    for (_, _, status) in &rows {
        *by_status.entry(*status).or_default() += 1;
    }
    let shifts: Vec<Shift> = by_status
        .into_iter()
        .flat_map(|(status, n)| {
            [Shift { assignee: Some(user), status, by: -n }, Shift { assignee: None, status, by: n }]
        })
        .collect();
    counts::shift(tx, workspace, &shifts).await?;
    Ok(rows.into_iter().map(|(id, number, _)| (id, number)).collect())
}
