//! The log of each workspace.

use pingback_model::{Event, StoredEvent, Timestamp, WorkspaceId};

use crate::args;
use crate::error::{Error, Result};
use crate::sql::{Arg, Json};
use crate::{Db, Tx};

/// Writes events at the end of the log and returns the place of the last of them. Called by the commit, as the
/// last thing before it: the counter's row lock orders the commits of a workspace, so it is held shortly.
pub(crate) async fn append(tx: &mut Tx, workspace: WorkspaceId, events: &[Event]) -> Result<i64> {
    let count = i64::try_from(events.len()).unwrap_or(i64::MAX);
    if tx.is_postgres() && events.len() <= AT_ONCE {
        return append_at_once(tx, workspace, count, events).await;
    }
    let (last,): (i64,) = tx
        .fetch_one(
            "UPDATE workspace_counters SET value = value + $2
             WHERE workspace_id = $1 AND kind = 'event' RETURNING value",
            args![workspace, count],
        )
        .await?;
    let now = tx.now();
    for (seq, event) in (last - count + 1..).zip(events) {
        tx.execute(
            "INSERT INTO events (workspace_id, seq, data, created_at) VALUES ($1, $2, $3, $4)",
            args![workspace, seq, Json(event), now],
        )
        .await?;
    }
    Ok(last)
}

/// More events than this are rare, and are written one by one.
const AT_ONCE: usize = 4;

/// On PostgreSQL, counter and events in one statement: each further one would cost all other commits of the
/// workspace a round trip of waiting.
async fn append_at_once(tx: &mut Tx, workspace: WorkspaceId, count: i64, events: &[Event]) -> Result<i64> {
    const PLACES: [&str; AT_ONCE] =
        ["(1, $4)", "(1, $4), (2, $5)", "(1, $4), (2, $5), (3, $6)", "(1, $4), (2, $5), (3, $6), (4, $7)"];
    let Some(places) = events.len().checked_sub(1).and_then(|at| PLACES.get(at)) else {
        return last(tx, workspace).await;
    };
    let mut args = vec![Arg::from(workspace), Arg::from(count), Arg::from(tx.now())];
    args.extend(events.iter().map(|event| Arg::from(Json(event))));
    let sql = format!(
        "WITH counter AS (
             UPDATE workspace_counters SET value = value + $2
             WHERE workspace_id = $1 AND kind = 'event' RETURNING value
         )
         INSERT INTO events (workspace_id, seq, data, created_at)
         SELECT $1, counter.value - $2 + new.place, new.data, $3 FROM counter, (VALUES {places}) new (place, data)
         RETURNING seq"
    );
    let places: Vec<(i64,)> = tx.fetch_all(&sql, &args).await?;
    places.into_iter().map(|(seq,)| seq).max().ok_or(Error::NoRow)
}

/// The place of a workspace's newest event; 0 while there is none.
pub async fn last(tx: &mut Tx, workspace: WorkspaceId) -> Result<i64> {
    let row = tx
        .fetch_optional::<(i64,)>(
            "SELECT value FROM workspace_counters WHERE workspace_id = $1 AND kind = 'event'",
            args![workspace],
        )
        .await?;
    Ok(row.map_or(0, |(last,)| last))
}

/// The events after `after`, in order, at most `limit`.
pub async fn after(tx: &mut Tx, workspace: WorkspaceId, after: i64, limit: i64) -> Result<Vec<StoredEvent>> {
    let rows = tx
        .fetch_all::<(i64, Timestamp, Json<Event>)>(
            "SELECT seq, created_at, data FROM events WHERE workspace_id = $1 AND seq > $2 ORDER BY seq LIMIT $3",
            args![workspace, after, limit],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(seq, created_at, Json(event))| StoredEvent { workspace_id: workspace, seq, created_at, event })
        .collect())
}

/// The place of the oldest event that is still kept, or `None` where none is.
pub async fn oldest(tx: &mut Tx, workspace: WorkspaceId) -> Result<Option<i64>> {
    let (oldest,) =
        tx.fetch_one("SELECT MIN(seq) FROM events WHERE workspace_id = $1", args![workspace]).await?;
    Ok(oldest)
}

/// The workspaces that come after `after`, in the order of their ids, at most `limit`: for going through all.
pub async fn workspaces_any_workspace(
    tx: &mut Tx,
    after: WorkspaceId,
    limit: i64,
) -> Result<Vec<(WorkspaceId,)>> {
    tx.fetch_all("SELECT id FROM workspaces WHERE id > $1 ORDER BY id LIMIT $2", args![after, limit]).await
}

/// Which of a workspace's oldest `limit` events were recorded before `before`: the place of the last of them.
/// Looks at no more than these, since a log has no index by age.
pub async fn last_old(
    tx: &mut Tx,
    workspace: WorkspaceId,
    before: Timestamp,
    limit: i64,
) -> Result<Option<i64>> {
    let (last,) = tx
        .fetch_one(
            "SELECT MAX(oldest.seq) FROM (
                 SELECT seq, created_at FROM events WHERE workspace_id = $1 ORDER BY seq LIMIT $3
             ) oldest WHERE oldest.created_at < $2",
            args![workspace, before, limit],
        )
        .await?;
    Ok(last)
}

/// Deletes a workspace's events up to that place.
pub async fn delete_up_to(tx: &mut Tx, workspace: WorkspaceId, seq: i64) -> Result<u64> {
    tx.execute("DELETE FROM events WHERE workspace_id = $1 AND seq <= $2", args![workspace, seq]).await
}

/// The log's epoch: another value after a restore or a failover that may have lost commits. A reader
/// whose place is of another epoch must fetch afresh.
pub async fn epoch(db: &Db) -> Result<String> {
    crate::instance::get(&mut db.read().await?, "epoch").await?.ok_or(crate::Error::NoRow)
}
