//! What a visitor writes and reads.

use pingback_testkit::{Client, TestApp, Value, both_engines, json};
use reqwest::Method;
use reqwest::multipart::{Form, Part};

use super::{Visitor, contents, widget};

async fn reply(agent: &Client, message: &Value, content: &str, is_private: bool) -> Value {
    let path = format!("/conversations/{}/messages", message["conversation_id"].as_str().unwrap());
    agent.post(&path, json!({"content": content, "is_private": is_private})).expect(201).await
}

both_engines! {
    async fn a_key_makes_one_message_of_repeated_ones(app: TestApp) {
        let owner = app.owner().await;
        let id = widget(&owner, "acme.com").await;
        let (visitor, other) = (Visitor::new(&app, &id).await, Visitor::new(&app, &id).await);
        let send = |from: &Visitor, content: &str| {
            from.client.post(&from.path("messages"), json!({"content": content})).header("Idempotency-Key", "k")
        };
        let sent = futures_util::future::join_all((0..10).map(|_| async { send(&visitor, "Once").expect(201).await })).await;
        assert!(sent.iter().all(|message| message == &sent[0]), "{sent:?}");
        assert_eq!(contents(&visitor.conversation().await), ["Once"]);
        let problem = send(&visitor, "Something else").expect(422).await;
        assert_eq!(problem["errors"][0]["pointer"], "Idempotency-Key");
        assert_ne!(send(&other, "Once").expect(201).await["id"], sent[0]["id"], "another visitor's key is another");
    }

    async fn a_conversation_as_its_visitor_sees_it(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let body = json!({"content": "Where is my parcel?", "client_id": "c-1"});
        let sent = visitor.client.post(&visitor.path("messages"), body.clone()).expect(201).await;
        let expected = json!({
            "id": sent["id"], "conversation_id": sent["conversation_id"], "sender_type": "customer",
            "sender_id": sent["sender_id"], "sender_name": null, "sender_avatar_url": null,
            "content": "Where is my parcel?", "attachments": [], "created_at": "2026-11-24T12:00:00Z",
            "delivered_at": null, "read_at": null, "client_id": "c-1",
        });
        assert_eq!(sent, expected);
        let again = visitor.client.post(&visitor.path("messages"), body).expect(201).await;
        assert_eq!(again["id"], sent["id"], "sent twice, there once");

        let avatar = json!({"avatar_url": "https://acme.test/olive.png"});
        owner.patch("/auth/me", avatar).expect(200).await;
        let answer = reply(&owner, &sent, "On its way.", false).await;
        let conversation = visitor.conversation().await;
        let keys: Vec<_> = conversation.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["created_at", "id", "messages", "rating", "status"], "no holder, no number, no flags");
        assert_eq!(contents(&conversation), ["Where is my parcel?", "On its way."]);
        let shown = &conversation["messages"][1];
        assert_eq!((&shown["id"], &shown["sender_type"]), (&answer["id"], &json!("agent")));
        assert_eq!((&shown["sender_name"], &shown["sender_id"]), (&json!("Olive Hart"), &Value::Null));
        assert_eq!(shown["sender_avatar_url"], "https://acme.test/olive.png");

        let after = visitor.path(&format!("conversation?after={}", sent["id"].as_str().unwrap()));
        assert_eq!(contents(&visitor.client.get(&after).expect(200).await), ["On its way."]);
        let after = visitor.path(&format!("conversation?after={}", answer["id"].as_str().unwrap()));
        assert!(contents(&visitor.client.get(&after).expect(200).await).is_empty());
        visitor.client.get(&visitor.path("conversation?after=x")).expect(422).await;
    }

    async fn notes_addresses_and_holders_never_reach_a_visitor(app: TestApp) {
        let owner = app.owner().await;
        let james = owner.invite("james@acme.test", "agent").await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let sent = visitor.says("Hello").await;
        let assign = format!("/team/assign/{}?agent_id={}", sent["conversation_id"].as_str().unwrap(), james.user_id);
        owner.post(&assign, Value::Null).expect(200).await;
        let note = reply(&james, &sent, "Secret: he always complains", true).await;
        let answer = reply(&james, &sent, "How can I help?", false).await;
        let mut seen = Vec::new();
        seen.push(visitor.conversation().await);
        for after in [&sent, &note, &answer] {
            let path = visitor.path(&format!("conversation?after={}", after["id"].as_str().unwrap()));
            seen.push(visitor.client.get(&path).expect(200).await);
        }
        seen.push(visitor.back(&app, json!({})).await.session);
        seen.push(visitor.says("Thanks").await);
        seen.push(app.anonymous().get(&format!("/widget/{}", visitor.widget)).expect(200).await);
        assert_eq!(contents(&seen[0]), ["Hello", "How can I help?"]);
        for answer in seen {
            let text = answer.to_string();
            for hidden in ["Secret", "acme.test", &james.user_id, &owner.user_id, &james.member_id, "assignee", "is_private", "number"] {
                assert!(!text.contains(hidden), "{hidden} in {text}");
            }
        }
    }

    async fn each_visitor_has_their_own(app: TestApp) {
        let owner = app.owner().await;
        let id = widget(&owner, "acme.com").await;
        let (one, two) = (Visitor::new(&app, &id).await, Visitor::new(&app, &id).await);
        let first = one.says("I am one").await;
        let second = two.says("I am two").await;
        assert_ne!(first["conversation_id"], second["conversation_id"]);
        assert_eq!(contents(&two.conversation().await), ["I am two"]);
        let after = two.path(&format!("conversation?after={}", first["id"].as_str().unwrap()));
        assert_eq!(contents(&two.client.get(&after).expect(200).await), ["I am two"]);
    }

    async fn only_with_a_session_of_this_widget(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let other = Visitor::new(&app, &widget(&owner, "other.acme.com").await).await;
        let elsewhere = Visitor::new(&app, &widget(&app.stranger().await, "acme.com").await).await;
        let hello = json!({"content": "Hello"});
        let wrong = ["", "x", owner.token(), other.client.token(), elsewhere.client.token(), visitor.session["visitor_token"].as_str().unwrap()];
        for token in wrong {
            let client = app.anonymous().with_token(Some(token).filter(|token| !token.is_empty()));
            client.post(&visitor.path("messages"), hello.clone()).expect(401).await;
            client.get(&visitor.path("conversation")).expect(401).await;
            client.post(&visitor.path("upload"), Value::Null).expect(401).await;
        }
        for path in ["/conversations", "/auth/me", "/customers", "/team/members"] {
            visitor.client.get(path).expect(401).await;
        }
    }

    async fn a_closed_conversation_is_shown_until_another_begins(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let first = visitor.says("First").await;
        let path = format!("/conversations/{}", first["conversation_id"].as_str().unwrap());
        owner.put(&format!("{path}/resolve"), Value::Null).expect(200).await;
        assert_eq!(visitor.conversation().await["status"], "resolved");
        assert_eq!(visitor.says("Not yet").await["conversation_id"], first["conversation_id"]);
        assert_eq!(visitor.conversation().await["status"], "open");
        owner.put(&format!("{path}/close"), Value::Null).expect(200).await;
        let closed = visitor.conversation().await;
        assert_eq!((&closed["status"], contents(&closed).len()), (&json!("closed"), 2));
        let second = visitor.says("Another matter").await;
        assert_ne!(second["conversation_id"], first["conversation_id"]);
        assert_eq!(contents(&visitor.conversation().await), ["Another matter"]);
    }

    async fn what_does_not_validate_is_refused(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let messages = visitor.path("messages");
        for body in [json!({}), json!({"content": "  "}), json!({"content": "x".repeat(20_001)})] {
            let problem = visitor.client.post(&messages, body).expect(422).await;
            assert_eq!(problem["errors"][0]["pointer"], "/content");
        }
        let made_up = json!({"content": "x", "attachments": [{"id": "01981f6e-7a3b-7c11-9d2e-0123456789ab"}]});
        let problem = visitor.client.post(&messages, made_up).expect(422).await;
        assert_eq!(problem["errors"][0]["pointer"], "/attachments/0");
        assert_eq!(visitor.conversation().await, Value::Null, "nothing half made");
    }

    async fn a_file_goes_with_the_message_also_with_the_first(app: TestApp) {
        let owner = app.owner().await;
        let id = widget(&owner, "acme.com").await;
        let visitor = Visitor::new(&app, &id).await;
        for content in ["With the first", "With the second"] {
            let form = || Form::new().part("file", Part::text("the label").file_name("label.txt"));
            let upload = visitor.client.call(Method::POST, &visitor.path("upload"));
            let file = upload.with(|request| request.multipart(form())).expect(201).await;
            assert_eq!((&file["name"], &file["size"]), (&json!("label.txt"), &json!(9)));
            // Nobody else can take it.
            let thief = Visitor::new(&app, &id).await;
            let body = json!({"content": content, "attachments": [file]});
            thief.client.post(&thief.path("messages"), body.clone()).expect(422).await;
            let sent = visitor.client.post(&visitor.path("messages"), body).expect(201).await;
            assert_eq!(sent["attachments"][0]["id"], file["id"]);
            let url = sent["attachments"][0]["url"].as_str().unwrap();
            assert!(url.starts_with(app.base()), "whole, since the page is another site's: {url}");
            let read = app.anonymous().call_at(Method::GET, url).send().await;
            assert_eq!(read.text().await.unwrap(), "the label");
        }
        visitor.client.post(&visitor.path("upload"), json!({"file": "x"})).expect(415).await;
    }
}
