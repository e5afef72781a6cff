//! Conversations: made, found, changed. Each function leaves the kept counters ([`crate::counts`]) right.

/// The columns of a conversation, in the order in which [`read`] takes them.
macro_rules! columns {
    ($of:literal) => {
        concat!(
            $of,
            "id, ",
            $of,
            "number, ",
            $of,
            "workspace_id, ",
            $of,
            "customer_id, ",
            $of,
            "assignee_id, ",
            $of,
            "status, ",
            $of,
            "channel_type, ",
            $of,
            "channel_id, ",
            $of,
            "created_at, ",
            $of,
            "updated_at, ",
            $of,
            "first_response_at, ",
            $of,
            "resolved_at, ",
            $of,
            "closed_at, ",
            $of,
            "needs_handoff, ",
            $of,
            "handoff_reason, ",
            $of,
            "priority, ",
            $of,
            "snoozed_until, ",
            $of,
            "wait_order, ",
            $of,
            "label_ids, ",
            $of,
            "customer_messages, ",
            $of,
            "last_customer_message_at, ",
            $of,
            "rating, ",
            $of,
            "rating_comment, ",
            $of,
            "rated_at"
        )
    };
}

mod change;
mod entry;
mod find;
mod list;

use pingback_model::{Conversation, MessageId, Rating, WaitOrder, WorkspaceId};

use crate::counts::{self, ChannelShift, Shift};
use crate::error::Result;
use crate::sql::{FromRow, Json, Row};
use crate::{Tx, args};

pub use change::{hand_over, lock, save, save_all, set_handoff};
pub use entry::{Entry, add_entry};
pub use find::{find, find_current, find_id, find_with_customer, keep, of_customers, pending_handoffs};
pub use list::{Filter, MOST_COUNTED, Page, Position, count, count_capped, list, position};

/// How many columns [`read`] takes.
const WIDTH: usize = 24;

/// Reads a conversation, without customer and messages, from the columns from `at` on. By place and not by
/// name: a list reads some hundred cells, and looking each up by its name costs more than the query.
fn read(row: &Row<'_>, at: usize) -> Result<Conversation> {
    Ok(Conversation {
        id: row.at(at)?,
        number: row.at(at + 1)?,
        workspace_id: row.at(at + 2)?,
        customer_id: row.at(at + 3)?,
        assignee_id: row.at(at + 4)?,
        status: row.at(at + 5)?,
        channel_type: row.at(at + 6)?,
        channel_id: row.at(at + 7)?,
        created_at: row.at(at + 8)?,
        updated_at: row.at(at + 9)?,
        first_response_at: row.at(at + 10)?,
        resolved_at: row.at(at + 11)?,
        closed_at: row.at(at + 12)?,
        needs_handoff: row.at(at + 13)?,
        handoff_reason: row.at(at + 14)?,
        priority: row.at(at + 15)?,
        snoozed_until: row.at(at + 16)?,
        wait_order: WaitOrder(row.at(at + 17)?),
        label_ids: row.at::<Json<_>>(at + 18)?.0,
        customer_messages: row.at(at + 19)?,
        last_customer_message_at: row.at(at + 20)?,
        rating: read_rating(row, at + 21)?,
        unread_count: None,
        customer: None,
        messages: Vec::new(),
        activity: None,
    })
}

fn read_rating(row: &Row<'_>, at: usize) -> Result<Option<Rating>> {
    let Some(rating) = row.at(at)? else { return Ok(None) };
    Ok(Some(Rating { rating, comment: row.at(at + 1)?, rated_at: row.at(at + 2)? }))
}

/// A conversation alone, from a query that selects its columns and nothing else.
struct Bare(Conversation);

impl FromRow for Bare {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        read(row, 0).map(Self)
    }
}

/// The next number of a workspace: what people say aloud. The counter's row is locked until the commit, so
/// numbers ascend in commit order.
pub async fn next_number(tx: &mut Tx, workspace: WorkspaceId) -> Result<i64> {
    let (number,): (i64,) = tx
        .fetch_one(
            "UPDATE workspace_counters SET value = value + 1
             WHERE workspace_id = $1 AND kind = 'conversation' RETURNING value",
            args![workspace],
        )
        .await?;
    Ok(number)
}

/// Inserts a conversation, whose number is from [`next_number`]. Its newest message, where it begins with
/// one, is inserted after it by the caller.
pub async fn insert(tx: &mut Tx, conversation: &Conversation, last_message: Option<MessageId>) -> Result<()> {
    let c = conversation;
    tx.execute(
        concat!(
            "INSERT INTO conversations (",
            columns!(""),
            ", last_message_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                $17, $18, $19, $20, $21, $22, $23, $24, $25)"
        ),
        args![
            c.id,
            c.number,
            c.workspace_id,
            c.customer_id,
            c.assignee_id,
            c.status,
            c.channel_type,
            c.channel_id,
            c.created_at,
            c.updated_at,
            c.first_response_at,
            c.resolved_at,
            c.closed_at,
            c.needs_handoff,
            c.handoff_reason,
            c.priority,
            c.snoozed_until,
            c.wait_order.0,
            Json(&c.label_ids),
            c.customer_messages,
            c.last_customer_message_at,
            c.rating.as_ref().map(|rating| rating.rating),
            c.rating.as_ref().and_then(|rating| rating.comment.clone()),
            c.rating.as_ref().map(|rating| rating.rated_at),
            last_message,
        ],
    )
    .await?;
    counts::shift(tx, c.workspace_id, &[Shift { assignee: c.assignee_id, status: c.status, by: 1 }]).await?;
    let one = ChannelShift { channel_type: c.channel_type, status: c.status, by: 1 };
    counts::shift_channels(tx, c.workspace_id, &[one]).await
}
