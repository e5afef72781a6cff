//! A pump follows the log, whatever it is told and whatever it is not.

use std::time::Duration;

use pingback_http::realtime::Backplane;
use pingback_model::StoredEvent;
use pingback_testkit::{Client, TestApp, both_engines};

use super::{QUIET, at, conversation, durable, end_of_log, live, seq, seqs, write};

/// A second server that hears of nothing by itself, and what happened since `start`.
async fn silent_server(app: &TestApp, owner: &Client) -> (TestApp, pingback_testkit::Socket, i64) {
    let other = app.beside(Backplane::InProcess).await;
    let mut socket = live(&at(owner, &other)).await;
    let (start, _) = end_of_log(&at(owner, &other)).await;
    socket.within(Duration::from_millis(50)).await;
    (other, socket, start)
}

async fn log(app: &TestApp, owner: &Client, after: i64) -> Vec<StoredEvent> {
    let workspace = owner.business_id.parse().unwrap();
    pingback_storage::events::after(&mut app.read().await.unwrap(), workspace, after, 1_000).await.unwrap()
}

both_engines! {
    async fn commits_told_in_any_order_come_in_the_logs(app: TestApp) {
        let owner = app.owner().await;
        let id = conversation(&owner).await;
        let (other, mut socket, start) = silent_server(&app, &owner).await;
        for n in 0..40 {
            write(&owner, &id, &n.to_string()).await;
        }
        let events = log(&app, &owner, start).await;
        let tell = other.realtime().listener();
        // Backwards in groups of eight, each told twice.
        for group in events.chunks(8) {
            for event in group.iter().rev().chain(group) {
                tell(std::slice::from_ref(event));
            }
        }
        for expected in start + 1..=start + 40 {
            assert_eq!(seq(&durable(&mut socket).await), expected);
        }
        assert!(seqs(&socket.within(QUIET).await).is_empty());
    }

    async fn what_is_missing_is_read_from_the_log_within_moments(app: TestApp) {
        let owner = app.owner().await;
        let id = conversation(&owner).await;
        let (other, mut socket, start) = silent_server(&app, &owner).await;
        for n in 0..5 {
            write(&owner, &id, &n.to_string()).await;
        }
        let events = log(&app, &owner, start).await;
        other.realtime().listener()(&events[4..]);
        let soon = Duration::from_millis(500);
        let got = tokio::time::timeout(soon, async {
            let mut got = Vec::new();
            while got.len() < 5 {
                got.push(seq(&durable(&mut socket).await));
            }
            got
        });
        assert_eq!(got.await.expect("the gap is read at once"), (start + 1..=start + 5).collect::<Vec<_>>());
    }

    async fn without_any_hint_it_takes_seconds(app: TestApp) {
        let owner = app.owner().await;
        let id = conversation(&owner).await;
        let (_other, mut socket, start) = silent_server(&app, &owner).await;
        write(&owner, &id, "unheard of").await;
        let event = tokio::time::timeout(Duration::from_secs(5), durable(&mut socket)).await.unwrap();
        assert_eq!(seq(&event), start + 1);
    }

    async fn a_restored_log_sends_everybody_to_fetch_afresh(app: TestApp) {
        let owner = app.owner().await;
        let (_, epoch) = end_of_log(&owner).await;
        let mut socket = live(&owner).await;
        app.db()
            .write(|mut tx| async move {
                pingback_storage::instance::set(&mut tx, "epoch", "restored").await?;
                tx.commit(()).await
            })
            .await
            .map_err(|error: pingback_storage::Error| error)
            .unwrap();
        assert!(socket.ends_within(Duration::from_secs(5)).await);
        let mut socket = pingback_testkit::Socket::of(&owner).await;
        let place = pingback_testkit::json!({"after": 1, "epoch": epoch});
        assert_eq!(socket.ask("resume", place).await["error"], "too_old");
        assert_eq!(socket.ask("resume", pingback_testkit::json!({})).await["epoch"], "restored");
    }
}
