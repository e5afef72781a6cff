//! What a customer writes: where it goes, and whom it concerns.

use chrono::TimeDelta;
use pingback_app::Error;
use pingback_app::conversations::{Receive, receive};
use pingback_model::{ConversationStatus, Event};
use pingback_testkit::{TestApp, Value, both_engines, json};

use super::{Writer, texts};
use crate::routes::team::{log, news, user_id};

both_engines! {
    async fn the_first_message_begins_a_conversation(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        let known = log(&app, &owner).await.len();
        let input = Receive { name: Some("Cleo".into()), email: Some("cleo@c.test".into()), ..writer.message("Hi") };
        let received = receive(&app, input).await.unwrap();
        assert!(received.is_new);
        assert_eq!(received.conversation.number, 1);
        let customer = received.conversation.customer.unwrap();
        assert_eq!((customer.id, customer.name.as_deref()), (writer.customer_id, Some("Cleo")));
        let told = news(&app, &owner, known).await;
        assert!(matches!(told.as_slice(), [Event::ConversationCreated { .. }, Event::NewMessage { .. }]), "{told:?}");

        let again = writer.write(&app, "and more").await;
        assert_eq!(again.conversation.id, received.conversation.id);
        assert_eq!(again.conversation.customer.unwrap().name.as_deref(), Some("Cleo"));
        let read = owner.get("/conversations/1").expect(200).await;
        assert_eq!(texts(&read), ["Hi", "and more"]);
        assert_eq!((&read["messages"][0]["sender_type"], &read["messages"][0]["delivery"]), (&"customer".into(), &Value::Null));
        assert_eq!(read["messages"][0]["sender_id"], writer.customer_id.to_string());
        assert_eq!(read["first_response_at"], Value::Null, "the customer's own is no response");
        assert_eq!(owner.get("/billing/usage").expect(200).await["messages"]["used"], 0);
    }

    async fn resolved_and_pending_go_back_to_work_and_closed_stays_closed(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        let first = writer.write(&app, "Hi").await.conversation.id;
        for status in ["resolved", "pending"] {
            owner.patch("/conversations/1", json!({"status": status})).expect(200).await;
            let known = log(&app, &owner).await.len();
            let received = writer.write(&app, "again").await;
            assert_eq!((received.conversation.id, received.conversation.status), (first, ConversationStatus::Open));
            assert_eq!(received.conversation.resolved_at, None);
            let told = news(&app, &owner, known).await;
            let [Event::ConversationUpdated { conversation, .. }, Event::NewMessage { .. }] = told.as_slice()
            else { panic!("{told:?}") };
            assert!(conversation.customer.is_some());
            let counts = owner.get("/conversations/counts").expect(200).await;
            assert_eq!(counts["by_status"], json!({"open": 1, "pending": 0, "resolved": 0, "closed": 0}));
        }
        owner.put("/conversations/1/close", Value::Null).expect(200).await;
        let next = writer.write(&app, "something else").await.conversation;
        assert_eq!((next.number, next.status), (2, ConversationStatus::Open));
        assert_eq!(owner.get("/conversations/1").expect(200).await["status"], "closed");
        assert_eq!(writer.write(&app, "more").await.conversation.number, 2);
        // Another channel is another conversation.
        let elsewhere = Writer { customer_id: writer.customer_id, ..Writer::new(&app, &owner).await };
        assert_eq!(elsewhere.write(&app, "from elsewhere").await.conversation.number, 3);
    }

    async fn a_repeated_send_changes_nothing(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        let input = || Receive { client_id: Some("c1".into()), ..writer.message("once") };
        let first = receive(&app, input()).await.unwrap();
        owner.put("/conversations/1/close", Value::Null).expect(200).await;
        let known = log(&app, &owner).await.len();
        let again = receive(&app, input()).await.unwrap();
        assert!(first.is_new && !again.is_new);
        assert_eq!(again.message, first.message);
        assert_eq!(log(&app, &owner).await.len(), known);
        // Another sender may have chosen the same.
        let other = Writer::new(&app, &owner).await;
        let input = Receive { client_id: Some("c1".into()), ..other.message("mine") };
        assert!(receive(&app, input).await.unwrap().is_new);
    }

    async fn whoever_holds_it_is_told_until_they_have_seen_it(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let writer = Writer::new(&app, &owner).await;
        writer.write(&app, "Hi").await;
        owner.put(&format!("/conversations/1/assign/{}", agent.user_id), Value::Null).expect(200).await;
        agent.post("/notifications/read-all", Value::Null).expect(200).await;
        app.advance(TimeDelta::seconds(1));
        let known = log(&app, &owner).await.len();
        writer.write(&app, "one").await;
        writer.write(&app, "two").await;
        let told = news(&app, &owner, known).await;
        let [Event::NewMessage { .. }, Event::Notification { notification }, Event::NewMessage { .. }] = told.as_slice()
        else { panic!("{told:?}") };
        assert_eq!(notification.user_id, user_id(&agent));
        let unread = agent.get("/notifications?unread=true").expect(200).await;
        assert_eq!(unread.as_array().unwrap().len(), 1);
        assert_eq!(unread[0]["type"], "new_message");
    }

    async fn what_does_not_validate_is_not_taken(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        for content in ["", "a\0b", &"x".repeat(20_001)] {
            let refused = receive(&app, writer.message(content)).await;
            assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
        }
        assert_eq!(owner.get("/conversations").expect(200).await, json!([]));
        assert_eq!(owner.get("/customers").expect(200).await, json!([]), "and nobody was made");
    }
}
