//! `billing/…`: plans and what is used of them.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use pingback_app::actor::Nobody;
use pingback_app::billing::{SetPlan, count_message, list_plans, set_plan};
use pingback_app::{Error, Kind};
use pingback_model::{Feature, Limit, Plan, WorkspaceId};
use pingback_testkit::{Builder, Client, Engine, TestApp, both_engines, json};

fn workspace(client: &Client) -> WorkspaceId {
    client.business_id.parse().unwrap()
}

/// Counts a message as the use cases that send one do.
async fn count(app: &TestApp, client: &Client) -> Result<(), Error> {
    let workspace = workspace(client);
    app.write(&Nobody, |mut tx| async move {
        count_message(&mut tx, workspace).await?;
        Ok(tx.commit(()).await?)
    })
    .await
}

async fn limit_messages(app: &TestApp, client: &Client, limit: i64) {
    let overrides = BTreeMap::from([(Feature::Messages, Limit::AtMost(limit))]);
    let input = SetPlan { workspace_id: workspace(client), plan: Plan::Mini, overrides };
    set_plan(app, &input).await.unwrap();
}

both_engines! {
    async fn every_member_sees_what_is_used(engine: Engine) {
        let app = Builder::new(engine).plan(Plan::Mini).build().await;
        let owner = app.owner().await;
        let admin = owner.invite("ada@acme.test", "admin").await;
        let agent = owner.invite("james@acme.test", "agent").await;
        count(&app, &owner).await.unwrap();
        let usage = json!({
            "plan": "mini",
            "plan_name": "Mini",
            "agents": {"used": 2, "limit": 2, "resets_at": null},
            "channels": {"used": 0, "limit": 3, "resets_at": null},
            "kb_articles": {"used": 0, "limit": 25, "resets_at": null},
            "messages": {"used": 1, "limit": 5000, "resets_at": "2026-12-01T00:00:00Z"},
        });
        for member in [&owner, &admin, &agent] {
            assert_eq!(member.get("/billing/usage").expect(200).await, usage);
        }
        app.anonymous().get("/billing/usage").expect(401).await;
    }

    async fn each_plan_shows_its_own_limits(app: TestApp) {
        let owner = app.owner().await;
        for (plan, limits) in [
            (Plan::Free, [0, 1, 5, 500]),
            (Plan::Mini, [2, 3, 25, 5_000]),
            (Plan::Pro, [5, 100, 1_000, 50_000]),
        ] {
            let input = SetPlan { workspace_id: workspace(&owner), plan, overrides: BTreeMap::new() };
            let set = set_plan(&app, &input).await.unwrap();
            assert_eq!(set.limits.plan, plan);
            let usage = owner.get("/billing/usage").expect(200).await;
            let shown = ["agents", "channels", "kb_articles", "messages"].map(|f| usage[f]["limit"].as_i64().unwrap());
            assert_eq!((usage["plan"].as_str(), shown), (Some(plan.as_str()), limits));
        }
    }

    async fn a_checkout_needs_the_owner_a_plan_and_a_provider(app: TestApp) {
        let owner = app.owner().await;
        let admin = owner.invite("ada@acme.test", "admin").await;
        for plan in ["mini", "pro"] {
            owner.get(&format!("/billing/checkout-url?plan={plan}")).expect(503).await;
        }
        for query in ["?plan=free", "?plan=gold", "?plan=", ""] {
            let problem = owner.get(&format!("/billing/checkout-url{query}")).expect(422).await;
            assert_eq!(problem["errors"][0]["pointer"], "?plan");
            admin.get(&format!("/billing/checkout-url{query}")).expect(403).await;
        }
        app.anonymous().get("/billing/checkout-url?plan=pro").expect(401).await;
    }

    async fn messages_are_counted_up_to_the_limit_and_anew_each_month(app: TestApp) {
        let owner = app.owner().await;
        limit_messages(&app, &owner, 2).await;
        count(&app, &owner).await.unwrap();
        count(&app, &owner).await.unwrap();
        let Err(Error::LimitExceeded { feature, current, limit, retry_after, .. }) = count(&app, &owner).await else {
            panic!("a third of two")
        };
        assert_eq!((feature, current, limit), (Feature::Messages, 2, 2));
        // From noon of 24 November to the first of December.
        assert_eq!(retry_after.unwrap().as_secs(), (6 * 24 + 12) * 3600);
        let messages = owner.get("/billing/usage").expect(200).await["messages"].clone();
        assert_eq!(messages, json!({"used": 2, "limit": 2, "resets_at": "2026-12-01T00:00:00Z"}));

        app.advance(TimeDelta::days(7));
        let messages = owner.get("/billing/usage").expect(200).await["messages"].clone();
        assert_eq!(messages, json!({"used": 0, "limit": 2, "resets_at": "2027-01-01T00:00:00Z"}));
        count(&app, &owner).await.unwrap();
    }

    async fn many_at_once_never_pass_the_limit(app: TestApp) {
        let owner = app.owner().await;
        limit_messages(&app, &owner, 5).await;
        let mut sent = 0;
        let results = futures_util::future::join_all((0..12).map(|_| count(&app, &owner))).await;
        for result in results {
            match result {
                Ok(()) => sent += 1,
                Err(Error::LimitExceeded { current: 5, .. }) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(sent, 5);
        assert_eq!(owner.get("/billing/usage").expect(200).await["messages"]["used"], 5);
    }

    async fn unlimited_messages_are_counted_all_the_same(app: TestApp) {
        let owner = app.owner().await;
        let overrides = BTreeMap::from([(Feature::Messages, Limit::Unlimited)]);
        let input = SetPlan { workspace_id: workspace(&owner), plan: Plan::Free, overrides };
        set_plan(&app, &input).await.unwrap();
        for _ in 0..3 {
            count(&app, &owner).await.unwrap();
        }
        let messages = owner.get("/billing/usage").expect(200).await["messages"].clone();
        assert_eq!(messages, json!({"used": 3, "limit": null, "resets_at": "2026-12-01T00:00:00Z"}));
    }

    async fn the_operator_sees_every_workspace_with_its_owner_and_plan(app: TestApp) {
        let owner = app.owner().await;
        app.advance(TimeDelta::seconds(1));
        app.stranger().await;
        owner.invite("james@acme.test", "admin").await;
        limit_messages(&app, &owner, 9).await;
        let listed = list_plans(&app).await.unwrap();
        let lines: Vec<_> = listed
            .iter()
            .map(|l| (l.workspace.name.as_str(), l.owner_email.as_str(), l.workspace.limits.plan))
            .collect();
        assert_eq!(lines, [("Acme", "olive@acme.test", Plan::Mini), ("Other", "sam@other.test", Plan::Pro)]);
        assert_eq!(listed[0].workspace.limits.get(Feature::Messages), Limit::AtMost(9));

        let nowhere = SetPlan { workspace_id: WorkspaceId::NONE, plan: Plan::Pro, overrides: BTreeMap::new() };
        assert!(matches!(set_plan(&app, &nowhere).await, Err(Error::NotFound(Kind::Workspace))));
    }
}
