//! `blocks`: who is not heard any more.

use std::time::Duration;

use pingback_http::realtime::Backplane;
use pingback_model::Plan;
use pingback_testkit::{Builder, Client, ConnectError, Engine, Socket, TestApp, Value, both_engines, json};
use reqwest::Method;
use reqwest::multipart::{Form, Part};

use super::widget::{Visitor, widget};

async fn connect(base: &str, visitor: &Visitor) -> Result<Socket, ConnectError> {
    let auth = json!({"business_id": visitor.session["business_id"], "token": visitor.session["token"]});
    Socket::connect(base, &auth, &[]).await
}

/// The statuses of everything that the visitor may do.
async fn statuses(app: &TestApp, visitor: &Visitor) -> Vec<u16> {
    let token = json!({"visitor_token": visitor.session["visitor_token"]});
    let form = Form::new().part("file", Part::text("words").file_name("words.txt"));
    let calls = [
        app.anonymous().post(&visitor.path("session"), token.clone()),
        app.anonymous().post(&visitor.path("hello"), token),
        visitor.client.post(&visitor.path("messages"), json!({"content": "Hello"})),
        visitor.client.call(Method::POST, &visitor.path("upload")).with(|request| request.multipart(form)),
        visitor.client.get(&visitor.path("conversation")),
        visitor.client.post(&visitor.path("visit"), json!({"url": "https://acme.com/a"})),
        visitor.client.post(&visitor.path("email"), json!({"email": "a@b.test"})),
        visitor.client.post(&visitor.path("rating"), json!({"rating": 1})),
    ];
    let mut found = Vec::new();
    for call in calls {
        let response = call.send().await;
        let status = response.status().as_u16();
        if status == 403 {
            let problem: Value = response.json().await.unwrap();
            assert_eq!(
                (&problem["detail"], &problem["error"]),
                (&json!("Refused"), &json!("refused")),
                "not a word why"
            );
        }
        found.push(status);
    }
    found
}

async fn block(team: &Client, body: Value) -> Value {
    team.post("/blocks", body).expect(201).await
}

both_engines! {
    async fn a_blocked_visitor_is_refused_and_their_sockets_cut(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let id = widget(&owner, "acme.com").await;
        let (bad, good) = (Visitor::new(&app, &id).await, Visitor::new(&app, &id).await);
        let customer = bad.says("Spam").await["sender_id"].clone();
        good.says("Hello").await;
        let (mut theirs, mut others) = (connect(app.base(), &bad).await.unwrap(), connect(app.base(), &good).await.unwrap());
        let mut team = Socket::of(&owner).await;
        team.ask("resume", json!({})).await;
        let made = block(&agent, json!({"kind": "visitor", "customer_id": customer, "note": " Spam "})).await;
        let expected = json!({
            "id": made["id"], "kind": "visitor", "customer_id": customer, "address": null, "note": "Spam",
            "created_by": agent.user_id, "created_at": "2026-11-24T12:00:00Z",
        });
        assert_eq!(made, expected);
        assert_eq!(owner.get("/blocks").expect(200).await, json!([expected]));
        assert_eq!(team.expect("settings_changed").await["kind"], "blocks");
        assert!(theirs.ends_within(Duration::from_secs(5)).await);
        assert_eq!(connect(app.base(), &bad).await.unwrap_err(), ConnectError("refused".into()));
        assert_eq!(statuses(&app, &bad).await, [403; 8]);
        assert_eq!(statuses(&app, &good).await, [200, 200, 201, 201, 200, 204, 204, 400], "nobody else is concerned");
        assert_eq!(others.ask("client_message", json!({"content": "Still here"})).await["ok"], true);
        // What is blocked already stays as it is, and is told to nobody.
        assert_eq!(block(&owner, json!({"kind": "visitor", "customer_id": customer, "note": "Again"})).await, expected);
        let events = team.within(Duration::from_millis(300)).await;
        assert!(events.iter().all(|(name, _)| name != "settings_changed" && name != "visitor_blocked"), "{events:?}");
        // What they wrote before stays, and the team may still read it.
        assert_eq!(owner.get("/conversations/1").expect(200).await["messages"][0]["content"], "Spam");

        let path = format!("/blocks/{}", made["id"].as_str().unwrap());
        agent.delete(&path).expect(204).await;
        agent.delete(&path).expect(404).await;
        assert_eq!(team.expect("settings_changed").await["kind"], "blocks");
        assert_eq!(statuses(&app, &bad).await, [200, 200, 201, 201, 200, 204, 204, 400]);
        connect(app.base(), &bad).await.unwrap();
    }

    async fn a_blocked_address_is_refused_whoever_comes_from_there(engine: Engine) {
        let app = Builder::new(engine)
            .settings(|settings| settings.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()])
            .build()
            .await;
        let owner = app.owner().await;
        let id = widget(&owner, "acme.com").await;
        let session = async |from: &str| {
            let call = app.anonymous().post(&format!("/widget/{id}/session"), json!({}));
            call.header("X-Forwarded-For", from).send().await.status().as_u16()
        };
        let made = block(&owner, json!({"kind": "address", "address": " 192.0.2.7 "})).await;
        assert_eq!((&made["address"], &made["customer_id"]), (&json!("192.0.2.7"), &Value::Null));
        assert_eq!((session("192.0.2.7").await, session("192.0.2.8").await, session("::ffff:192.0.2.7").await), (403, 200, 403));
        let made = block(&owner, json!({"kind": "address", "address": "2001:db8:1:2::5"})).await;
        assert_eq!(made["address"], "2001:db8:1:2::/64");
        assert_eq!(block(&owner, json!({"kind": "address", "address": "2001:db8:1:2::/64"})).await, made);
        assert_eq!((session("2001:db8:1:2:3::9").await, session("2001:db8:1:3::9").await), (403, 200));
        // How the widget looks is still everybody's, and another workspace's widget is its own business.
        let theirs = widget(&app.stranger().await, "acme.com").await;
        app.anonymous().get(&format!("/widget/{id}")).header("X-Forwarded-For", "192.0.2.7").expect(200).await;
        let call = app.anonymous().post(&format!("/widget/{theirs}/session"), json!({}));
        call.header("X-Forwarded-For", "192.0.2.7").expect(200).await;
    }

    async fn an_address_is_cut_and_let_in_again(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        visitor.says("Hello").await;
        let mut socket = connect(app.base(), &visitor).await.unwrap();
        let made = block(&owner, json!({"kind": "address", "address": "127.0.0.1"})).await;
        assert!(socket.ends_within(Duration::from_secs(5)).await);
        assert_eq!(statuses(&app, &visitor).await, [403; 8]);
        owner.get("/blocks").expect(200).await;
        owner.delete(&format!("/blocks/{}", made["id"].as_str().unwrap())).expect(204).await;
        visitor.says("Back").await;
    }

    async fn two_who_block_the_same_at_once_make_one_block(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let body = || json!({"kind": "address", "address": "192.0.2.7"});
        let (one, other) = tokio::join!(block(&owner, body()), block(&agent, body()));
        assert_eq!(one, other);
        assert_eq!(owner.get("/blocks").expect(200).await, json!([one]));
    }

    async fn a_known_customer_is_blocked_on_every_device(app: TestApp) {
        let owner = app.owner().await;
        let made = owner.post("/widget/create", json!({"domain": "acme.com"})).expect(201).await;
        let (id, secret) = (made["id"].as_str().unwrap(), made["identity_secret"].as_str().unwrap());
        let known = owner.post("/customers", json!({"external_id": "42"})).expect(201).await;
        block(&owner, json!({"kind": "visitor", "customer_id": known["id"]})).await;
        let claims = json!({"sub": "42", "exp": app.now().timestamp() + 60});
        let key = jsonwebtoken::EncodingKey::from_secret(secret.as_bytes());
        let signed = jsonwebtoken::encode(&jsonwebtoken::Header::default(), &claims, &key).unwrap();
        let session = format!("/widget/{id}/session");
        app.anonymous().post(&session, json!({"identity": signed})).expect(403).await;
        app.anonymous().post(&session, json!({})).expect(200).await;
    }

    async fn a_block_counts_on_all_nodes(app: TestApp) {
        let beside = app.beside(Backplane::InProcess).await;
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let customer = visitor.says("Spam").await["sender_id"].clone();
        let mut there = connect(beside.base(), &visitor).await.unwrap();
        block(&owner, json!({"kind": "visitor", "customer_id": customer})).await;
        let at_once = Client::at(beside.base()).with_token(visitor.session["token"].as_str());
        at_once.post(&visitor.path("messages"), json!({"content": "Hello"})).expect(403).await;
        assert!(there.ends_within(Duration::from_secs(10)).await);
    }

    async fn what_does_not_validate_is_named(engine: Engine) {
        let app = Builder::new(engine).plan(Plan::Free).build().await;
        let (owner, stranger) = (app.owner().await, app.stranger().await);
        let theirs = stranger.post("/customers", json!({"name": "Marta"})).expect(201).await;
        for (body, pointer) in [
            (json!({}), "/kind"),
            (json!({"kind": "team"}), "/kind"),
            (json!({"kind": "visitor"}), "/customer_id"),
            (json!({"kind": "visitor", "customer_id": theirs["id"]}), "/customer_id"),
            (json!({"kind": "visitor", "customer_id": "x"}), "/customer_id"),
            (json!({"kind": "visitor", "address": "192.0.2.1"}), "/address"),
            (json!({"kind": "address"}), "/address"),
            (json!({"kind": "address", "customer_id": theirs["id"]}), "/customer_id"),
            (json!({"kind": "address", "address": "acme.com"}), "/address"),
            (json!({"kind": "address", "address": "192.0.2.0/24"}), "/address"),
            (json!({"kind": "address", "address": "192.0.2.1", "note": "x".repeat(501)}), "/note"),
        ] {
            assert_eq!(owner.post("/blocks", body).expect(422).await["errors"][0]["pointer"], pointer);
        }
        assert_eq!(owner.get("/blocks").expect(200).await, json!([]));
        let made = block(&stranger, json!({"kind": "visitor", "customer_id": theirs["id"]})).await;
        owner.delete(&format!("/blocks/{}", made["id"].as_str().unwrap())).expect(404).await;
        assert_eq!(owner.get("/blocks").expect(200).await, json!([]), "theirs alone");
    }
}
