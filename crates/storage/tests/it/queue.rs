//! The queue: what is enqueued runs, once at a time, in the order of its lane, and survives whoever dies.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta};
use pingback_model::{Clock, JobId, Timestamp, WorkspaceId};
use pingback_storage::queue::{self, Claimed, NewJob};
use pingback_storage::{Db, Error, Result};
use pingback_testkit::{Engine, TestDb, both_engines};
use uuid::Uuid;

const LEASE: TimeDelta = TimeDelta::minutes(5);
const HOME: WorkspaceId = WorkspaceId(Uuid::from_u128(1));
const OTHER: WorkspaceId = WorkspaceId(Uuid::from_u128(2));

/// A database whose clock the test moves.
async fn database(engine: Engine) -> (TestDb, Clock) {
    let clock = Clock::fixed(DateTime::from_timestamp(1_800_000_000, 0).unwrap());
    (TestDb::new(engine, clock.clone()).await, clock)
}

fn job(n: u128, lane: Option<&str>, run_at: Timestamp) -> NewJob {
    let id = JobId(Uuid::from_u128(n));
    NewJob { id, kind: "test", lane: lane.map(str::to_owned), payload: format!("{n}"), run_at }
}

async fn enqueue(db: &Db, workspace: WorkspaceId, job: &NewJob) -> bool {
    let added = db.write(|mut tx| async move {
        let added = queue::enqueue(&mut tx, workspace, job).await?;
        tx.commit(added).await
    });
    let added: Result<bool> = added.await;
    added.unwrap()
}

async fn try_claim(db: &Db, limit: i64, turn: WorkspaceId) -> Result<(Vec<Claimed>, WorkspaceId)> {
    db.write(|mut tx| async move {
        let until = tx.now() + LEASE;
        let claimed = queue::claim_any_workspace(&mut tx, limit, until, turn).await?;
        tx.commit(claimed).await
    })
    .await
}

/// Claims as the runner does: again when another claimer was quicker in the same lane.
async fn claim(db: &Db, limit: i64) -> Vec<Claimed> {
    loop {
        match try_claim(db, limit, WorkspaceId::NONE).await {
            Err(error) if error.is_unique_violation() => {}
            claimed => return claimed.unwrap().0,
        }
    }
}

/// The numbers of what can be claimed now.
async fn numbers(db: &Db, limit: i64) -> Vec<u128> {
    claim(db, limit).await.iter().map(|job| job.id.0.as_u128()).collect()
}

enum End {
    Done,
    Retry(TimeDelta),
    Bury,
    Again(TimeDelta),
}

async fn end(db: &Db, job: &Claimed, how: End) -> bool {
    let how = &how;
    let ended = db.write(|mut tx| async move {
        let now = tx.now();
        let ended = match how {
            End::Done => queue::complete(&mut tx, job).await?,
            End::Retry(after) => queue::retry(&mut tx, job, "it failed", now + *after).await?,
            End::Bury => queue::bury(&mut tx, job, "it failed for good").await?,
            End::Again(after) => queue::reschedule(&mut tx, job, now + *after).await?,
        };
        tx.commit(ended).await
    });
    let ended: Result<bool> = ended.await;
    ended.unwrap()
}

both_engines! {
    async fn a_job_runs_when_it_is_due_and_is_gone_when_done(engine: Engine) {
        let (db, clock) = database(engine).await;
        assert!(!queue::has_claimable_any_workspace(&mut db.read().await.unwrap()).await.unwrap());
        assert!(enqueue(&db, HOME, &job(1, None, clock.now() + TimeDelta::minutes(2))).await);
        assert!(!enqueue(&db, HOME, &job(1, None, clock.now())).await, "an id exists once");
        assert_eq!(numbers(&db, 10).await, []);
        clock.advance(TimeDelta::minutes(2));
        assert!(queue::has_claimable_any_workspace(&mut db.read().await.unwrap()).await.unwrap());
        let [claimed] = &*claim(&db, 10).await else { panic!("one is due") };
        assert_eq!((claimed.workspace_id, &*claimed.kind, &*claimed.payload, claimed.attempts), (HOME, "test", "1", 1));
        assert_eq!(numbers(&db, 10).await, [], "a leased job is nobody else's");
        assert!(end(&db, claimed, End::Done).await);
        clock.advance(TimeDelta::days(1));
        assert_eq!(numbers(&db, 10).await, []);
        assert_eq!(queue::sizes_any_workspace(&mut db.read().await.unwrap()).await.unwrap(), (0, 0));
    }

    async fn what_a_rolled_back_transaction_enqueued_does_not_exist(engine: Engine) {
        let (db, clock) = database(engine).await;
        let new = &job(1, None, clock.now());
        let failed: Result<()> = db.write(|mut tx| async move {
            queue::enqueue(&mut tx, HOME, new).await?;
            Err(Error::NoRow)
        }).await;
        assert!(failed.is_err());
        assert_eq!(numbers(&db, 10).await, []);
    }

    async fn a_lost_workers_job_is_run_again_and_the_lost_one_cannot_end_it(engine: Engine) {
        let (db, clock) = database(engine).await;
        enqueue(&db, HOME, &job(1, None, clock.now())).await;
        let lost = claim(&db, 1).await.remove(0);
        clock.advance(LEASE - TimeDelta::milliseconds(1));
        assert_eq!(numbers(&db, 1).await, []);
        clock.advance(TimeDelta::milliseconds(1));
        let found = claim(&db, 1).await.remove(0);
        assert_eq!((found.id, found.attempts), (lost.id, 2));
        for how in [End::Done, End::Retry(TimeDelta::zero()), End::Bury, End::Again(TimeDelta::zero())] {
            assert!(!end(&db, &lost, how).await);
        }
        assert!(end(&db, &found, End::Done).await);
    }

    async fn a_failed_job_waits_and_a_dead_one_stays_to_be_seen(engine: Engine) {
        let (db, clock) = database(engine).await;
        enqueue(&db, HOME, &job(1, None, clock.now())).await;
        enqueue(&db, OTHER, &job(1, None, clock.now() + TimeDelta::days(2))).await;
        let first = claim(&db, 1).await.remove(0);
        assert!(end(&db, &first, End::Retry(TimeDelta::seconds(5))).await);
        assert_eq!(numbers(&db, 1).await, []);
        clock.advance(TimeDelta::seconds(5));
        let second = claim(&db, 1).await.remove(0);
        assert_eq!(second.attempts, 2);
        assert!(end(&db, &second, End::Bury).await);
        clock.advance(TimeDelta::days(1));
        assert_eq!(numbers(&db, 1).await, []);
        let mut tx = db.read().await.unwrap();
        let [dead] = &*queue::list_dead(&mut tx, HOME, 10).await.unwrap() else { panic!("one is dead") };
        assert_eq!((dead.attempts, dead.last_error.as_deref()), (2, Some("it failed for good")));
        assert_eq!(dead.dead_at, clock.now() - TimeDelta::days(1));
        assert_eq!(queue::list_dead(&mut tx, OTHER, 10).await.unwrap(), [], "another workspace's dead are its own");
        assert_eq!(queue::sizes_any_workspace(&mut tx).await.unwrap(), (1, 1));
    }

    async fn a_rescheduled_job_starts_afresh(engine: Engine) {
        let (db, clock) = database(engine).await;
        enqueue(&db, HOME, &job(1, None, clock.now())).await;
        for _ in 0..3 {
            let again = claim(&db, 1).await.remove(0);
            assert_eq!(again.attempts, 1);
            assert!(end(&db, &again, End::Again(TimeDelta::hours(1))).await);
            assert_eq!(numbers(&db, 1).await, []);
            clock.advance(TimeDelta::hours(1));
        }
    }

    async fn a_lane_is_a_queue_of_its_own(engine: Engine) {
        let (db, clock) = database(engine).await;
        let now = clock.now();
        for n in 1..=3 {
            enqueue(&db, HOME, &job(n, Some("a"), now)).await;
        }
        enqueue(&db, HOME, &job(4, Some("b"), now)).await;
        enqueue(&db, OTHER, &job(5, Some("a"), now)).await;
        enqueue(&db, HOME, &job(6, None, now)).await;
        let heads = claim(&db, 10).await;
        assert_eq!(heads.iter().map(|job| job.id.0.as_u128()).collect::<Vec<_>>(), [1, 4, 5, 6]);
        // One with a smaller id that was committed later does not run beside the one that runs.
        enqueue(&db, HOME, &job(0, Some("a"), now)).await;
        assert_eq!(numbers(&db, 10).await, []);
        // A failure holds up those behind it; but what was enqueued before it goes first.
        assert!(end(&db, &heads[0], End::Retry(TimeDelta::seconds(5))).await);
        assert_eq!(numbers(&db, 10).await, [] as [u128; 0]);
        clock.advance(TimeDelta::seconds(5));
        let zero = claim(&db, 10).await.remove(0);
        assert_eq!(zero.id.0.as_u128(), 0);
        assert!(end(&db, &zero, End::Done).await);
        let one = claim(&db, 10).await.remove(0);
        assert_eq!((one.id.0.as_u128(), one.attempts), (1, 2));
        // One that is given up lets the others go on.
        assert!(end(&db, &one, End::Bury).await);
        assert_eq!(numbers(&db, 10).await, [2]);
        // The lease of a lost worker keeps its lane closed to others until the same job is claimed again.
        clock.advance(LEASE);
        assert_eq!(numbers(&db, 10).await.iter().filter(|n| [2, 3].contains(*n)).collect::<Vec<_>>(), [&2]);
    }

    async fn whoever_claims_gets_what_nobody_else_has(engine: Engine) {
        let (db, clock) = database(engine).await;
        let db = Arc::new(db);
        for n in 0..60 {
            enqueue(&db, HOME, &job(n, None, clock.now())).await;
        }
        for n in 60..120 {
            enqueue(&db, HOME, &job(n, Some(&format!("lane {}", n % 3)), clock.now())).await;
        }
        let log: Arc<Mutex<Vec<(u128, bool)>>> = Arc::default();
        let worker = || {
            let (db, log) = (db.clone(), log.clone());
            tokio::spawn(async move {
                // Nothing to claim for a while: the rest is others' work.
                let mut idle = 0;
                while idle < 20 {
                    let claimed = claim(&db, 3).await;
                    idle = if claimed.is_empty() { idle + 1 } else { 0 };
                    for job in &claimed {
                        log.lock().unwrap().push((job.id.0.as_u128(), true));
                    }
                    tokio::time::sleep(std::time::Duration::from_millis(2)).await;
                    for job in &claimed {
                        log.lock().unwrap().push((job.id.0.as_u128(), false));
                        assert!(end(&db, job, End::Done).await);
                    }
                }
            })
        };
        for worker in [worker(), worker(), worker(), worker()] {
            worker.await.unwrap();
        }
        let log = log.lock().unwrap();
        let begun: Vec<u128> = log.iter().filter(|(_, begins)| *begins).map(|(n, _)| *n).collect();
        let mut once = begun.clone();
        once.sort_unstable();
        assert_eq!(once, (0..120).collect::<Vec<_>>(), "each ran once");
        let mut lanes: BTreeMap<u128, Vec<(u128, bool)>> = BTreeMap::new();
        for entry in log.iter().filter(|(n, _)| *n >= 60) {
            lanes.entry(entry.0 % 3).or_default().push(*entry);
        }
        for (lane, entries) in lanes {
            let expected: Vec<_> = (60..120).filter(|n| n % 3 == lane).flat_map(|n| [(n, true), (n, false)]).collect();
            assert_eq!(entries, expected, "one at a time, in order");
        }
    }

    async fn a_workspace_with_many_jobs_holds_up_nobody(engine: Engine) {
        let (db, clock) = database(engine).await;
        for n in 0..200 {
            enqueue(&db, HOME, &job(n, None, clock.now())).await;
        }
        clock.advance(TimeDelta::minutes(1));
        for n in 200..203 {
            enqueue(&db, OTHER, &job(n, None, clock.now())).await;
        }
        let mut order = Vec::new();
        let mut turn = WorkspaceId::NONE;
        for _ in 0..8 {
            let (claimed, next) = try_claim(&db, 1, turn).await.unwrap();
            order.extend(claimed.iter().map(|job| job.id.0.as_u128()));
            turn = next;
        }
        assert_eq!(order, [0, 200, 1, 201, 2, 202, 3, 4], "one each, in turn; alone, one after the other");
        // With more room than workspaces the rest is for those due longest.
        enqueue(&db, OTHER, &job(203, None, clock.now())).await;
        assert_eq!(numbers(&db, 4).await, [5, 6, 7, 203]);
    }

    async fn those_whose_jobs_are_not_due_are_passed_over(engine: Engine) {
        let (db, clock) = database(engine).await;
        for n in 1..=120 {
            enqueue(&db, WorkspaceId(Uuid::from_u128(n)), &job(n, None, clock.now() + TimeDelta::days(1))).await;
        }
        let last = WorkspaceId(Uuid::from_u128(121));
        for n in 0..20 {
            enqueue(&db, WorkspaceId::NONE, &job(n, None, clock.now())).await;
        }
        clock.advance(TimeDelta::seconds(1));
        enqueue(&db, last, &job(500, None, clock.now())).await;
        let (mut rounds, mut turn) = (0, WorkspaceId::NONE);
        loop {
            let (claimed, next) = try_claim(&db, 1, turn).await.unwrap();
            assert_eq!(claimed.len(), 1, "something is always due");
            (rounds, turn) = (rounds + 1, next);
            if claimed[0].workspace_id == last {
                break;
            }
        }
        assert!(rounds <= 4, "each round goes on where the last one ended: {rounds}");
    }

    async fn only_what_is_due_wakes_the_runner(engine: Engine) {
        let (db, clock) = database(engine).await;
        let woken = Arc::new(Mutex::new(0));
        let counts = woken.clone();
        db.on_commit(move |committed| {
            if committed.jobs {
                *counts.lock().unwrap() += 1;
            }
        });
        enqueue(&db, HOME, &job(1, None, clock.now() + TimeDelta::seconds(1))).await;
        assert_eq!(*woken.lock().unwrap(), 0);
        enqueue(&db, HOME, &job(2, None, clock.now())).await;
        assert_eq!(*woken.lock().unwrap(), 1);
    }
}
