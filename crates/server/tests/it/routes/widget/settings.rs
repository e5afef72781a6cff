//! Making widgets and changing them.

use pingback_model::Plan;
use pingback_testkit::{Builder, Client, Engine, Socket, TestApp, Value, both_engines, json};

use super::{Visitor, widget};

fn pointers(problem: &Value) -> Vec<&str> {
    problem["errors"].as_array().unwrap().iter().map(|field| field["pointer"].as_str().unwrap()).collect()
}

/// A dashboard of the member's is open.
async fn note_present(app: &TestApp, member: &Client) {
    let (workspace, user) = (member.business_id.parse().unwrap(), member.user_id.parse().unwrap());
    pingback_app::sockets::set_present(app, workspace, user, true).await.unwrap();
}

both_engines! {
    async fn a_widget_has_the_contracts_defaults_and_makes_its_channel(app: TestApp) {
        let owner = app.owner().await;
        let admin = owner.invite("ada@acme.test", "admin").await;
        let mut made = admin.post("/widget/create", json!({"domain": "HTTPS://Shop.Acme.com:8443/start"})).expect(201).await;
        let secret = made.as_object_mut().unwrap().remove("identity_secret").unwrap();
        assert!(secret.as_str().unwrap().len() >= 43);
        let expected = json!({
            "id": made["id"], "business_id": owner.business_id, "name": "PingBack Support", "domain": "shop.acme.com",
            "welcome_heading": "Hi there!",
            "welcome_tagline": "We make it simple to connect with us. Ask us anything, or share your feedback.",
            "primary_color": "#7650FF", "show_online_badge": true, "logo_url": null, "config": {},
            "created_at": "2026-11-24T12:00:00Z", "updated_at": "2026-11-24T12:00:00Z",
            "answers_by_email": false, "seen_at": null,
        });
        assert_eq!(made, expected);
        assert_eq!(owner.get("/widget/").expect(200).await, json!([expected]), "the secret is shown once");
        let channels = owner.get("/channels").expect(200).await;
        assert_eq!((channels.as_array().unwrap().len(), &channels[0]["type"]), (1, &json!("widget")));
        // The second widget shares the channel.
        widget(&owner, "other.acme.com").await;
        assert_eq!(owner.get("/channels").expect(200).await.as_array().unwrap().len(), 1);
    }

    async fn one_widget_for_a_domain(app: TestApp) {
        let owner = app.owner().await;
        let first = widget(&owner, "acme.com").await;
        let second = widget(&owner, "www.acme.com").await;
        for domain in ["acme.com", "https://ACME.com/", "acme.com:443"] {
            let problem = owner.post("/widget/create", json!({"domain": domain})).expect(400).await;
            assert_eq!(problem["detail"], "This workspace already has a widget for acme.com");
        }
        owner.patch(&format!("/widget/{second}"), json!({"domain": "acme.com"})).expect(400).await;
        owner.patch(&format!("/widget/{first}"), json!({"domain": "acme.com"})).expect(200).await;
        widget(&app.stranger().await, "acme.com").await;
    }

    async fn the_first_widget_counts_against_the_channels(engine: Engine) {
        let app = Builder::new(engine).plan(Plan::Free).build().await;
        let owner = app.owner().await;
        let both = tokio::join!(
            owner.post("/widget/create", json!({"domain": "a.acme.com"})).send(),
            owner.post("/widget/create", json!({"domain": "b.acme.com"})).send(),
        );
        assert_eq!((both.0.status().as_u16(), both.1.status().as_u16()), (201, 201), "two first ones share the channel");
        let stranger = app.stranger().await;
        let none = pingback_app::billing::SetPlan {
            workspace_id: stranger.business_id.parse().unwrap(),
            plan: Plan::Free,
            overrides: [(pingback_model::Feature::Channels, pingback_model::Limit::AtMost(0))].into(),
        };
        pingback_app::billing::set_plan(&app, &none).await.unwrap();
        let full = stranger.post("/widget/create", json!({"domain": "acme.com"})).expect(402).await;
        assert_eq!((&full["feature"], &full["current"], &full["limit"]), (&json!("channels"), &json!(0), &json!(0)));
        assert_eq!(stranger.get("/widget").expect(200).await, json!([]), "nothing half made");
    }

    async fn everything_of_a_widget_can_be_changed(app: TestApp) {
        let owner = app.owner().await;
        let path = format!("/widget/{}", widget(&owner, "acme.com").await);
        app.advance(chrono::TimeDelta::seconds(5));
        let all = json!({
            "name": "Help", "domain": "https://help.acme.com", "welcome_heading": "Hello", "welcome_tagline": "",
            "primary_color": "#00ff7f", "show_online_badge": false, "logo_url": "https://acme.com/logo.png",
            "config": {"position": "left"},
        });
        let changed = owner.patch(&path, all.clone()).expect(200).await;
        for (field, value) in all.as_object().unwrap() {
            let expected = if field == "domain" { &json!("help.acme.com") } else { value };
            assert_eq!(&changed[field], expected, "{field}");
        }
        assert_eq!((&changed["created_at"], &changed["updated_at"]), (&json!("2026-11-24T12:00:00Z"), &json!("2026-11-24T12:00:05Z")));
        let kept = owner.patch(&path, json!({"name": "Desk"})).expect(200).await;
        assert_eq!((&kept["name"], &kept["logo_url"], &kept["show_online_badge"]), (&json!("Desk"), &all["logo_url"], &json!(false)));
        let without = owner.patch(&path, json!({"logo_url": null})).expect(200).await;
        assert_eq!((&without["logo_url"], &without["welcome_heading"]), (&Value::Null, &json!("Hello")));
        let admin = owner.invite("ada@acme.test", "admin").await;
        admin.patch(&path, json!({"name": "By the admin"})).expect(200).await;
        let agent = owner.invite("james@acme.test", "agent").await;
        agent.patch(&path, json!({"name": "x"})).expect(403).await;
        agent.get("/widget").expect(403).await;
        agent.post("/widget/create", json!({"domain": "x.com"})).expect(403).await;
        app.stranger().await.patch(&path, json!({"name": "x"})).expect(404).await;
    }

    async fn what_does_not_validate_is_named(app: TestApp) {
        let owner = app.owner().await;
        let path = format!("/widget/{}", widget(&owner, "acme.com").await);
        let wrong = json!({
            "name": "", "domain": "not a domain", "welcome_heading": "x".repeat(201), "welcome_tagline": "x".repeat(501),
            "primary_color": "purple", "logo_url": "javascript:alert(1)", "config": 7,
        });
        let all = ["/domain", "/name", "/welcome_heading", "/welcome_tagline", "/primary_color", "/logo_url", "/config"];
        assert_eq!(pointers(&owner.patch(&path, wrong.clone()).expect(422).await), all);
        assert_eq!(pointers(&owner.post("/widget/create", wrong).expect(422).await), all);
        owner.post("/widget/create", json!({})).expect(422).await;
        for domain in ["", "ftp://acme.com", "a@acme.com", "acme..com", "com", "*.com", "https://com."] {
            assert_eq!(pointers(&owner.post("/widget/create", json!({"domain": domain})).expect(422).await), ["/domain"]);
        }
    }

    async fn everybody_sees_how_a_widget_looks(app: TestApp) {
        let owner = app.owner().await;
        let path = format!("/widget/{}", widget(&owner, "acme.com").await);
        let nobody = app.anonymous();
        let shown = nobody.get(&path).expect(200).await;
        let mut expected = owner.get("/widget").expect(200).await[0].clone();
        expected["is_online"] = json!(false);
        expected["team"] = json!([{"name": "Olive", "avatar_url": null}]);
        assert_eq!(shown, expected, "and nothing else: no secret, no address of a member, no family name");
        owner.patch("/team/status", json!({"status": "live"})).expect(200).await;
        assert_eq!(nobody.get(&path).expect(200).await["is_online"], false, "live, but not there");
        for who in ["ada", "ben", "cleo"] {
            owner.invite(&format!("{who}@acme.test"), "agent").await;
        }
        let zoe = owner.invite("zoe@acme.test", "agent").await;
        zoe.patch("/team/status", json!({"status": "live"})).expect(200).await;
        note_present(&app, &zoe).await;
        let shown = nobody.get(&path).expect(200).await;
        assert_eq!((&shown["is_online"], shown["team"].as_array().unwrap().len()), (&json!(true), 3));
        assert_eq!([&shown["team"][0]["name"], &shown["team"][1]["name"]], ["zoe", "Olive"], "who is there comes first");
        app.advance(chrono::TimeDelta::seconds(61));
        assert_eq!(nobody.get(&path).expect(200).await["is_online"], false, "a node that died takes them with it");
        owner.patch(&path, json!({"show_online_badge": false})).expect(200).await;
        let shown = nobody.get(&path).expect(200).await;
        assert_eq!((&shown["is_online"], shown["team"].as_array().unwrap().len()), (&Value::Null, 3));
        owner.patch(&path, json!({"show_online_badge": true, "config": {"show_team": false}})).expect(200).await;
        let shown = nobody.get(&path).expect(200).await;
        assert_eq!((&shown["is_online"], &shown["team"]), (&json!(false), &json!([])));
        nobody.get("/widget/01981f6e-7a3b-7c11-9d2e-0123456789ab").expect(404).await;
        nobody.get("/widget/x").expect(404).await;
    }

    async fn a_widget_is_open_while_its_channel_is(app: TestApp) {
        let owner = app.owner().await;
        let id = widget(&owner, "acme.com").await;
        let (path, session) = (format!("/widget/{id}"), format!("/widget/{id}/session"));
        let channel = owner.get("/channels").expect(200).await[0]["id"].as_str().unwrap().to_owned();
        let channel = format!("/channels/{channel}");
        let nobody = app.anonymous();
        owner.patch(&channel, json!({"is_active": false})).expect(200).await;
        nobody.get(&path).expect(404).await;
        nobody.post(&session, json!({})).expect(404).await;
        owner.patch(&path, json!({"name": "Still mine"})).expect(200).await;
        owner.patch(&channel, json!({"is_active": true})).expect(200).await;
        nobody.get(&path).expect(200).await;
        owner.delete(&channel).expect(200).await;
        nobody.get(&path).expect(404).await;
        // The next widget channel takes it over, its look and its domain kept.
        owner.post("/channels", json!({"type": "widget"})).expect(201).await;
        assert_eq!(nobody.get(&path).expect(200).await["name"], "Still mine");
    }

    async fn known_keys_of_the_config_are_checked_and_others_kept(app: TestApp) {
        let owner = app.owner().await;
        let path = format!("/widget/{}", widget(&owner, "acme.com").await);
        let config = json!({"position": "left", "offset_x": 40, "pre_chat": {"is_on": true, "email": "required"}, "theirs": [1]});
        assert_eq!(owner.patch(&path, json!({"config": config})).expect(200).await["config"], config);
        assert_eq!(app.anonymous().get(&path).expect(200).await["config"], config);
        let wrong = json!({"position": "top", "offset_x": 121, "launcher_text": "x".repeat(25), "pre_chat": {"name": "always"}, "sound": "on", "theirs": {}});
        let all = ["/config/position", "/config/launcher_text", "/config/offset_x", "/config/pre_chat/name", "/config/sound"];
        assert_eq!(pointers(&owner.patch(&path, json!({"config": wrong})).expect(422).await), all);
        assert_eq!(pointers(&owner.post("/widget/create", json!({"domain": "b.com", "config": wrong})).expect(422).await), all);
        assert_eq!(owner.get("/widget").expect(200).await[0]["config"], config, "nothing half changed");
    }

    async fn an_identity_secret_can_be_renewed(app: TestApp) {
        let owner = app.owner().await;
        let made = owner.post("/widget/create", json!({"domain": "acme.com"})).header("Idempotency-Key", "k").expect(201).await;
        let again = owner.post("/widget/create", json!({"domain": "acme.com"})).header("Idempotency-Key", "k").expect(201).await;
        assert_eq!(made, again, "the same widget with the same secret");
        let (id, secret) = (made["id"].as_str().unwrap(), made["identity_secret"].as_str().unwrap());
        let (path, rotate, previous) =
            (format!("/widget/{id}/identity"), format!("/widget/{id}/identity/rotate"), format!("/widget/{id}/identity/previous"));
        let hint = |secret: &str| format!("••••{}", &secret[secret.len() - 4..]);
        let shown = owner.get(&path).expect(200).await;
        assert_eq!(shown, json!({"has_secret": true, "hint": hint(secret), "previous_until": null}));
        let rotated = owner.post(&rotate, Value::Null).header("Idempotency-Key", "r").expect(200).await;
        assert_eq!(owner.post(&rotate, Value::Null).header("Idempotency-Key", "r").expect(200).await, rotated, "once");
        let next = rotated["secret"].as_str().unwrap();
        assert!(next.len() >= 43 && next != secret);
        let shown = owner.get(&path).expect(200).await;
        assert_eq!(shown, json!({"has_secret": true, "hint": hint(next), "previous_until": "2026-12-24T12:00:00Z"}));
        owner.delete(&previous).expect(204).await;
        owner.delete(&previous).expect(204).await;
        assert_eq!(owner.get(&path).expect(200).await["previous_until"], Value::Null);
        let (agent, stranger) = (owner.invite("james@acme.test", "agent").await, app.stranger().await);
        for (caller, status) in [(&agent, 403), (&stranger, 404)] {
            caller.get(&path).expect(status).await;
            caller.post(&rotate, Value::Null).expect(status).await;
            caller.delete(&previous).expect(status).await;
        }
        // Sealed, also where the answers are kept for idempotency keys.
        let mut tx = app.read().await.unwrap();
        let kept: Vec<(String,)> = tx.fetch_all("SELECT answer FROM idempotency_keys ORDER BY key", &[]).await.unwrap();
        assert!(kept.len() == 2 && kept.iter().all(|(answer,)| !answer.contains(secret) && !answer.contains(next)));
    }

    async fn a_deleted_widget_is_gone_and_its_conversations_stay(app: TestApp) {
        let owner = app.owner().await;
        let (agent, stranger) = (owner.invite("james@acme.test", "agent").await, app.stranger().await);
        let id = widget(&owner, "acme.com").await;
        let kept = widget(&owner, "other.acme.com").await;
        let visitor = Visitor::new(&app, &id).await;
        visitor.says("Hello").await;
        let path = format!("/widget/{id}");
        agent.delete(&path).expect(403).await;
        stranger.delete(&path).expect(404).await;
        let mut team = Socket::of(&agent).await;
        team.ask("resume", json!({})).await;
        owner.delete(&path).expect(204).await;
        owner.delete(&path).expect(404).await;
        assert_eq!(team.expect("settings_changed").await["kind"], "widgets");
        app.anonymous().get(&path).expect(404).await;
        app.anonymous().post(&visitor.path("session"), json!({})).expect(404).await;
        visitor.client.post(&visitor.path("messages"), json!({"content": "Anybody?"})).expect(404).await;
        owner.get(&format!("{path}/identity")).expect(404).await;
        assert_eq!(owner.get("/conversations/1").expect(200).await["messages"][0]["content"], "Hello");
        assert_eq!(owner.get("/channels").expect(200).await.as_array().unwrap().len(), 1);
        app.anonymous().get(&format!("/widget/{kept}")).expect(200).await;
        widget(&owner, "acme.com").await;
    }

    async fn every_member_may_read_the_widgets(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let id = widget(&owner, "acme.com").await;
        let mut team = Socket::of(&agent).await;
        team.ask("resume", json!({})).await;
        owner.patch(&format!("/widget/{id}"), json!({"welcome_heading": "Hello"})).expect(200).await;
        assert_eq!(team.expect("settings_changed").await["kind"], "widgets");
        let read = agent.get("/widgets").expect(200).await;
        assert_eq!((&read, &read[0]["welcome_heading"]), (&owner.get("/widget").expect(200).await, &json!("Hello")));
        assert_eq!(app.stranger().await.get("/widgets").expect(200).await, json!([]));
        agent.get("/widget").expect(403).await;
    }
}
