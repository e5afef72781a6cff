//! Runs jobs: several at a time, woken by commits that enqueue, and by a look every few seconds for those
//! that other nodes enqueued or that came due.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use futures_util::FutureExt as _;
use pingback_model::{JobId, Timestamp, WorkspaceId};
use pingback_storage::queue::{self, Claimed, NewJob};
use tokio::sync::{Notify, Semaphore, watch};
use tokio::task::{JoinHandle, JoinSet};

use super::Attempt;
use super::registry::{KINDS, Kind};
use crate::App;
use crate::actor::Nobody;
use crate::error::{Error, Result};
use crate::keys::sha256;

/// How often the queue is looked at when nothing wakes the runner.
const POLL: Duration = Duration::from_secs(2);
/// How long a claim is good. Longer than any job may take, so that only a dead worker's ends.
const LEASE: TimeDelta = TimeDelta::minutes(5);
/// The longest a job may take.
const LONGEST: Duration = Duration::from_mins(4);
/// After a failure of the database, how long nothing is claimed.
const PAUSE: Duration = Duration::from_secs(1);
/// How often a claim that lost a race is tried again at once.
const RACES: u32 = 5;
/// How much of an error is kept.
const LONGEST_ERROR: usize = 500;

/// Wakes a [`Runner`]. Cheap to clone; give one to the commit listener.
#[derive(Debug, Clone, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// There may be a job to run.
    pub fn wake(&self) {
        self.0.notify_one();
    }
}

/// The workers of this process.
#[derive(Debug)]
pub struct Runner {
    stop: watch::Sender<bool>,
    running: JoinHandle<JoinSet<()>>,
}

impl Runner {
    /// Starts claiming jobs and running up to `workers` at a time.
    pub fn start(app: App, wake: Wake, workers: usize) -> Self {
        let (stop, stopped) = watch::channel(false);
        Self { stop, running: tokio::spawn(work(app, wake, workers.max(1), stopped)) }
    }

    /// Claims no more, and waits up to `grace` for what runs. What does not end by then is dropped; its lease
    /// runs out and it is run again.
    pub async fn stop(self, grace: Duration) {
        self.stop.send_replace(true);
        let finish = async {
            if let Ok(mut jobs) = self.running.await {
                while jobs.join_next().await.is_some() {}
            }
        };
        if tokio::time::timeout(grace, finish).await.is_err() {
            tracing::warn!("jobs were still running at the end; they will be run again");
        }
    }
}

/// Claims and runs until told to stop; returns what still runs.
async fn work(app: App, wake: Wake, workers: usize, mut stopped: watch::Receiver<bool>) -> JoinSet<()> {
    let slots = Arc::new(Semaphore::new(workers));
    let mut jobs = JoinSet::new();
    let mut turn = WorkspaceId::NONE;
    while !*stopped.borrow() {
        while jobs.try_join_next().is_some() {}
        // One slot at least must be free before anything is claimed: a claimed job runs at once.
        let slot = tokio::select! {
            slot = slots.clone().acquire_owned() => slot,
            _ = stopped.changed() => break,
        };
        let Ok(slot) = slot else { break };
        let free = 1 + slots.available_permits();
        drop(slot);
        let pause = match claim(&app, free, &mut turn).await {
            Ok(claimed) if !claimed.is_empty() => {
                for job in claimed {
                    let (app, wake, slots) = (app.clone(), wake.clone(), slots.clone());
                    // Only this loop takes slots, so as many are free as were claimed.
                    let slot = slots.try_acquire_owned();
                    jobs.spawn(async move {
                        run_one(&app, &job).await;
                        drop(slot);
                        wake.wake();
                    });
                }
                continue;
            }
            Ok(_) => POLL,
            Err(error) => {
                tracing::error!(%error, "no job could be claimed");
                PAUSE
            }
        };
        tokio::select! {
            () = wake.0.notified() => {}
            () = tokio::time::sleep(pause) => {}
            _ = stopped.changed() => break,
        }
    }
    jobs
}

/// Claims at most `limit` jobs, from the workspace on whose turn it is. Writes nothing while there is nothing to claim.
async fn claim(app: &App, limit: usize, turn: &mut WorkspaceId) -> Result<Vec<Claimed>> {
    if !queue::has_claimable_any_workspace(&mut app.read().await?).await? {
        return Ok(Vec::new());
    }
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let from = *turn;
    for _ in 0..RACES {
        let result = app
            .db
            .write(|mut tx| async move {
                let lease_ends = tx.now() + LEASE;
                let claimed = queue::claim_any_workspace(&mut tx, limit, lease_ends, from).await?;
                tx.commit(claimed).await
            })
            .await;
        match result {
            // Another process took a job of the same lane just now.
            Err(error) if error.is_unique_violation() => {}
            result => {
                let (claimed, next) = result?;
                *turn = next;
                return Ok(claimed);
            }
        }
    }
    Ok(Vec::new())
}

/// Runs a claimed job and notes how it went.
async fn run_one(app: &App, job: &Claimed) {
    let outcome = attempt(app, job).await;
    if let Err(error) = &outcome {
        tracing::warn!(%error, job.kind, job.id = %job.id, job.attempt = job.attempts, "a job failed");
    }
    let settled = app
        .write(&Nobody, |mut tx| {
            let outcome = &outcome;
            async move {
                let now = tx.now();
                match settlement(job, outcome, now) {
                    Settlement::Done => queue::complete(&mut tx, job).await?,
                    Settlement::Again(at) => queue::reschedule(&mut tx, job, at).await?,
                    Settlement::Retry(at, error) => queue::retry(&mut tx, job, &error, at).await?,
                    Settlement::Bury(error) => queue::bury(&mut tx, job, &error).await?,
                };
                tx.commit(()).await.map_err(Error::from)
            }
        })
        .await;
    if let Err(error) = settled {
        // Its lease runs out and it is run again.
        tracing::error!(%error, job.kind, job.id = %job.id, "a job's end could not be noted");
    }
}

async fn attempt(app: &App, job: &Claimed) -> Result<()> {
    let kind = Kind::named(&job.kind)
        .ok_or_else(|| Error::Internal(format!("this program knows no job of the kind {}", job.kind)))?;
    if job.attempts > kind.attempts && kind.every.is_none() {
        return Err(Error::Internal("the process that ran it was lost each time".into()));
    }
    let attempt = Attempt { workspace_id: job.workspace_id, is_last: job.attempts >= kind.attempts };
    let run = (kind.run)(app.clone(), job.payload.clone(), attempt);
    match tokio::time::timeout(LONGEST, AssertUnwindSafe(run).catch_unwind()).await {
        Ok(Ok(result)) => result,
        Ok(Err(_)) => Err(Error::Internal("it panicked".into())),
        Err(_) => Err(Error::Internal(format!("it took longer than {} seconds", LONGEST.as_secs()))),
    }
}

/// What becomes of a job after an attempt.
enum Settlement {
    Done,
    Again(Timestamp),
    Retry(Timestamp, String),
    Bury(String),
}

fn settlement(job: &Claimed, outcome: &Result<()>, now: Timestamp) -> Settlement {
    let kind = Kind::named(&job.kind);
    let every = kind.and_then(|kind| kind.every);
    // A kind that only a newer program knows is left for it as long as any.
    let attempts = kind.map_or(i64::MAX, |kind| kind.attempts);
    match (outcome, every) {
        (Ok(()), None) => Settlement::Done,
        (Ok(()), Some(every)) => Settlement::Again(now + every),
        (Err(error), None) if job.attempts >= attempts => Settlement::Bury(cut(error)),
        (Err(error), _) => Settlement::Retry(now + back_off(job.attempts, job.id), cut(error)),
    }
}

fn cut(error: &Error) -> String {
    error.to_string().chars().take(LONGEST_ERROR).collect()
}

/// 5 seconds after the first failure, twice as long after each further one, an hour at most; a fifth more or
/// less by the job's id, so that what failed together is not tried again together.
fn back_off(attempt: i64, job: JobId) -> TimeDelta {
    let doublings = u32::try_from(attempt - 1).unwrap_or(0).min(10);
    let seconds = (5_i64 << doublings).min(3600);
    let spread = i64::from(job.0.as_bytes()[15]) - 128;
    TimeDelta::milliseconds(seconds * 1000 + seconds * 200 * spread / 128)
}

/// Makes the jobs that come again by themselves exist, each once per installation. Called at every start.
pub async fn schedule(app: &App) -> Result<()> {
    app.write(&Nobody, |mut tx| async move {
        for kind in KINDS {
            let Some(every) = kind.every else { continue };
            let [id @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = sha256(kind.name.as_bytes());
            let id = JobId(uuid::Uuid::from_bytes(id));
            let run_at = tx.now() + every;
            let job = NewJob { id, kind: kind.name, lane: None, payload: "null".into(), run_at };
            queue::enqueue(&mut tx, WorkspaceId::NONE, &job).await?;
        }
        tx.commit(()).await.map_err(Error::from)
    })
    .await
}

/// Runs everything that is due, one after another, until nothing is, and returns how many attempts that
/// took. For tests and the command line; a failed job waits for its next attempt as ever.
pub async fn run_due(app: &App) -> Result<usize> {
    let (mut attempts, mut turn) = (0, WorkspaceId::NONE);
    loop {
        let claimed = claim(app, 1, &mut turn).await?;
        if claimed.is_empty() {
            return Ok(attempts);
        }
        for job in &claimed {
            run_one(app, job).await;
            attempts += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_doubles_up_to_an_hour_and_differs_from_job_to_job() {
        let middle = JobId(uuid::Uuid::from_bytes([128; 16]));
        let waits: Vec<i64> = (1..=12).map(|n| back_off(n, middle).num_seconds()).collect();
        assert_eq!(waits, [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
        let early = back_off(11, JobId(uuid::Uuid::from_bytes([0; 16])));
        let late = back_off(11, JobId(uuid::Uuid::from_bytes([255; 16])));
        assert!(early.num_seconds() >= 2880 && late.num_seconds() <= 4320 && early < late);
    }

    #[test]
    fn names_of_kinds_are_unique() {
        let names: std::collections::BTreeSet<_> = KINDS.iter().map(|kind| kind.name).collect();
        assert_eq!(names.len(), KINDS.len());
    }
}
