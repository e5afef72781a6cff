//! GET auth/me, and which workspace a call means.

use pingback_model::{Action, Role};
use pingback_testkit::{TestApp, Value, both_engines, json};

const NOT_A_MEMBER: &str = "You are not a member of this workspace.";

both_engines! {
    async fn without_a_workspace(app: TestApp) {
        let new = app.anonymous().sign_up("New Comer", "new@acme.test").await;
        let me = new.get("/auth/me").expect(200).await;
        assert_eq!(me, json!({
            "user": {
                "id": new.user_id, "email": "new@acme.test", "full_name": "New Comer", "is_verified": false,
                "is_google_account": false, "avatar_url": null,
            },
            "business": null, "onboarding_complete": false, "team_role": null, "businesses": [], "permissions": [],
        }));
        let problem = new.get("/team/members").expect(400).await;
        assert_eq!(problem["detail"], "You have no workspace yet: create one or ask an owner to invite you.");
    }

    async fn with_a_workspace_each_role_sees_what_it_may_do(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let admin = owner.invite("ada@acme.test", "admin").await;
        for (client, role) in [(&owner, Role::Owner), (&admin, Role::Admin), (&agent, Role::Agent)] {
            let me = client.get("/auth/me").expect(200).await;
            assert_eq!(me["business"]["id"], owner.business_id);
            assert_eq!(me["team_role"], role.as_str());
            assert_eq!(me["onboarding_complete"], true);
            assert_eq!(me["businesses"], json!([{"id": owner.business_id, "name": "Acme", "role": role}]));
            let may: Vec<_> = role.permissions().map(Action::as_str).collect();
            assert_eq!(me["permissions"], json!(may));
        }
    }

    async fn a_workspace_asked_for_is_entered_or_refused(app: TestApp) {
        let owner = app.owner().await;
        let stranger = app.stranger().await;
        let unknown = "018f0000-0000-7000-8000-000000000000";
        for foreign in [stranger.business_id.as_str(), unknown] {
            for path in ["/auth/me", "/team/members"] {
                let problem = owner.in_workspace(foreign).get(path).expect(403).await;
                assert_eq!(problem["detail"], NOT_A_MEMBER, "the same for one that exists and one that does not");
            }
            // Calls about the account alone do not enter it.
            owner.in_workspace(foreign).get("/auth/sessions").expect(200).await;
        }
        owner.in_workspace("acme").get("/auth/me").expect(422).await;
    }

    async fn without_asking_it_is_the_current_one_else_another_that_is_open(app: TestApp) {
        let owner = app.owner().await;
        let other = app.stranger().await;
        let james = owner.invite("james@acme.test", "agent").await.in_workspace("");
        app.advance(chrono::TimeDelta::seconds(1));
        other.post("/team/invite?email=james@acme.test&role=admin", Value::Null).expect(201).await;
        let place = async || james.get("/auth/me").expect(200).await["business"]["id"].as_str().map(str::to_owned);
        assert_eq!(place().await.as_ref(), Some(&owner.business_id), "the first one became the current one");
        let me = james.get("/auth/me").expect(200).await;
        assert_eq!(me["businesses"], json!([
            {"id": owner.business_id, "name": "Acme", "role": "agent"},
            {"id": other.business_id, "name": "Other", "role": "admin"},
        ]));
        owner.patch(&format!("/team/members/{}", james.member_id), json!({"is_active": false})).expect(200).await;
        assert_eq!(place().await.as_ref(), Some(&other.business_id), "suspended there: the other one");
        let problem = james.in_workspace(&owner.business_id).get("/auth/me").expect(403).await;
        assert_eq!(problem["detail"], "Your membership is suspended.");
        owner.patch(&format!("/team/members/{}", james.member_id), json!({"is_active": true})).expect(200).await;
        assert_eq!(place().await.as_ref(), Some(&owner.business_id));
    }

    async fn who_lost_their_only_workspace_is_refused_but_still_has_an_account(app: TestApp) {
        let owner = app.owner().await;
        let james = owner.invite("james@acme.test", "agent").await.in_workspace("");
        let membership = format!("/team/members/{}", james.member_id);
        owner.patch(&membership, json!({"is_active": false})).expect(200).await;
        assert_eq!(james.get("/team/members").expect(403).await["detail"], "Your membership is suspended.");
        owner.delete(&membership).expect(200).await;
        let problem = james.get("/team/members").expect(403).await;
        assert_eq!(problem["detail"], "You are not a member of any workspace any more.");
        let me = james.get("/auth/me").expect(200).await;
        assert_eq!(me["business"], Value::Null);
        assert_eq!(me["onboarding_complete"], false);
        james.create_workspace("Own").await.get("/team/members").expect(200).await;
    }
}
