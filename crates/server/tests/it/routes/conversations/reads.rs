//! How far each member has read.

use pingback_testkit::{Client, Socket, TestApp, Value, both_engines, json};

use super::{Writer, begin};

async fn unread(client: &Client) -> i64 {
    let detail = client.get("/conversations/1").expect(200).await["unread_count"].as_i64().unwrap();
    let listed = client.get("/conversations").expect(200).await;
    assert_eq!(listed[0]["unread_count"], detail, "list and detail agree");
    detail
}

async fn live(client: &Client) -> Socket {
    let mut socket = Socket::of(client).await;
    assert_eq!(socket.ask("resume", json!({})).await["ok"], true);
    socket
}

both_engines! {
    async fn each_member_has_read_as_far_as_they_have(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let writer = Writer::new(&app, &owner).await;
        let mut messages = Vec::new();
        for n in 0..3 {
            messages.push(writer.write(&app, &n.to_string()).await.message.id);
        }
        assert_eq!((unread(&owner).await, unread(&agent).await), (3, 3), "the conversation began after both joined");
        let up_to = |n: usize| json!({"message_id": messages[n]});
        let (mut one, mut other, mut his) = (live(&owner).await, live(&owner).await, live(&agent).await);
        assert_eq!(owner.post("/conversations/1/read", up_to(1)).expect(200).await, json!({"unread_count": 1}));
        for tab in [&mut one, &mut other] {
            let event = tab.expect("unread_changed").await;
            assert_eq!(event["unread_count"], 1);
            assert!(event["seq"].is_i64() && event.get("user_id").is_none(), "{event}");
        }
        assert_eq!(owner.post("/conversations/1/read", up_to(0)).expect(200).await, json!({"unread_count": 1}), "nobody unreads by reading");
        assert_eq!((unread(&owner).await, unread(&agent).await), (1, 3));
        writer.write(&app, "one more").await;
        assert_eq!((unread(&owner).await, unread(&agent).await), (2, 4));
        assert_eq!(owner.post("/conversations/1/read", json!({})).expect(200).await, json!({"unread_count": 0}));
        assert_eq!(owner.post("/conversations/1/read", json!({})).expect(200).await, json!({"unread_count": 0}));
        assert_eq!(owner.put("/conversations/1/unread", Value::Null).expect(200).await, json!({"unread_count": 1}));
        assert_eq!(owner.put("/conversations/1/unread", Value::Null).expect(200).await, json!({"unread_count": 1}));
        assert_eq!(agent.put("/conversations/1/unread", Value::Null).expect(200).await, json!({"unread_count": 4}));
        assert_eq!((unread(&owner).await, unread(&agent).await), (1, 4));
        let told: Vec<_> = one.within(std::time::Duration::from_millis(400)).await.into_iter()
            .filter(|(name, _)| name == "unread_changed").map(|(_, data)| data["unread_count"].as_i64().unwrap()).collect();
        assert_eq!(told, [0, 1], "what changes nothing is not told");
        let his = his.within(std::time::Duration::from_millis(100)).await;
        assert!(his.iter().all(|(name, _)| name != "unread_changed"), "{his:?}");
    }

    async fn who_joins_later_is_not_behind(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        for n in 0..3 {
            writer.write(&app, &n.to_string()).await;
        }
        app.advance(chrono::TimeDelta::seconds(1));
        let agent = owner.invite("james@acme.test", "agent").await;
        assert_eq!(unread(&agent).await, 0);
        app.advance(chrono::TimeDelta::seconds(1));
        writer.write(&app, "new").await;
        let last = writer.write(&app, "newer").await;
        assert_eq!(unread(&agent).await, 1, "that something came");
        let body = json!({"message_id": last.message.id});
        assert_eq!(agent.post("/conversations/1/read", body).expect(200).await, json!({"unread_count": 0}));
        writer.write(&app, "and more").await;
        writer.write(&app, "and more").await;
        assert_eq!(unread(&agent).await, 2);
    }

    async fn the_sockets_read_is_a_receipt_and_a_mark(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        let first = writer.write(&app, "one").await.message.id;
        writer.write(&app, "two").await;
        let mut socket = live(&owner).await;
        assert_eq!(socket.ask("delivered", json!({"message_id": first})).await["ok"], true);
        assert_eq!(unread(&owner).await, 2);
        assert_eq!(socket.ask("read", json!({"message_id": first})).await["ok"], true);
        assert_eq!(unread(&owner).await, 1);
        let events = socket.within(std::time::Duration::from_millis(300)).await;
        let names: Vec<_> = events.iter().map(|(name, _)| name.as_str()).filter(|name| *name != "presence").collect();
        assert_eq!(names, ["delivered", "read", "unread_changed"]);
    }

    async fn what_is_not_there_cannot_be_read(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        assert_eq!(owner.put("/conversations/1/unread", Value::Null).expect(200).await, json!({"unread_count": 0}), "the customer never wrote");
        assert_eq!(owner.post("/conversations/1/read", json!({})).expect(200).await, json!({"unread_count": 0}));
        begin(&owner).await;
        let elsewhere = owner.post("/conversations/2/messages", json!({"content": "x"})).expect(201).await;
        owner.post("/conversations/1/read", json!({"message_id": elsewhere["id"]})).expect(404).await;
        for path in ["/conversations/9", "/conversations/00000000-0000-7000-8000-000000000000"] {
            owner.post(&format!("{path}/read"), json!({})).expect(404).await;
            owner.put(&format!("{path}/unread"), Value::Null).expect(404).await;
        }
        let stranger = app.stranger().await;
        let path = format!("/conversations/{}/read", elsewhere["conversation_id"].as_str().unwrap());
        stranger.post(&path, json!({})).expect(404).await;
    }

    async fn the_badge_counts_ones_own_open_conversations(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        writer.write(&app, "one").await;
        let badge = async || owner.get("/conversations/counts").expect(200).await["unread"].clone();
        assert_eq!(badge().await, 0, "nobody holds it");
        owner.post(&format!("/team/assign/1?agent_id={}", owner.user_id), Value::Null).expect(200).await;
        assert_eq!(badge().await, 1);
        owner.post("/conversations/1/read", json!({})).expect(200).await;
        assert_eq!(badge().await, 0);
        writer.write(&app, "two").await;
        assert_eq!(badge().await, 1);
        owner.put("/conversations/1/resolve", Value::Null).expect(200).await;
        assert_eq!(badge().await, 0, "done");
    }
}
