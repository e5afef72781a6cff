//! PATCH team/members/{id}.

use pingback_model::{Event, Role};
use pingback_testkit::{Client, TestApp, Value, both_engines, json};

use super::{counts, held_conversation, log, news, row, user_id};

fn path(member: &Client) -> String {
    format!("/team/members/{}", member.member_id)
}

both_engines! {
    async fn the_owner_promotes_and_makes_agent_again(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let known = log(&app, &owner).await.len();
        let promoted = owner.patch(&path(&agent), json!({"role": "admin"})).expect(200).await;
        assert_eq!(promoted, row(&owner, &agent).await);
        assert_eq!(promoted["role"], "admin");
        // At once, without a new sign-in.
        assert_eq!(agent.get("/auth/me").expect(200).await["team_role"], "admin");
        let told = news(&app, &owner, known).await;
        let [Event::MemberUpdated { member }] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((member.user_id, member.role), (user_id(&agent), Role::Admin));

        let known = log(&app, &owner).await.len();
        owner.patch(&path(&agent), json!({"role": "agent"})).expect(200).await;
        let told = news(&app, &owner, known).await;
        // Who may do less comes in anew: their sockets are cut.
        let [Event::MemberUpdated { .. }, Event::AccessEnded { user_id: cut, session_id: None }] = told.as_slice()
        else { panic!("{told:?}") };
        assert_eq!(*cut, user_id(&agent));
        agent.get("/team/members").expect(200).await;
    }

    async fn no_change_no_event(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let known = log(&app, &owner).await.len();
        for body in [json!({"role": "agent", "is_active": true}), json!({"is_active": true, "status": "live", "user_id": owner.user_id})] {
            let member = owner.patch(&path(&agent), body).expect(200).await;
            assert_eq!((&member["role"], &member["status"]), (&"agent".into(), &"offline".into()));
        }
        assert_eq!(news(&app, &owner, known).await, []);
    }

    async fn the_owners_role_is_permanent(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let own = row(&owner, &owner).await;
        let owners = format!("/team/members/{}", own["id"].as_str().unwrap());
        for body in [json!({"role": "agent"}), json!({"role": "admin"}), json!({"is_active": false})] {
            let problem = owner.patch(&owners, body).expect(400).await;
            assert_eq!(problem["detail"], "The owner cannot be changed");
        }
        // Nor can it be given to somebody else.
        for role in ["owner", "boss", ""] {
            let problem = owner.patch(&path(&agent), json!({"role": role})).expect(422).await;
            assert_eq!(problem["errors"][0]["pointer"], "/role", "{role}");
        }
        assert_eq!(row(&owner, &owner).await, own);
        assert_eq!(row(&owner, &agent).await["role"], "agent");
    }

    async fn only_the_owner_changes_members_and_nobody_themselves(app: TestApp) {
        let owner = app.owner().await;
        let admin = owner.invite("ada@acme.test", "admin").await;
        let agent = owner.invite("james@acme.test", "agent").await;
        for member in [&admin, &agent] {
            for target in [&admin, &agent] {
                for body in [json!({"role": "admin"}), json!({"is_active": false})] {
                    member.patch(&path(target), body).expect(403).await;
                }
            }
        }
        app.anonymous().patch(&path(&agent), json!({"role": "admin"})).expect(401).await;
        assert_eq!(row(&owner, &agent).await["role"], "agent");
    }

    async fn another_workspaces_member_does_not_exist(app: TestApp) {
        let (owner, stranger) = (app.owner().await, app.stranger().await);
        let agent = owner.invite("james@acme.test", "agent").await;
        let known = log(&app, &owner).await.len();
        for body in [json!({"role": "admin"}), json!({"is_active": false})] {
            let problem = stranger.patch(&path(&agent), body).expect(404).await;
            assert_eq!(problem["detail"], "Team member not found");
        }
        // The account's id is not the membership's.
        let body = json!({"role": "admin"});
        owner.patch(&format!("/team/members/{}", agent.user_id), body.clone()).expect(404).await;
        owner.patch("/team/members/not-an-id", body).expect(404).await;
        assert_eq!(news(&app, &owner, known).await, []);
    }

    async fn what_is_no_change_does_not_validate(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        for (body, pointer) in [(json!({"is_active": "no"}), "/is_active"), (json!({"role": 1}), "/role"), (json!({}), ""), (json!({"role": null}), "")] {
            let problem = owner.patch(&path(&agent), body).expect(422).await;
            assert_eq!(problem["errors"][0]["pointer"], pointer);
        }
    }

    async fn suspension_ends_access_and_what_they_held_is_nobodys(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let held = [held_conversation(&owner, &agent).await, held_conversation(&owner, &agent).await];
        agent.patch("/team/status", json!({"status": "live"})).expect(200).await;
        let known = log(&app, &owner).await.len();
        let suspended = owner.patch(&path(&agent), json!({"is_active": false})).expect(200).await;
        assert_eq!((&suspended["is_active"], &suspended["open_conversations"]), (&false.into(), &0.into()));
        assert_eq!((&suspended["role"], &suspended["status"]), (&"agent".into(), &"live".into()), "membership and role stay");

        agent.get("/team/members").expect(403).await;
        agent.patch("/team/status", json!({"status": "away"})).expect(403).await;
        assert_eq!(counts(&owner).await, [0, 2, 2]);
        for id in &held {
            let conversation = owner.get(&format!("/conversations/{id}")).expect(200).await;
            assert_eq!(conversation["assignee_id"], Value::Null);
        }
        let told = news(&app, &owner, known).await;
        let [
            Event::ConversationAssigned { assignee_id: None, previous_assignee_id, assigned_by, .. },
            Event::ConversationAssigned { assignee_id: None, .. },
            Event::MemberUpdated { member },
            Event::AccessEnded { user_id: cut, session_id: None },
        ] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!(*previous_assignee_id, Some(user_id(&agent)));
        assert_eq!(*assigned_by, Some(user_id(&owner)));
        assert_eq!((member.user_id, member.is_active, *cut), (user_id(&agent), false, user_id(&agent)));

        // A suspended member is given nothing.
        let assign = format!("/team/assign/{}?agent_id={}", held[0], agent.user_id);
        owner.post(&assign, Value::Null).expect(400).await;

        owner.patch(&path(&agent), json!({"is_active": true})).expect(200).await;
        agent.get("/team/members").expect(200).await;
        assert_eq!(counts(&agent).await, [0, 2, 2], "what they held does not come back by itself");
    }
}
