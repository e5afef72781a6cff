//! What somebody who comes back is greeted with.

use chrono::TimeDelta;
use pingback_testkit::{Builder, Client, Engine, Socket, TestApp, Value, both_engines, json};

use super::session::identity;
use super::{Visitor, widget};

async fn hello(app: &TestApp, visitor: &Visitor) -> Value {
    let body = json!({"visitor_token": visitor.session["visitor_token"]});
    app.anonymous().post(&visitor.path("hello"), body).expect(200).await
}

async fn answer(owner: &Client, content: &str) -> Value {
    owner.post("/conversations/1/messages", json!({"content": content})).expect(201).await
}

both_engines! {
    async fn who_comes_back_hears_what_waits(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let none = json!({"count": 0, "preview": null});
        assert_eq!(hello(&app, &visitor).await["unread"], none);
        visitor.says("Hello?").await;
        assert_eq!(hello(&app, &visitor).await["unread"], none, "one's own words are no news");
        answer(&owner, "Hi!").await;
        owner.post("/conversations/1/messages", json!({"content": "A secret", "is_private": true})).expect(201).await;
        let long = format!("Look:\n\n{}", "ü ".repeat(200));
        let last = answer(&owner, &long).await;
        let said = hello(&app, &visitor).await;
        let preview = &said["unread"]["preview"];
        assert_eq!((&said["unread"]["count"], &preview["sender_name"]), (&json!(2), &json!("Olive Hart")));
        let text = preview["text"].as_str().unwrap();
        assert!(text.starts_with("Look: ü ü") && text.ends_with('…') && text.chars().count() == 140, "{text}");
        // The rest is what everybody sees of the widget.
        let mut look = said.clone();
        look.as_object_mut().unwrap().remove("unread");
        assert_eq!(look, app.anonymous().get(&format!("/widget/{}", visitor.widget)).expect(200).await);

        let auth = json!({"business_id": visitor.session["business_id"], "token": visitor.session["token"]});
        let mut socket = Socket::connect(app.base(), &auth, &[]).await.unwrap();
        assert_eq!(socket.ask("read", json!({"message_id": last["id"]})).await["ok"], true);
        assert_eq!(hello(&app, &visitor).await["unread"], none);
    }

    async fn a_hello_makes_nothing_and_tells_strangers_nothing(app: TestApp) {
        let owner = app.owner().await;
        let id = widget(&owner, "acme.com").await;
        let other = widget(&owner, "other.com").await;
        let visitor = Visitor::new(&app, &id).await;
        visitor.says("Hello?").await;
        answer(&owner, "Hi!").await;
        let token = visitor.session["visitor_token"].as_str().unwrap();
        let nobody = app.anonymous();
        for (widget, token) in [(&id, "x"), (&id, ""), (&other, token), (&id, visitor.session["token"].as_str().unwrap())] {
            let said = nobody.post(&format!("/widget/{widget}/hello"), json!({"visitor_token": token})).expect(200).await;
            assert_eq!(said["unread"]["count"], 0);
        }
        nobody.post(&format!("/widget/{id}/hello"), json!({})).expect(422).await;
        nobody.post("/widget/01981f6e-7a3b-7c11-9d2e-0123456789ab/hello", json!({"visitor_token": "x"})).expect(404).await;
        assert_eq!(owner.get("/customers").expect(200).await.as_array().unwrap().len(), 1);
    }

    async fn a_signed_in_customer_hears_on_each_device_what_waits(app: TestApp) {
        let owner = app.owner().await;
        let made = owner.post("/widget/create", json!({"domain": "acme.com"})).expect(201).await;
        let (id, secret) = (made["id"].as_str().unwrap(), made["identity_secret"].as_str().unwrap());
        let path = format!("/widget/{id}/hello");
        let soon = app.now().timestamp() + 600;
        let marta = identity(secret, &json!({"sub": "42", "name": "Marta", "exp": soon}));
        let nobody = app.anonymous();
        let unread = async |body: Value| nobody.post(&path, body).expect(200).await["unread"]["count"].clone();
        // Nobody is made by a hello.
        assert_eq!(unread(json!({"identity": marta})).await, 0);
        assert_eq!(owner.get("/customers").expect(200).await, json!([]));
        let desk = Visitor::with(&app, id, json!({"identity": marta})).await;
        desk.says("Hello?").await;
        let answered = answer(&owner, "Hi!").await;
        // On the phone, where another visitor wrote before.
        let phone = Visitor::new(&app, id).await;
        phone.says("It is me, unsigned").await;
        let token = &phone.session["visitor_token"];
        for body in [json!({"identity": marta}), json!({"identity": marta, "visitor_token": token})] {
            let said = nobody.post(&path, body).expect(200).await;
            assert_eq!((&said["unread"]["count"], &said["unread"]["preview"]["text"]), (&json!(1), &json!("Hi!")));
        }
        // Without the identity, neither browser hears of it; and she does not hear what is the other visitor's.
        assert_eq!(unread(json!({"visitor_token": token})).await, 0);
        assert_eq!(unread(json!({"visitor_token": desk.session["visitor_token"]})).await, 0);
        owner.post("/conversations/2/messages", json!({"content": "For the unsigned"})).expect(201).await;
        assert_eq!(unread(json!({"visitor_token": token})).await, 1);
        assert_eq!(unread(json!({"identity": marta, "visitor_token": token})).await, 1);
        let other = identity(secret, &json!({"sub": "43", "exp": soon}));
        assert_eq!(unread(json!({"identity": other, "visitor_token": token})).await, 0);
        for bad in [identity("another secret", &json!({"sub": "42", "exp": soon})), "x".into()] {
            let problem = nobody.post(&path, json!({"identity": bad, "visitor_token": token})).expect(422).await;
            assert_eq!(problem["errors"][0]["pointer"], "/identity");
        }
        // Read on one device, it is read on the other.
        let auth = json!({"business_id": desk.session["business_id"], "token": desk.session["token"]});
        let mut socket = Socket::connect(app.base(), &auth, &[]).await.unwrap();
        assert_eq!(socket.ask("read", json!({"message_id": answered["id"]})).await["ok"], true);
        assert_eq!(unread(json!({"identity": marta})).await, 0);
    }

    async fn where_only_known_customers_come_others_hear_nothing(app: TestApp) {
        let owner = app.owner().await;
        let id = widget(&owner, "acme.com").await;
        let visitor = Visitor::new(&app, &id).await;
        visitor.says("Hello?").await;
        answer(&owner, "Hi!").await;
        assert_eq!(hello(&app, &visitor).await["unread"]["count"], 1);
        owner.patch(&format!("/widget/{id}"), json!({"config": {"require_identity": true}})).expect(200).await;
        assert_eq!(hello(&app, &visitor).await["unread"]["count"], 0);
    }

    async fn sixty_a_minute_from_one_address(engine: Engine) {
        let app = Builder::new(engine).rate_limit().build().await;
        let visitor = Visitor::new(&app, &widget(&app.owner().await, "acme.com").await).await;
        for _ in 0..60 {
            hello(&app, &visitor).await;
        }
        let body = json!({"visitor_token": "x"});
        app.anonymous().post(&visitor.path("hello"), body.clone()).expect(429).await;
        app.advance(TimeDelta::minutes(2));
        app.anonymous().post(&visitor.path("hello"), body).expect(200).await;
    }
}
