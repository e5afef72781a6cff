//! The log's numbers: no gap, and nobody sees one before the one in front of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use pingback_model::WorkspaceId;
use pingback_storage::{Db, Result, events};
use pingback_testkit::{TestDb, both_engines};

use crate::workspace::{self, event, number};

const WRITERS: u128 = 16;
const WRITES: u128 = 30;

async fn append(db: &Db, workspace: WorkspaceId, first: u128, count: u128) {
    let appended: Result<()> = db
        .write(|mut tx| async move {
            for number in first..first + count {
                tx.record(workspace, event(number));
            }
            tx.commit(()).await
        })
        .await;
    appended.unwrap();
}

/// Follows the log as the pump does, until it is told that nothing more comes.
async fn follow(db: Db, workspace: WorkspaceId, done: Arc<AtomicBool>) -> Vec<u128> {
    let mut seen = Vec::new();
    loop {
        let last_round = done.load(Ordering::SeqCst);
        let place = i64::try_from(seen.len()).unwrap();
        let next = events::after(&mut db.read().await.unwrap(), workspace, place, 100).await.unwrap();
        for stored in &next {
            let expected = i64::try_from(seen.len()).unwrap() + 1;
            assert_eq!(stored.seq, expected, "an event was seen before the one in front of it");
            seen.push(number(stored));
        }
        if last_round && next.is_empty() {
            return seen;
        }
        tokio::task::yield_now().await;
    }
}

both_engines! {
    async fn sixteen_writers_leave_no_gap_and_no_reader_sees_one(db: TestDb) {
        let (workspace, other) = (workspace::add(&db).await, workspace::add(&db).await);
        let done = Arc::new(AtomicBool::new(false));
        let readers: Vec<_> =
            (0..2).map(|_| tokio::spawn(follow((*db).clone(), workspace, done.clone()))).collect();
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let db = (*db).clone();
                tokio::spawn(async move {
                    for nth in 0..WRITES {
                        let first = (writer * WRITES + nth) * 3;
                        append(&db, workspace, first, 1 + nth % 3).await;
                        if nth % 5 == 0 {
                            append(&db, other, first, 1).await;
                        }
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        done.store(true, Ordering::SeqCst);
        let log: Vec<u128> =
            workspace::log(&mut db.read().await.unwrap(), workspace).await.iter().map(number).collect();
        for reader in readers {
            assert_eq!(reader.await.unwrap(), log, "every reader saw the log");
        }
        assert_eq!(log.len(), 960);
        for (place, number) in log.iter().enumerate() {
            // Writers number their own in ascending order: their order is the log's.
            let own = |other: &u128| other / (WRITES * 3) == number / (WRITES * 3);
            assert!(log[..place].iter().filter(|other| own(other)).all(|other| other < number));
        }
        assert_eq!(workspace::log(&mut db.read().await.unwrap(), other).await.len(), 96);
    }
}
