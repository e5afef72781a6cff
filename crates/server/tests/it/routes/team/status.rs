//! PATCH team/status.

use pingback_model::{Event, MemberStatus};
use pingback_testkit::{TestApp, Value, both_engines, json};

use super::{log, news, row, user_id};

both_engines! {
    async fn members_update_their_own_status_and_the_others_see_it(app: TestApp) {
        let owner = app.owner().await;
        let admin = owner.invite("ada@acme.test", "admin").await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let known = log(&app, &owner).await.len();
        for member in [&owner, &admin, &agent] {
            for status in ["live", "away", "offline"] {
                let answer = member.patch("/team/status", json!({"status": status})).expect(200).await;
                assert_eq!(answer, json!({"status": status}));
                for other in [&owner, &admin, &agent] {
                    assert_eq!(row(other, member).await["status"], status);
                }
            }
        }
        assert_eq!(news(&app, &owner, known).await.len(), 9);
    }

    async fn a_change_is_told_and_no_change_is_not(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let known = log(&app, &owner).await.len();
        for status in ["offline", "live", "live", "away"] {
            agent.patch("/team/status", json!({"status": status})).expect(200).await;
        }
        let changed = |status| Event::AgentStatusChanged { user_id: user_id(&agent), status };
        assert_eq!(news(&app, &owner, known).await, [changed(MemberStatus::Live), changed(MemberStatus::Away)]);
        assert_eq!(row(&owner, &owner).await["status"], "offline");
    }

    async fn other_values_are_refused(app: TestApp) {
        let owner = app.owner().await;
        for status in ["busy", "", "Live", "online"] {
            let problem = owner.patch("/team/status", json!({"status": status})).expect(400).await;
            assert_eq!(problem["detail"], "Invalid status: use live, away or offline");
        }
        for (body, pointer) in [(json!({"status": 1}), "/status"), (json!({"status": null}), "/status")] {
            let problem = owner.patch("/team/status", body).expect(422).await;
            assert_eq!(problem["errors"][0]["pointer"], pointer);
        }
        owner.patch("/team/status", json!({})).expect(422).await;
        assert_eq!(row(&owner, &owner).await["status"], "offline");
    }

    async fn who_has_no_workspace_has_no_status(app: TestApp) {
        let nobody = app.anonymous().sign_up("New Comer", "new@acme.test").await;
        nobody.patch("/team/status", json!({"status": "live"})).expect(400).await;
        app.anonymous().patch("/team/status", json!({"status": "live"})).expect(401).await;
    }

    async fn each_workspace_has_a_status_of_its_own(app: TestApp) {
        let owner = app.owner().await;
        let mut sam = app.stranger().await;
        owner.post("/team/invite?email=sam@other.test", Value::Null).expect(201).await;
        sam.patch("/team/status", json!({"status": "live"})).expect(200).await;
        assert_eq!(row(&owner, &sam).await["status"], "offline");
        sam.business_id.clone_from(&owner.business_id);
        sam.patch("/team/status", json!({"status": "away"})).expect(200).await;
        assert_eq!(row(&owner, &sam).await["status"], "away");
    }
}
