//! Group commit on SQLite: writes that share a transaction, and what becomes of them when it fails.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use pingback_model::WorkspaceId;
use pingback_storage::{Db, Done, Error, Once, Result, Tx, args};
use pingback_testkit::{Engine, Start, TestDb};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::workspace::{note, notes};

/// Holds the writer until everybody who is to share its transaction waits.
struct Gate {
    db: Db,
    open: Arc<Notify>,
    holder: JoinHandle<Result<()>>,
}

impl Gate {
    async fn close(db: &Db) -> Self {
        let (inside, open) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let holder = {
            let (db, inside, open) = (db.clone(), inside.clone(), open.clone());
            tokio::spawn(async move {
                let (inside, open) = (&inside, &open);
                db.write(|mut tx| async move {
                    note(&mut tx, "gate", "").await?;
                    inside.notify_one();
                    open.notified().await;
                    tx.commit(()).await
                })
                .await
            })
        };
        inside.notified().await;
        Self { db: db.clone(), open, holder }
    }

    /// A write that waits behind the gate, in the order of the calls.
    async fn queue<F>(&self, work: impl Fn(Tx) -> F + Send + 'static) -> JoinHandle<Result<()>>
    where
        F: Future<Output = Result<Done<()>>> + Send,
    {
        let db = self.db.clone();
        let task = tokio::spawn(async move { db.write(work).await });
        // The order in which tasks queue is the order in which they were first run.
        tokio::time::sleep(Duration::from_millis(20)).await;
        task
    }

    async fn open(self) -> Result<()> {
        self.open.notify_one();
        self.holder.await.unwrap()
    }
}

async fn sqlite() -> TestDb {
    TestDb::start(Engine::Sqlite).await
}

async fn keep(mut tx: Tx, name: &'static str) -> Result<Done<()>> {
    note(&mut tx, name, "").await?;
    tx.commit(()).await
}

async fn fail(mut tx: Tx, name: &'static str) -> Result<Done<()>> {
    note(&mut tx, name, "").await?;
    Err(Error::NoRow)
}

/// An error of the kind that makes SQLite undo the whole transaction.
async fn undo_everything(tx: &mut Tx) -> Result<()> {
    let sql = "INSERT OR ROLLBACK INTO instance (name, value) VALUES ($1, 'twice'), ($1, 'twice')";
    tx.execute(sql, args!["twice"]).await.map(drop)
}

/// A row that makes the commit itself fail: what it refers to does not exist.
async fn poison(mut tx: Tx) -> Result<Done<()>> {
    tx.execute("PRAGMA defer_foreign_keys = ON", args![]).await?;
    tx.execute(
        "INSERT INTO workspace_counters (workspace_id, kind, value) VALUES ($1, 'event', 0)",
        args![WorkspaceId(Uuid::from_u128(9))],
    )
    .await?;
    tx.commit(()).await
}

fn is_not_committed(result: &Result<()>) -> bool {
    matches!(result, Err(Error::NotCommitted(_)))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn neighbours_of_a_failure_are_whole() {
    let db = sqlite().await;
    let gate = Gate::close(&db).await;
    let before = gate.queue(|tx| keep(tx, "before")).await;
    let failing = gate.queue(|tx| fail(tx, "failing")).await;
    let panicking = gate
        .queue(|mut tx| async move {
            note(&mut tx, "panicking", "").await?;
            panic!("a use case panics");
        })
        .await;
    let cut = gate
        .queue(|mut tx| async move {
            note(&mut tx, "cut", "").await?;
            std::future::pending::<()>().await;
            tx.commit(()).await
        })
        .await;
    let after = gate.queue(|tx| keep(tx, "after")).await;
    let opened = tokio::spawn(gate.open());
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(!before.is_finished(), "nobody is answered before the commit that holds its work");
    assert!(notes(&db).await.is_empty(), "nor does anybody see it");
    cut.abort();
    opened.await.unwrap().unwrap();
    before.await.unwrap().unwrap();
    after.await.unwrap().unwrap();
    assert!(matches!(failing.await.unwrap(), Err(Error::NoRow)));
    assert!(panicking.await.unwrap_err().is_panic());
    assert!(cut.await.unwrap_err().is_cancelled());
    assert_eq!(notes(&db).await, ["after", "before", "gate"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_waits_and_is_dropped_takes_no_turn() {
    let db = sqlite().await;
    let gate = Gate::close(&db).await;
    let gone = gate.queue(|tx| keep(tx, "gone")).await;
    let after = gate.queue(|tx| keep(tx, "after")).await;
    gone.abort();
    assert!(gone.await.unwrap_err().is_cancelled());
    gate.open().await.unwrap();
    after.await.unwrap().unwrap();
    assert_eq!(notes(&db).await, ["after", "gate"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_loses_their_work_with_the_transaction_hears_it() {
    let db = sqlite().await;
    let gate = Gate::close(&db).await;
    let before = gate.queue(|tx| keep(tx, "before")).await;
    let undoing = gate
        .queue(|mut tx| async move {
            undo_everything(&mut tx).await?;
            tx.commit(()).await
        })
        .await;
    let after = gate.queue(|tx| keep(tx, "after")).await;
    assert!(is_not_committed(&gate.open().await));
    assert!(is_not_committed(&before.await.unwrap()));
    assert!(undoing.await.unwrap().unwrap_err().is_unique_violation());
    after.await.unwrap().unwrap();
    assert_eq!(notes(&db).await, ["after"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_goes_on_after_the_transaction_was_undone_writes_nothing() {
    let db = sqlite().await;
    let gate = Gate::close(&db).await;
    let stubborn = gate
        .queue(|mut tx| async move {
            assert!(undo_everything(&mut tx).await.is_err());
            let refused = note(&mut tx, "stubborn", "").await;
            assert!(
                is_not_committed(&refused),
                "without a transaction each row would be a commit of its own"
            );
            tx.commit(()).await
        })
        .await;
    let after = gate.queue(|tx| keep(tx, "after")).await;
    assert!(is_not_committed(&gate.open().await));
    assert!(stubborn.await.unwrap().is_err());
    after.await.unwrap().unwrap();
    assert_eq!(notes(&db).await, ["after"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_fails_fails_everybody_in_it() {
    let db = sqlite().await;
    let gate = Gate::close(&db).await;
    let before = gate.queue(|tx| keep(tx, "before")).await;
    let poisoned = gate.queue(poison).await;
    let after = gate.queue(|tx| keep(tx, "after")).await;
    for result in [gate.open().await, before.await.unwrap(), poisoned.await.unwrap(), after.await.unwrap()] {
        assert!(is_not_committed(&result), "{result:?}");
    }
    assert!(notes(&db).await.is_empty());
    let written: Result<()> = db.write(|tx| keep(tx, "later")).await;
    written.unwrap();
    assert_eq!(notes(&db).await, ["later"]);
}

/// The repeated request finds the first one's answer in the transaction that they share.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_repeated_request_is_not_answered_before_the_first_is_committed() {
    let db = sqlite().await;
    let gate = Gate::close(&db).await;
    let request = || {
        let db = (*db).clone();
        tokio::spawn(async move {
            let once = Once {
                workspace_id: WorkspaceId::NONE,
                caller_id: Uuid::nil(),
                key: "k".into(),
                request_hash: vec![1],
            };
            db.write_once::<(), Error, _>(Some(&once), |tx| keep(tx, "once")).await
        })
    };
    let first = request();
    tokio::time::sleep(Duration::from_millis(20)).await;
    let again = request();
    tokio::time::sleep(Duration::from_millis(20)).await;
    let poisoned = gate.queue(poison).await;
    assert!(gate.open().await.is_err());
    for result in [first.await.unwrap(), again.await.unwrap(), poisoned.await.unwrap()] {
        assert!(is_not_committed(&result), "{result:?}");
    }
    assert!(notes(&db).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let db = sqlite().await;
    let limit = async |pages: i64| {
        let set: Result<()> = db
            .write(|mut tx| async move {
                let sql = format!("PRAGMA max_page_count = {pages}");
                tx.fetch_all::<(i64,)>(&sql, args![]).await?;
                tx.commit(()).await
            })
            .await;
        set.unwrap();
    };
    let (pages,): (i64,) = db.read().await.unwrap().fetch_one("PRAGMA page_count", args![]).await.unwrap();
    limit(pages + 12).await;
    let tasks: Vec<_> = (0..64)
        .map(|n| {
            let db = (*db).clone();
            tokio::spawn(async move {
                let name = &format!("{n:02}");
                // Some fill a page or two, others none.
                let value = &"x".repeat(if n % 3 == 0 { 6_000 } else { 10 });
                let result: Result<()> = db
                    .write(|mut tx| async move {
                        note(&mut tx, name, value).await?;
                        tx.commit(()).await
                    })
                    .await;
                (name.clone(), result)
            })
        })
        .collect();
    let (mut acknowledged, mut failed) = (Vec::new(), 0);
    for task in tasks {
        match task.await.unwrap() {
            (name, Ok(())) => acknowledged.push(name),
            (_, Err(_)) => failed += 1,
        }
    }
    acknowledged.sort();
    assert!(failed > 0, "the disk was full");
    assert_eq!(notes(&db).await, acknowledged, "exactly what was acknowledged is there");
    limit(1_000_000).await;
    let written: Result<()> = db.write(|tx| keep(tx, "room again")).await;
    written.unwrap();
}

/// The clock stands unless every task waits for a timer: time that passes would be a writer waiting for company.
#[tokio::test(start_paused = true)]
async fn a_lone_write_waits_for_nobody() {
    let db = sqlite().await;
    for name in ["a", "b", "c", "d", "e"] {
        let start = tokio::time::Instant::now();
        let written: Result<()> = db.write(|tx| keep(tx, name)).await;
        written.unwrap();
        assert_eq!(start.elapsed(), Duration::ZERO);
    }
    assert_eq!(notes(&db).await, ["a", "b", "c", "d", "e"]);
}

/// A command of the operator's, say, or a tool that looks at the file.
#[tokio::test]
async fn another_process_that_writes_is_waited_for_and_holds_up_nobody_else() {
    let db = sqlite().await;
    let file = db.folder().join("pingback.db");
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let waiting = {
        let db = (*db).clone();
        tokio::spawn(async move { db.write::<(), Error, _>(|tx| keep(tx, "waiting")).await })
    };
    // This test has one thread: a writer that slept on it would not let the test go on.
    let start = std::time::Instant::now();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(notes(&db).await.is_empty());
    assert!(start.elapsed() < Duration::from_secs(3));
    other.execute_batch("INSERT INTO instance (name, value) VALUES ('other', ''); COMMIT").unwrap();
    waiting.await.unwrap().unwrap();
    assert_eq!(notes(&db).await, ["other", "waiting"]);
}
