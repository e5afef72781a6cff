//! Coming back: what was missed, in order, once, and then live without a seam.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use pingback_testkit::{Client, Incoming, Socket, TestApp, both_engines, json};

use super::{conversation, durable, end_of_log, live, seq, seqs, write};

both_engines! {
    async fn what_was_missed_comes_in_order_and_then_the_answer(app: TestApp) {
        let owner = app.owner().await;
        let id = conversation(&owner).await;
        let (start, epoch) = end_of_log(&owner).await;
        for n in 0..10 {
            write(&owner, &id, &n.to_string()).await;
        }
        let mut socket = Socket::of(&owner).await;
        let asked = socket.emit("resume", json!({"after": start, "epoch": epoch})).await;
        let mut got = Vec::new();
        let answer = loop {
            match socket.receive().await {
                Incoming::Event(name, data) if data["seq"].is_i64() => got.push((name, data)),
                Incoming::Ack(other, answer) if other == asked => break answer,
                Incoming::Event(..) => {}
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(answer, json!({"ok": true, "epoch": epoch, "last": start + 10}));
        assert_eq!(seqs(&got), (start + 1..=start + 10).collect::<Vec<_>>());
        let contents: Vec<_> = got.iter().map(|(_, data)| data["content"].as_str().unwrap()).collect();
        assert_eq!(contents, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
        write(&owner, &id, "live").await;
        assert_eq!(seq(&durable(&mut socket).await), start + 11);
    }

    async fn the_handshake_may_say_where_one_was(app: TestApp) {
        let owner = app.owner().await;
        let id = conversation(&owner).await;
        let (start, epoch) = end_of_log(&owner).await;
        write(&owner, &id, "missed").await;
        let place = json!({"after": start, "epoch": epoch});
        let mut socket = Socket::of_with(&owner, place.clone()).await.unwrap();
        assert_eq!(seq(&durable(&mut socket).await), start + 1);
        // The same question again is answered, not replayed: the dashboard asks whether it went well.
        let answer = socket.ask("resume", place.clone()).await;
        assert_eq!(answer, json!({"ok": true, "epoch": epoch, "last": start + 1}));
        write(&owner, &id, "live").await;
        assert_eq!(seq(&durable(&mut socket).await), start + 2);
        // Asked once more it is taken literally.
        socket.ask("resume", place).await;
        assert_eq!([seq(&durable(&mut socket).await), seq(&durable(&mut socket).await)], [start + 1, start + 2]);

        let elsewhere = json!({"after": start, "epoch": "another"});
        let mut socket = Socket::of_with(&owner, elsewhere.clone()).await.unwrap();
        assert_eq!(socket.ask("resume", elsewhere).await, json!({"ok": false, "error": "too_old"}));
        write(&owner, &id, "live again").await;
        assert_eq!(seq(&durable(&mut socket).await), start + 3);
    }

    async fn without_a_place_one_begins_with_the_connection(app: TestApp) {
        let owner = app.owner().await;
        let id = conversation(&owner).await;
        let mut waits = Socket::of(&owner).await;
        let mut asks = Socket::of(&owner).await;
        write(&owner, &id, "just after").await;
        asks.ask("resume", json!(null)).await;
        let first = durable(&mut waits).await;
        assert_eq!(first.1["content"], "just after");
        assert_eq!(durable(&mut asks).await, first);
        write(&owner, &id, "later").await;
        assert_eq!(seq(&durable(&mut waits).await), seq(&first) + 1);
        assert_eq!(seq(&durable(&mut asks).await), seq(&first) + 1);
    }

    async fn too_old_is_said_and_what_follows_is_live(app: TestApp) {
        let owner = app.owner().await;
        let id = conversation(&owner).await;
        let (last, epoch) = end_of_log(&owner).await;
        for place in [json!({"after": last + 1}), json!({"after": -1}), json!({"after": 0, "epoch": "other"})] {
            let mut socket = Socket::of(&owner).await;
            assert_eq!(socket.ask("resume", place.clone()).await, json!({"ok": false, "error": "too_old"}), "{place}");
            let answer = socket.ask("resume", json!({})).await;
            assert_eq!(answer, json!({"ok": true, "epoch": epoch, "last": last}));
        }
        let mut socket = Socket::of(&owner).await;
        socket.ask("resume", json!({"after": last + 1})).await;
        write(&owner, &id, "x").await;
        assert_eq!(seq(&durable(&mut socket).await), last + 1);
    }

    async fn a_long_absence_is_made_up_for_at_the_pace_of_the_socket(app: TestApp) {
        let owner = app.owner().await;
        let id = conversation(&owner).await;
        let (start, _) = end_of_log(&owner).await;
        let user = owner.user_id.parse().unwrap();
        let workspace = owner.business_id.parse().unwrap();
        // Straight into the log, since ten thousand calls would take the test's time.
        for _ in 0..20 {
            app.db()
                .write(|mut tx| async move {
                    for _ in 0..500 {
                        let status = pingback_model::MemberStatus::Live;
                        tx.record(workspace, pingback_model::Event::AgentStatusChanged { user_id: user, status });
                    }
                    tx.commit(()).await
                })
                .await
                .map_err(|error: pingback_storage::Error| error)
                .unwrap();
        }
        let began = std::time::Instant::now();
        let mut socket = Socket::of(&owner).await;
        let asked = socket.emit("resume", json!({"after": start})).await;
        for expected in start + 1..=start + 10_000 {
            assert_eq!(seq(&durable(&mut socket).await), expected);
        }
        assert_eq!(socket.answer(asked).await["last"], start + 10_000);
        println!("10,000 events replayed in {:?}", began.elapsed());
        write(&owner, &id, "live").await;
        assert_eq!(seq(&durable(&mut socket).await), start + 10_001);
    }

    async fn sixteen_writers_and_nobody_sees_a_gap(app: TestApp) {
        let owner = app.owner().await;
        let mut sockets = Vec::new();
        for _ in 0..3 {
            sockets.push(live(&owner).await);
        }
        let (start, _) = end_of_log(&owner).await;
        let writers: Vec<_> = (0..16)
            .map(|_| {
                let owner = owner.clone();
                tokio::spawn(async move {
                    let id = conversation(&owner).await;
                    for n in 0..24 {
                        write(&owner, &id, &n.to_string()).await;
                    }
                })
            })
            .collect();
        for socket in &mut sockets {
            for expected in start + 1..=start + 16 * 25 {
                assert_eq!(seq(&durable(socket).await), expected);
            }
        }
        for writer in writers {
            writer.await.unwrap();
        }
    }

    /// Sockets connect, resume and drop at random while writers write; each reader's story is whole.
    async fn coming_and_going_at_random_loses_and_doubles_nothing(app: TestApp) {
        let owner = app.owner().await;
        let (start, epoch) = end_of_log(&owner).await;
        let done = Arc::new(AtomicBool::new(false));
        let readers: Vec<_> =
            (0..8).map(|n| tokio::spawn(read_restlessly(owner.clone(), start, epoch.clone(), done.clone(), n))).collect();
        let writers: Vec<_> = (0..6)
            .map(|_| {
                let owner = owner.clone();
                tokio::spawn(async move {
                    let id = conversation(&owner).await;
                    for n in 0..60 {
                        write(&owner, &id, &n.to_string()).await;
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        done.store(true, Ordering::SeqCst);
        let last = start + 6 * 61;
        for reader in readers {
            let (seen, visits) = reader.await.unwrap();
            assert_eq!(seen, (start + 1..=last).collect::<Vec<_>>(), "after {visits} visits");
        }
    }
}

/// Connects again and again from where it was, by handshake or by `resume`, and drops out at random. Gives
/// everything it saw, and in how many visits.
async fn read_restlessly(
    client: Client,
    start: i64,
    epoch: String,
    done: Arc<AtomicBool>,
    salt: u64,
) -> (Vec<i64>, u64) {
    let mut seen: Vec<i64> = Vec::new();
    let mut visits = 0;
    loop {
        visits += 1;
        let last_visit = done.load(Ordering::SeqCst);
        let place = json!({"after": seen.last().copied().unwrap_or(start), "epoch": epoch});
        let by_handshake = (visits + salt).is_multiple_of(2);
        let mut socket = if by_handshake {
            Socket::of_with(&client, place.clone()).await.unwrap()
        } else {
            let mut socket = Socket::of(&client).await;
            if visits % 3 == 0 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            socket.emit("resume", place).await;
            socket
        };
        let stay =
            Duration::from_millis(if last_visit { 2_000 } else { 5 + (visits * 37 + salt * 53) % 300 });
        let end = tokio::time::Instant::now() + stay;
        while let Ok(incoming) = tokio::time::timeout_at(end, socket.receive()).await {
            match incoming {
                Incoming::Event(_, data) => seen.extend(data["seq"].as_i64()),
                Incoming::Ack(_, answer) => assert_eq!(answer["ok"], true, "{answer}"),
                other => panic!("{other:?}"),
            }
        }
        if last_visit {
            return (seen, visits);
        }
    }
}
