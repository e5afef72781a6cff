//! The queue of background jobs.
//!
//! A job is a row, enqueued by the transaction whose consequence it is and deleted when it is done. Who
//! claims it gets a lease; a worker that dies lets it run out, and the job is claimed again. Jobs of one
//! lane run one at a time, in the order in which they were enqueued. Workspaces take turns: one that enqueued
//! thousands holds up nobody else (decision 0014).
//!
//! The engines differ in one clause: on PostgreSQL claimers skip the rows that another one is claiming, on
//! SQLite there is one writer and nothing to skip.

use pingback_model::{JobId, Timestamp, WorkspaceId};
use uuid::Uuid;

use crate::error::Result;
use crate::{Tx, args, from_row};

/// A job to be enqueued.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Its id. A fixed one makes the job exist at most once.
    pub id: JobId,
    /// What is to be done.
    pub kind: &'static str,
    /// Jobs of one lane run one at a time, in the order of their ids.
    pub lane: Option<String>,
    /// What the job needs to know, as JSON.
    pub payload: String,
    /// When it is due.
    pub run_at: Timestamp,
}

/// A job that this process may run until its lease ends.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Claimed {
    /// The workspace, or [`WorkspaceId::NONE`] for the server's own.
    pub workspace_id: WorkspaceId,
    /// The job.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// Its lane.
    pub lane: Option<String>,
    /// What the job needs to know, as JSON.
    pub payload: String,
    /// Which attempt this is, from 1. Also the claim's proof: only the newest one can end the job.
    pub attempts: i64,
}

from_row!(Claimed { workspace_id, id, kind, lane, payload, attempts });

/// A job that failed for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dead {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// The job.
    pub id: JobId,
    /// What was to be done.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// When it was given up.
    pub dead_at: Timestamp,
}

from_row!(Dead { workspace_id, id, kind, attempts, last_error, dead_at });

/// Adds a job; false where there is one of that id already.
pub async fn enqueue(tx: &mut Tx, workspace: WorkspaceId, job: &NewJob) -> Result<bool> {
    let now = tx.now();
    let added = tx
        .execute(
            "INSERT INTO jobs (workspace_id, id, kind, lane, payload, run_at, attempts, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, 0, $7) ON CONFLICT (workspace_id, id) DO NOTHING",
            args![workspace, job.id, job.kind, &job.lane, &job.payload, job.run_at, now],
        )
        .await?;
    if job.run_at <= now {
        tx.wake_jobs();
    }
    Ok(added == 1)
}

/// What may be claimed: due, not given up, not leased, and at the head of its lane. In a lane that has a
/// leased job, or one whose lease ran out, that one is the head.
macro_rules! claimable {
    () => {
        "j.dead_at IS NULL AND j.run_at <= $1 AND (j.locked_until IS NULL OR j.locked_until <= $1)
         AND (j.lane IS NULL OR NOT EXISTS (
             SELECT 1 FROM jobs o
             WHERE o.workspace_id = j.workspace_id AND o.lane = j.lane AND o.lane IS NOT NULL AND o.dead_at IS NULL
               AND o.id <> j.id
               AND (o.locked_until IS NOT NULL OR (j.locked_until IS NULL AND o.id < j.id))))"
    };
}

/// Whether anything can be claimed now: a cheap question, so that an idle server writes nothing.
pub async fn has_claimable_any_workspace(tx: &mut Tx) -> Result<bool> {
    let now = tx.now();
    let found = tx
        .fetch_optional::<(JobId,)>(
            concat!("SELECT j.id FROM jobs j WHERE ", claimable!(), " LIMIT 1"),
            args![now],
        )
        .await?;
    Ok(found.is_some())
}

/// How many workspaces that have jobs are asked for one in a round.
const ASKED: i64 = 50;

/// Claims at most `limit` jobs until `lease_ends`: first one of each workspace from `turn` on, then those due
/// longest, whosever they are. Returns them in the order of their ids, and whose turn is next.
///
/// A unique violation means that another claimer took a job of the same lane at this moment: try again.
pub async fn claim_any_workspace(
    tx: &mut Tx,
    limit: i64,
    lease_ends: Timestamp,
    turn: WorkspaceId,
) -> Result<(Vec<Claimed>, WorkspaceId)> {
    let mut claimed = Vec::new();
    let most = usize::try_from(limit).unwrap_or_default();
    let (heads, mut next) = heads(tx, turn).await?;
    for (workspace, head) in heads {
        if claimed.len() == most {
            next = workspace;
            break;
        }
        if let Some(job) = head {
            claimed.extend(take(tx, workspace, job, lease_ends).await?);
        }
    }
    let left = i64::try_from(most - claimed.len()).unwrap_or(limit);
    if left > 0 {
        let sql = concat!(
            "SELECT j.workspace_id, j.id FROM jobs j WHERE ",
            claimable!(),
            " ORDER BY j.run_at, j.id LIMIT $2"
        );
        let sql = skipping_locked(tx, sql);
        let now = tx.now();
        let found: Vec<(WorkspaceId, JobId)> = tx.fetch_all(&sql, args![now, left]).await?;
        for (workspace, job) in found {
            claimed.extend(take(tx, workspace, job, lease_ends).await?);
        }
    }
    claimed.sort_unstable_by_key(|job| job.id);
    Ok((claimed, next))
}

/// A workspace that has jobs, with the first of them that may be claimed, if any.
type Head = (WorkspaceId, Option<JobId>);

/// The next workspaces that have jobs, from `turn` on; and whose turn is next once all of them had theirs.
async fn heads(tx: &mut Tx, turn: WorkspaceId) -> Result<(Vec<Head>, WorkspaceId)> {
    let now = tx.now();
    // From one workspace to the next along the index, past all that the first one has.
    let heads: Vec<Head> = tx
        .fetch_all(
            concat!(
                "WITH RECURSIVE w (id, n) AS (
                     SELECT (SELECT f.workspace_id FROM jobs f WHERE f.dead_at IS NULL AND f.workspace_id >= $2
                             ORDER BY f.workspace_id LIMIT 1), 1
                     UNION ALL
                     SELECT (SELECT f.workspace_id FROM jobs f WHERE f.dead_at IS NULL AND f.workspace_id > w.id
                             ORDER BY f.workspace_id LIMIT 1), w.n + 1
                     FROM w WHERE w.id IS NOT NULL AND w.n < $3)
                 SELECT w.id, (SELECT j.id FROM jobs j WHERE j.workspace_id = w.id AND ",
                claimable!(),
                " ORDER BY j.run_at, j.id LIMIT 1) FROM w WHERE w.id IS NOT NULL ORDER BY w.id"
            ),
            args![now, turn, ASKED],
        )
        .await?;
    let is_end = i64::try_from(heads.len()).is_ok_and(|n| n < ASKED);
    let next = match heads.last() {
        Some((last, _)) if !is_end => WorkspaceId(Uuid::from_u128(last.0.as_u128().wrapping_add(1))),
        _ => WorkspaceId::NONE,
    };
    Ok((heads, next))
}

fn skipping_locked(tx: &Tx, sql: &str) -> String {
    if tx.is_postgres() { format!("{sql} FOR UPDATE SKIP LOCKED") } else { sql.to_owned() }
}

/// Claims that job; `None` where another claimer has it by now.
async fn take(
    tx: &mut Tx,
    workspace: WorkspaceId,
    job: JobId,
    lease_ends: Timestamp,
) -> Result<Option<Claimed>> {
    let now = tx.now();
    let free = concat!("SELECT j.id FROM jobs j WHERE j.workspace_id = $2 AND j.id = $3 AND ", claimable!());
    let sql = format!(
        "UPDATE jobs SET locked_until = $4, attempts = attempts + 1 WHERE workspace_id = $2 AND id = ({})
         RETURNING workspace_id, id, kind, lane, payload, attempts",
        skipping_locked(tx, free)
    );
    tx.fetch_optional(&sql, args![now, workspace, job, lease_ends]).await
}

/// The job is done. False where the lease had ended and somebody else claimed it.
pub async fn complete(tx: &mut Tx, job: &Claimed) -> Result<bool> {
    let deleted = tx
        .execute(
            "DELETE FROM jobs WHERE workspace_id = $1 AND id = $2 AND attempts = $3",
            args![job.workspace_id, job.id, job.attempts],
        )
        .await?;
    if job.lane.is_some() {
        // The next one of the lane may go.
        tx.wake_jobs();
    }
    Ok(deleted == 1)
}

/// The job is done for now and runs again at `run_at`, as if it had never run.
pub async fn reschedule(tx: &mut Tx, job: &Claimed, run_at: Timestamp) -> Result<bool> {
    let changed = tx
        .execute(
            "UPDATE jobs SET run_at = $4, locked_until = NULL, attempts = 0, last_error = NULL
             WHERE workspace_id = $1 AND id = $2 AND attempts = $3",
            args![job.workspace_id, job.id, job.attempts, run_at],
        )
        .await?;
    Ok(changed == 1)
}

/// The attempt failed: the job is tried again at `run_at`, and the rest of its lane waits with it.
pub async fn retry(tx: &mut Tx, job: &Claimed, error: &str, run_at: Timestamp) -> Result<bool> {
    let changed = tx
        .execute(
            "UPDATE jobs SET run_at = $4, locked_until = NULL, last_error = $5
             WHERE workspace_id = $1 AND id = $2 AND attempts = $3",
            args![job.workspace_id, job.id, job.attempts, run_at, error],
        )
        .await?;
    if changed == 1 && job.lane.is_some() {
        // They could not run before it anyway; so they are not looked at again and again.
        tx.execute(
            "UPDATE jobs SET run_at = $3 WHERE workspace_id = $1 AND lane = $2 AND lane IS NOT NULL
             AND dead_at IS NULL AND run_at < $3",
            args![job.workspace_id, &job.lane, run_at],
        )
        .await?;
    }
    Ok(changed == 1)
}

/// The job is given up: it stays, for people to see, and its lane goes on without it.
pub async fn bury(tx: &mut Tx, job: &Claimed, error: &str) -> Result<bool> {
    let now = tx.now();
    let changed = tx
        .execute(
            "UPDATE jobs SET dead_at = $4, locked_until = NULL, last_error = $5
             WHERE workspace_id = $1 AND id = $2 AND attempts = $3",
            args![job.workspace_id, job.id, job.attempts, now, error],
        )
        .await?;
    if job.lane.is_some() {
        tx.wake_jobs();
    }
    Ok(changed == 1)
}

/// Deletes a job that is not needed any more, whether it runs or not.
pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, job: JobId) -> Result<bool> {
    let deleted =
        tx.execute("DELETE FROM jobs WHERE workspace_id = $1 AND id = $2", args![workspace, job]).await?;
    Ok(deleted == 1)
}

/// The jobs of a workspace that were given up, the newest first.
pub async fn list_dead(tx: &mut Tx, workspace: WorkspaceId, limit: i64) -> Result<Vec<Dead>> {
    tx.fetch_all(
        "SELECT workspace_id, id, kind, attempts, last_error, dead_at FROM jobs
         WHERE workspace_id = $1 AND dead_at IS NOT NULL ORDER BY dead_at DESC, id DESC LIMIT $2",
        args![workspace, limit],
    )
    .await
}

/// Forgets jobs that were given up before `before`.
pub async fn delete_dead_any_workspace(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.execute("DELETE FROM jobs WHERE dead_at IS NOT NULL AND dead_at < $1", args![before]).await
}

/// How many jobs wait, and how many were given up: for the operator's metrics.
pub async fn sizes_any_workspace(tx: &mut Tx) -> Result<(i64, i64)> {
    tx.fetch_one(
        "SELECT COUNT(*) FILTER (WHERE dead_at IS NULL), COUNT(*) FILTER (WHERE dead_at IS NOT NULL) FROM jobs",
        args![],
    )
    .await
}
