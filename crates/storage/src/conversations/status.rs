//! Where a conversation stands.

use pingback_model::{
    Conversation, ConversationId, ConversationRef, ConversationStatus, HandoffReason, WorkspaceId,
};

use super::{Bare, TRIES, ended_at, find, overtaken};
use crate::counts::{self, Shift};
use crate::error::Result;
use crate::{Tx, args};

/// Sets the status; resolving and closing also end Theo's call for a person. Returns the conversation as it
/// is then and whether that changed anything; `None` where there is none.
pub async fn set_status(
    tx: &mut Tx,
    workspace: WorkspaceId,
    named: ConversationRef,
    status: ConversationStatus,
) -> Result<Option<(Conversation, bool)>> {
    for _ in 0..TRIES {
        let Some(old) = find(tx, workspace, named).await? else { return Ok(None) };
        if old.status == status {
            return Ok(Some((old, false)));
        }
        if let Some(new) = change(tx, &old, status).await? {
            let shifts = [
                Shift { assignee: new.assignee_id, status: old.status, by: -1 },
                Shift { assignee: new.assignee_id, status, by: 1 },
            ];
            counts::shift(tx, workspace, &shifts).await?;
            return Ok(Some((new, true)));
        }
    }
    Err(overtaken())
}

/// Changes the status if it is still the old one's.
async fn change(tx: &mut Tx, old: &Conversation, status: ConversationStatus) -> Result<Option<Conversation>> {
    let now = tx.now();
    let (resolved_at, closed_at) = ended_at(status, old.resolved_at, now);
    let waits = matches!(status, ConversationStatus::Open | ConversationStatus::Pending);
    let changed: Option<Bare> = tx
        .fetch_optional(
            concat!(
                "UPDATE conversations SET status = $4, resolved_at = $5, closed_at = $6,
                    updated_at = CASE WHEN updated_at > $7 THEN updated_at ELSE $7 END,
                    needs_handoff = (needs_handoff AND $8),
                    handoff_reason = CASE WHEN $8 THEN handoff_reason ELSE NULL END
                 WHERE workspace_id = $1 AND id = $2 AND status = $3
                 RETURNING ",
                columns!("")
            ),
            args![old.workspace_id, old.id, old.status, status, resolved_at, closed_at, now, waits],
        )
        .await?;
    Ok(changed.map(|Bare(conversation)| conversation))
}

/// Sets or clears Theo's call for a person, and returns the conversation as it is then; `None` where there is
/// no such conversation, or the flag was already so. Does not count as activity: its place in lists stays.
pub async fn set_handoff(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    reason: Option<HandoffReason>,
) -> Result<Option<Conversation>> {
    let changed: Option<Bare> = tx
        .fetch_optional(
            concat!(
                "UPDATE conversations SET needs_handoff = $3, handoff_reason = $4
                 WHERE workspace_id = $1 AND id = $2
                   AND (needs_handoff <> $3 OR handoff_reason IS DISTINCT FROM $4)
                 RETURNING ",
                columns!("")
            ),
            args![workspace, conversation, reason.is_some(), reason],
        )
        .await?;
    Ok(changed.map(|Bare(conversation)| conversation))
}
