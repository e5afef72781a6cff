//! Visitors' sockets: their own conversation and nothing else.

use std::time::Duration;

use pingback_http::realtime::Backplane;
use pingback_testkit::{Builder, Client, ConnectError, Engine, Socket, TestApp, Value, both_engines, json};

use super::{QUIET, conversation, live, write};
use crate::routes::widget::{Visitor, widget};

/// Nothing of this may ever be seen by a visitor.
const SECRET: &str = "the-teams-secret";

async fn socket(visitor: &Visitor) -> Socket {
    let auth = json!({"business_id": visitor.session["business_id"], "token": visitor.session["token"]});
    Socket::connect(visitor.client.base(), &auth, &[]).await.unwrap()
}

async fn note(client: &Client, conversation: &str, content: &str) -> Value {
    let body = json!({"content": content, "is_private": true});
    client.post(&format!("/conversations/{conversation}/messages"), body).expect(201).await
}

both_engines! {
    async fn a_visitors_token_is_good_for_its_workspace_alone(app: TestApp) {
        let (owner, stranger) = (app.owner().await, app.stranger().await);
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        socket(&visitor).await;
        let token = &visitor.session["token"];
        for auth in [
            json!({"business_id": stranger.business_id, "token": token}),
            json!({"token": token}),
            json!({"business_id": owner.business_id, "token": visitor.session["visitor_token"]}),
        ] {
            assert_eq!(Socket::connect(app.base(), &auth, &[]).await.unwrap_err(), ConnectError("unauthorized".into()));
        }
    }

    async fn a_page_that_may_not_use_the_widget_gets_no_socket(engine: Engine) {
        let app = Builder::new(engine).build().await;
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let auth = json!({"business_id": visitor.session["business_id"], "token": visitor.session["token"]});
        let own = app.base().to_owned();
        let matrix = [
            (None, true),
            (Some("https://acme.com"), true),
            (Some("https://shop.acme.com:8443"), true),
            (Some(own.as_str()), true),
            (Some("https://evil.com"), false),
            (Some("https://acme.com.evil.com"), false),
            (Some("http://localhost:3000"), false),
            (Some("null"), false),
        ];
        for (origin, is_allowed) in matrix {
            let headers: Vec<_> = origin.map(|origin| ("origin", origin.to_owned())).into_iter().collect();
            match Socket::connect(app.base(), &auth, &headers).await {
                Ok(_) => assert!(is_allowed, "{origin:?} was let in"),
                Err(error) => assert_eq!((error, is_allowed), (ConnectError("unauthorized".into()), false), "{origin:?}"),
            }
        }
        // Nor once the widget is closed, as its other calls.
        let channel = owner.get("/channels").expect(200).await[0]["id"].as_str().unwrap().to_owned();
        owner.patch(&format!("/channels/{channel}"), json!({"is_active": false})).expect(200).await;
        assert_eq!(Socket::connect(app.base(), &auth, &[]).await.unwrap_err(), ConnectError("unauthorized".into()));
    }

    async fn the_first_message_opens_the_line(app: TestApp) {
        let owner = app.owner().await;
        let mut team = live(&owner).await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let mut theirs = socket(&visitor).await;
        let body = json!({"content": "Hello?", "client_id": "c1"});
        let sent = theirs.ask("client_message", body.clone()).await;
        assert_eq!((&sent["ok"], &sent["message"]["content"]), (&json!(true), &json!("Hello?")), "{sent}");
        assert_eq!(theirs.ask("client_message", body).await["message"]["id"], sent["message"]["id"]);
        let heard = team.expect("new_message").await;
        assert_eq!((&heard["content"], &heard["sender_type"]), (&json!("Hello?"), &json!("customer")));
        let id = heard["conversation_id"].as_str().unwrap();
        let own = theirs.expect("new_message").await;
        assert_eq!((&own["id"], &own["client_id"]), (&heard["id"], &json!("c1")));
        owner.patch("/auth/me", json!({"avatar_url": "https://acme.test/olive.png"})).expect(200).await;
        write(&owner, id, "How can I help?").await;
        let answer = theirs.expect("new_message").await;
        assert_eq!(answer["sender_avatar_url"], "https://acme.test/olive.png");
        assert_eq!((&answer["content"], &answer["sender_name"]), (&json!("How can I help?"), &json!("Olive Hart")));
        for hidden in ["seq", "epoch", "conversation_number", "is_private", "delivery"] {
            assert!(answer.get(hidden).is_none(), "{hidden}: {answer}");
        }
        assert_eq!(answer["sender_id"], Value::Null);
    }

    async fn notes_holders_and_others_conversations_stay_with_the_team(app: TestApp) {
        let owner = app.owner().await;
        let james = owner.invite("james@acme.test", "agent").await;
        let widget = widget(&owner, "acme.com").await;
        let visitor = Visitor::new(&app, &widget).await;
        let other = Visitor::new(&app, &widget).await;
        let id = visitor.says("Hello").await["conversation_id"].as_str().unwrap().to_owned();
        let foreign = other.says(SECRET).await["conversation_id"].as_str().unwrap().to_owned();
        let mut theirs = socket(&visitor).await;
        theirs.ask("resume", json!({})).await;
        note(&owner, &id, SECRET).await;
        let foreign_message = write(&james, &foreign, SECRET).await;
        owner.post(&format!("/team/assign/{id}?agent_id={}", james.user_id), Value::Null).expect(200).await;
        owner.patch("/team/status", json!({"status": "live"})).expect(200).await;
        let own_note = note(&james, &id, SECRET).await;
        let answer = write(&james, &id, "the answer").await;
        owner.put(&format!("/conversations/{id}/resolve"), Value::Null).expect(200).await;
        let events = theirs.within(Duration::from_secs(1)).await;
        let names: Vec<_> = events.iter().map(|(name, _)| name.as_str()).collect();
        let text = format!("{events:?}");
        assert!(!text.contains(SECRET) && !text.contains("acme.test") && !text.contains(&james.user_id), "{text}");
        assert!(names.contains(&"new_message") && names.contains(&"conversation_updated"), "{names:?}");
        assert!(names.iter().all(|name| ["new_message", "conversation_updated"].contains(name)), "{names:?}");
        let updated = events.iter().rfind(|(name, _)| name == "conversation_updated").unwrap();
        assert_eq!((&updated.1["id"], &updated.1["status"]), (&json!(id), &json!("resolved")));
        for hidden in ["number", "assignee_id", "needs_handoff", "customer", "business_id", "seq"] {
            assert!(updated.1.get(hidden).is_none(), "{hidden}");
        }
        let refused = [
            ("join_conversation", json!({"conversation_id": foreign})),
            ("join_conversation", json!({"conversation_id": 2})),
            ("read", json!({"message_id": foreign_message["id"]})),
            ("read", json!({"message_id": own_note["id"]})),
        ];
        for (event, data) in refused {
            assert_eq!(theirs.ask(event, data).await["error"], "not_found", "{event}");
        }
        assert_eq!(theirs.ask("join_conversation", json!({"conversation_id": id})).await["ok"], true);
        assert_eq!(theirs.ask("read", json!({"message_id": answer["id"]})).await["ok"], true);
    }

    async fn who_was_away_gets_what_was_written_and_no_note(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let first = visitor.says("Hello").await;
        let id = first["conversation_id"].as_str().unwrap().to_owned();
        let mut expected = Vec::new();
        for n in 0..5 {
            note(&owner, &id, SECRET).await;
            expected.push(write(&owner, &id, &n.to_string()).await["id"].clone());
        }
        let mut theirs = socket(&visitor).await;
        let answer = theirs.ask("resume", json!({"after": first["id"]})).await;
        assert_eq!((&answer["ok"], &answer["last"]), (&json!(true), &expected[4]));
        for id in &expected {
            assert_eq!(theirs.expect("new_message").await["id"], *id);
        }
        expected.push(write(&owner, &id, "live").await["id"].clone());
        assert_eq!(theirs.expect("new_message").await["id"], expected[5]);
        assert!(theirs.within(QUIET).await.is_empty());

        let auth = json!({
            "business_id": owner.business_id, "token": visitor.session["token"], "after": expected[3],
        });
        let mut again = Socket::connect(app.base(), &auth, &[]).await.unwrap();
        assert_eq!(again.expect("new_message").await["id"], expected[4]);
        assert_eq!(again.expect("new_message").await["id"], expected[5]);
    }

    async fn resuming_while_the_team_writes_shows_each_message_once(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let first = visitor.says("Hello").await;
        let id = first["conversation_id"].as_str().unwrap().to_owned();
        let (writer, path) = (owner.clone(), id.clone());
        let writing = tokio::spawn(async move {
            for n in 0..120 {
                write(&writer, &path, &n.to_string()).await;
            }
        });
        let (mut seen, mut after) = (Vec::new(), first["id"].clone());
        while seen.len() < 120 {
            let mut theirs = socket(&visitor).await;
            theirs.emit("resume", json!({"after": after})).await;
            for (name, message) in theirs.within(Duration::from_millis(60)).await {
                if name == "new_message" {
                    after = message["id"].clone();
                    seen.push(message["content"].as_str().unwrap().to_owned());
                }
            }
        }
        writing.await.unwrap();
        assert_eq!(seen, (0..120).map(|n| n.to_string()).collect::<Vec<_>>());
    }

    async fn typing_and_receipts_go_both_ways(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let first = visitor.says("Hello").await;
        let id = first["conversation_id"].as_str().unwrap().to_owned();
        let mut team = live(&owner).await;
        team.ask("join_conversation", json!({"conversation_id": id})).await;
        let mut theirs = socket(&visitor).await;
        theirs.ask("resume", json!({})).await;
        theirs.ask("typing", json!({"conversation_id": id, "is_typing": true})).await;
        assert_eq!(team.expect("typing").await, json!({"conversation_id": id, "user_id": null, "is_typing": true}));
        team.ask("typing", json!({"conversation_id": id, "is_typing": true})).await;
        let heard = theirs.expect("typing").await;
        let expected = json!({"conversation_id": id, "user_id": null, "name": "Olive Hart", "is_typing": true});
        assert_eq!(heard, expected);
        team.ask("read", json!({"message_id": first["id"]})).await;
        let read = theirs.expect("read").await;
        assert_eq!((&read["message_id"], read["read_at"].is_string()), (&first["id"], true));
        let answer = write(&owner, &id, "Hi").await;
        theirs.expect("new_message").await;
        theirs.ask("delivered", json!({"message_id": answer["id"]})).await;
        assert_eq!(team.expect("delivered").await["message_id"], answer["id"]);
        theirs.ask("read", json!({"message_id": answer["id"]})).await;
        assert_eq!(team.expect("read").await["message_id"], answer["id"]);
    }

    async fn a_closed_conversation_is_followed_by_a_new_one(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let first = visitor.says("Hello").await;
        let old = first["conversation_id"].as_str().unwrap().to_owned();
        let mut theirs = socket(&visitor).await;
        theirs.ask("resume", json!({})).await;
        owner.put(&format!("/conversations/{old}/close"), Value::Null).expect(200).await;
        assert_eq!(theirs.expect("conversation_updated").await["status"], "closed");
        let next = theirs.ask("client_message", json!({"content": "Again"})).await;
        let new = next["message"]["conversation_id"].as_str().unwrap().to_owned();
        assert_ne!(new, old);
        theirs.expect("new_message").await;
        write(&owner, &new, "here").await;
        assert_eq!(theirs.expect("new_message").await["content"], "here");
    }

    async fn a_deleted_widgets_sockets_are_cut_on_all_nodes(app: TestApp) {
        let beside = app.beside(Backplane::InProcess).await;
        let owner = app.owner().await;
        let (id, other) = (widget(&owner, "acme.com").await, widget(&owner, "other.com").await);
        let (visitor, elsewhere) = (Visitor::new(&app, &id).await, Visitor::new(&app, &other).await);
        let sent = visitor.says("Hello").await;
        let auth = json!({"business_id": visitor.session["business_id"], "token": visitor.session["token"]});
        let mut here = socket(&visitor).await;
        let mut there = Socket::connect(beside.base(), &auth, &[]).await.unwrap();
        let (mut others, mut team) = (socket(&elsewhere).await, live(&owner).await);
        owner.delete(&format!("/widget/{id}")).expect(204).await;
        assert_eq!(team.expect("settings_changed").await["kind"], "widgets");
        write(&owner, sent["conversation_id"].as_str().unwrap(), SECRET).await;
        let heard = here.until_ended().await;
        assert!(heard.iter().all(|(name, _)| name != "new_message"), "{heard:?}");
        assert!(there.ends_within(Duration::from_secs(10)).await);
        assert_eq!(Socket::connect(app.base(), &auth, &[]).await.unwrap_err(), ConnectError("unauthorized".into()));
        assert_eq!(others.ask("client_message", json!({"content": "Still here"})).await["ok"], true);
        let heard = team.within(QUIET).await;
        assert!(heard.iter().all(|(name, _)| name != "widget_closed"), "{heard:?}");
    }

    async fn members_conversations_are_not_visitors(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let mut theirs = socket(&visitor).await;
        theirs.ask("resume", json!({})).await;
        let id = conversation(&owner).await;
        write(&owner, &id, SECRET).await;
        assert!(theirs.within(QUIET).await.is_empty());
        assert_eq!(theirs.ask("client_message", json!({"content": ""})).await["error"], "invalid");
        assert_eq!(theirs.ask("read", json!({"message_id": uuid::Uuid::nil()})).await["error"], "not_found");
    }
}
