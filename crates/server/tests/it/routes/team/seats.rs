//! Plan limits: how many agents may be in a team.

use std::collections::BTreeMap;

use pingback_app::billing::{SetPlan, set_plan};
use pingback_model::{Feature, Limit, Plan};
use pingback_testkit::{Builder, Client, Engine, TestApp, Value, both_engines, json};

async fn change_plan(app: &TestApp, owner: &Client, plan: Plan, overrides: &[(Feature, Limit)]) {
    let overrides = overrides.iter().copied().collect::<BTreeMap<_, _>>();
    let input = SetPlan { workspace_id: owner.business_id.parse().unwrap(), plan, overrides };
    set_plan(app, &input).await.unwrap();
}

async fn invite(owner: &Client, n: usize) -> Client {
    owner.invite(&format!("agent{n}@acme.test"), if n.is_multiple_of(2) { "agent" } else { "admin" }).await
}

/// The refusal of one more agent.
async fn refusal(owner: &Client) -> Value {
    owner.sign_up("One More", "more@acme.test").await;
    let problem = owner.post("/team/invite?email=more@acme.test", Value::Null).expect(402).await;
    assert_eq!(problem["error"], "limit_exceeded");
    assert_eq!(problem["feature"], "agents");
    assert_eq!(problem["detail"], problem["message"]);
    problem
}

async fn seats_taken(owner: &Client) -> i64 {
    let members = owner.get("/team/members").expect(200).await;
    let takes = |m: &&Value| m["role"] != "owner" && m["is_active"] == true;
    members.as_array().unwrap().iter().filter(takes).count().try_into().unwrap()
}

both_engines! {
    async fn on_free_the_owner_works_alone(engine: Engine) {
        let app = Builder::new(engine).plan(Plan::Free).build().await;
        let owner = app.owner().await;
        let problem = refusal(&owner).await;
        assert_eq!((&problem["plan"], &problem["current"], &problem["limit"]), (&"Free".into(), &0.into(), &0.into()));
        assert_eq!(problem["message"], "Upgrade to add more agents. Current plan allows 0 agents.");
        assert_eq!(seats_taken(&owner).await, 0);
    }

    async fn mini_has_two_agents_besides_the_owner(engine: Engine) {
        let app = Builder::new(engine).plan(Plan::Mini).build().await;
        let owner = app.owner().await;
        for n in 0..2 {
            invite(&owner, n).await;
        }
        let problem = refusal(&owner).await;
        let expected = json!({
            "error": "limit_exceeded", "plan": "Mini", "feature": "agents", "current": 2, "limit": 2,
            "message": "Upgrade to add more agents. Current plan allows 2 agents.",
        });
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(&problem[name], value);
        }
        assert_eq!(problem["status"], 402);
    }

    async fn pro_has_five(engine: Engine) {
        let app = Builder::new(engine).plan(Plan::Pro).build().await;
        let owner = app.owner().await;
        for n in 0..5 {
            invite(&owner, n).await;
        }
        let problem = refusal(&owner).await;
        assert_eq!((&problem["plan"], &problem["current"], &problem["limit"]), (&"Pro".into(), &5.into(), &5.into()));
    }

    async fn eight_invitations_at_once_never_pass_five_seats(app: TestApp) {
        let owner = app.owner().await;
        for n in 0..8 {
            owner.sign_up("Agent", &format!("agent{n}@acme.test")).await;
        }
        let calls = (0..8).map(|n| {
            let owner = owner.clone();
            tokio::spawn(async move {
                let path = format!("/team/invite?email=agent{n}@acme.test");
                owner.post(&path, Value::Null).await.status().as_u16()
            })
        });
        let mut answers = Vec::new();
        for call in calls.collect::<Vec<_>>() {
            answers.push(call.await.unwrap());
        }
        answers.sort_unstable();
        assert_eq!(answers, [201, 201, 201, 201, 201, 402, 402, 402]);
        assert_eq!(seats_taken(&owner).await, 5);
    }

    async fn one_account_invited_eight_times_at_once_is_one_member(app: TestApp) {
        let owner = app.owner().await;
        owner.sign_up("James Hall", "james@acme.test").await;
        let calls = (0..8).map(|_| {
            let owner = owner.clone();
            tokio::spawn(async move {
                owner.post("/team/invite?email=james@acme.test", Value::Null).await.status().as_u16()
            })
        });
        let mut answers = Vec::new();
        for call in calls.collect::<Vec<_>>() {
            answers.push(call.await.unwrap());
        }
        answers.sort_unstable();
        assert_eq!(answers, [201, 400, 400, 400, 400, 400, 400, 400]);
        assert_eq!(seats_taken(&owner).await, 1);
    }

    async fn a_suspended_member_takes_no_seat_and_coming_back_needs_one(engine: Engine) {
        let app = Builder::new(engine).plan(Plan::Mini).build().await;
        let owner = app.owner().await;
        let (first, second) = (invite(&owner, 0).await, invite(&owner, 1).await);
        let path = format!("/team/members/{}", first.member_id);
        owner.patch(&path, json!({"is_active": false})).expect(200).await;
        let third = invite(&owner, 2).await;

        let problem = owner.patch(&path, json!({"is_active": true})).expect(402).await;
        assert_eq!((&problem["current"], &problem["limit"]), (&2.into(), &2.into()));
        // A change that needs no seat still passes.
        let changed = owner.patch(&path, json!({"role": "admin"})).expect(200).await;
        assert_eq!((&changed["role"], &changed["is_active"]), (&"admin".into(), &false.into()));

        owner.delete(&format!("/team/members/{}", third.member_id)).expect(200).await;
        owner.patch(&path, json!({"is_active": true})).expect(200).await;
        first.get("/team/members").expect(200).await;
        // Staying as one is takes no second seat.
        let second_path = format!("/team/members/{}", second.member_id);
        owner.patch(&second_path, json!({"is_active": true, "role": "agent"})).expect(200).await;
        assert_eq!(seats_taken(&owner).await, 2);
    }

    async fn bringing_back_and_inviting_at_once_share_the_last_seat(engine: Engine) {
        let app = Builder::new(engine).plan(Plan::Mini).build().await;
        let owner = app.owner().await;
        let (first, _) = (invite(&owner, 0).await, invite(&owner, 1).await);
        let path = format!("/team/members/{}", first.member_id);
        owner.patch(&path, json!({"is_active": false})).expect(200).await;
        owner.sign_up("One More", "more@acme.test").await;
        let inviting = owner.post("/team/invite?email=more@acme.test", Value::Null).send();
        let restoring = owner.patch(&path, json!({"is_active": true})).send();
        let (invited, restored) = tokio::join!(inviting, restoring);
        let answers = [invited.status().as_u16(), restored.status().as_u16()];
        assert!(answers == [201, 402] || answers == [402, 200], "{answers:?}");
        assert_eq!(seats_taken(&owner).await, 2);
    }

    async fn a_plan_takes_effect_at_once_and_a_downgrade_deletes_nothing(engine: Engine) {
        let app = Builder::new(engine).plan(Plan::Free).build().await;
        let owner = app.owner().await;
        refusal(&owner).await;
        change_plan(&app, &owner, Plan::Mini, &[]).await;
        let agents = [invite(&owner, 0).await, invite(&owner, 1).await];
        change_plan(&app, &owner, Plan::Free, &[]).await;
        for agent in &agents {
            agent.get("/team/members").expect(200).await;
        }
        assert_eq!(seats_taken(&owner).await, 2);
        let problem = owner.post("/team/invite?email=more@acme.test", Value::Null).expect(402).await;
        assert_eq!((&problem["plan"], &problem["current"], &problem["limit"]), (&"Free".into(), &2.into(), &0.into()));
    }

    async fn an_operator_lifts_a_single_limit_until_the_plan_is_set_anew(engine: Engine) {
        let app = Builder::new(engine).plan(Plan::Free).build().await;
        let owner = app.owner().await;
        change_plan(&app, &owner, Plan::Free, &[(Feature::Agents, Limit::AtMost(1))]).await;
        invite(&owner, 0).await;
        let problem = refusal(&owner).await;
        assert_eq!((&problem["plan"], &problem["limit"]), (&"Free".into(), &1.into()));
        assert_eq!(problem["message"], "Upgrade to add more agents. Current plan allows 1 agent.");

        change_plan(&app, &owner, Plan::Mini, &[(Feature::Agents, Limit::Unlimited)]).await;
        for n in 1..7 {
            invite(&owner, n).await;
        }
        let usage = owner.get("/billing/usage").expect(200).await;
        assert_eq!(usage["agents"], json!({"used": 7, "limit": null, "resets_at": null}));
        change_plan(&app, &owner, Plan::Mini, &[]).await;
        let problem = owner.post("/team/invite?email=more@acme.test", Value::Null).expect(402).await;
        assert_eq!((&problem["current"], &problem["limit"]), (&7.into(), &2.into()));
    }

    async fn a_free_seat_of_another_workspace_is_no_seat_here(engine: Engine) {
        let app = Builder::new(engine).plan(Plan::Mini).build().await;
        let (owner, stranger) = (app.owner().await, app.stranger().await);
        for n in 0..2 {
            invite(&owner, n).await;
        }
        refusal(&owner).await;
        stranger.post("/team/invite?email=more@acme.test", Value::Null).expect(201).await;
    }
}
