//! POST auth/business/create, PUT auth/me/business.

use pingback_model::{Plan, WorkspaceId};
use pingback_storage::workspaces;
use pingback_testkit::{Builder, Engine, TestApp, Value, both_engines, json};

use super::pointers;

both_engines! {
    async fn who_makes_it_owns_it_and_works_in_it(app: TestApp) {
        let new = app.anonymous().sign_up("Olive Hart", "olive@acme.test").await;
        let made = new.post("/auth/business/create", json!({
            "name": " Acme ", "website": "https://acme.test", "industry": "Retail", "team_size": "2-10", "goal": "",
        })).expect(201).await;
        let business = &made["business"];
        assert_eq!(business["name"], "Acme");
        assert_eq!(business["website"], "https://acme.test");
        assert_eq!(business["industry"], "Retail");
        assert_eq!(business["team_size"], "2-10");
        assert_eq!(business["goal"], Value::Null);
        assert_eq!(business["created_at"], "2026-11-24T12:00:00Z");
        assert_eq!(made["team_role"], "owner");
        assert_eq!(made["onboarding_complete"], true);
        assert_eq!(new.get("/auth/me").expect(200).await, made);
        let members = new.get("/team/members").expect(200).await;
        assert_eq!(members[0]["status"], "offline");
        assert_eq!(members[0]["role"], "owner");
        assert_eq!(members.as_array().unwrap().len(), 1);
    }

    async fn mistakes_are_named(app: TestApp) {
        let new = app.anonymous().sign_up("Olive Hart", "olive@acme.test").await;
        let wrong = json!({"name": " ", "website": "javascript:alert(1)", "goal": "x".repeat(201)});
        let problem = new.post("/auth/business/create", wrong).expect(422).await;
        assert_eq!(pointers(&problem), ["/name", "/website", "/goal"]);
        let null = json!({"name": "a\u{0}b", "industry": "\u{0}", "team_size": "\u{0}"});
        let problem = new.post("/auth/business/create", null).expect(422).await;
        assert_eq!(pointers(&problem), ["/name", "/industry", "/team_size"]);
        new.post("/auth/business/create", json!({})).expect(422).await;
        new.post("/auth/business/create", json!({"name": "x".repeat(101)})).expect(422).await;
        app.anonymous().post("/auth/business/create", json!({"name": "Acme"})).expect(401).await;
        assert_eq!(new.get("/auth/me").expect(200).await["businesses"], json!([]));
    }

    async fn one_person_may_have_several_and_goes_from_one_to_the_other(app: TestApp) {
        let acme = app.owner().await;
        let second = acme.in_workspace("").create_workspace("Second").await;
        let plain = acme.in_workspace("");
        let place = async || plain.get("/auth/me").expect(200).await["business"]["name"].as_str().unwrap().to_owned();
        assert_eq!(place().await, "Second");
        let switched = plain.put("/auth/me/business", json!({"business_id": acme.business_id})).expect(200).await;
        assert_eq!(switched["business"]["name"], "Acme");
        assert_eq!(place().await, "Acme");
        assert_eq!(second.get("/auth/me").expect(200).await["business"]["name"], "Second", "the header wins");
        let stranger = app.stranger().await;
        for foreign in [stranger.business_id.as_str(), "018f0000-0000-7000-8000-000000000000"] {
            plain.put("/auth/me/business", json!({"business_id": foreign})).expect(403).await;
        }
        plain.put("/auth/me/business", json!({"business_id": "acme"})).expect(422).await;
        assert_eq!(place().await, "Acme");
        let guest = acme.invite("james@acme.test", "agent").await;
        acme.patch(&format!("/team/members/{}", guest.member_id), json!({"is_active": false})).expect(200).await;
        guest.in_workspace("").put("/auth/me/business", json!({"business_id": acme.business_id})).expect(403).await;
    }

    async fn a_repeated_request_makes_one_workspace(app: TestApp) {
        let new = app.anonymous().sign_up("Olive Hart", "olive@acme.test").await;
        let make = || new.post("/auth/business/create", json!({"name": "Acme"})).header("Idempotency-Key", "k1");
        let first = make().expect(201).await;
        assert_eq!(make().expect(201).await, first);
        assert_eq!(first["businesses"].as_array().unwrap().len(), 1);
        assert_eq!(new.get("/auth/me").expect(200).await["businesses"].as_array().unwrap().len(), 1);
    }

    async fn it_gets_the_operators_default_plan(engine: Engine) {
        let app = Builder::new(engine).plan(Plan::Mini).build().await;
        let owner = app.owner().await;
        let workspace: WorkspaceId = owner.business_id.parse().unwrap();
        let mut tx = app.read().await.unwrap();
        let limits = workspaces::limits(&mut tx, workspace).await.unwrap().unwrap();
        assert_eq!(limits.plan, Plan::Mini);
        assert!(limits.overrides.is_empty());
        let all = workspaces::list_any_workspace(&mut tx).await.unwrap();
        let listed: Vec<_> = all.iter().map(|(found, owner)| (found.id, &*found.name, &**owner)).collect();
        assert_eq!(listed, [(workspace, "Acme", "olive@acme.test")]);
    }
}
