//! POST conversations, GET conversations/{id}.

use chrono::TimeDelta;
use pingback_model::{ChannelType, Event};
use pingback_testkit::{TestApp, both_engines, json};

use super::{begin, channel, texts};
use crate::routes::team::news;

both_engines! {
    async fn an_empty_one_has_every_field_of_the_contract(app: TestApp) {
        let owner = app.owner().await;
        let made = begin(&owner).await;
        let (id, now) = (made["id"].clone(), "2026-11-24T12:00:00Z");
        assert_eq!(made, json!({
            "id": id, "number": 1, "business_id": owner.business_id, "customer_id": null, "assignee_id": null,
            "status": "open", "channel_type": "widget", "channel_id": null, "created_at": now, "updated_at": now,
            "first_response_at": null, "resolved_at": null, "closed_at": null, "needs_handoff": false,
            "handoff_reason": null, "priority": null, "rating": null, "snoozed_until": null, "waiting_since": null, "label_ids": [],
            "customer": null, "messages": [],
        }));
        assert_eq!(begin(&owner).await["number"], 2, "numbers are counted per workspace");
        let stranger = app.stranger().await;
        assert_eq!(begin(&stranger).await["number"], 1);
    }

    async fn an_initial_message_is_the_first_response(app: TestApp) {
        let owner = app.owner().await;
        let customer = owner.post("/customers", json!({"name": "Cleo"})).expect(201).await;
        let body = json!({
            "business_id": owner.business_id, "customer_id": customer["id"], "initial_message": "Hello Cleo"
        });
        let made = owner.post("/conversations/", body).expect(201).await;
        assert_eq!(made["customer"], customer);
        assert_eq!(made["first_response_at"], "2026-11-24T12:00:00Z");
        let message = &made["messages"][0];
        assert_eq!(*message, json!({
            "id": message["id"], "conversation_id": made["id"], "sender_type": "agent", "sender_id": owner.user_id,
            "sender_name": "Olive Hart", "content": "Hello Cleo", "attachments": [],
            "created_at": "2026-11-24T12:00:00Z", "delivered_at": null, "read_at": null, "is_private": false,
            "delivery": "sent", "delivery_error": null, "client_id": null, "mentions": [],
        }));
        let used = owner.get("/billing/usage").expect(200).await;
        assert_eq!(used["messages"]["used"], 1);
        let news = news(&app, &owner, 0).await;
        assert!(matches!(news.as_slice(), [.., Event::ConversationCreated { .. }, Event::NewMessage { .. }]));
    }

    async fn the_number_is_as_good_as_the_id(app: TestApp) {
        let owner = app.owner().await;
        let made = begin(&owner).await;
        let id = made["id"].as_str().unwrap();
        for named in [id, "1"] {
            assert_eq!(owner.get(&format!("/conversations/{named}/")).expect(200).await["id"], made["id"]);
            owner.post(&format!("/conversations/{named}/messages"), json!({"content": named})).expect(201).await;
            owner.patch(&format!("/conversations/{named}"), json!({"status": "pending"})).expect(200).await;
            owner.post(&format!("/team/assign/{named}?agent_id={}", owner.user_id), json!(null)).expect(200).await;
        }
        assert_eq!(texts(&owner.get("/conversations/1").expect(200).await), [id, "1"]);
        for nothing in ["2", "0", "x", "%23", "01981f6e-7a3b-7c11-9d2e-0123456789ab", "-1"] {
            let problem = owner.get(&format!("/conversations/{nothing}")).expect(404).await;
            assert_eq!(problem["detail"], "Conversation not found", "{nothing}");
        }
    }

    async fn a_channel_must_be_an_active_one_of_the_workspace(app: TestApp) {
        let (owner, stranger) = (app.owner().await, app.stranger().await);
        let own = channel(&app, &owner, ChannelType::Telegram).await;
        let foreign = channel(&app, &stranger, ChannelType::Widget).await;
        let body = |channel: &str| json!({"business_id": owner.business_id, "channel_id": channel});
        let made = owner.post("/conversations/", body(&own.to_string())).expect(201).await;
        assert_eq!((&made["channel_type"], &made["channel_id"]), (&"telegram".into(), &own.to_string().into()));
        for bad in [foreign.to_string(), "01981f6e-7a3b-7c11-9d2e-0123456789ab".into()] {
            let problem = owner.post("/conversations/", body(&bad)).expect(400).await;
            assert_eq!(problem["detail"], "Invalid channel");
        }
        let problem = owner.post("/conversations/", body("nonsense")).expect(422).await;
        assert_eq!(problem["errors"][0]["pointer"], "/channel_id");
    }

    async fn what_is_anothers_does_not_exist(app: TestApp) {
        let (owner, stranger) = (app.owner().await, app.stranger().await);
        let customer = stranger.post("/customers", json!({"name": "Theirs"})).expect(201).await;
        let foreign = begin(&stranger).await;
        let id = foreign["id"].as_str().unwrap();
        let with_customer = json!({"business_id": owner.business_id, "customer_id": customer["id"]});
        owner.post("/conversations/", with_customer).expect(404).await;
        owner.post("/conversations/", json!({"business_id": stranger.business_id})).expect(404).await;
        owner.get(&format!("/conversations/{id}")).expect(404).await;
        owner.patch(&format!("/conversations/{id}"), json!({"status": "closed"})).expect(404).await;
        owner.post(&format!("/conversations/{id}/messages"), json!({"content": "hi"})).expect(404).await;
        owner.put(&format!("/conversations/{id}/resolve"), json!(null)).expect(404).await;
        owner.put(&format!("/conversations/{id}/close"), json!(null)).expect(404).await;
        owner.put(&format!("/conversations/{id}/assign/{}", owner.user_id), json!(null)).expect(404).await;
        owner.delete(&format!("/conversations/{id}/assign")).expect(404).await;
        owner.post(&format!("/team/assign/{id}?agent_id={}", owner.user_id), json!(null)).expect(404).await;
        owner.get(&format!("/conversations?before={id}")).expect(422).await;
        let mut read = stranger.get(&format!("/conversations/{id}")).expect(200).await;
        assert_eq!(read.as_object_mut().unwrap().remove("activity"), Some(json!([])));
        assert_eq!(read.as_object_mut().unwrap().remove("unread_count"), Some(json!(0)));
        assert_eq!(read, foreign, "untouched");
        assert_eq!(owner.get("/conversations").expect(200).await, json!([]));
    }

    async fn what_is_no_field_of_input_is_not_bound(app: TestApp) {
        let owner = app.owner().await;
        let body = json!({
            "business_id": owner.business_id, "status": "closed", "assignee_id": owner.user_id, "number": 99,
            "first_response_at": "2020-01-01T00:00:00Z", "needs_handoff": true, "channel_type": "x",
        });
        let made = owner.post("/conversations/", body).expect(201).await;
        assert_eq!((&made["status"], &made["number"]), (&"open".into(), &1.into()));
        assert_eq!((&made["assignee_id"], &made["first_response_at"]), (&json!(null), &json!(null)));
        assert_eq!((&made["channel_type"], &made["needs_handoff"]), (&"widget".into(), &false.into()));
    }

    async fn a_body_that_does_not_validate_names_its_fields(app: TestApp) {
        let owner = app.owner().await;
        for (body, pointer) in [
            (json!({}), "/business_id"),
            (json!({"business_id": "x"}), "/business_id"),
            (json!({"business_id": owner.business_id, "initial_message": "x".repeat(20_001)}), "/initial_message"),
            (json!({"business_id": owner.business_id, "initial_message": "a\u{0}b"}), "/initial_message"),
            (json!({"business_id": owner.business_id, "initial_message": " "}), "/initial_message"),
        ] {
            let problem = owner.post("/conversations/", body).expect(422).await;
            assert_eq!(problem["errors"][0]["pointer"], pointer);
        }
        app.anonymous().post("/conversations/", json!({"business_id": owner.business_id})).expect(401).await;
        assert_eq!(owner.get("/conversations").expect(200).await, json!([]), "nothing was made");
    }

    async fn the_same_key_makes_one(app: TestApp) {
        let owner = app.owner().await;
        let body = json!({"business_id": owner.business_id, "initial_message": "once"});
        let call = |body| owner.post("/conversations/", body).header("Idempotency-Key", "k1");
        let first = call(body.clone()).expect(201).await;
        app.advance(TimeDelta::hours(1));
        assert_eq!(call(body).expect(201).await, first);
        call(json!({"business_id": owner.business_id})).expect(422).await;
        assert_eq!(owner.get("/conversations").expect(200).await.as_array().unwrap().len(), 1);
    }
}
