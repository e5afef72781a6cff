//! Transactions: all or nothing, run again after a lost race, told after the commit.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use pingback_model::JobId;
use pingback_storage::queue::{self, NewJob};
use pingback_storage::{Error, Result};
use pingback_testkit::{TestDb, both_engines};
use uuid::Uuid;

use crate::workspace::{self, event, note, notes};

both_engines! {
    async fn an_error_undoes_everything(db: TestDb) {
        let workspace = workspace::add(&db).await;
        let failed: Result<()> = db
            .write(|mut tx| async move {
                note(&mut tx, "before", "").await?;
                tx.record(workspace, event(1));
                note(&mut tx, "before", "again").await?;
                tx.commit(()).await
            })
            .await;
        assert!(failed.unwrap_err().is_unique_violation());
        assert!(notes(&db).await.is_empty());
        assert!(workspace::log(&mut db.read().await.unwrap(), workspace).await.is_empty());
    }

    /// PostgreSQL answers the COMMIT of a failed transaction with a rollback and no error, SQLite would keep
    /// what the other statements did.
    async fn after_a_failed_statement_nothing_can_be_committed(db: TestDb) {
        let written: Result<()> = db
            .write(|mut tx| async move {
                note(&mut tx, "a", "").await?;
                assert!(note(&mut tx, "a", "").await.is_err());
                tx.commit(()).await
            })
            .await;
        assert!(matches!(written, Err(Error::NotCommitted(_))), "{written:?}");
        assert!(notes(&db).await.is_empty());
    }

    async fn a_transaction_dropped_without_commit_leaves_nothing(db: TestDb) {
        let never: Result<()> = db
            .write(|mut tx| async move {
                note(&mut tx, "forgotten", "").await?;
                drop(tx);
                Err(Error::NoRow)
            })
            .await;
        assert!(matches!(never, Err(Error::NoRow)));
        assert!(notes(&db).await.is_empty());
    }

    async fn a_lost_race_is_run_again_from_the_start(db: TestDb) {
        let runs = &AtomicU32::new(0);
        let name: Result<String> = db
            .write(|mut tx| async move {
                let run = runs.fetch_add(1, Ordering::SeqCst);
                let name = format!("run {run}");
                note(&mut tx, &name, "").await?;
                if run < 2 { Err(Error::KeyRaced) } else { tx.commit(name).await }
            })
            .await;
        assert_eq!(name.unwrap(), "run 2");
        assert_eq!(notes(&db).await, ["run 2"], "what lost left nothing");
    }

    async fn who_always_loses_hears_it_after_ten_runs(db: TestDb) {
        let runs = &AtomicU32::new(0);
        let lost: Result<()> = db
            .write(|tx| async move {
                drop(tx);
                runs.fetch_add(1, Ordering::SeqCst);
                Err(Error::KeyRaced)
            })
            .await;
        assert!(matches!(lost, Err(Error::KeyRaced)));
        assert_eq!(runs.load(Ordering::SeqCst), 10);
    }

    async fn other_errors_are_not_run_again(db: TestDb) {
        let runs = &AtomicU32::new(0);
        let failed: Result<()> = db
            .write(|tx| async move {
                drop(tx);
                runs.fetch_add(1, Ordering::SeqCst);
                Err(Error::NoRow)
            })
            .await;
        assert!(failed.is_err());
        assert_eq!(runs.load(Ordering::SeqCst), 1);
    }

    async fn listeners_hear_of_commits_only_and_after_them(db: TestDb) {
        let workspace = workspace::add(&db).await;
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (listener, runtime) = (heard.clone(), tokio::runtime::Handle::current());
        let seen_from = (*db).clone();
        db.on_commit(move |committed| {
            // Whoever is told finds it in the database.
            let db = seen_from.clone();
            let last = tokio::task::block_in_place(|| {
                runtime.block_on(async { workspace::log(&mut db.read().await.unwrap(), workspace).await.len() })
            });
            let places: Vec<i64> = committed.events.iter().map(|event| event.seq).collect();
            assert!(places.last().is_none_or(|seq| usize::try_from(*seq).unwrap() <= last));
            listener.lock().unwrap().push((places, committed.jobs));
        });
        let write = async |events: u128, job: bool, fails: bool| -> Result<()> {
            db.write(|mut tx| async move {
                for number in 0..events {
                    tx.record(workspace, event(number));
                }
                if job {
                    let run_at = tx.now();
                    let id = JobId(Uuid::new_v4());
                    let job = NewJob { id, kind: "test", lane: None, payload: "{}".into(), run_at };
                    queue::enqueue(&mut tx, workspace, &job).await?;
                }
                if fails { Err(Error::NoRow) } else { tx.commit(()).await }
            })
            .await
        };
        write(2, false, false).await.unwrap();
        write(3, true, true).await.unwrap_err();
        write(0, false, false).await.unwrap();
        write(0, true, false).await.unwrap();
        write(1, false, false).await.unwrap();
        let heard = heard.lock().unwrap().clone();
        assert_eq!(heard, [(vec![1, 2], false), (vec![], true), (vec![3], false)]);
    }

    async fn a_snapshot_stays_at_its_moment(db: TestDb) {
        let workspace = workspace::add(&db).await;
        let mut then = db.snapshot().await.unwrap();
        assert_eq!(workspace::log(&mut then, workspace).await.len(), 0);
        let written: Result<()> = db
            .write(|mut tx| async move {
                tx.record(workspace, event(1));
                tx.commit(()).await
            })
            .await;
        written.unwrap();
        assert_eq!(workspace::log(&mut then, workspace).await.len(), 0);
        drop(then);
        for _ in 0..20 {
            // The connection that held the snapshot is among these, and sees the present.
            let mut now = db.read().await.unwrap();
            assert_eq!(workspace::log(&mut now, workspace).await.len(), 1);
        }
    }

    async fn readers_cannot_write_on_sqlite(db: TestDb) {
        if db.engine_name() == "SQLite" {
            let mut tx = db.read().await.unwrap();
            assert!(note(&mut tx, "x", "").await.is_err());
        }
    }
}
