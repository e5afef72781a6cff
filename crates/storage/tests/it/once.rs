//! Idempotency keys: a request that comes twice is carried out once.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::TimeDelta;
use pingback_model::WorkspaceId;
use pingback_storage::{Db, Error, Once, Result, args, idempotency};
use pingback_testkit::{TestDb, both_engines};
use uuid::Uuid;

use crate::workspace::{self, event, note, notes};

fn once(key: &str, request: u8) -> Once {
    let caller_id = Uuid::from_u128(7);
    Once { workspace_id: WorkspaceId::NONE, caller_id, key: key.into(), request_hash: vec![request; 32] }
}

/// Notes `name` and answers how many ran before.
async fn noting(db: &Db, once: Option<&Once>, runs: &AtomicI64, name: &str) -> Result<i64> {
    db.write_once(once, |mut tx| async move {
        let run = runs.fetch_add(1, Ordering::SeqCst);
        note(&mut tx, &format!("{name} {run}"), "").await?;
        tokio::task::yield_now().await;
        tx.commit(run).await
    })
    .await
}

both_engines! {
    async fn the_first_answer_is_given_again(db: TestDb) {
        let runs = AtomicI64::new(0);
        assert_eq!(noting(&db, Some(&once("k", 1)), &runs, "a").await.unwrap(), 0);
        assert_eq!(noting(&db, Some(&once("k", 1)), &runs, "a").await.unwrap(), 0);
        assert_eq!(noting(&db, Some(&once("other", 1)), &runs, "a").await.unwrap(), 1);
        assert_eq!(noting(&db, None, &runs, "a").await.unwrap(), 2, "without a key each request is its own");
        assert_eq!(notes(&db).await, ["a 0", "a 1", "a 2"]);
    }

    async fn a_key_belongs_to_one_request_and_one_caller(db: TestDb) {
        let runs = AtomicI64::new(0);
        noting(&db, Some(&once("k", 1)), &runs, "a").await.unwrap();
        let reused = noting(&db, Some(&once("k", 2)), &runs, "a").await;
        assert!(matches!(reused, Err(Error::KeyReused)), "{reused:?}");
        let other_caller = Once { caller_id: Uuid::from_u128(8), ..once("k", 2) };
        assert_eq!(noting(&db, Some(&other_caller), &runs, "a").await.unwrap(), 1);
        let other_workspace = Once { workspace_id: WorkspaceId(Uuid::new_v4()), ..once("k", 2) };
        assert_eq!(noting(&db, Some(&other_workspace), &runs, "a").await.unwrap(), 2);
    }

    async fn failures_are_not_remembered(db: TestDb) {
        let (key, runs) = (&once("k", 1), AtomicI64::new(0));
        let failed: Result<i64> = db
            .write_once(Some(key), |mut tx| async move {
                note(&mut tx, "lost", "").await?;
                Err(Error::NoRow)
            })
            .await;
        assert!(failed.is_err());
        assert_eq!(noting(&db, Some(key), &runs, "a").await.unwrap(), 0);
        assert_eq!(notes(&db).await, ["a 0"]);
    }

    async fn of_many_at_once_one_is_carried_out(db: TestDb) {
        let runs = &*Box::leak(Box::new(AtomicI64::new(0)));
        for round in 0..10 {
            let tasks: Vec<_> = (0..8)
                .map(|_| {
                    let db = (*db).clone();
                    tokio::spawn(async move {
                        let key = once(&format!("round {round}"), 1);
                        noting(&db, Some(&key), runs, &format!("round {round}")).await
                    })
                })
                .collect();
            let mut answers = Vec::new();
            for task in tasks {
                answers.push(task.await.unwrap().unwrap());
            }
            assert!(answers.iter().all(|answer| *answer == answers[0]), "one answer for all: {answers:?}");
            let kept = format!("round {round} {}", answers[0]);
            let notes = notes(&db).await;
            assert_eq!(notes.iter().filter(|name| name.starts_with(&format!("round {round} "))).count(), 1);
            assert!(notes.contains(&kept), "the answer is the one that was carried out");
        }
    }

    /// Here the loser fails at a key of its own work before it comes to the idempotency key.
    async fn who_fails_only_because_of_the_first_gets_the_firsts_answer(db: TestDb) {
        let workspace = workspace::add(&db).await;
        let tasks: Vec<_> = (0..8)
            .map(|task: i64| {
                let db = (*db).clone();
                tokio::spawn(async move {
                    db.write_once::<i64, Error, _>(Some(&once("k", 1)), |mut tx| async move {
                        note(&mut tx, "the only one", "").await?;
                        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                        tx.record(workspace, event(1));
                        tx.commit(task).await
                    })
                    .await
                })
            })
            .collect();
        let mut answers = Vec::new();
        for task in tasks {
            answers.push(task.await.unwrap().expect("the same request, the same answer"));
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        assert_eq!(workspace::log(&mut db.read().await.unwrap(), workspace).await.len(), 1);
    }

    async fn old_answers_are_forgotten(db: TestDb) {
        let runs = AtomicI64::new(0);
        noting(&db, Some(&once("k", 1)), &runs, "a").await.unwrap();
        for (later, forgotten) in [(-1, 0), (1, 1)] {
            let deleted: Result<u64> = db
                .write(|mut tx| async move {
                    let before = tx.now() + TimeDelta::hours(later);
                    let deleted = idempotency::delete_old_any_workspace(&mut tx, before).await?;
                    tx.commit(deleted).await
                })
                .await;
            assert_eq!(deleted.unwrap(), forgotten);
        }
        assert_eq!(noting(&db, Some(&once("k", 1)), &runs, "a").await.unwrap(), 1);
        let (kept,): (i64,) = db
            .read().await.unwrap()
            .fetch_one("SELECT COUNT(*) FROM idempotency_keys", args![]).await.unwrap();
        assert_eq!(kept, 1);
    }
}
