//! Numbers beside lists: counted up to a hundred, at a cost that does not grow with the workspace.

use pingback_model::{ConversationStatus, WorkspaceId};

use super::{Conditions, Filter};
use crate::error::Result;
use crate::{Tx, counts};

/// What is counted up to: a number as high as this one means as many or more.
pub const MOST_COUNTED: i64 = 100;

/// How many conversations that an index finds are looked at for the rest of what a filter asks.
const LOOKED_AT: i64 = 5_000;

/// What a filter can ask of a row.
const COLUMNS: &str =
    "v.workspace_id, v.id, v.status, v.assignee_id, v.channel_type, v.priority, v.wait_order, v.customer_id";

impl Filter {
    /// What one index finds alone, and what is left to be asked of each that it finds.
    pub(super) fn split(&self) -> (Self, Self) {
        let mut rest = self.clone();
        let mut found = Self::default();
        if self.is_driven() {
            found.mentioned = rest.mentioned.take();
            found.label = rest.label.take();
            found.customer = rest.customer.take();
            found.among = rest.among.take();
            if found.label.is_some() && found.mentioned.is_none() {
                found.status = rest.status.take();
            }
            return (found, rest);
        }
        found.status = rest.status.take();
        if self.priority.is_some() && !matches!(self.assignee, Some(Some(_))) {
            found.priority = rest.priority.take();
        } else {
            found.assignee = rest.assignee.take();
            found.waiting_since = rest.waiting_since.take();
        }
        (found, rest)
    }

    /// The order of the index that finds it: no other way to find so many is as cheap then, whatever PostgreSQL
    /// knows of the rows.
    const fn order_of_index(&self) -> &'static str {
        match self {
            Self { mentioned: Some(_), .. } | Self { label: Some(_), .. } => "d.conversation_id DESC",
            Self { priority: Some(_), .. } => "v.priority DESC, v.status DESC, v.updated_at DESC, v.id DESC",
            Self { waiting_since: Some(_), assignee: None, .. } => "v.status, v.wait_order, v.id",
            Self { waiting_since: Some(_), .. } => "v.assignee_id, v.status, v.wait_order, v.id",
            Self { assignee: Some(_), .. } => {
                "v.assignee_id DESC, v.status DESC, v.updated_at DESC, v.id DESC"
            }
            _ => "v.id DESC",
        }
    }
}

/// How many conversations pass the filter, at most [`MOST_COUNTED`]: as many as its list shows. `None`: fewer than
/// that among the first few thousand that an index finds, and only a walk through the others could tell.
pub async fn count_capped(tx: &mut Tx, workspace: WorkspaceId, filter: &Filter) -> Result<Option<i64>> {
    if let Some(kept) = kept(tx, workspace, filter).await? {
        return Ok(Some(kept.min(MOST_COUNTED)));
    }
    if filter.status.is_some() || filter.waiting_since.is_none() || filter.is_driven() {
        return look(tx, workspace, filter).await;
    }
    // Nobody waits in the others, and the index by wait holds each status by itself.
    let mut sum = 0;
    for status in [ConversationStatus::Open, ConversationStatus::Pending] {
        let part = Filter { status: Some(status), ..filter.clone() };
        let Some(n) = look(tx, workspace, &part).await? else { return Ok(None) };
        sum += n;
    }
    Ok(Some(sum.min(MOST_COUNTED)))
}

/// How many pass a filter by status and assignee, or by status and channel, from the kept counters; `None` where it
/// asks for more.
pub(super) async fn kept(tx: &mut Tx, workspace: WorkspaceId, filter: &Filter) -> Result<Option<i64>> {
    let &Filter {
        status, assignee, channel_type, priority, label, customer, mentioned, waiting_since, ..
    } = filter;
    let (None, None, None, None, None, None) =
        (&filter.among, priority, label, customer, mentioned, waiting_since)
    else {
        return Ok(None);
    };
    Ok(match (assignee, channel_type) {
        (_, None) => Some(counts::total(tx, workspace, status, assignee).await?),
        (None, Some(channel_type)) => Some(counts::of_channel(tx, workspace, channel_type, status).await?),
        (Some(_), Some(_)) => None,
    })
}

async fn look(tx: &mut Tx, workspace: WorkspaceId, filter: &Filter) -> Result<Option<i64>> {
    let (found, rest) = filter.split();
    let (sql, conditions) = looked_at(tx.is_postgres(), workspace, &found, &rest);
    let (n,): (i64,) = tx.fetch_one(&sql, &conditions.args).await?;
    if n >= MOST_COUNTED || rest == Filter::default() {
        return Ok(Some(n));
    }
    let conditions = Conditions::of(tx.is_postgres(), workspace, None, &found);
    let sql = format!("{} OFFSET {LOOKED_AT}", first(&found, conditions.from, &conditions.sql, 1));
    let more = tx.fetch_with(&sql, &conditions.args, |_| Ok(())).await?;
    Ok(more.is_empty().then_some(n))
}

/// The first rows that the index finds.
fn first(found: &Filter, from: &str, sql: &str, limit: i64) -> String {
    let order = found.order_of_index();
    format!("SELECT {COLUMNS} FROM {from} WHERE {sql} ORDER BY {order} LIMIT {limit}")
}

/// The statement that counts what passes `rest` among what `found` finds.
pub(super) fn looked_at<'a>(
    is_postgres: bool,
    workspace: WorkspaceId,
    found: &'a Filter,
    rest: &'a Filter,
) -> (String, Conditions<'a>) {
    let mut conditions = Conditions::of(is_postgres, workspace, None, found);
    let (from, by_index) = (conditions.from, std::mem::take(&mut conditions.sql));
    if *rest == Filter::default() {
        let all = first(found, from, &by_index, MOST_COUNTED);
        return (format!("SELECT COUNT(*) FROM ({all}) n"), conditions);
    }
    conditions.sql.push_str("v.workspace_id = $1");
    conditions.add(rest);
    let all = first(found, from, &by_index, LOOKED_AT);
    let sql = format!(
        "SELECT COUNT(*) FROM (SELECT v.id FROM ({all}) v WHERE {} LIMIT {MOST_COUNTED}) n",
        conditions.sql
    );
    (sql, conditions)
}
