//! The program dies in the middle of work, and nothing that it acknowledged is lost or there twice.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use pingback_testkit::{Client, Engine, TestDb, Value, both_engines, json};
use tokio::task::JoinSet;

use super::program::Program;

/// How often the program is killed.
const DEATHS: usize = 5;
/// Clients that write at the same time.
const WRITERS: usize = 8;

/// Writes until the program dies; returns what was acknowledged and the one write whose fate is unknown.
async fn write_until_death(
    owner: Client,
    conversation: String,
    next: Arc<AtomicUsize>,
) -> (Vec<(String, String)>, String) {
    let mut acknowledged = Vec::new();
    loop {
        let name = format!("message {}", next.fetch_add(1, Ordering::Relaxed));
        match post(&owner, &conversation, &name).await {
            Some(id) => acknowledged.push((name, id)),
            None => return (acknowledged, name),
        }
    }
}

/// Posts once under the name as its key; `None` when no whole answer came.
async fn post(owner: &Client, conversation: &str, name: &str) -> Option<String> {
    let call = owner.post(&format!("/conversations/{conversation}/messages"), json!({"content": name}));
    let answer = call.header("Idempotency-Key", name).try_send().await.ok()?;
    assert_eq!(answer.status(), 201, "{name}");
    let message: Value = answer.json().await.ok()?;
    Some(message["id"].as_str().unwrap().to_owned())
}

both_engines! {
    async fn what_was_acknowledged_survives_kill_9_once(engine: Engine) {
        let db = TestDb::new(engine, pingback_model::Clock::system()).await;
        let data = tempfile::tempdir().unwrap();
        let settings = [("PINGBACK_RATE_LIMIT", "off"), ("PINGBACK_DEFAULT_PLAN", "pro")];
        let mut program = Program::start(data.path(), &db, &settings).await;
        let owner = Client::at(&program.base).sign_up("Olive", "olive@acme.test").await.create_workspace("Acme").await;
        let created = owner.post("/conversations", json!({"business_id": owner.business_id})).expect(201).await;
        let conversation = created["id"].as_str().unwrap().to_owned();
        let next = Arc::new(AtomicUsize::new(0));
        let mut expected = BTreeMap::new();
        for death in 0..DEATHS {
            let mut writers = JoinSet::new();
            for _ in 0..WRITERS {
                writers.spawn(write_until_death(owner.clone(), conversation.clone(), next.clone()));
            }
            tokio::time::sleep(Duration::from_millis(150 + 70 * death as u64)).await;
            program.kill().await;
            let outcomes = writers.join_all().await;
            program = program.again().await;
            for (acknowledged, unknown) in outcomes {
                expected.extend(acknowledged);
                // Repeated with its key, the write whose answer was lost is there once, whether it had committed or not.
                let id = post(&owner, &conversation, &unknown).await.unwrap();
                expected.insert(unknown, id);
            }
        }
        let opened = owner.get(&format!("/conversations/{conversation}")).expect(200).await;
        let messages = opened["messages"].as_array().unwrap();
        let found: BTreeMap<String, String> = messages.iter().map(|message| {
            (message["content"].as_str().unwrap().to_owned(), message["id"].as_str().unwrap().to_owned())
        }).collect();
        assert!(expected.len() > DEATHS * WRITERS, "some writes were acknowledged: {}", expected.len());
        assert_eq!(messages.len(), expected.len(), "nothing lost, nothing twice");
        assert_eq!(found, expected);
        let (mut after, mut seen) = (0, 0);
        loop {
            let page = owner.get(&format!("/events?after={after}&limit=500")).expect(200).await;
            let events = page["events"].as_array().unwrap();
            for event in events {
                after += 1;
                assert_eq!(event["seq"], after, "the log has no gap");
                seen += usize::from(event["type"] == "new_message");
            }
            if events.is_empty() {
                break;
            }
        }
        assert_eq!(seen, expected.len(), "one event for each message");
    }
}
