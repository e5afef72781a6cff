//! `onboarding`: the first steps of a workspace, and `auth/business`.

use pingback_testkit::{Socket, TestApp, Value, both_engines, json};

use super::widget::{Visitor, widget};

both_engines! {
    async fn each_step_is_taken_when_it_is_taken(app: TestApp) {
        let owner = app.owner().await;
        let steps = async || owner.get("/onboarding").expect(200).await;
        let mut expected = json!({
            "widget_created": false, "widget_seen_at": null, "first_message": false, "first_member": false,
            "first_reply": false, "dismissed": false,
        });
        assert_eq!(steps().await, expected);
        owner.post("/conversations", json!({"business_id": owner.business_id})).expect(201).await;
        owner.post("/conversations/1/messages", json!({"content": "A note", "is_private": true})).expect(201).await;
        assert_eq!(steps().await, expected, "nobody was answered yet");

        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        expected["widget_created"] = json!(true);
        visitor.client.post(&visitor.path("messages"), json!({"content": "Hello?", "client_id": "1"})).expect(201).await;
        expected["first_message"] = json!(true);
        let mut now = steps().await;
        now["widget_seen_at"] = Value::Null;
        assert_eq!(now, expected);
        owner.post("/conversations/2/messages", json!({"content": "Hello!"})).expect(201).await;
        expected["first_reply"] = json!(true);
        let agent = owner.invite("james@acme.test", "agent").await;
        expected["first_member"] = json!(true);
        agent.post("/onboarding/dismiss", Value::Null).expect(403).await;
        owner.post("/onboarding/dismiss", Value::Null).expect(204).await;
        owner.post("/onboarding/dismiss", Value::Null).expect(204).await;
        expected["dismissed"] = json!(true);
        let mut now = agent.get("/onboarding").expect(200).await;
        now["widget_seen_at"] = Value::Null;
        assert_eq!(now, expected);
    }

    async fn a_workspace_changes_what_it_says_of_itself(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let mut socket = Socket::of(&agent).await;
        socket.ask("resume", json!({})).await;
        let before = owner.get("/auth/me").expect(200).await["business"].clone();
        let changed = owner.patch("/auth/business", json!({"name": " Acme Ltd ", "website": "acme.com", "goal": "Support"})).expect(200).await;
        let mut expected = before.clone();
        expected["name"] = json!("Acme Ltd");
        expected["website"] = json!("acme.com");
        expected["goal"] = json!("Support");
        assert_eq!(changed, expected);
        assert_eq!(socket.expect("settings_changed").await["kind"], "workspace");
        let changed = owner.patch("/auth/business", json!({"goal": null})).expect(200).await;
        assert_eq!((&changed["goal"], &changed["website"]), (&Value::Null, &json!("acme.com")));
        agent.patch("/auth/business", json!({"name": "Mine"})).expect(403).await;
        let problem = owner.patch("/auth/business", json!({"name": " ", "website": "javascript:alert(1)"})).expect(422).await;
        assert_eq!(problem["errors"].as_array().unwrap().len(), 2);
    }
}
