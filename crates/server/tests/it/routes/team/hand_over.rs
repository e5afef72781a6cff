//! What somebody held goes to another member when they leave.

use chrono::TimeDelta;
use pingback_model::{Change, Event};
use pingback_testkit::{Client, TestApp, Value, both_engines, json};

use super::{counts, held_conversation, log, news, row, user_id};

fn path(member: &Client) -> String {
    format!("/team/members/{}", member.member_id)
}

both_engines! {
    async fn what_a_removed_member_held_is_anothers(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let ada = owner.invite("ada@acme.test", "agent").await;
        let open = held_conversation(&owner, &agent).await;
        let closed = held_conversation(&owner, &agent).await;
        held_conversation(&owner, &ada).await;
        agent.put(&format!("/conversations/{closed}/close"), Value::Null).expect(200).await;
        app.advance(TimeDelta::minutes(1));
        let known = log(&app, &owner).await.len();
        owner.delete(&format!("{}?reassign_to={}", path(&agent), ada.user_id)).expect(200).await;
        for id in [&open, &closed] {
            let read = owner.get(&format!("/conversations/{id}")).expect(200).await;
            assert_eq!(read["assignee_id"], ada.user_id);
            let last = read["activity"].as_array().unwrap().last().unwrap();
            let noted = ["type", "from", "to", "actor_id"].map(|name| last[name].as_str().unwrap());
            assert_eq!(noted, ["assigned", &agent.user_id, &ada.user_id, &owner.user_id]);
        }
        assert_eq!(counts(&ada).await, [2, 0, 2]);
        assert_eq!(row(&owner, &ada).await["open_conversations"], 2);
        let told = news(&app, &owner, known).await;
        let [
            Event::ConversationAssigned { conversation_number: 1, assignee_id, previous_assignee_id, activity, .. },
            Event::ConversationAssigned { conversation_number: 2, .. },
            Event::Notification { notification },
            Event::MemberRemoved { .. },
            Event::AccessEnded { .. },
        ] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((*assignee_id, *previous_assignee_id), (Some(user_id(&ada)), Some(user_id(&agent))));
        assert!(matches!(activity[0].change, Change::Assigned { .. }));
        assert_eq!(notification.user_id, user_id(&ada));
    }

    async fn what_a_removed_member_held_is_nobodys_by_the_products_own_doing(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let id = held_conversation(&owner, &agent).await;
        owner.delete(&path(&agent)).expect(200).await;
        let read = owner.get(&format!("/conversations/{id}")).expect(200).await;
        let last = read["activity"].as_array().unwrap().last().unwrap();
        assert_eq!((&last["type"], &last["actor_id"], &last["to"]), (&"assigned".into(), &Value::Null, &Value::Null));
    }

    async fn a_suspension_hands_over_too(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        held_conversation(&owner, &agent).await;
        let body = json!({"is_active": false, "reassign_to": owner.user_id});
        let known = log(&app, &owner).await.len();
        let suspended = owner.patch(&path(&agent), body).expect(200).await;
        assert_eq!(suspended["open_conversations"], 0);
        assert_eq!(counts(&owner).await, [1, 0, 1]);
        let told = news(&app, &owner, known).await;
        assert!(!told.iter().any(|event| matches!(event, Event::Notification { .. })), "who did it is not told");
    }

    async fn only_an_active_member_can_get_them(app: TestApp) {
        let owner = app.owner().await;
        let stranger = app.stranger().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let away = owner.invite("ada@acme.test", "agent").await;
        let id = held_conversation(&owner, &agent).await;
        owner.patch(&path(&away), json!({"is_active": false})).expect(200).await;
        for to in [&stranger.user_id, &away.user_id, &agent.user_id] {
            let problem = owner.delete(&format!("{}?reassign_to={to}", path(&agent))).expect(422).await;
            assert_eq!(problem["errors"][0]["pointer"], "?reassign_to");
            let body = json!({"is_active": false, "reassign_to": to});
            let problem = owner.patch(&path(&agent), body).expect(422).await;
            assert_eq!(problem["errors"][0]["pointer"], "/reassign_to");
        }
        // Nor where there is nothing to give: somebody suspended holds nothing.
        let body = json!({"is_active": false, "reassign_to": stranger.user_id});
        let problem = owner.patch(&path(&away), body).expect(422).await;
        assert_eq!(problem["errors"][0]["pointer"], "/reassign_to");
        owner.delete(&format!("{}?reassign_to=james", path(&agent))).expect(422).await;
        owner.patch(&path(&agent), json!({"role": "admin", "reassign_to": owner.user_id})).expect(422).await;
        let read = owner.get(&format!("/conversations/{id}")).expect(200).await;
        assert_eq!(read["assignee_id"], agent.user_id);
    }

    async fn of_very_many_a_hundred_are_told_one_by_one(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let ada = owner.invite("ada@acme.test", "agent").await;
        for _ in 0..103 {
            held_conversation(&owner, &agent).await;
        }
        let known = log(&app, &owner).await.len();
        owner.delete(&format!("{}?reassign_to={}", path(&agent), ada.user_id)).expect(200).await;
        let told = news(&app, &owner, known).await;
        let notified: Vec<_> = told.iter().filter_map(|event| match event {
            Event::Notification { notification } => Some(notification.conversation_id.is_some()),
            _ => None,
        }).collect();
        assert_eq!((notified.len(), notified.iter().filter(|is_one| **is_one).count()), (101, 100));
        assert_eq!(counts(&ada).await, [103, 0, 103]);
    }
}
