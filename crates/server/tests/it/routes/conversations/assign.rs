//! POST team/assign, PUT and DELETE conversations/{id}/assign.

use pingback_model::Event;
use pingback_testkit::{TestApp, Value, both_engines, json};

use super::begin;
use crate::routes::team::{log, news, user_id};

both_engines! {
    async fn the_assignee_is_told_at_once_and_only_once(app: TestApp) {
        let owner = app.owner().await;
        let admin = owner.invite("ada@acme.test", "admin").await;
        let agent = owner.invite("james@acme.test", "agent").await;
        begin(&owner).await;
        let known = log(&app, &owner).await.len();
        let path = format!("/team/assign/1?agent_id={}", agent.user_id);
        let answer = admin.post(&path, Value::Null).expect(200).await;
        assert_eq!(answer, json!({"message": "Conversation assigned successfully"}));

        let told = news(&app, &owner, known).await;
        let [Event::ConversationAssigned { assigned_by, assignee_id, previous_assignee_id, conversation_number: 1, .. },
            Event::Notification { notification }] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((*assigned_by, *assignee_id), (Some(user_id(&admin)), Some(user_id(&agent))));
        assert_eq!((*previous_assignee_id, notification.user_id), (None, user_id(&agent)));
        let waiting = agent.get("/notifications").expect(200).await;
        assert_eq!(waiting[0]["type"], "conversation_assigned");
        assert_eq!(waiting[0]["actor_id"], admin.user_id);

        let known = log(&app, &owner).await.len();
        owner.post(&path, Value::Null).expect(200).await;
        let same = format!("/conversations/1/assign/{}", agent.user_id);
        assert_eq!(owner.put(&same, Value::Null).expect(200).await, json!({"assignee_id": agent.user_id}));
        assert_eq!(log(&app, &owner).await.len(), known, "who holds it already is not told again");

        // Owner and admins can hold one too; giving it to oneself needs no notification.
        let own = format!("/conversations/1/assign/{}", owner.user_id);
        owner.put(&own, Value::Null).expect(200).await;
        let told = news(&app, &owner, known).await;
        let [Event::ConversationAssigned { previous_assignee_id, .. }] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!(*previous_assignee_id, Some(user_id(&agent)));
    }

    async fn it_can_be_taken_from_whoever_holds_it(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        owner.put(&format!("/conversations/1/assign/{}", owner.user_id), Value::Null).expect(200).await;
        let known = log(&app, &owner).await.len();
        let nobody = json!({"assignee_id": null});
        assert_eq!(owner.delete("/conversations/1/assign").expect(200).await, nobody);
        assert_eq!(owner.delete("/conversations/1/assign").expect(200).await, nobody);
        let told = news(&app, &owner, known).await;
        assert!(matches!(told.as_slice(), [Event::ConversationAssigned { assignee_id: None, .. }]), "{told:?}");
    }

    async fn agents_do_not_assign(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        begin(&owner).await;
        for path in [format!("/team/assign/1?agent_id={}", agent.user_id), "/team/assign/1".into(), "/team/assign/x".into()] {
            let problem = agent.post(&path, Value::Null).expect(403).await;
            assert_eq!(problem["detail"], "Only the owner and admins can assign conversations.");
        }
        agent.put(&format!("/conversations/1/assign/{}", agent.user_id), Value::Null).expect(403).await;
        agent.delete("/conversations/1/assign").expect(403).await;
    }

    async fn only_active_members_hold_conversations(app: TestApp) {
        let owner = app.owner().await;
        let suspended = owner.invite("sue@acme.test", "agent").await;
        let removed = owner.invite("rob@acme.test", "agent").await;
        let stranger = app.stranger().await;
        begin(&owner).await;
        owner.patch(&format!("/team/members/{}", suspended.member_id), json!({"is_active": false})).expect(200).await;
        owner.delete(&format!("/team/members/{}", removed.member_id)).expect(200).await;
        let known = log(&app, &owner).await.len();
        let unknown = "01981f6e-7a3b-7c11-9d2e-0123456789ab".to_owned();
        let nobody = [&suspended.user_id, &removed.user_id, &stranger.user_id, &unknown, &suspended.member_id];
        for user in nobody.into_iter().map(String::as_str).chain(["james"]) {
            let problem = owner.post(&format!("/team/assign/1?agent_id={user}"), Value::Null).expect(400).await;
            assert_eq!(problem["detail"], "Agent is not a team member", "{user}");
            owner.put(&format!("/conversations/1/assign/{user}"), Value::Null).expect(400).await;
        }
        let problem = owner.post("/team/assign/1", Value::Null).expect(422).await;
        assert_eq!(problem["errors"][0]["pointer"], "?agent_id");
        owner.post(&format!("/team/assign/9?agent_id={}", owner.user_id), Value::Null).expect(404).await;
        owner.post(&format!("/team/assign/9?agent_id={unknown}"), Value::Null).expect(404).await;
        assert_eq!(log(&app, &owner).await.len(), known);
    }
}
