//! Many tasks write at once; some of their writes fail, panic, or are dropped anywhere. Afterwards the
//! database is exactly what a simple model says.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use pingback_model::WorkspaceId;
use pingback_storage::{Db, Done, Error, Result, Tx, args};
use pingback_testkit::{TestDb, both_engines};

use crate::workspace::{self, Random, event, note, number};

const TASKS: u64 = 24;
const WRITES: u64 = 40;

/// What is to become of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Succeed,
    /// It fails after `steps` of its work.
    Fail,
    /// Its last statement breaks a unique key.
    Collide,
    Panic,
    /// Its future is dropped after it was polled so often.
    Drop(u64),
}

/// One write: two notes, a shared number that grows, and some events; all or none of it.
#[derive(Debug, Clone, Copy)]
struct Write {
    id: u64,
    fate: Fate,
    /// How many steps it takes until its fate comes, where that is not success.
    steps: u64,
    events: u64,
}

/// What its caller learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Acknowledged,
    Failed,
    /// Nobody was told: it may be there or not, but whole.
    Unknown,
}

impl Write {
    fn random(id: u64, random: &mut Random) -> Self {
        let fate = match random.below(10) {
            0..4 => Fate::Succeed,
            4 => Fate::Fail,
            5 => Fate::Collide,
            6 => Fate::Panic,
            _ => Fate::Drop(random.below(9)),
        };
        Self { id, fate, steps: random.below(4), events: random.below(4) }
    }

    async fn step(self, tx: &mut Tx, workspace: WorkspaceId, step: u64) -> Result<()> {
        // Points at which the future can be dropped.
        tokio::task::yield_now().await;
        match step {
            0 => note(tx, &format!("{} a", self.id), "").await,
            1 => note(tx, &format!("{} b", self.id), "").await,
            2 => {
                let sql = "UPDATE workspace_counters SET value = value + $2 WHERE workspace_id = $1 AND kind = 'conversation'";
                let id = i64::try_from(self.id).unwrap();
                tx.execute(sql, args![workspace, id]).await.map(drop)
            }
            _ => {
                for _ in 0..self.events {
                    tx.record(workspace, event(self.id.into()));
                }
                Ok(())
            }
        }
    }

    async fn work(self, mut tx: Tx, workspace: WorkspaceId) -> Result<Done<()>> {
        let ends_early = matches!(self.fate, Fate::Fail | Fate::Panic);
        let steps = if ends_early { self.steps } else { 4 };
        for step in 0..steps {
            self.step(&mut tx, workspace, step).await?;
        }
        match self.fate {
            Fate::Fail => Err(Error::NoRow),
            Fate::Panic => panic!("write {} panics", self.id),
            Fate::Collide => {
                note(&mut tx, &format!("{} a", self.id), "").await?;
                unreachable!("a note is unique")
            }
            Fate::Succeed | Fate::Drop(_) => tx.commit(()).await,
        }
    }

    async fn run(self, db: Db, workspace: WorkspaceId) -> Outcome {
        let polls = if let Fate::Drop(polls) = self.fate { polls } else { u64::MAX };
        let running = tokio::spawn(async move {
            let write = db.write(|tx| self.work(tx, workspace));
            DropAfter { polls, future: Some(Box::pin(write)) }.await
        });
        match running.await {
            Ok(Some(Ok(()))) => Outcome::Acknowledged,
            Ok(Some(Err(_))) => Outcome::Failed,
            Ok(None) => Outcome::Unknown,
            Err(error) => {
                assert!(error.is_panic() && self.fate == Fate::Panic, "{error}");
                Outcome::Failed
            }
        }
    }
}

/// Polls a future so often, then drops it.
struct DropAfter<F> {
    polls: u64,
    future: Option<Pin<Box<F>>>,
}

impl<F: Future> Future for DropAfter<F> {
    type Output = Option<F::Output>;
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.polls == 0 {
            self.future = None;
            return Poll::Ready(None);
        }
        self.polls -= 1;
        match self.future.as_mut() {
            Some(future) => future.as_mut().poll(context).map(Some),
            None => Poll::Ready(None),
        }
    }
}

/// What the database holds of each write.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    notes: Vec<String>,
    events: u64,
}

async fn found(tx: &mut Tx, workspace: WorkspaceId) -> BTreeMap<u64, Found> {
    let mut found = BTreeMap::<u64, Found>::new();
    let notes: Vec<(String,)> =
        tx.fetch_all("SELECT name FROM instance ORDER BY name", args![]).await.unwrap();
    for (name,) in notes {
        let (id, half) = name.split_once(' ').unwrap();
        found.entry(id.parse().unwrap()).or_default().notes.push(half.to_owned());
    }
    let log = workspace::log(tx, workspace).await;
    for pair in log.windows(2) {
        let (one, next) = (number(&pair[0]), number(&pair[1]));
        let again = log.iter().filter(|event| number(event) == next && event.seq < pair[1].seq);
        assert!(one == next || again.count() == 0, "the events of one write are neighbours");
    }
    for stored in log {
        found.entry(u64::try_from(number(&stored)).unwrap()).or_default().events += 1;
    }
    found
}

both_engines! {
    async fn the_database_is_what_the_model_says(db: TestDb) {
        for seed in 1..=3 {
            let workspace = workspace::add(&db).await;
            let mut tasks = Vec::new();
            for task in 0..TASKS {
                let db = (*db).clone();
                tasks.push(tokio::spawn(async move {
                    let mut random = Random(seed * 1_000 + task);
                    let mut outcomes = Vec::new();
                    for nth in 0..WRITES {
                        let id = (seed * TASKS + task) * WRITES + nth;
                        let write = Write::random(id, &mut random);
                        outcomes.push((write, write.run(db.clone(), workspace).await));
                    }
                    outcomes
                }));
            }
            let mut outcomes = Vec::new();
            for task in tasks {
                outcomes.extend(task.await.unwrap());
            }
            // The last that were dropped may still be being committed or undone.
            let settled: Result<()> = db.write(|tx| tx.commit(())).await;
            settled.unwrap();
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            check(&mut db.snapshot().await.unwrap(), workspace, &outcomes).await;
            let cleared: Result<()> = db
                .write(|mut tx| async move {
                    tx.execute("DELETE FROM instance", args![]).await?;
                    tx.commit(()).await
                })
                .await;
            cleared.unwrap();
        }
    }
}

async fn check(tx: &mut Tx, workspace: WorkspaceId, outcomes: &[(Write, Outcome)]) {
    let mut found = found(tx, workspace).await;
    let (mut sum, mut unknown_there) = (0, 0);
    for (write, outcome) in outcomes {
        let whole = Found { notes: vec!["a".into(), "b".into()], events: write.events };
        let is_there = match found.remove(&write.id) {
            Some(rows) => {
                assert_eq!(rows, whole, "{write:?} is there in part");
                true
            }
            None => false,
        };
        match outcome {
            Outcome::Acknowledged => assert!(is_there, "{write:?} was acknowledged"),
            Outcome::Failed => assert!(!is_there, "{write:?} failed"),
            Outcome::Unknown => unknown_there += usize::from(is_there),
        }
        if is_there {
            sum += i64::try_from(write.id).unwrap();
        }
    }
    assert!(found.is_empty(), "nobody wrote these: {found:?}");
    let sql = "SELECT value FROM workspace_counters WHERE workspace_id = $1 AND kind = 'conversation'";
    let (value,): (i64,) = tx.fetch_one(sql, args![workspace]).await.unwrap();
    assert_eq!(value, sum, "the number that all of them changed");
    let count = |wanted| outcomes.iter().filter(|(_, outcome)| *outcome == wanted).count();
    let (acknowledged, failed, unknown) =
        (count(Outcome::Acknowledged), count(Outcome::Failed), count(Outcome::Unknown));
    assert!(acknowledged > 100 && failed > 100 && unknown > 50, "{acknowledged}, {failed}, {unknown}");
    assert!(unknown_there < unknown, "some of the dropped writes were undone");
}
