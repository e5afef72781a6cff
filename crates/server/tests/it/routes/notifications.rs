//! `notifications/…`: what waits for a member until they have seen it.

use chrono::TimeDelta;
use pingback_app::notifications::{NewNotification, notify};
use pingback_model::{Event, NotificationKind, WorkspaceId};
use pingback_testkit::{Client, TestApp, Value, both_engines, json};

use super::team::{held_conversation, log, news, user_id};

async fn list(client: &Client, query: &str) -> Vec<Value> {
    client.get(&format!("/notifications{query}")).expect(200).await.as_array().unwrap().clone()
}

/// Tells `to` of a new message in a conversation, as a customer's message does; whether it was kept.
async fn tell(app: &TestApp, to: &Client, conversation: &str) -> bool {
    let new = NewNotification {
        user_id: user_id(to),
        kind: NotificationKind::NewMessage,
        conversation_id: Some(conversation.parse().unwrap()),
        actor_id: None,
    };
    let workspace: WorkspaceId = to.business_id.parse().unwrap();
    let kept = app
        .write(&pingback_app::actor::Nobody, |mut tx| async move {
            let kept = notify(&mut tx, &app.ids, workspace, new).await?;
            Ok(tx.commit(kept).await?)
        })
        .await;
    kept.unwrap().is_some()
}

both_engines! {
    async fn an_assignment_made_while_the_agent_was_offline_is_waiting(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let conversation = held_conversation(&owner, &agent).await;
        app.advance(TimeDelta::days(3));
        let waiting = list(&agent, "?unread=true").await;
        let [only] = waiting.as_slice() else { panic!("{waiting:?}") };
        assert_eq!(only["type"], "conversation_assigned");
        assert_eq!(only["conversation_id"], conversation);
        assert_eq!(only["conversation_number"], 1);
        assert_eq!((&only["actor_id"], &only["actor_name"]), (&owner.user_id.as_str().into(), &"Olive Hart".into()));
        assert_eq!((&only["created_at"], &only["read_at"]), (&"2026-11-24T12:00:00Z".into(), &Value::Null));
        assert_eq!(list(&owner, "").await, [] as [Value; 0]);
    }

    async fn those_who_lead_hear_who_joined(app: TestApp) {
        let owner = app.owner().await;
        let admin = owner.invite("ada@acme.test", "admin").await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let known = log(&app, &owner).await.len();
        let joined = owner.invite("new@acme.test", "agent").await;
        for (member, expected) in [(&owner, 0), (&admin, 2), (&agent, 0), (&joined, 0)] {
            assert_eq!(list(member, "").await.len(), expected, "{}", member.email);
        }
        let newest = &list(&admin, "").await[0];
        assert_eq!((&newest["type"], &newest["conversation_id"]), (&"member_joined".into(), &Value::Null));
        assert_eq!((&newest["actor_id"], &newest["actor_name"]), (&joined.user_id.as_str().into(), &"new".into()));
        let told = news(&app, &owner, known).await;
        let [Event::MemberJoined { .. }, Event::Notification { notification }] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!(notification.user_id, user_id(&admin));
    }

    async fn reading_one_leaves_the_others(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        for _ in 0..3 {
            held_conversation(&owner, &agent).await;
        }
        let all = list(&agent, "").await;
        let id = all[1]["id"].as_str().unwrap();
        app.advance(TimeDelta::minutes(1));
        let read = agent.post(&format!("/notifications/{id}/read"), Value::Null).expect(200).await;
        assert_eq!((&read["id"], &read["read_at"]), (&id.into(), &"2026-11-24T12:01:00Z".into()));
        app.advance(TimeDelta::minutes(1));
        let again = agent.post(&format!("/notifications/{id}/read"), Value::Null).expect(200).await;
        assert_eq!(again, read, "the first time counts");
        assert_eq!(list(&agent, "?unread=true").await, [all[0].clone(), all[2].clone()]);
        assert_eq!(list(&agent, "?unread=false").await, [read]);
        assert_eq!(list(&agent, "").await.len(), 3);
    }

    async fn reading_all_reads_ones_own_only(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let admin = owner.invite("ada@acme.test", "admin").await;
        for _ in 0..2 {
            held_conversation(&owner, &agent).await;
        }
        held_conversation(&owner, &admin).await;
        assert_eq!(agent.post("/notifications/read-all", Value::Null).expect(200).await, json!({"read": 2}));
        assert_eq!(agent.post("/notifications/read-all", Value::Null).expect(200).await, json!({"read": 0}));
        assert_eq!(list(&agent, "?unread=true").await.len(), 0);
        assert_eq!(list(&admin, "?unread=true").await.len(), 1);
    }

    async fn anothers_notification_does_not_exist(app: TestApp) {
        let (owner, stranger) = (app.owner().await, app.stranger().await);
        let agent = owner.invite("james@acme.test", "agent").await;
        held_conversation(&owner, &agent).await;
        let id = list(&agent, "").await[0]["id"].as_str().unwrap().to_owned();
        for other in [&owner, &stranger] {
            let problem = other.post(&format!("/notifications/{id}/read"), Value::Null).expect(404).await;
            assert_eq!(problem["detail"], "Notification not found");
        }
        agent.post("/notifications/7/read", Value::Null).expect(404).await;
        assert_eq!(list(&agent, "?unread=true").await.len(), 1);
        let nobody = app.anonymous();
        nobody.get("/notifications").expect(401).await;
        nobody.post(&format!("/notifications/{id}/read"), Value::Null).expect(401).await;
        nobody.post("/notifications/read-all", Value::Null).expect(401).await;
    }

    async fn a_long_list_is_read_in_pages_newest_first(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        for _ in 0..7 {
            held_conversation(&owner, &agent).await;
        }
        let all = list(&agent, "").await;
        let numbers: Vec<_> = all.iter().map(|n| n["conversation_number"].as_i64().unwrap()).collect();
        assert_eq!(numbers, [7, 6, 5, 4, 3, 2, 1]);
        let mut paged = list(&agent, "?limit=3").await;
        while let Some(last) = paged.last() {
            let page = list(&agent, &format!("?limit=3&before={}", last["id"].as_str().unwrap())).await;
            if page.is_empty() {
                break;
            }
            paged.extend(page);
        }
        assert_eq!(paged, all);
        for query in ["limit=0", "limit=101", "limit=x", "unread=maybe", "before=7"] {
            let problem = agent.get(&format!("/notifications?{query}")).expect(422).await;
            let name = query.split('=').next().unwrap();
            assert_eq!(problem["errors"][0]["pointer"], format!("?{name}"));
        }
    }

    async fn of_new_messages_only_the_first_is_told_until_it_is_read(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let (first, second) = (held_conversation(&owner, &agent).await, held_conversation(&owner, &agent).await);
        agent.post("/notifications/read-all", Value::Null).expect(200).await;
        assert!(tell(&app, &agent, &first).await);
        let known = log(&app, &owner).await.len();
        assert!(!tell(&app, &agent, &first).await);
        assert_eq!(news(&app, &owner, known).await, []);
        assert!(tell(&app, &agent, &second).await);
        assert!(tell(&app, &owner, &first).await, "another member");
        assert_eq!(list(&agent, "?unread=true").await.len(), 2);
        agent.post("/notifications/read-all", Value::Null).expect(200).await;
        assert!(tell(&app, &agent, &first).await, "read, so the next message is news");
    }
}
