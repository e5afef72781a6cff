//! Receivers that do not keep up.

use std::time::Duration;

use pingback_model::{Event, MemberStatus};
use pingback_testkit::{Socket, TestApp, both_engines, json};

use super::{conversation, durable, end_of_log, live, seq, seqs, write};

/// That many events in one transaction: they reach the sockets in one go.
async fn burst(app: &TestApp, owner: &pingback_testkit::Client, events: usize) {
    let (user_id, workspace) = (owner.user_id.parse().unwrap(), owner.business_id.parse().unwrap());
    app.db()
        .write(|mut tx| async move {
            for _ in 0..events {
                tx.record(workspace, Event::AgentStatusChanged { user_id, status: MemberStatus::Away });
            }
            tx.commit(()).await
        })
        .await
        .map_err(|error: pingback_storage::Error| error)
        .unwrap();
}

both_engines! {
    async fn a_burst_costs_a_healthy_client_nothing(app: TestApp) {
        let owner = app.owner().await;
        let mut socket = live(&owner).await;
        let (start, _) = end_of_log(&owner).await;
        burst(&app, &owner, 3_000).await;
        for expected in start + 1..=start + 3_000 {
            assert_eq!(seq(&durable(&mut socket).await), expected);
        }
        burst(&app, &owner, 1).await;
        assert_eq!(seq(&durable(&mut socket).await), start + 3_001);
    }

    async fn a_client_that_reads_nothing_is_cut_and_resumes_without_loss(app: TestApp) {
        let owner = app.owner().await;
        let id = conversation(&owner).await;
        let mut stuck = live(&owner).await;
        let mut healthy = live(&owner).await;
        let (start, epoch) = end_of_log(&owner).await;
        // Enough to fill the buffers of both sides: nobody reads `stuck` meanwhile.
        let long = "x".repeat(19_000);
        let mut written = 0;
        for _ in 0..70 {
            let (user, app) = (owner.clone(), &app);
            let workspace = user.business_id.parse().unwrap();
            let message = write(&owner, &id, &long).await;
            written += 1;
            let message: pingback_model::MessageId = message["id"].as_str().unwrap().parse().unwrap();
            let mut tx = app.read().await.unwrap();
            let message = &pingback_storage::messages::find(&mut tx, workspace, message).await.unwrap().unwrap();
            drop(tx);
            app.db()
                .write(|mut tx| async move {
                    for _ in 0..20 {
                        let message = message.clone();
                        tx.record(workspace, Event::NewMessage { message, conversation_number: 1, sender_avatar_url: None });
                    }
                    tx.commit(()).await
                })
                .await
                .map_err(|error: pingback_storage::Error| error)
                .unwrap();
            written += 20;
            for _ in 0..21 {
                healthy.expect("new_message").await;
            }
        }
        tokio::time::sleep(Duration::from_secs(7)).await;
        let got = stuck.until_ended().await;
        let got = seqs(&got);
        assert!(got.len() < written, "it was cut before it had everything");
        let reached = got.last().copied().unwrap_or(start);
        assert_eq!(got, (start + 1..=reached).collect::<Vec<_>>(), "what it had is whole");
        let mut back = Socket::of(&owner).await;
        let asked = back.emit("resume", json!({"after": reached, "epoch": epoch})).await;
        let last = start + i64::try_from(written).unwrap();
        for expected in reached + 1..=last {
            assert_eq!(seq(&durable(&mut back).await), expected);
        }
        assert_eq!(back.answer(asked).await["last"], last);
    }
}
