//! PATCH conversations/{id}, PUT resolve and close.

use chrono::TimeDelta;
use pingback_model::{ConversationStatus, Event};
use pingback_testkit::{TestApp, Value, both_engines, json};

use super::{Writer, begin};
use crate::routes::team::{log, news};

both_engines! {
    async fn resolving_and_closing_say_when_and_the_second_time_that_it_was(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        app.advance(TimeDelta::seconds(1));
        let answer = owner.put("/conversations/1/resolve", Value::Null).expect(200).await;
        assert_eq!(answer, json!({"resolved_at": "2026-11-24T12:00:01Z"}));
        let known = log(&app, &owner).await.len();
        let answer = owner.put("/conversations/1/resolve/", Value::Null).expect(200).await;
        assert_eq!(answer, json!({"detail": "Already resolved"}));
        assert_eq!(log(&app, &owner).await.len(), known, "no change, no event");

        app.advance(TimeDelta::seconds(1));
        let answer = owner.put("/conversations/1/close", Value::Null).expect(200).await;
        assert_eq!(answer, json!({"closed_at": "2026-11-24T12:00:02Z"}));
        let answer = owner.put("/conversations/1/close", Value::Null).expect(200).await;
        assert_eq!(answer, json!({"detail": "Already closed"}));
        let read = owner.get("/conversations/1").expect(200).await;
        assert_eq!((&read["status"], &read["resolved_at"]), (&"closed".into(), &"2026-11-24T12:00:01Z".into()));
        owner.put("/conversations/7/resolve", Value::Null).expect(404).await;
        owner.put("/conversations/7/close", Value::Null).expect(404).await;
    }

    async fn any_status_may_follow_any_other(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        let all = ConversationStatus::ALL;
        for from in all {
            for to in all {
                for status in [from, to] {
                    let body = json!({"status": status});
                    let answer = owner.patch("/conversations/1", body).expect(200).await;
                    assert_eq!(answer["status"], status.as_str());
                    let ended = (answer["resolved_at"].is_string(), answer["closed_at"].is_string());
                    match status {
                        ConversationStatus::Open | ConversationStatus::Pending => assert_eq!(ended, (false, false)),
                        ConversationStatus::Resolved => assert_eq!(ended, (true, false)),
                        ConversationStatus::Closed => assert!(ended.1),
                    }
                }
            }
        }
    }

    async fn a_change_is_told_with_the_customer_and_without_messages(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        Writer::new(&app, &owner).await.write(&app, "Hi").await;
        let known = log(&app, &owner).await.len();
        let answer = agent.patch("/conversations/1", json!({"status": "pending"})).expect(200).await;
        assert!(answer["customer"].is_object());
        let news = news(&app, &owner, known).await;
        let [Event::ConversationUpdated { conversation, .. }] = news.as_slice() else { panic!("{news:?}") };
        assert_eq!(conversation.status, ConversationStatus::Pending);
        assert!(conversation.customer.is_some() && conversation.messages.is_empty());
    }

    async fn a_status_that_there_is_not(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        let problem = owner.patch("/conversations/1", json!({"status": "done"})).expect(422).await;
        assert_eq!(problem["errors"][0]["pointer"], "/status");
        owner.patch("/conversations/1", json!({})).expect(422).await;
        owner.patch("/conversations/9", json!({"status": "open"})).expect(404).await;
    }
}
