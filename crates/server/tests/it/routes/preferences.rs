//! `preferences`: how a member wants to be told.

use pingback_testkit::{TestApp, Value, both_engines, json};

both_engines! {
    async fn what_was_never_set_is_as_usual_and_a_change_leaves_the_rest(app: TestApp) {
        let owner = app.owner().await;
        let (heard, silent) = (json!({"in_app": true, "desktop": true, "sound": true}), json!({"in_app": true, "desktop": true, "sound": false}));
        let usual = json!({
            "notifications": {
                "conversation_assigned": heard, "new_message": heard, "mention": heard,
                "new_conversation": silent, "member_joined": silent, "needs_handoff": silent,
            },
            "sound_only_when_hidden": true, "send_key": "ctrl_enter", "keyboard": {"enabled": true, "keys": {}},
        });
        assert_eq!(owner.get("/preferences").expect(200).await, usual);
        let none = json!({"in_app": false, "desktop": false, "sound": false});
        let change = json!({"notifications": {"mention": none}, "send_key": "enter", "keyboard": {"keys": {"resolve": "e"}}});
        let mut expected = usual.clone();
        expected["notifications"]["mention"] = none;
        expected["send_key"] = json!("enter");
        expected["keyboard"]["keys"] = json!({"resolve": "e"});
        assert_eq!(owner.patch("/preferences", change).expect(200).await, expected);
        expected["keyboard"] = json!({"enabled": false, "keys": {"close": "x"}});
        assert_eq!(owner.patch("/preferences", json!({"keyboard": {"enabled": false, "keys": {"close": "x"}}})).expect(200).await, expected);
        assert_eq!(owner.get("/preferences").expect(200).await, expected);
        let agent = owner.invite("james@acme.test", "agent").await;
        assert_eq!(agent.get("/preferences").expect(200).await, usual, "each has their own");
    }

    async fn what_is_no_preference_is_refused(app: TestApp) {
        let owner = app.owner().await;
        for (body, pointer) in [
            (json!({"color": "red"}), "/"),
            (json!({"notifications": {"lunch": {}}}), "/notifications"),
            (json!({"notifications": {"mention": {"in_app": true}}}), "/notifications/mention"),
            (json!({"send_key": "space"}), "/send_key"),
            (json!({"keyboard": {"keys": {"a": ""}}}), "/keyboard/keys/a"),
        ] {
            let problem = owner.patch("/preferences", body).expect(422).await;
            let named = problem["errors"][0]["pointer"].as_str().unwrap();
            assert!(named.starts_with(pointer) || pointer == "/", "{problem}");
        }
    }

    async fn nothing_is_kept_of_what_a_member_does_not_want_to_hear(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        owner.post("/conversations", json!({"business_id": owner.business_id})).expect(201).await;
        let assign = format!("/team/assign/1?agent_id={}", agent.user_id);
        let none = json!({"in_app": false, "desktop": false, "sound": false});
        agent.patch("/preferences", json!({"notifications": {"conversation_assigned": none}})).expect(200).await;
        owner.post(&assign, Value::Null).expect(200).await;
        assert_eq!(agent.get("/notifications").expect(200).await, json!([]));
        owner.delete("/conversations/1/assign").expect(200).await;
        let heard = json!({"in_app": true, "desktop": false, "sound": false});
        agent.patch("/preferences", json!({"notifications": {"conversation_assigned": heard}})).expect(200).await;
        owner.post(&assign, Value::Null).expect(200).await;
        assert_eq!(agent.get("/notifications").expect(200).await[0]["type"], "conversation_assigned");
    }
}
