//! Mentions in notes, and answers that another one came before.

use pingback_storage::members;
use pingback_testkit::{Client, Socket, TestApp, both_engines, json};

use super::{Writer, begin, workspace};
use crate::routes::widget::{Visitor, widget};

async fn note(client: &Client, mentions: &[&str]) -> pingback_testkit::Value {
    let body = json!({"content": "Look at this", "is_private": true, "mentions": mentions});
    client.post("/conversations/1/messages", body).expect(201).await
}

both_engines! {
    async fn a_note_tells_whom_it_mentions_and_shows_it(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let other = owner.invite("kate@acme.test", "agent").await;
        let begun = begin(&owner).await;
        let mut socket = Socket::of(&agent).await;
        socket.ask("resume", json!({})).await;
        let written = note(&owner, &[&agent.user_id, &owner.user_id]).await;
        assert_eq!(written["mentions"], json!([agent.user_id, owner.user_id]));
        let notification = socket.expect("notification").await;
        assert_eq!(notification["type"], "mention");
        assert_eq!((&notification["conversation_id"], &notification["actor_id"]), (&begun["id"], &json!(owner.user_id)));
        assert_eq!(agent.get("/notifications").expect(200).await[0]["type"], "mention");
        assert!(owner.get("/notifications").expect(200).await.as_array().unwrap().iter().all(|n| n["type"] != "mention"), "not of oneself");
        let opened = other.get("/conversations/1").expect(200).await;
        assert_eq!(opened["messages"][0]["mentions"], written["mentions"]);
        let counts = async |client: &Client| client.get("/conversations/counts").expect(200).await["mentions"].clone();
        assert_eq!((counts(&agent).await, counts(&other).await), (json!(1), json!(0)));
        note(&owner, &[&agent.user_id]).await;
        assert_eq!(counts(&agent).await, 1, "conversations are counted");
        let listed = agent.get("/conversations?mentioned=true").expect(200).await;
        assert_eq!(listed.as_array().unwrap().len(), 1);
        assert_eq!(other.get("/conversations?mentioned=true").expect(200).await, json!([]));
        owner.put("/conversations/1/resolve", pingback_testkit::Value::Null).expect(200).await;
        assert_eq!(counts(&agent).await, 0);
    }

    async fn only_notes_mention_and_only_active_members(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let stranger = app.stranger().await;
        begin(&owner).await;
        owner.put("/conversations/1/draft", json!({"content": "kept"})).expect(200).await;
        let send = |is_private: bool, mentions: Vec<&str>| {
            owner.post("/conversations/1/messages", json!({"content": "x", "is_private": is_private, "mentions": mentions}))
        };
        let pointer = |problem: &pingback_testkit::Value| problem["errors"][0]["pointer"].as_str().unwrap().to_owned();
        assert_eq!(pointer(&send(false, vec![&agent.user_id]).expect(422).await), "/mentions");
        assert_eq!(pointer(&send(true, vec![&agent.user_id, &agent.user_id]).expect(422).await), "/mentions/1");
        assert_eq!(pointer(&send(true, vec![&agent.user_id, &stranger.user_id]).expect(422).await), "/mentions/1");
        owner.patch(&format!("/team/members/{}", agent.member_id), json!({"is_active": false})).expect(200).await;
        assert_eq!(pointer(&send(true, vec![&agent.user_id]).expect(422).await), "/mentions/0");
        let opened = owner.get("/conversations/1").expect(200).await;
        assert_eq!(opened["messages"], json!([]), "nothing of it was kept");
        assert_eq!(owner.get("/conversations/1/draft").expect(200).await["content"], "kept");
    }

    async fn nobody_removed_is_mentioned(app: TestApp) {
        let owner = app.owner().await;
        let ada = owner.invite("ada@acme.test", "admin").await;
        begin(&owner).await;
        for round in 0..8 {
            let agent = owner.invite(&format!("a{round}@acme.test"), "agent").await;
            // The removal has happened, but for its commit, while the note asks.
            let (workspace, member) = (workspace(&owner), agent.member_id.parse().unwrap());
            let remove = app.db().write(|mut tx| async move {
                members::delete(&mut tx, workspace, member).await?;
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                tx.commit(()).await
            });
            let note = async {
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                let body = json!({"content": "Look", "is_private": true, "mentions": [agent.user_id]});
                ada.post("/conversations/1/messages", body).expect(422).await
            };
            let (removed, refused): (pingback_storage::Result<()>, _) = tokio::join!(remove, note);
            removed.unwrap();
            assert_eq!(refused["errors"][0]["pointer"], "/mentions/0");
        }
    }

    async fn nothing_of_it_reaches_a_visitor(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let id = widget(&owner, "acme.com").await;
        let visitor = Visitor::new(&app, &id).await;
        let sent = visitor.client.post(&visitor.path("messages"), json!({"content": "Hi", "client_id": "1"})).expect(201).await;
        let auth = json!({"business_id": owner.business_id, "token": visitor.client.token()});
        let mut socket = Socket::connect(app.base(), &auth, &[]).await.unwrap();
        socket.ask("resume", json!({})).await;
        let customer = owner.get("/conversations/1").expect(200).await["customer_id"].as_str().unwrap().to_owned();
        note(&owner, &[&agent.user_id]).await;
        owner.patch(&format!("/customers/{customer}"), json!({"attributes": {"plan": "gold"}})).expect(200).await;
        owner.post(&format!("/customers/{customer}/notes"), json!({"content": "secret"})).expect(201).await;
        owner.put("/conversations/1/draft", json!({"content": "draft"})).expect(200).await;
        owner.put("/conversations/1/unread", pingback_testkit::Value::Null).expect(200).await;
        owner.post("/conversations/1/read", json!({"message_id": sent["id"]})).expect(200).await;
        let mut his = Socket::of(&agent).await;
        his.ask("join_conversation", json!({"conversation_id": 1})).await;
        his.ask("viewing", json!({"conversation_id": 1, "is_viewing": true})).await;
        owner.post("/conversations/1/messages", json!({"content": "Answer"})).expect(201).await;
        let events = socket.within(std::time::Duration::from_millis(400)).await;
        let names: Vec<_> = events.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["new_message"], "{events:?}");
        assert!(events[0].1.get("mentions").is_none(), "{events:?}");
        let shown = visitor.client.get(&visitor.path("conversation")).expect(200).await.to_string();
        for word in ["mentions", "secret", "gold", "draft", "unread", "attributes", "visit\""] {
            assert!(!shown.contains(word), "{word}: {shown}");
        }
        assert!(visitor.client.post(&visitor.path("session"), json!({})).expect(200).await.to_string().find("gold").is_none());
    }

    async fn an_answer_that_another_one_came_before_is_not_sent(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let writer = Writer::new(&app, &owner).await;
        let seen = writer.write(&app, "Hello?").await.message.id;
        let send = |client: &Client, content: &str, is_private: bool| {
            client.post("/conversations/1/messages", json!({"content": content, "is_private": is_private, "seen_message_id": seen}))
        };
        send(&owner, "a note", true).expect(201).await;
        let first = send(&owner, "Hi, Olive here", false).expect(201).await;
        send(&owner, "What is it?", false).expect(201).await;
        let latest = owner.get("/conversations/1").expect(200).await["messages"].as_array().unwrap().last().unwrap()["id"].clone();
        let problem = send(&agent, "Hi, James here", false).expect(409).await;
        assert_eq!(problem["error"], "answered_meanwhile");
        assert_eq!((&problem["last_message_id"], &problem["answered_by"]), (&latest, &json!(owner.user_id)));
        assert_ne!(first["id"], latest);
        send(&agent, "a note disturbs nobody", true).expect(201).await;
        let mut socket = Socket::of(&agent).await;
        let refused = socket.ask("client_message", json!({"conversation_id": 1, "content": "x", "seen_message_id": seen})).await;
        assert_eq!((&refused["ok"], &refused["error"], &refused["answered_by"]), (&json!(false), &json!("answered_meanwhile"), &json!(owner.user_id)));
        agent.post("/conversations/1/messages", json!({"content": "x", "seen_message_id": latest})).expect(201).await;
        owner.post("/conversations/1/messages", json!({"content": "without it nothing is compared"})).expect(201).await;
    }
}
