//! POST conversations/{id}/messages.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use pingback_app::billing::{SetPlan, set_plan};
use pingback_app::conversations::{Receipt, mark, mark_by_customer};
use pingback_app::{Actor, Error};
use pingback_model::{ChannelType, Event, Feature, HandoffReason, Limit, MessageId, Plan, Role};
use pingback_storage::conversations;
use pingback_testkit::{Client, TestApp, both_engines, json};
use uuid::Uuid;

use super::{Writer, begin, channel, texts, workspace};
use crate::routes::team::{log, news};

/// The client as use cases see it.
fn actor(client: &Client) -> Actor {
    Actor {
        user_id: client.user_id.parse().unwrap(),
        session_id: Uuid::nil().into(),
        workspace_id: workspace(client),
        member_id: Uuid::nil().into(),
        role: Role::Owner,
        once: None,
    }
}

async fn limit_messages(app: &TestApp, client: &Client, limit: i64) {
    let overrides = BTreeMap::from([(Feature::Messages, Limit::AtMost(limit))]);
    set_plan(app, &SetPlan { workspace_id: workspace(client), plan: Plan::Mini, overrides }).await.unwrap();
}

both_engines! {
    async fn an_answer_goes_out_and_is_the_first_response_once(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        let known = log(&app, &owner).await.len();
        app.advance(TimeDelta::seconds(5));
        let message = owner.post("/conversations/1/messages", json!({"content": "Hello"})).expect(201).await;
        assert_eq!(message, json!({
            "id": message["id"], "conversation_id": message["conversation_id"], "sender_type": "agent",
            "sender_id": owner.user_id, "sender_name": "Olive Hart", "content": "Hello", "attachments": [],
            "created_at": "2026-11-24T12:00:05Z", "delivered_at": null, "read_at": null, "is_private": false,
            "delivery": "sent", "delivery_error": null, "client_id": null, "mentions": [],
        }));
        app.advance(TimeDelta::seconds(5));
        owner.post("/conversations/1/messages", json!({"content": "More"})).expect(201).await;
        let conversation = owner.get("/conversations/1").expect(200).await;
        assert_eq!(conversation["first_response_at"], "2026-11-24T12:00:05Z");
        assert_eq!(conversation["updated_at"], "2026-11-24T12:00:10Z");
        assert_eq!(texts(&conversation), ["Hello", "More"], "oldest first");
        let news = news(&app, &owner, known).await;
        let [Event::NewMessage { message: first, conversation_number: 1, .. }, Event::NewMessage { .. }] = news.as_slice()
        else { panic!("{news:?}") };
        assert_eq!(first.sender_name.as_deref(), Some("Olive Hart"));
    }

    async fn a_note_stays_with_the_team_and_counts_for_nothing(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        let conversation = writer.write(&app, "Hi").await.conversation;
        limit_messages(&app, &owner, 0).await;
        let note = json!({"content": "psst", "is_private": true});
        let note = owner.post("/conversations/1/messages", note).expect(201).await;
        assert_eq!((&note["is_private"], &note["delivery"]), (&true.into(), &json!(null)));
        let read = owner.get("/conversations/1").expect(200).await;
        assert_eq!((&read["first_response_at"], texts(&read)), (&json!(null), vec!["Hi", "psst"]));
        assert_eq!(owner.get("/billing/usage").expect(200).await["messages"]["used"], 0);
        // Nothing that a visitor is told has it, and it does not exist for them.
        for event in log(&app, &owner).await {
            if let Event::NewMessage { message, .. } = event {
                assert_eq!(message.is_visible_to_visitor(), message.content != "psst");
            }
        }
        let id: MessageId = note["id"].as_str().unwrap().parse().unwrap();
        let refused = mark_by_customer(&app, conversation.workspace_id, conversation.id, id, Receipt::Read).await;
        assert!(matches!(refused, Err(Error::NotFound(_))), "{refused:?}");
    }

    async fn the_months_messages_are_counted_and_end(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        limit_messages(&app, &owner, 2).await;
        for _ in 0..2 {
            owner.post("/conversations/1/messages", json!({"content": "x"})).expect(201).await;
        }
        let response = owner.post("/conversations/1/messages", json!({"content": "too many"})).await;
        assert_eq!(response.status(), 429);
        assert_eq!(response.headers()["retry-after"], (6 * 24 * 3600 + 12 * 3600).to_string().as_str());
        let problem: pingback_testkit::Value = response.json().await.unwrap();
        assert_eq!((&problem["error"], &problem["feature"]), (&"limit_exceeded".into(), &"messages".into()));
        assert_eq!((&problem["current"], &problem["limit"]), (&2.into(), &2.into()));
        let with_message = json!({"business_id": owner.business_id, "initial_message": "too many"});
        owner.post("/conversations", with_message).expect(429).await;
        assert_eq!(owner.get("/conversations/1").expect(200).await["messages"].as_array().unwrap().len(), 2);
        assert_eq!(owner.get("/conversations").expect(200).await.as_array().unwrap().len(), 1, "nothing half done");
        app.advance(TimeDelta::days(7));
        owner.post("/conversations/1/messages", json!({"content": "December"})).expect(201).await;
    }

    async fn what_does_not_validate_is_not_written(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        let known = log(&app, &owner).await.len();
        let unknown = "01981f6e-7a3b-7c11-9d2e-0123456789ab";
        for (body, pointer) in [
            (json!({"content": ""}), "/content"),
            (json!({}), "/content"),
            (json!({"content": " \n "}), "/content"),
            (json!({"content": "a\u{0}"}), "/content"),
            (json!({"content": "ä".repeat(20_001)}), "/content"),
            (json!({"content": 5}), "/content"),
            (json!({"content": "x", "is_private": "yes"}), "/is_private"),
            (json!({"content": "x", "attachments": [{"id": unknown}]}), "/attachments/0"),
            (json!({"content": "x", "attachments": [unknown, "nonsense"]}), "/attachments/1"),
            (json!({"content": "x", "attachments": vec![unknown; 11]}), "/attachments"),
            (json!({"content": "x", "client_id": ""}), "/client_id"),
        ] {
            let problem = owner.post("/conversations/1/messages", body.clone()).expect(422).await;
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{body}");
        }
        owner.post("/conversations/1/messages", json!({"content": "ä".repeat(20_000)})).expect(201).await;
        owner.post("/conversations/9/messages", json!({"content": "x"})).expect(404).await;
        app.anonymous().post("/conversations/1/messages", json!({"content": "x"})).expect(401).await;
        assert_eq!(log(&app, &owner).await.len(), known + 1);
    }

    async fn a_repeated_send_is_one_message(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        let body = json!({"content": "once"});
        let call = || owner.post("/conversations/1/messages", body.clone()).header("Idempotency-Key", "k");
        let first = call().expect(201).await;
        assert_eq!(call().expect(201).await, first);
        let other = json!({"content": "twice"});
        owner.post("/conversations/1/messages", other).header("Idempotency-Key", "k").expect(422).await;
        // And by the sender's own id, whatever the request.
        let body = json!({"content": "mine", "client_id": "c1"});
        let first = owner.post("/conversations/1/messages", body.clone()).expect(201).await;
        assert_eq!(owner.post("/conversations/1/messages", body).expect(201).await["id"], first["id"]);
        assert_eq!(texts(&owner.get("/conversations/1").expect(200).await), ["once", "mine"]);
        assert_eq!(owner.get("/billing/usage").expect(200).await["messages"]["used"], 2);
    }

    async fn through_another_channel_it_waits_and_through_none_it_fails(app: TestApp) {
        let owner = app.owner().await;
        let telegram = channel(&app, &owner, ChannelType::Telegram).await;
        let body = json!({"business_id": owner.business_id, "channel_id": telegram});
        owner.post("/conversations", body).expect(201).await;
        let message = owner.post("/conversations/1/messages", json!({"content": "x"})).expect(201).await;
        assert_eq!(message["delivery"], "pending");
        owner.delete(&format!("/channels/{telegram}")).expect(200).await;
        let message = owner.post("/conversations/1/messages", json!({"content": "x"})).expect(201).await;
        assert_eq!(message["delivery"], "failed");
        assert!(message["delivery_error"].as_str().unwrap().contains("gone"));
    }

    async fn a_persons_answer_ends_the_call_for_a_person(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        let id = writer.write(&app, "a human please").await.conversation.id;
        app.db()
            .write(|mut tx| async move {
                let reason = Some(HandoffReason::UserRequested);
                conversations::set_handoff(&mut tx, writer.workspace_id, id, reason).await?;
                tx.commit(()).await
            })
            .await
            .unwrap();
        let waiting = owner.get("/team/pending-handoffs").expect(200).await;
        assert_eq!(waiting, json!([{
            "id": id, "number": 1, "customer_id": writer.customer_id, "handoff_reason": "user_requested",
            "status": "open", "created_at": "2026-11-24T12:00:00Z",
        }]));
        assert_eq!(app.stranger().await.get("/team/pending-handoffs").expect(200).await, json!([]));
        let note = json!({"content": "I look at it", "is_private": true});
        owner.post("/conversations/1/messages", note).expect(201).await;
        assert_eq!(owner.get("/team/pending-handoffs").expect(200).await.as_array().unwrap().len(), 1);
        let known = log(&app, &owner).await.len();
        owner.post("/conversations/1/messages", json!({"content": "Here I am"})).expect(201).await;
        assert_eq!(owner.get("/team/pending-handoffs").expect(200).await, json!([]));
        let news = news(&app, &owner, known).await;
        let [Event::ConversationUpdated { conversation, .. }, Event::NewMessage { .. }] = news.as_slice()
        else { panic!("{news:?}") };
        assert!(!conversation.needs_handoff && conversation.customer.is_some() && conversation.messages.is_empty());
    }

    async fn receipts_mark_the_other_sides_messages_once(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        let first = writer.write(&app, "one").await;
        let second = writer.write(&app, "two").await.message.id;
        let (workspace, conversation) = (writer.workspace_id, first.conversation.id);
        let answer = owner.post("/conversations/1/messages", json!({"content": "three"})).expect(201).await;
        let answer: MessageId = answer["id"].as_str().unwrap().parse().unwrap();
        let note = json!({"content": "note", "is_private": true});
        owner.post("/conversations/1/messages", note).expect(201).await;
        let known = log(&app, &owner).await.len();
        app.advance(TimeDelta::seconds(3));

        mark(&app, &actor(&owner), answer, Receipt::Read).await.unwrap();
        mark(&app, &actor(&owner), second, Receipt::Delivered).await.unwrap();
        mark_by_customer(&app, workspace, conversation, answer, Receipt::Delivered).await.unwrap();
        mark_by_customer(&app, workspace, conversation, second, Receipt::Read).await.unwrap();

        let now = app.now();
        assert_eq!(news(&app, &owner, known).await, [
            Event::Read { conversation_id: conversation, message_id: second, read_at: now },
            Event::UnreadChanged { user_id: owner.user_id.parse().unwrap(), conversation_id: conversation, unread_count: 0 },
            Event::Delivered { conversation_id: conversation, message_id: answer, delivered_at: now },
        ], "of one's own and of what was said before nobody is told");
        let read = owner.get("/conversations/1").expect(200).await;
        let marks: Vec<_> = read["messages"].as_array().unwrap().iter()
            .map(|message| (message["delivered_at"].is_string(), message["read_at"].is_string())).collect();
        assert_eq!(marks, [(true, true), (true, true), (true, false), (false, false)]);
        assert_eq!(read["updated_at"], "2026-11-24T12:00:00Z", "a receipt moves nothing");

        let stranger = app.stranger().await;
        let refused = mark(&app, &actor(&stranger), answer, Receipt::Read).await;
        assert!(matches!(refused, Err(Error::NotFound(_))));
        let other = Writer::new(&app, &owner).await.write(&app, "else").await.conversation.id;
        let refused = mark_by_customer(&app, workspace, other, answer, Receipt::Read).await;
        assert!(matches!(refused, Err(Error::NotFound(_))), "another visitor's message");
    }
}
