//! POST conversations/bulk.

use pingback_model::Event;
use pingback_testkit::{Client, TestApp, Value, both_engines, json};

use super::begin;
use crate::routes::labels::label;
use crate::routes::team::{counts, log, news};

async fn ids(client: &Client, n: usize) -> Vec<String> {
    let mut ids = Vec::new();
    for _ in 0..n {
        ids.push(begin(client).await["id"].as_str().unwrap().to_owned());
    }
    ids
}

both_engines! {
    async fn many_are_changed_at_once(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let (x, y) = (label(&owner, "x").await, label(&owner, "y").await);
        let ids = ids(&owner, 4).await;
        owner.patch("/conversations/1", json!({"label_ids": [x]})).expect(200).await;
        let known = log(&app, &owner).await.len();
        let body = json!({"changes": [
            {"id": ids[2], "assignee_id": agent.user_id, "priority": "high"},
            {"id": ids[0], "add_label_ids": [y, x], "remove_label_ids": [x], "assignee_id": agent.user_id},
            {"id": ids[1], "status": "closed"},
            {"id": ids[3], "snoozed_until": "2026-11-24T13:00:00Z"},
        ]});
        let answer = owner.post("/conversations/bulk", body).header("Idempotency-Key", "k").expect(200).await;
        let after = answer["conversations"].as_array().unwrap();
        let seen: Vec<_> = after.iter().map(|one| (one["number"].as_i64().unwrap(), one["status"].as_str().unwrap())).collect();
        assert_eq!(seen, [(3, "open"), (1, "open"), (2, "closed"), (4, "pending")]);
        assert_eq!((&after[0]["priority"], &after[0]["assignee_id"]), (&json!("high"), &json!(agent.user_id)));
        assert_eq!(after[1]["label_ids"], json!([y, x]));
        assert_eq!(after[1]["messages"], json!([]));
        assert_eq!(counts(&agent).await, [2, 0, 2]);
        assert_eq!(owner.get("/conversations/counts").expect(200).await["by_status"],
            json!({"open": 2, "pending": 1, "resolved": 0, "closed": 1}));
        let told = news(&app, &owner, known).await;
        let [
            Event::ConversationAssigned { conversation_number: 3, .. }, Event::ConversationUpdated { .. }, Event::Notification { .. },
            Event::ConversationAssigned { conversation_number: 1, .. }, Event::ConversationUpdated { .. }, Event::Notification { .. },
            Event::ConversationUpdated { .. }, Event::ConversationUpdated { .. },
        ] = told.as_slice() else { panic!("{told:?}") };
        app.advance(chrono::TimeDelta::hours(1));
        app.run_jobs().await;
        assert_eq!(owner.get("/conversations/4").expect(200).await["status"], "open");
    }

    async fn all_or_nothing_and_every_mistake_is_named(app: TestApp) {
        let owner = app.owner().await;
        let stranger = app.stranger().await;
        let theirs = begin(&stranger).await;
        let their_label = label(&stranger, "theirs").await;
        let ids = ids(&owner, 3).await;
        let known = log(&app, &owner).await.len();
        let body = json!({"changes": [
            {"id": ids[0], "status": "closed"},
            {"id": theirs["id"], "status": "closed"},
            {"id": ids[1], "add_label_ids": [their_label], "remove_label_ids": [ids[0]], "assignee_id": stranger.user_id},
        ]});
        let problem = owner.post("/conversations/bulk", body).expect(422).await;
        let pointers: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/changes/1/id", "/changes/2/assignee_id", "/changes/2/add_label_ids/0", "/changes/2/remove_label_ids/0"]);
        for (changes, pointer) in [
            (json!([]), "/changes"),
            (json!([{"id": ids[0]}]), "/changes/0"),
            (json!([{"id": ids[0], "status": "open"}, {"id": ids[0], "status": "closed"}]), "/changes/1/id"),
            (json!([{"id": ids[0], "status": "open"}, {"id": ids[1], "status": "done"}]), "/changes/1/status"),
            (json!([{"id": ids[0], "snoozed_until": "2020-01-01T00:00:00Z"}]), "/changes/0/snoozed_until"),
            (json!(vec![json!({"id": ids[0], "status": "open"}); 101]), "/changes"),
        ] {
            let problem = owner.post("/conversations/bulk", json!({"changes": changes})).expect(422).await;
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{changes}");
        }
        assert_eq!(log(&app, &owner).await.len(), known, "nothing happened");
        assert_eq!(counts(&owner).await, [0, 3, 3]);
    }

    async fn many_labels_are_put_on_and_taken_off_together(app: TestApp) {
        let owner = app.owner().await;
        let mut labels = Vec::new();
        for n in 0..50 {
            labels.push(label(&owner, &n.to_string()).await);
        }
        let ids = ids(&owner, 2).await;
        let change = async |change: &str, labels: &[String]| {
            let changes: Vec<_> = ids.iter().map(|id| json!({"id": id, change: labels})).collect();
            let answer = owner.post("/conversations/bulk", json!({"changes": changes})).expect(200).await;
            let read = owner.get("/conversations/2").expect(200).await;
            assert_eq!(answer["conversations"][1]["label_ids"], read["label_ids"]);
            let mut found = Vec::new();
            for label in [&labels[0], &labels[labels.len() - 1]] {
                let list = owner.get(&format!("/conversations?label_id={label}")).expect(200).await;
                found.push(list.as_array().unwrap().len());
            }
            (read["label_ids"].as_array().unwrap().len(), read["activity"].as_array().unwrap().len(), found)
        };
        assert_eq!(change("add_label_ids", &labels).await, (50, 50, vec![2, 2]));
        assert_eq!(change("add_label_ids", &labels[..1]).await, (50, 50, vec![2, 2]), "it has it");
        assert_eq!(change("remove_label_ids", &labels[1..]).await, (1, 99, vec![0, 0]));
        assert_eq!(change("remove_label_ids", &labels).await, (0, 100, vec![0, 0]));
    }

    async fn to_assign_asks_for_more_than_to_handle(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let ids = ids(&owner, 1).await;
        let assign = |to: Value| json!({"changes": [{"id": ids[0], "assignee_id": to}]});
        agent.post("/conversations/bulk", assign(json!(agent.user_id))).expect(403).await;
        agent.post("/conversations/bulk", assign(Value::Null)).expect(403).await;
        agent.post("/conversations/bulk", json!({"changes": [{"id": ids[0], "status": "pending"}]})).expect(200).await;
        owner.post("/conversations/bulk", assign(json!(agent.user_id))).expect(200).await;
        owner.post("/conversations/bulk", assign(Value::Null)).expect(200).await;
        assert_eq!(owner.get("/conversations/1").expect(200).await["assignee_id"], Value::Null);
    }

    async fn two_at_once_in_either_order_both_succeed(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let x = label(&owner, "x").await;
        let ids = ids(&owner, 12).await;
        let mut running = Vec::new();
        for round in 0..6 {
            let mut changes: Vec<_> = ids.iter().map(|id| match round % 3 {
                0 => json!({"id": id, "status": "pending", "assignee_id": agent.user_id}),
                1 => json!({"id": id, "status": "open", "add_label_ids": [x]}),
                _ => json!({"id": id, "remove_label_ids": [x], "assignee_id": null}),
            }).collect();
            if round % 2 == 0 {
                changes.reverse();
            }
            let owner = owner.clone();
            running.push(tokio::spawn(async move {
                owner.post("/conversations/bulk", json!({"changes": changes})).await.status().as_u16()
            }));
        }
        for call in running {
            assert_eq!(call.await.unwrap(), 200);
        }
        let list = owner.get("/conversations").expect(200).await;
        let of = |status: &str| list.as_array().unwrap().iter().filter(|one| one["status"] == status).count();
        let counted = owner.get("/conversations/counts").expect(200).await;
        assert_eq!(counted["by_status"], json!({"open": of("open"), "pending": of("pending"), "resolved": 0, "closed": 0}));
        let labelled = owner.get(&format!("/conversations?label_id={x}&count=true")).expect(200).await;
        let said = list.as_array().unwrap().iter().filter(|one| one["label_ids"] == json!([x])).count();
        assert_eq!(labelled.as_array().unwrap().len(), said);
    }
}
