//! How it went, and an address for the answer.

use chrono::TimeDelta;
use pingback_model::Event;
use pingback_testkit::{Builder, Client, Engine, Socket, TestApp, Value, both_engines, json};

use super::{Visitor, widget};

async fn resolve(owner: &Client) {
    owner.put("/conversations/1/resolve", Value::Null).expect(200).await;
}

both_engines! {
    async fn a_conversation_that_is_over_can_be_rated(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let rate = |body: Value| visitor.client.post(&visitor.path("rating"), body);
        rate(json!({"rating": 5})).expect(404).await;
        visitor.says("Hello").await;
        rate(json!({"rating": 5})).expect(400).await;
        resolve(&owner).await;
        assert_eq!(owner.get("/conversations/1").expect(200).await["rating"], Value::Null);
        for (body, pointer) in [
            (json!({"rating": 0}), "/rating"),
            (json!({"rating": 6}), "/rating"),
            (json!({"rating": "5"}), "/rating"),
            (json!({}), "/rating"),
            (json!({"rating": 5, "comment": "x".repeat(1_001)}), "/comment"),
            (json!({"rating": 5, "comment": "a\u{0}b"}), "/comment"),
        ] {
            assert_eq!(rate(body).expect(422).await["errors"][0]["pointer"], pointer);
        }
        let mut team = Socket::of(&owner).await;
        team.ask("resume", json!({})).await;
        let rated = rate(json!({"rating": 4, "comment": " Quick. "})).expect(200).await;
        assert_eq!(rated, json!({"rating": 4, "comment": "Quick.", "rated_at": "2026-11-24T12:00:00Z"}));
        let told = team.expect("conversation_updated").await;
        assert_eq!((&told["rating"], &told["customer"]["id"]), (&rated, &told["customer_id"]));
        let (noted, actor) = (&told["activity"][0], &told["activity"][0]["actor_id"]);
        assert_eq!((&noted["type"], &noted["from"], &noted["to"], actor), (&json!("rated"), &Value::Null, &json!("4"), &Value::Null));
        assert_eq!(owner.get("/conversations/1").expect(200).await["rating"], rated);
        assert_eq!(owner.get("/conversations?status=resolved").expect(200).await[0]["rating"], rated);
        assert_eq!(visitor.conversation().await["rating"], rated, "their own words");

        // The same again is no news; within a day they may think better of it.
        rate(json!({"rating": 4, "comment": "Quick."})).expect(200).await;
        app.advance(TimeDelta::hours(24));
        let visitor = visitor.back(&app, json!({})).await;
        let rate = |body: Value| visitor.client.post(&visitor.path("rating"), body);
        let changed = rate(json!({"rating": 2})).expect(200).await;
        assert_eq!(changed, json!({"rating": 2, "comment": null, "rated_at": "2026-11-24T12:00:00Z"}));
        let told = team.expect("conversation_updated").await;
        assert_eq!((&told["activity"][0]["from"], &told["activity"][0]["to"]), (&json!("4"), &json!("2")));
        app.advance(TimeDelta::seconds(1));
        rate(json!({"rating": 5})).expect(400).await;
        owner.put("/conversations/1/close", Value::Null).expect(200).await;
        visitor.says("Something else").await;
        rate(json!({"rating": 5})).expect(400).await;
        assert_eq!(owner.get("/conversations/1").expect(200).await["rating"]["rating"], 2);
    }

    async fn nobody_rates_anothers_conversation(app: TestApp) {
        let owner = app.owner().await;
        let id = widget(&owner, "acme.com").await;
        Visitor::new(&app, &id).await.says("Hello").await;
        resolve(&owner).await;
        let other = Visitor::new(&app, &id).await;
        other.client.post(&other.path("rating"), json!({"rating": 1})).expect(404).await;
        other.client.with_token(None).post(&other.path("rating"), json!({"rating": 1})).expect(401).await;
        owner.post(&other.path("rating"), json!({"rating": 1})).expect(401).await;
        assert_eq!(owner.get("/conversations/1").expect(200).await["rating"], Value::Null);
    }

    async fn an_address_is_left_where_none_is_known(app: TestApp) {
        let owner = app.owner().await;
        let known = owner.post("/customers", json!({"name": "Marta", "email": "marta@shop.test"})).expect(201).await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let leave = |email: &str| visitor.client.post(&visitor.path("email"), json!({"email": email}));
        leave("marta@shop.test").expect(404).await;
        assert_eq!(owner.get("/customers").expect(200).await.as_array().unwrap().len(), 1, "nothing is made");
        let sent = visitor.says("Hello").await;
        for bad in ["", " ", "nonsense", "a@b@c", "a\u{0}@b.test", "a@b.test\r\nBcc: x", "ü@exämple.de"] {
            assert_eq!(leave(bad).expect(422).await["errors"][0]["pointer"], "/email");
            if !bad.trim().is_empty() {
                let path = format!("/customers/{}", known["id"].as_str().unwrap());
                owner.patch(&path, json!({"email": bad})).expect(422).await;
            }
        }
        let before = crate::routes::team::log(&app, &owner).await.len();
        leave(" marta@shop.test ").expect(204).await;
        let path = format!("/customers/{}", sent["sender_id"].as_str().unwrap());
        assert_eq!(owner.get(&path).expect(200).await["email"], "marta@shop.test");
        assert_ne!(sent["sender_id"], known["id"], "joined to nobody");
        let news = crate::routes::team::news(&app, &owner, before).await;
        assert!(matches!(&news[0], Event::CustomerUpdated { customer } if customer.email.is_some()), "{news:?}");
        leave("other@shop.test").expect(204).await;
        assert_eq!(owner.get(&path).expect(200).await["email"], "marta@shop.test", "what is known stays");
    }

    async fn a_key_makes_one_rating_of_a_repeated_one(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        visitor.says("Hello").await;
        resolve(&owner).await;
        let with_key = |path: &str, body: Value| visitor.client.post(&visitor.path(path), body).header("Idempotency-Key", path);
        with_key("rating", json!({"rating": 4})).expect(200).await;
        visitor.client.post(&visitor.path("rating"), json!({"rating": 2})).expect(200).await;
        assert_eq!(with_key("rating", json!({"rating": 4})).expect(200).await["rating"], 4, "the answer of then");
        assert_eq!(owner.get("/conversations/1").expect(200).await["rating"]["rating"], 2);
        with_key("rating", json!({"rating": 5})).expect(422).await;
        with_key("email", json!({"email": "marta@shop.test"})).expect(204).await;
        with_key("email", json!({"email": "marta@shop.test"})).expect(204).await;
    }

    async fn ten_changes_a_minute_of_one_visitor(engine: Engine) {
        let app = Builder::new(engine).rate_limit().build().await;
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        visitor.says("Hello").await;
        for _ in 0..10 {
            visitor.client.post(&visitor.path("email"), json!({"email": "marta@shop.test"})).expect(204).await;
        }
        visitor.client.post(&visitor.path("email"), json!({"email": "marta@shop.test"})).expect(429).await;
        visitor.client.post(&visitor.path("rating"), json!({"rating": 1})).expect(429).await;
        for _ in 0..30 {
            visitor.client.post(&visitor.path("visit"), json!({"url": "https://acme.com/a"})).expect(204).await;
        }
        visitor.client.post(&visitor.path("visit"), json!({"url": "https://acme.com/a"})).expect(429).await;
    }
}
