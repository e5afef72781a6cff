//! Who holds a conversation.

use std::collections::BTreeMap;

use pingback_model::{
    Conversation, ConversationId, ConversationRef, ConversationStatus, UserId, WorkspaceId,
};

use super::{Bare, TRIES, find, overtaken};
use crate::counts::{self, Shift};
use crate::error::Result;
use crate::{Tx, args};

/// Gives a conversation to somebody, or to nobody, and returns it as it is then, with who held it until then;
/// the same as before where nothing changed. `None` where there is no such conversation.
///
/// That the assignee is an active member is the caller's to see to, with
/// [`lock_access`](crate::members::lock_access), before this.
pub async fn assign(
    tx: &mut Tx,
    workspace: WorkspaceId,
    named: ConversationRef,
    assignee: Option<UserId>,
) -> Result<Option<(Conversation, Option<UserId>)>> {
    for _ in 0..TRIES {
        let Some(old) = find(tx, workspace, named).await? else { return Ok(None) };
        if old.assignee_id == assignee {
            return Ok(Some((old, assignee)));
        }
        if let Some(new) = change(tx, &old, assignee).await? {
            let shifts = [
                Shift { assignee: old.assignee_id, status: new.status, by: -1 },
                Shift { assignee, status: new.status, by: 1 },
            ];
            counts::shift(tx, workspace, &shifts).await?;
            return Ok(Some((new, old.assignee_id)));
        }
    }
    Err(overtaken())
}

/// Changes the assignee if it is still the old one's.
async fn change(tx: &mut Tx, old: &Conversation, assignee: Option<UserId>) -> Result<Option<Conversation>> {
    let now = tx.now();
    let changed: Option<Bare> = tx
        .fetch_optional(
            concat!(
                "UPDATE conversations SET assignee_id = $4,
                    updated_at = CASE WHEN updated_at > $5 THEN updated_at ELSE $5 END
                 WHERE workspace_id = $1 AND id = $2 AND assignee_id IS NOT DISTINCT FROM $3
                 RETURNING ",
                columns!("")
            ),
            args![old.workspace_id, old.id, old.assignee_id, assignee, now],
        )
        .await?;
    Ok(changed.map(|Bare(conversation)| conversation))
}

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
