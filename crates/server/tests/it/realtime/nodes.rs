//! Several servers on one PostgreSQL, which tell each other by NOTIFY or by a Redis.

use std::time::Duration;

use pingback_http::realtime::Backplane;
use pingback_testkit::{Builder, Engine, TestApp, Value, json};

use super::{at, conversation, durable, end_of_log, live, seq, write};

/// Runs a story once with each.
macro_rules! both_backplanes {
    ($story:ident) => {
        mod $story {
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn notify() {
                super::$story(Backplane::Notify).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn redis() {
                super::$story(super::redis()).await;
            }
        }
    };
}

async fn two(backplane: Backplane) -> (TestApp, TestApp) {
    let one = Builder::new(Engine::Postgres).backplane(backplane.clone()).build().await;
    let other = one.beside(backplane).await;
    (one, other)
}

fn redis() -> Backplane {
    let url = std::env::var("PINGBACK_TEST_REDIS_URL")
        .expect("PINGBACK_TEST_REDIS_URL names the Redis to test with");
    Backplane::redis(&url).unwrap()
}

both_backplanes!(what_happens_on_one_is_heard_on_the_other_at_once);

async fn what_happens_on_one_is_heard_on_the_other_at_once(backplane: Backplane) {
    let (one, other) = two(backplane).await;
    let owner = one.owner().await;
    let id = conversation(&owner).await;
    let mut there = live(&at(&owner, &other)).await;
    let (start, _) = end_of_log(&owner).await;
    write(&owner, &id, "warm").await;
    durable(&mut there).await;
    let mut slowest = Duration::ZERO;
    for n in 0..50 {
        let written = tokio::time::Instant::now();
        write(&owner, &id, &n.to_string()).await;
        assert_eq!(seq(&durable(&mut there).await), start + 2 + n);
        slowest = slowest.max(written.elapsed());
    }
    assert!(slowest < Duration::from_secs(1), "a hint, not the watch, brought it: {slowest:?}");
}

both_backplanes!(typing_and_presence_travel_and_access_ends_everywhere);

async fn typing_and_presence_travel_and_access_ends_everywhere(backplane: Backplane) {
    let (one, other) = two(backplane).await;
    let owner = one.owner().await;
    let james = owner.invite("james@acme.test", "agent").await;
    let id = conversation(&owner).await;
    let mut here = live(&owner).await;
    here.ask("join_conversation", json!({"conversation_id": id})).await;
    let mut there = live(&at(&james, &other)).await;
    loop {
        let presence = here.expect("presence").await;
        if presence["user_id"] == json!(james.user_id) {
            assert_eq!(presence["is_connected"], true);
            break;
        }
    }
    there.ask("typing", json!({"conversation_id": id, "is_typing": true})).await;
    assert_eq!(here.expect("typing").await["user_id"], json!(james.user_id));
    owner.delete(&format!("/team/members/{}", james.member_id)).expect(200).await;
    assert!(there.ends_within(Duration::from_secs(1)).await);
}

both_backplanes!(ten_seconds_without_hints_are_made_up_for);

async fn ten_seconds_without_hints_are_made_up_for(backplane: Backplane) {
    let (one, other) = two(backplane).await;
    let owner = one.owner().await;
    let james = owner.invite("james@acme.test", "agent").await;
    let id = conversation(&owner).await;
    let (mut there, mut cut) = (live(&at(&owner, &other)).await, live(&at(&james, &other)).await);
    let (start, _) = end_of_log(&owner).await;
    other.realtime().cut_hints(true);
    let began = tokio::time::Instant::now();
    let mut written = 0;
    while began.elapsed() < Duration::from_secs(10) {
        write(&owner, &id, &written.to_string()).await;
        written += 1;
        if written == 5 {
            owner.delete(&format!("/team/members/{}", james.member_id)).expect(200).await;
            assert!(cut.ends_within(Duration::from_secs(5)).await, "access ends without hints too");
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    other.realtime().cut_hints(false);
    let removal = 2;
    let all = tokio::time::timeout(Duration::from_secs(5), async {
        for n in 0..written + removal - 1 {
            let event: (String, Value) = durable(&mut there).await;
            let expected = start + 1 + n;
            // The end of access has a place in the log, and nobody is told of it.
            assert!(seq(&event) == expected || seq(&event) == expected + 1, "{event:?}");
        }
    });
    all.await.expect("everything is there within five seconds");
}

both_backplanes!(nobody_slips_in_between_letting_in_and_cutting);

async fn nobody_slips_in_between_letting_in_and_cutting(backplane: Backplane) {
    let (one, other) = two(backplane).await;
    let owner = one.owner().await;
    for round in 0..5 {
        let agent = owner.invite(&format!("agent{round}@acme.test"), "agent").await;
        // Now before, now while, now after the other server lets them in.
        let removing = {
            let (owner, member) = (owner.clone(), agent.member_id.clone());
            async move {
                tokio::time::sleep(Duration::from_millis(round * 3)).await;
                owner.delete(&format!("/team/members/{member}")).expect(200).await;
            }
        };
        let there = at(&agent, &other);
        let (socket, ()) = tokio::join!(pingback_testkit::Socket::of_with(&there, json!({})), removing);
        if let Ok(mut socket) = socket {
            assert!(socket.ends_within(Duration::from_secs(1)).await, "round {round}");
        }
    }
}
