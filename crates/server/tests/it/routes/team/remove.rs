//! DELETE team/members/{id}.

use pingback_model::Event;
use pingback_testkit::{Client, TestApp, Value, both_engines, json};

use super::{counts, held_conversation, log, news, row, user_id};

fn path(member: &Client) -> String {
    format!("/team/members/{}", member.member_id)
}

both_engines! {
    async fn access_is_lost_at_once_and_what_they_held_is_nobodys(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let other = owner.invite("ada@acme.test", "admin").await;
        let open = held_conversation(&owner, &agent).await;
        let resolved = held_conversation(&owner, &agent).await;
        let others = held_conversation(&owner, &other).await;
        agent.put(&format!("/conversations/{resolved}/resolve"), Value::Null).expect(200).await;
        assert_eq!(counts(&agent).await, [1, 0, 2]);
        let known = log(&app, &owner).await.len();

        let answer = owner.delete(&path(&agent)).expect(200).await;
        assert_eq!(answer, json!({"message": "Team member removed"}));

        agent.get("/team/members").expect(403).await;
        agent.get("/conversations/").expect(403).await;
        let current = agent.in_workspace("");
        current.get("/team/members").expect(403).await;
        assert_eq!(owner.get("/team/members").expect(200).await.as_array().unwrap().len(), 2);

        for (id, assignee) in [(&open, Value::Null), (&resolved, Value::Null), (&others, other.user_id.as_str().into())] {
            let conversation = owner.get(&format!("/conversations/{id}")).expect(200).await;
            assert_eq!(conversation["assignee_id"], assignee);
        }
        assert_eq!(counts(&owner).await, [0, 1, 2]);
        assert_eq!(counts(&other).await, [1, 1, 2]);

        let told = news(&app, &owner, known).await;
        let [
            Event::ConversationAssigned { conversation_number: 1, assignee_id: None, previous_assignee_id: held_by, assigned_by, .. },
            Event::ConversationAssigned { conversation_number: 2, assignee_id: None, .. },
            Event::MemberRemoved { member },
            Event::AccessEnded { user_id: cut, session_id: None },
        ] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((*held_by, *assigned_by), (Some(user_id(&agent)), Some(user_id(&owner))));
        assert_eq!((member.user_id, *cut), (user_id(&agent), user_id(&agent)));
    }

    async fn the_owner_cannot_be_removed(app: TestApp) {
        let owner = app.owner().await;
        let admin = owner.invite("ada@acme.test", "admin").await;
        let own = row(&owner, &owner).await;
        let owners = format!("/team/members/{}", own["id"].as_str().unwrap());
        let problem = owner.delete(&owners).expect(400).await;
        assert_eq!(problem["detail"], "Cannot remove the owner");
        admin.delete(&owners).expect(403).await;
        assert_eq!(row(&owner, &owner).await, own);
    }

    async fn only_the_owner_removes(app: TestApp) {
        let owner = app.owner().await;
        let admin = owner.invite("ada@acme.test", "admin").await;
        let agent = owner.invite("james@acme.test", "agent").await;
        for member in [&admin, &agent] {
            for target in [&admin, &agent] {
                let problem = member.delete(&path(target)).expect(403).await;
                assert_eq!(problem["detail"], "Only the workspace owner can remove or suspend team members.");
            }
        }
        app.anonymous().delete(&path(&agent)).expect(401).await;
        assert_eq!(owner.get("/team/members").expect(200).await.as_array().unwrap().len(), 3);
    }

    async fn membership_ids_of_elsewhere_and_account_ids_are_not_found(app: TestApp) {
        let (owner, stranger) = (app.owner().await, app.stranger().await);
        let agent = owner.invite("james@acme.test", "agent").await;
        let problem = stranger.delete(&path(&agent)).expect(404).await;
        assert_eq!(problem["detail"], "Team member not found");
        owner.delete(&format!("/team/members/{}", agent.user_id)).expect(404).await;
        owner.delete("/team/members/7").expect(404).await;
        owner.delete(&path(&agent)).expect(200).await;
        owner.delete(&path(&agent)).expect(404).await;
    }

    async fn who_was_removed_can_be_invited_again_and_begins_anew(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "admin").await;
        agent.patch("/team/status", json!({"status": "live"})).expect(200).await;
        owner.delete(&path(&agent)).expect(200).await;
        let answer = owner.post("/team/invite?email=james@acme.test", Value::Null).expect(201).await;
        assert_ne!(answer["team_member_id"], agent.member_id);
        let again = row(&agent, &agent).await;
        assert_eq!((&again["role"], &again["status"]), (&"agent".into(), &"offline".into()));
    }

    async fn a_membership_of_another_workspace_stays(app: TestApp) {
        let owner = app.owner().await;
        let sam = app.stranger().await;
        let answer = owner.post("/team/invite?email=sam@other.test", Value::Null).expect(201).await;
        let id = answer["team_member_id"].as_str().unwrap();
        owner.delete(&format!("/team/members/{id}")).expect(200).await;
        sam.get("/team/members").expect(200).await;
        let gone = sam.in_workspace(&owner.business_id);
        gone.get("/team/members").expect(403).await;
    }

    async fn nothing_is_left_with_who_is_removed_while_it_is_given_to_them(app: TestApp) {
        let owner = app.owner().await;
        for round in 0..5 {
            let agent = owner.invite(&format!("agent{round}@acme.test"), "agent").await;
            let mut ids = Vec::new();
            for _ in 0..4 {
                let body = json!({"business_id": owner.business_id});
                let conversation = owner.post("/conversations/", body).expect(201).await;
                ids.push(conversation["id"].as_str().unwrap().to_owned());
            }
            let assigning = ids.iter().map(|id| {
                let (owner, path) = (owner.clone(), format!("/team/assign/{id}?agent_id={}", agent.user_id));
                tokio::spawn(async move { owner.post(&path, Value::Null).await.status().as_u16() })
            });
            let assigning: Vec<_> = assigning.collect();
            owner.delete(&path(&agent)).expect(200).await;
            for call in assigning {
                let status = call.await.unwrap();
                assert!([200, 400].contains(&status), "{status}");
            }
            for id in &ids {
                let conversation = owner.get(&format!("/conversations/{id}")).expect(200).await;
                assert_eq!(conversation["assignee_id"], Value::Null);
            }
            assert_eq!(counts(&owner).await, [0, (round + 1) * 4, (round + 1) * 4]);
        }
    }
}
