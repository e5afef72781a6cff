//! What somebody who comes back is greeted with.

use chrono::TimeDelta;
use pingback_testkit::{Builder, Client, Engine, Socket, TestApp, Value, both_engines, json};

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
