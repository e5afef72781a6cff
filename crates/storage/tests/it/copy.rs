//! A copy of a SQLite file, made while it is in use.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use pingback_model::Clock;
use pingback_storage::{Db, Location, Result};
use pingback_testkit::{Engine, Start, TestDb};

use crate::workspace::{self, event, note, notes};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_is_one_moment_and_comes_to_an_end_while_others_write() {
    let db = TestDb::start(Engine::Sqlite).await;
    let workspace = workspace::add(&db).await;
    let stop = Arc::new(AtomicBool::new(false));
    let writer = {
        let (db, stop) = ((*db).clone(), stop.clone());
        tokio::spawn(async move {
            let mut written = 0;
            while !stop.load(Ordering::SeqCst) {
                written += 1;
                let (name, value) = (&format!("{written}"), &"x".repeat(2_000));
                let result: Result<()> = db
                    .write(|mut tx| async move {
                        note(&mut tx, name, value).await?;
                        tx.record(workspace, event(written));
                        tx.commit(()).await
                    })
                    .await;
                result.unwrap();
            }
            written
        })
    };
    tokio::time::sleep(Duration::from_millis(300)).await;
    let file = db.folder().join("copy.db");
    let copied = tokio::time::timeout(Duration::from_secs(20), db.copy_to(&file)).await;
    copied.expect("a copy ends, however much is written meanwhile").unwrap();
    stop.store(true, Ordering::SeqCst);
    let written = writer.await.unwrap();

    let copy = Db::connect(&Location::Sqlite(file), Clock::system()).await.unwrap();
    assert!(copy.migrate().await.unwrap().is_empty());
    let events = workspace::log(&mut copy.read().await.unwrap(), workspace).await.len();
    assert_eq!(notes(&copy).await.len(), events, "each transaction is there whole");
    assert!(events > 0 && u128::try_from(events).unwrap() <= written);
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_is_not_copied_as_a_file() {
    let db = TestDb::start(Engine::Postgres).await;
    let refused = db.copy_to(&db.folder().join("copy.db")).await.unwrap_err();
    assert!(refused.to_string().contains("PostgreSQL"), "{refused}");
}
