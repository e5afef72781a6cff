//! `channels/…`: what the owner may connect, by plan.

use std::collections::BTreeMap;

use pingback_app::billing::{SetPlan, set_plan};
use pingback_model::{Feature, Limit, Plan};
use pingback_testkit::{Builder, Client, Engine, TestApp, Value, both_engines, json};

async fn change_plan(app: &TestApp, owner: &Client, plan: Plan, channels: Option<Limit>) {
    let overrides: BTreeMap<_, _> = channels.map(|limit| (Feature::Channels, limit)).into_iter().collect();
    let input = SetPlan { workspace_id: owner.business_id.parse().unwrap(), plan, overrides };
    set_plan(app, &input).await.unwrap();
}

async fn create(owner: &Client) -> Value {
    owner.post("/channels/", json!({"type": "widget", "config": {}})).expect(201).await
}

async fn count(owner: &Client) -> usize {
    owner.get("/channels/").expect(200).await.as_array().unwrap().len()
}

fn pointers(problem: &Value) -> Vec<&str> {
    problem["errors"].as_array().unwrap().iter().map(|field| field["pointer"].as_str().unwrap()).collect()
}

both_engines! {
    async fn a_channel_from_birth_to_death(app: TestApp) {
        let owner = app.owner().await;
        assert_eq!(owner.get("/channels/").expect(200).await, json!([]));
        let made = owner.post("/channels/", json!({"type": "webchat"})).expect(201).await;
        let expected = json!({
            "id": made["id"], "business_id": owner.business_id, "type": "widget", "config": {},
            "is_active": true, "created_at": "2026-11-24T12:00:00Z",
        });
        assert_eq!(made, expected, "webchat is another name for the widget");
        let inactive = json!({"type": "widget", "config": {"a": [1]}, "is_active": false});
        let second = owner.post("/channels/", inactive).expect(201).await;
        assert_eq!((&second["is_active"], &second["config"]), (&json!(false), &json!({"a": [1]})));
        assert_eq!(owner.get("/channels").expect(200).await, json!([made, second]), "active and inactive");

        let path = format!("/channels/{}", made["id"].as_str().unwrap());
        let changed = owner.patch(&path, json!({"is_active": false})).expect(200).await;
        assert_eq!((&changed["is_active"], &changed["config"]), (&json!(false), &json!({})));
        let changed = owner.patch(&path, json!({"config": {"b": 2}, "type": "webchat"})).expect(200).await;
        assert_eq!((&changed["is_active"], &changed["config"]), (&json!(false), &json!({"b": 2})));
        let refused = owner.patch(&path, json!({"type": "telegram", "is_active": true})).expect(400).await;
        assert!(refused["detail"].as_str().unwrap().contains("type of a channel cannot be changed"));
        assert_eq!(owner.get("/channels").expect(200).await[0]["is_active"], false, "a refusal changes nothing");

        assert_eq!(owner.delete(&path).expect(200).await, json!({"message": "Channel deleted"}));
        owner.delete(&path).expect(404).await;
        owner.patch(&path, json!({"is_active": true})).expect(404).await;
        assert_eq!(owner.get("/channels").expect(200).await, json!([second]));
    }

    async fn only_the_owner_manages_channels(app: TestApp) {
        let owner = app.owner().await;
        let path = format!("/channels/{}", create(&owner).await["id"].as_str().unwrap());
        for role in ["admin", "agent"] {
            let member = owner.invite(&format!("{role}@acme.test"), role).await;
            let problem = member.get("/channels").expect(403).await;
            assert_eq!(problem["detail"], "Only the workspace owner can manage channels.");
            member.post("/channels", json!({"type": "widget"})).expect(403).await;
            member.patch(&path, json!({"is_active": false})).expect(403).await;
            member.delete(&path).expect(403).await;
        }
        let stranger = app.stranger().await;
        assert_eq!(count(&stranger).await, 0);
        stranger.patch(&path, json!({"is_active": false})).expect(404).await;
        stranger.delete(&path).expect(404).await;
        assert_eq!(owner.get("/channels").expect(200).await[0]["is_active"], true);
    }

    async fn free_has_one_channel_and_only_the_widget(engine: Engine) {
        let app = Builder::new(engine).plan(Plan::Free).build().await;
        let owner = app.owner().await;
        let telegram = json!({"type": "telegram", "config": {"bot_token": "1:a"}});
        let locked = owner.post("/channels/", telegram).expect(402).await;
        assert_eq!((&locked["error"], &locked["feature"]), (&json!("feature_locked"), &json!("integrations")));
        assert_eq!((&locked["plan"], &locked["detail"]), (&json!("Free"), &locked["message"]));
        create(&owner).await;
        let full = owner.post("/channels/", json!({"type": "widget"})).expect(402).await;
        let expected = json!({
            "error": "limit_exceeded", "plan": "Free", "feature": "channels", "current": 1, "limit": 1,
            "message": "Upgrade to add more channels. Current plan allows 1 channel.",
        });
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(&full[name], value);
        }
        assert_eq!(count(&owner).await, 1);
    }

    async fn providers_are_checked_by_plan_then_credentials_then_refused(engine: Engine) {
        let app = Builder::new(engine).plan(Plan::Mini).build().await;
        let owner = app.owner().await;
        let needed = [
            ("telegram", json!({}), "bot_token"),
            ("whatsapp", json!({"access_token": "a"}), "phone_number_id, app_secret"),
            ("instagram", json!({"access_token": "a", "app_secret": "s"}), "page_id"),
            ("x", json!({}), "api_key, access_token"),
            ("sms", json!({"account_sid": "a", "auth_token": ""}), "auth_token, from"),
            ("email", json!({"imap_host": "mail.acme.test"}), "address, imap_username, imap_password"),
        ];
        for (kind, config, missing) in needed {
            let problem = owner.post("/channels/", json!({"type": kind, "config": config})).expect(400).await;
            assert_eq!(problem["detail"], format!("Missing credentials for {kind}: {missing}"));
        }
        let telegram = json!({"type": "telegram", "config": {"bot_token": "12345:secret"}});
        let problem = owner.post("/channels/", telegram.clone()).expect(400).await;
        assert_eq!(problem["detail"], "Channel type telegram is not available in this version");
        assert!(!problem.to_string().contains("12345"), "a credential is never said back");
        for _ in 0..3 {
            create(&owner).await;
        }
        let full = owner.post("/channels/", telegram).expect(402).await;
        assert_eq!((&full["feature"], &full["current"], &full["limit"]), (&json!("channels"), &json!(3), &json!(3)));
        assert_eq!(count(&owner).await, 3, "no provider's channel was stored");
    }

    async fn two_at_once_cannot_both_take_the_last_place(engine: Engine) {
        let app = Builder::new(engine).plan(Plan::Mini).build().await;
        let owner = app.owner().await;
        let tries: Vec<_> = (0..8)
            .map(|_| {
                let owner = owner.clone();
                tokio::spawn(async move { owner.post("/channels", json!({"type": "widget"})).send().await.status().as_u16() })
            })
            .collect();
        let mut made = 0;
        for one in tries {
            match one.await.unwrap() {
                201 => made += 1,
                402 => {}
                other => panic!("{other}"),
            }
        }
        assert_eq!((made, count(&owner).await), (3, 3));
    }

    async fn a_downgrade_keeps_what_is_there_and_an_operator_can_lift_the_limit(app: TestApp) {
        let owner = app.owner().await;
        for _ in 0..2 {
            create(&owner).await;
        }
        change_plan(&app, &owner, Plan::Free, None).await;
        assert_eq!(count(&owner).await, 2);
        let path = format!("/channels/{}", owner.get("/channels").await.json::<Value>().await.unwrap()[0]["id"].as_str().unwrap());
        owner.patch(&path, json!({"is_active": true})).expect(200).await;
        let full = owner.post("/channels", json!({"type": "widget"})).expect(402).await;
        assert_eq!((&full["current"], &full["limit"]), (&json!(2), &json!(1)));
        change_plan(&app, &owner, Plan::Free, Some(Limit::Unlimited)).await;
        create(&owner).await;
        change_plan(&app, &owner, Plan::Free, Some(Limit::AtMost(4))).await;
        create(&owner).await;
        let full = owner.post("/channels", json!({"type": "widget"})).expect(402).await;
        assert_eq!(full["message"], "Upgrade to add more channels. Current plan allows 4 channels.");
    }

    async fn what_does_not_validate_is_named(app: TestApp) {
        let owner = app.owner().await;
        let problem = owner.post("/channels", json!({"type": "fax", "config": []})).expect(422).await;
        assert_eq!(pointers(&problem), ["/type", "/config"]);
        assert!(problem["errors"][0]["detail"].as_str().unwrap().contains("telegram"), "{problem}");
        let problem = owner.post("/channels", json!({"config": {}})).expect(422).await;
        assert!(problem["detail"].as_str().unwrap().contains("type"), "{problem}");
        let large = json!({"type": "widget", "config": {"x": "y".repeat(17_000)}});
        assert_eq!(pointers(&owner.post("/channels", large).expect(422).await), ["/config"]);
        let path = format!("/channels/{}", create(&owner).await["id"].as_str().unwrap());
        let problem = owner.patch(&path, json!({"config": "x"})).expect(422).await;
        assert_eq!(pointers(&problem), ["/config"]);
        owner.patch("/channels/nonsense", json!({})).expect(404).await;
    }

    async fn conversations_outlive_their_channel(app: TestApp) {
        let owner = app.owner().await;
        let channel = create(&owner).await["id"].as_str().unwrap().to_owned();
        let body = json!({"business_id": owner.business_id, "channel_id": channel});
        let conversation = owner.post("/conversations", body).expect(201).await;
        assert_eq!(conversation["channel_id"], channel);
        owner.delete(&format!("/channels/{channel}")).expect(200).await;
        let path = format!("/conversations/{}", conversation["id"].as_str().unwrap());
        let kept = owner.get(&path).expect(200).await;
        assert_eq!((&kept["channel_type"], &kept["channel_id"]), (&json!("widget"), &Value::Null));
    }

    async fn a_repeated_request_makes_one_channel(app: TestApp) {
        let owner = app.owner().await;
        let once = || owner.post("/channels", json!({"type": "widget"})).header("Idempotency-Key", "k1");
        let first = once().expect(201).await;
        assert_eq!(once().expect(201).await, first);
        assert_eq!(count(&owner).await, 1);
    }
}
