//! What a session says of the page, and that the widget is there.

use chrono::TimeDelta;
use pingback_testkit::{Client, Socket, TestApp, Value, both_engines, json};

use super::{Visitor, widget};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

fn page(path: &str) -> Value {
    json!({
        "page": {"url": format!("https://me:secret@acme.com{path}#there"), "title": " Prices \n", "referrer": "javascript:alert(1)"},
        "language": "de-DE", "timezone": "Europe/Berlin",
    })
}

/// Begins a session from that page, in Firefox.
async fn begin(
    app: &TestApp,
    widget: &str,
    origin: &str,
    mut body: Value,
    token: Option<&Value>,
) -> (Client, Value) {
    if let Some(token) = token {
        body["visitor_token"] = token.clone();
    }
    let call = app.anonymous().post(&format!("/widget/{widget}/session"), body);
    let session = call.header("origin", origin).header("user-agent", FIREFOX).expect(200).await;
    (app.anonymous().with_token(session["token"].as_str()), session)
}

both_engines! {
    async fn the_team_sees_where_somebody_writes_from(app: TestApp) {
        let owner = app.owner().await;
        let id = widget(&owner, "acme.com").await;
        let (visitor, session) = begin(&app, &id, "https://acme.com", page("/prices?a=b"), None).await;
        assert_eq!(owner.get("/customers").expect(200).await, json!([]), "nobody yet");
        let send = format!("/widget/{id}/messages");
        visitor.post(&send, json!({"content": "How much?", "client_id": "1"})).expect(201).await;
        let visit = async || owner.get("/conversations/1").expect(200).await["customer"]["visit"].clone();
        assert_eq!(visit().await, json!({
            "page_url": "https://acme.com/prices?a=b", "page_title": "Prices", "referrer": null, "language": "de-DE",
            "browser": "Firefox 128", "os": "Linux", "timezone": "Europe/Berlin", "address": "127.0.0.1",
            "seen_at": "2026-11-24T12:00:00Z",
        }));
        let mut socket = Socket::of(&owner).await;
        socket.ask("resume", json!({})).await;
        let token = &session["visitor_token"];
        begin(&app, &id, "https://acme.com", page("/soon"), Some(token)).await;
        assert_eq!(visit().await["page_url"], "https://acme.com/prices?a=b", "once in ten seconds");
        app.advance(TimeDelta::minutes(2));
        begin(&app, &id, "https://acme.com", page("/later"), Some(token)).await;
        assert_eq!(visit().await["page_url"], "https://acme.com/later");
        assert_eq!(socket.expect("customer_updated").await["visit"]["page_url"], "https://acme.com/later");
        app.advance(TimeDelta::minutes(2));
        begin(&app, &id, "https://acme.com", json!({}), Some(token)).await;
        assert_eq!(visit().await["page_url"], "https://acme.com/later", "a page that says nothing replaces nothing");
    }

    async fn walking_through_the_website_is_told(app: TestApp) {
        let owner = app.owner().await;
        let id = widget(&owner, "acme.com").await;
        let (visitor, _) = begin(&app, &id, "https://acme.com", page("/"), None).await;
        let walk = async |to: &str| {
            let body = json!({"url": format!("https://acme.com{to}"), "title": to});
            visitor.post(&format!("/widget/{id}/visit"), body).header("user-agent", FIREFOX).expect(204).await;
        };
        walk("/before").await;
        assert_eq!(owner.get("/customers").expect(200).await, json!([]), "who writes nothing leaves nothing");
        visitor.post(&format!("/widget/{id}/messages"), json!({"content": "Hello"})).expect(201).await;
        let mut socket = Socket::of(&owner).await;
        socket.ask("resume", json!({})).await;
        walk("/at-once").await;
        app.advance(TimeDelta::seconds(10));
        walk("/later").await;
        walk("/too-soon").await;
        let visit = socket.expect("customer_updated").await["visit"].clone();
        assert_eq!(visit, json!({
            "page_url": "https://acme.com/later", "page_title": "/later", "referrer": null, "language": "de-DE", "browser": "Firefox 128",
            "os": "Linux", "timezone": "Europe/Berlin", "address": "127.0.0.1", "seen_at": "2026-11-24T12:00:10Z",
        }));
        let events = socket.within(std::time::Duration::from_millis(300)).await;
        assert!(events.iter().all(|(name, _)| name != "customer_updated"), "once in ten seconds: {events:?}");
        let shown = owner.get("/conversations/1").expect(200).await;
        assert_eq!(shown["customer"]["visit"], visit);
        let seen = visitor.get(&format!("/widget/{id}/conversation")).expect(200).await.to_string();
        assert!(!seen.contains("127.0.0.1") && !seen.contains("/later"), "the team's alone: {seen}");
        visitor.post(&format!("/widget/{id}/visit"), json!({"url": 5})).expect(422).await;
    }

    async fn the_address_is_known_of_programs_too(app: TestApp) {
        let owner = app.owner().await;
        Visitor::new(&app, &widget(&owner, "acme.com").await).await.says("Hello").await;
        let shown = owner.get("/conversations/1").expect(200).await;
        assert_eq!(shown["customer"]["visit"]["address"], "127.0.0.1", "or it could not be blocked");
    }

    async fn a_widget_is_seen_on_its_website(app: TestApp) {
        let owner = app.owner().await;
        let id = widget(&owner, "acme.com").await;
        let seen = async || owner.get("/widget").expect(200).await[0]["seen_at"].clone();
        assert_eq!(seen().await, Value::Null);
        Visitor::new(&app, &id).await;
        assert_eq!(seen().await, Value::Null, "a program is no page");
        let mut socket = Socket::of(&owner).await;
        socket.ask("resume", json!({})).await;
        begin(&app, &id, "https://www.acme.com", json!({}), None).await;
        assert_eq!(seen().await, "2026-11-24T12:00:00Z");
        assert_eq!(socket.expect("settings_changed").await["kind"], "widgets");
        assert_eq!(owner.get("/onboarding").expect(200).await["widget_seen_at"], "2026-11-24T12:00:00Z");
        app.advance(TimeDelta::minutes(5));
        begin(&app, &id, "https://acme.com", json!({}), None).await;
        assert_eq!(seen().await, "2026-11-24T12:00:00Z", "to within ten minutes");
        app.advance(TimeDelta::minutes(6));
        begin(&app, &id, "https://acme.com", json!({}), None).await;
        assert_eq!(seen().await, "2026-11-24T12:11:00Z");
        app.advance(TimeDelta::minutes(11));
        let nobody = app.anonymous();
        nobody.get(&format!("/widget/{id}")).header("origin", "https://evil.com").expect(200).await;
        assert_eq!(seen().await, "2026-11-24T12:11:00Z", "only on its own website");
        nobody.get(&format!("/widget/{id}")).header("origin", "https://acme.com").expect(200).await;
        assert_eq!(seen().await, "2026-11-24T12:22:00Z", "before anybody opens it, too");
        let events = socket.within(std::time::Duration::from_millis(300)).await;
        assert!(events.iter().all(|(name, _)| name != "settings_changed"), "only the first time: {events:?}");
        assert_eq!(app.anonymous().get(&format!("/widget/{id}")).expect(200).await["seen_at"], Value::Null, "not everybody's business");
    }
}
