//! Drafts.

use chrono::TimeDelta;
use pingback_testkit::{TestApp, Value, both_engines, json};

use super::begin;

both_engines! {
    async fn a_draft_is_kept_until_it_is_sent(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let first = begin(&owner).await;
        begin(&owner).await;
        let nothing = json!({"content": "", "is_private": false, "updated_at": null});
        assert_eq!(owner.get("/conversations/1/draft").expect(200).await, nothing);
        let kept = owner.put("/conversations/1/draft", json!({"content": "Dear", "is_private": true})).expect(200).await;
        assert_eq!(kept, json!({"content": "Dear", "is_private": true, "updated_at": "2026-11-24T12:00:00Z"}));
        app.advance(TimeDelta::seconds(1));
        let kept = owner.put("/conversations/1/draft", json!({"content": "Dear you"})).expect(200).await;
        assert_eq!(owner.get("/conversations/1/draft").expect(200).await, kept);
        assert_eq!(agent.get("/conversations/1/draft").expect(200).await, nothing, "it is the owner's alone");
        app.advance(TimeDelta::seconds(1));
        owner.put("/conversations/2/draft", json!({"content": "x"})).expect(200).await;
        let list = owner.get("/drafts").expect(200).await;
        let shown: Vec<_> = list.as_array().unwrap().iter().map(|d| &d["updated_at"]).collect();
        assert_eq!(shown, ["2026-11-24T12:00:02Z", "2026-11-24T12:00:01Z"]);
        assert_eq!(list[1], json!({"conversation_id": first["id"], "is_private": false, "updated_at": "2026-11-24T12:00:01Z"}));

        agent.post("/conversations/1/messages", json!({"content": "Mine"})).expect(201).await;
        assert_eq!(owner.get("/conversations/1/draft").expect(200).await, kept, "another's message leaves it");
        owner.post("/conversations/1/messages", json!({"content": "Aside", "is_private": true})).expect(201).await;
        assert_eq!(owner.get("/conversations/1/draft").expect(200).await, kept, "a note leaves the answer");
        owner.post("/conversations/1/messages", json!({"content": "Dear you"})).expect(201).await;
        assert_eq!(owner.get("/conversations/1/draft").expect(200).await, nothing);
        owner.delete("/conversations/2/draft").expect(204).await;
        owner.delete("/conversations/2/draft").expect(204).await;
        owner.put("/conversations/1/draft", json!({"content": "again"})).expect(200).await;
        assert_eq!(owner.put("/conversations/1/draft", json!({"content": ""})).expect(200).await, nothing);
        assert_eq!(owner.get("/drafts").expect(200).await, json!([]));
    }

    async fn a_draft_has_a_conversation_and_a_messages_length(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        for path in ["/conversations/9/draft", "/conversations/00000000-0000-7000-8000-000000000000/draft"] {
            owner.get(path).expect(404).await;
            owner.put(path, json!({"content": "x"})).expect(404).await;
            owner.delete(path).expect(404).await;
        }
        for bad in [json!("x".repeat(20_001)), json!("a\u{0}b"), Value::Null] {
            owner.put("/conversations/1/draft", json!({"content": bad})).expect(422).await;
        }
        app.stranger().await.get("/conversations/1/draft").expect(404).await;
    }
}
