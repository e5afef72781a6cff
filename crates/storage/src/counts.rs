//! Kept counters of conversations: how many there are of each status and assignee, of each status and kind of channel.
//!
//! Every transaction that makes a conversation or changes its status or assignee moves them too, so they are
//! exact, and reading them costs the same in a workspace of ten conversations and of a million.

use std::collections::BTreeMap;

use pingback_model::{ChannelType, ConversationStatus, UserId, WorkspaceId};
use uuid::Uuid;

use crate::error::Result;
use crate::{Tx, args};

/// How many conversations there are, as one member sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConversationCounts {
    /// Open ones that the member holds.
    pub mine: i64,
    /// Open ones that nobody holds.
    pub unassigned: i64,
    /// All open ones.
    pub all: i64,
    /// All of each status, whoever holds them. Every status is there.
    pub by_status: BTreeMap<ConversationStatus, i64>,
}

/// One conversation more or less of an assignee and a status.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shift {
    pub assignee: Option<UserId>,
    pub status: ConversationStatus,
    pub by: i64,
}

/// One conversation more or less of a kind of channel and a status.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChannelShift {
    pub channel_type: ChannelType,
    pub status: ConversationStatus,
    pub by: i64,
}

/// The key under which a counter is kept: the nil id stands for nobody.
fn holder(assignee: Option<UserId>) -> Uuid {
    assignee.map_or(Uuid::nil(), Uuid::from)
}

/// Moves the counters. Rows are touched in the order of their keys: two transactions that move the same ones
/// wait for each other instead of deadlocking.
pub(crate) async fn shift(tx: &mut Tx, workspace: WorkspaceId, shifts: &[Shift]) -> Result<()> {
    let mut sums: BTreeMap<(Uuid, ConversationStatus), i64> = BTreeMap::new();
    for shift in shifts {
        *sums.entry((holder(shift.assignee), shift.status)).or_default() += shift.by;
    }
    for ((assignee, status), by) in sums {
        if by != 0 {
            tx.execute(
                "INSERT INTO conversation_counts (workspace_id, assignee_id, status, n) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (workspace_id, assignee_id, status)
                 DO UPDATE SET n = conversation_counts.n + excluded.n",
                args![workspace, assignee, status, by],
            )
            .await?;
        }
    }
    Ok(())
}

/// Moves the channels' counters, in the order of their keys too. Call it after [`shift`]: the two are locked in one
/// order then, whoever moves them.
pub(crate) async fn shift_channels(
    tx: &mut Tx,
    workspace: WorkspaceId,
    shifts: &[ChannelShift],
) -> Result<()> {
    let mut sums: BTreeMap<(ChannelType, ConversationStatus), i64> = BTreeMap::new();
    for shift in shifts {
        *sums.entry((shift.channel_type, shift.status)).or_default() += shift.by;
    }
    for ((channel_type, status), by) in sums {
        if by != 0 {
            tx.execute(
                "INSERT INTO channel_counts (workspace_id, channel_type, status, n) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (workspace_id, channel_type, status) DO UPDATE SET n = channel_counts.n + excluded.n",
                args![workspace, channel_type, status, by],
            )
            .await?;
        }
    }
    Ok(())
}

/// The counters, as `user` sees them.
pub async fn of_member(tx: &mut Tx, workspace: WorkspaceId, user: UserId) -> Result<ConversationCounts> {
    let rows: Vec<(ConversationStatus, i64, i64, i64)> = tx
        .fetch_all(
            "SELECT status, CAST(SUM(n) AS BIGINT),
                    CAST(SUM(CASE WHEN assignee_id = $2 THEN n ELSE 0 END) AS BIGINT),
                    CAST(SUM(CASE WHEN assignee_id = $3 THEN n ELSE 0 END) AS BIGINT)
             FROM conversation_counts WHERE workspace_id = $1 GROUP BY status ORDER BY status",
            args![workspace, user, Uuid::nil()],
        )
        .await?;
    let mut counts = ConversationCounts {
        mine: 0,
        unassigned: 0,
        all: 0,
        by_status: ConversationStatus::ALL.iter().map(|status| (*status, 0)).collect(),
    };
    for (status, all, mine, unassigned) in rows {
        counts.by_status.insert(status, all);
        if status == ConversationStatus::Open {
            (counts.all, counts.mine, counts.unassigned) = (all, mine, unassigned);
        }
    }
    Ok(counts)
}

/// How many conversations there are of a status, an assignee (`Some(None)`: held by nobody), or both; of
/// neither: all.
pub async fn total(
    tx: &mut Tx,
    workspace: WorkspaceId,
    status: Option<ConversationStatus>,
    assignee: Option<Option<UserId>>,
) -> Result<i64> {
    let (total,): (i64,) = tx
        .fetch_one(
            "SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM conversation_counts
             WHERE workspace_id = $1 AND ($2 IS NULL OR status = $2) AND ($3 IS NULL OR assignee_id = $3)",
            args![workspace, status, assignee.map(holder)],
        )
        .await?;
    Ok(total)
}

/// How many conversations came through a kind of channel, of one status or of all.
pub async fn of_channel(
    tx: &mut Tx,
    workspace: WorkspaceId,
    channel_type: ChannelType,
    status: Option<ConversationStatus>,
) -> Result<i64> {
    let (total,): (i64,) = tx
        .fetch_one(
            "SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM channel_counts
             WHERE workspace_id = $1 AND channel_type = $2 AND ($3 IS NULL OR status = $3)",
            args![workspace, channel_type, status],
        )
        .await?;
    Ok(total)
}

/// How many open conversations came through each kind of channel. Kinds that none came through may be missing.
pub async fn open_by_channel(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<(ChannelType, i64)>> {
    tx.fetch_all(
        "SELECT channel_type, n FROM channel_counts WHERE workspace_id = $1 AND status = $2 ORDER BY channel_type",
        args![workspace, ConversationStatus::Open],
    )
    .await
}
