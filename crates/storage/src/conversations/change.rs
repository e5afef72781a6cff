//! What becomes of a conversation besides messages: where it stands, who holds it, how much it presses, its
//! labels.

use std::collections::BTreeMap;

use pingback_model::{
    Conversation, ConversationId, ConversationRef, ConversationStatus, HandoffReason, UserId, WorkspaceId,
};

use super::Bare;
use crate::counts::{self, ChannelShift, Shift};
use crate::error::Result;
use crate::sql::{Arg, Json};
use crate::{Tx, args};

/// The conversation that a caller names, alone, as it stays until the transaction ends or changes it itself.
pub async fn lock(
    tx: &mut Tx,
    workspace: WorkspaceId,
    named: ConversationRef,
) -> Result<Option<Conversation>> {
    // A column that no index holds: to lock must not cost more than to change.
    let found: Option<Bare> = match named {
        ConversationRef::Id(id) => {
            tx.fetch_optional(
                concat!(
                    "UPDATE conversations SET created_at = created_at WHERE workspace_id = $1 AND id = $2 RETURNING ",
                    columns!("")
                ),
                args![workspace, id],
            )
            .await?
        }
        ConversationRef::Number(number) => {
            tx.fetch_optional(
                concat!(
                    "UPDATE conversations SET created_at = created_at WHERE workspace_id = $1 AND number = $2 RETURNING ",
                    columns!("")
                ),
                args![workspace, number],
            )
            .await?
        }
    };
    Ok(found.map(|Bare(conversation)| conversation))
}

/// Writes what is other in `new` than in `old`, which the transaction holds locked, and returns it as it is
/// then. See [`save_all`].
pub async fn save(tx: &mut Tx, old: &Conversation, new: Conversation) -> Result<Conversation> {
    let saved = write(tx, old, new).await?;
    counts::shift(tx, saved.workspace_id, &shifts(old, &saved)).await?;
    counts::shift_channels(tx, saved.workspace_id, &channel_shifts(old, &saved)).await?;
    Ok(saved)
}

/// Writes several conversations, each before and after, of one workspace. What may change: status with all that
/// hangs on it, snooze, assignee, priority, labels; that assignee and labels exist is the caller's to see to.
/// A new status, snooze or assignee counts as activity, which moves the conversation up in lists; priority and
/// labels do not. The counters are moved once, in their order, for all of them.
pub async fn save_all(
    tx: &mut Tx,
    workspace: WorkspaceId,
    changes: Vec<(Conversation, Conversation)>,
) -> Result<Vec<(Conversation, Conversation)>> {
    let (mut moved, mut of_channels) = (Vec::new(), Vec::new());
    let mut saved = Vec::with_capacity(changes.len());
    for (old, new) in changes {
        let new = if old == new { new } else { write(tx, &old, new).await? };
        moved.extend(shifts(&old, &new));
        of_channels.extend(channel_shifts(&old, &new));
        saved.push((old, new));
    }
    counts::shift(tx, workspace, &moved).await?;
    counts::shift_channels(tx, workspace, &of_channels).await?;
    Ok(saved)
}

fn shifts(old: &Conversation, new: &Conversation) -> [Shift; 2] {
    [
        Shift { assignee: old.assignee_id, status: old.status, by: -1 },
        Shift { assignee: new.assignee_id, status: new.status, by: 1 },
    ]
}

fn channel_shifts(old: &Conversation, new: &Conversation) -> [ChannelShift; 2] {
    [(old, -1), (new, 1)].map(|(of, by)| ChannelShift {
        channel_type: of.channel_type,
        status: of.status,
        by,
    })
}

async fn write(tx: &mut Tx, old: &Conversation, mut new: Conversation) -> Result<Conversation> {
    if (new.status, new.snoozed_until, new.assignee_id) != (old.status, old.snoozed_until, old.assignee_id) {
        new.updated_at = old.updated_at.max(tx.now());
    }
    tx.execute(
        "UPDATE conversations SET assignee_id = $3, status = $4, resolved_at = $5, closed_at = $6,
            needs_handoff = $7, handoff_reason = $8, priority = $9, snoozed_until = $10, wait_order = $11,
            label_ids = $12, updated_at = $13
         WHERE workspace_id = $1 AND id = $2",
        args![
            new.workspace_id,
            new.id,
            new.assignee_id,
            new.status,
            new.resolved_at,
            new.closed_at,
            new.needs_handoff,
            new.handoff_reason,
            new.priority,
            new.snoozed_until,
            new.wait_order.0,
            Json(&new.label_ids),
            new.updated_at,
        ],
    )
    .await?;
    write_labels(tx, old, &new).await?;
    Ok(new)
}

/// The rows that are led by the label: which conversations carry it, and how each stands.
async fn write_labels(tx: &mut Tx, old: &Conversation, new: &Conversation) -> Result<()> {
    let before = &old.label_ids;
    let gone: Vec<_> = before.iter().filter(|id| !new.label_ids.contains(id)).collect();
    if !gone.is_empty() {
        let places: Vec<_> = (3..).take(gone.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "DELETE FROM conversation_labels WHERE workspace_id = $1 AND conversation_id = $2 AND label_id IN ({})",
            places.join(", ")
        );
        let mut args = vec![Arg::from(new.workspace_id), Arg::from(new.id)];
        args.extend(gone.into_iter().map(|id| Arg::from(*id)));
        tx.execute(&sql, &args).await?;
    }
    let added: Vec<_> = new.label_ids.iter().filter(|id| !before.contains(id)).collect();
    if !added.is_empty() {
        let places: Vec<_> = (4..).take(added.len()).map(|n| format!("($1, ${n}, $2, $3)")).collect();
        let sql = format!(
            "INSERT INTO conversation_labels (workspace_id, label_id, conversation_id, status) VALUES {}
             ON CONFLICT (workspace_id, label_id, conversation_id) DO UPDATE SET status = excluded.status",
            places.join(", ")
        );
        let mut args = vec![Arg::from(new.workspace_id), Arg::from(new.id), Arg::from(new.status)];
        args.extend(added.into_iter().map(|id| Arg::from(*id)));
        tx.execute(&sql, &args).await?;
    }
    if old.status != new.status && !before.is_empty() {
        tx.execute(
            "UPDATE conversation_labels SET status = $3 WHERE workspace_id = $1 AND conversation_id = $2",
            args![new.workspace_id, new.id, new.status],
        )
        .await?;
    }
    Ok(())
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

/// Gives all conversations of one member, whatever their status, to another one or to nobody, and returns each
/// one's id, number and status, in the order of their numbers. Does not count as activity in them: their places
/// in lists stay.
///
/// Call it after the membership's own change: an assignment to the first that is under way then either sees the
/// change or is seen here.
pub async fn hand_over(
    tx: &mut Tx,
    workspace: WorkspaceId,
    from: UserId,
    to: Option<UserId>,
) -> Result<Vec<(ConversationId, i64, ConversationStatus)>> {
    let mut rows: Vec<(ConversationId, i64, ConversationStatus)> = tx
        .fetch_all(
            "UPDATE conversations SET assignee_id = $3
             WHERE workspace_id = $1 AND assignee_id = $2 RETURNING id, number, status",
            args![workspace, from, to],
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
            [Shift { assignee: Some(from), status, by: -n }, Shift { assignee: to, status, by: n }]
        })
        .collect();
    counts::shift(tx, workspace, &shifts).await?;
    Ok(rows)
}
