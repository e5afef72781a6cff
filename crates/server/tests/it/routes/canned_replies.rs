//! `canned-replies/…`: the team's and one's own.

use pingback_testkit::{Socket, TestApp, Value, both_engines, json};

fn shortcuts(list: &Value) -> Vec<(&str, bool)> {
    let replies = list.as_array().unwrap();
    replies.iter().map(|r| (r["shortcut"].as_str().unwrap(), r["is_shared"].as_bool().unwrap())).collect()
}

both_engines! {
    async fn everybody_has_their_own_and_the_teams(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let body = |shortcut: &str, is_shared: bool| json!({"shortcut": shortcut, "content": "Hi {{customer.first_name}}", "is_shared": is_shared});
        let shared = owner.post("/canned-replies", body("refund", true)).expect(201).await;
        assert_eq!(shared, json!({
            "id": shared["id"], "shortcut": "refund", "content": "Hi {{customer.first_name}}", "is_shared": true,
            "created_at": "2026-11-24T12:00:00Z", "updated_at": "2026-11-24T12:00:00Z",
        }));
        owner.post("/canned-replies", body("a-mine", false)).expect(201).await;
        let own = agent.post("/canned-replies", body("refund", false)).expect(201).await;
        agent.post("/canned-replies", body("z", true)).expect(403).await;
        assert_eq!(shortcuts(&agent.get("/canned-replies").expect(200).await), [("refund", false), ("refund", true)]);
        assert_eq!(shortcuts(&owner.get("/canned-replies").expect(200).await), [("a-mine", false), ("refund", true)]);

        let path = |reply: &Value| format!("/canned-replies/{}", reply["id"].as_str().unwrap());
        owner.patch(&path(&own), json!({"content": "x"})).expect(404).await;
        owner.delete(&path(&own)).expect(404).await;
        agent.patch(&path(&shared), json!({"content": "x"})).expect(403).await;
        agent.delete(&path(&shared)).expect(403).await;
        agent.patch(&path(&own), json!({"is_shared": true})).expect(403).await;
        let changed = agent.patch(&path(&own), json!({"shortcut": "money-back"})).expect(200).await;
        assert_eq!((&changed["shortcut"], &changed["content"]), (&json!("money-back"), &own["content"]));
        agent.delete(&path(&own)).expect(204).await;
        agent.delete(&path(&own)).expect(404).await;
        app.stranger().await.patch(&path(&shared), json!({})).expect(404).await;
    }

    async fn a_shortcut_is_its_owners_once(app: TestApp) {
        let owner = app.owner().await;
        let body = |shortcut: &str, is_shared: bool| json!({"shortcut": shortcut, "content": "x", "is_shared": is_shared});
        owner.post("/canned-replies", body("a", true)).expect(201).await;
        owner.post("/canned-replies", body("a", true)).expect(400).await;
        let own = owner.post("/canned-replies", body("a", false)).expect(201).await;
        owner.post("/canned-replies", body("b", true)).expect(201).await;
        let path = format!("/canned-replies/{}", own["id"].as_str().unwrap());
        owner.patch(&path, json!({"is_shared": true})).expect(400).await;
        owner.patch(&path, json!({"is_shared": true, "shortcut": "b"})).expect(400).await;
        owner.patch(&path, json!({"is_shared": true, "shortcut": "c"})).expect(200).await;
        assert_eq!(shortcuts(&owner.get("/canned-replies").expect(200).await), [("a", true), ("b", true), ("c", true)]);
    }

    async fn what_does_not_validate_is_named(app: TestApp) {
        let owner = app.owner().await;
        let problem = owner.post("/canned-replies", json!({"shortcut": "No!", "content": " "})).expect(422).await;
        let pointers: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|e| e["pointer"].clone()).collect();
        assert_eq!(pointers, ["/shortcut", "/content"]);
        let problem = owner.post("/canned-replies", json!({"shortcut": "a", "content": "{{order.id}}"})).expect(422).await;
        assert_eq!(problem["errors"][0]["pointer"], "/content");
        assert!(problem["detail"].as_str().unwrap().contains("{{order.id}}"), "{problem}");
    }

    async fn those_who_see_it_hear_that_it_changed(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let (mut hers, mut his) = (Socket::of(&owner).await, Socket::of(&agent).await);
        for socket in [&mut hers, &mut his] {
            socket.ask("resume", json!({})).await;
        }
        owner.post("/canned-replies", json!({"shortcut": "own", "content": "x"})).expect(201).await;
        assert_eq!(hers.expect("settings_changed").await["kind"], "canned_replies");
        owner.post("/views", json!({"name": "All", "is_shared": true, "filter": {}})).expect(201).await;
        let event = his.expect("settings_changed").await;
        assert_eq!(event["kind"], "views", "of the owner's own canned reply he hears nothing");
        assert!(event.get("user_id").is_none(), "{event}");
    }
}
