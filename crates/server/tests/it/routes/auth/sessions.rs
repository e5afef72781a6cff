//! POST auth/logout, GET auth/sessions, DELETE auth/sessions/{id}.

use pingback_testkit::{TestApp, both_engines};

use super::{PASSWORD, access_ended, sign_in};

both_engines! {
    async fn signing_out_ends_the_token_at_once_and_no_other(app: TestApp) {
        let owner = app.owner().await;
        let phone = sign_in(&app, "olive@acme.test", PASSWORD).await;
        let sessions = phone.get("/auth/sessions").expect(200).await;
        let ended = sessions.as_array().unwrap().iter().find(|session| session["current"] == true).unwrap();
        let response = phone.post("/auth/logout", pingback_testkit::Value::Null).send().await;
        assert_eq!(response.status(), 204);
        assert!(response.text().await.unwrap().is_empty());
        phone.get("/auth/me").expect(401).await;
        phone.post("/auth/logout", pingback_testkit::Value::Null).expect(401).await;
        owner.get("/auth/me").expect(200).await;
        let told = access_ended(&app, &owner.business_id).await;
        assert_eq!(told, [(owner.user_id.clone(), ended["id"].as_str().map(str::to_owned))], "its sockets are cut");
        assert_eq!(app.run_jobs().await, 0);
        app.advance(chrono::TimeDelta::minutes(1));
        assert_eq!(app.run_jobs().await, 0, "what was told need not be told again");
    }

    async fn own_sign_ins_with_where_and_when(app: TestApp) {
        let owner = app.owner().await;
        app.advance(chrono::TimeDelta::minutes(10));
        let body = pingback_testkit::json!({"email": "olive@acme.test", "password": PASSWORD});
        let login = app.anonymous().post("/auth/login", body).header("User-Agent", "Phone/1.0").expect(200).await;
        let phone = app.anonymous().with_token(login["access_token"].as_str());
        let sessions = phone.get("/auth/sessions").expect(200).await;
        let [newest, oldest] = sessions.as_array().unwrap().as_slice() else { panic!("{sessions}") };
        assert_eq!(newest["device"], "Phone/1.0");
        assert_eq!(newest["ip"], "127.0.0.1");
        assert_eq!(newest["current"], true);
        assert_eq!(newest["last_seen"], "2026-11-24T12:10:00Z");
        assert_eq!(oldest["current"], false);
        assert_eq!(oldest["created_at"], "2026-11-24T12:00:00Z");
        assert!(!sessions.to_string().contains(phone.token()), "never a token");
        app.stranger().await;
        assert_eq!(owner.get("/auth/sessions").expect(200).await.as_array().unwrap().len(), 2, "nobody else's");
        app.anonymous().get("/auth/sessions").expect(401).await;
    }

    async fn ending_another_sign_in_of_ones_own(app: TestApp) {
        let owner = app.owner().await;
        let phone = sign_in(&app, "olive@acme.test", PASSWORD).await;
        let sessions = owner.get("/auth/sessions").expect(200).await;
        let other = sessions.as_array().unwrap().iter().find(|session| session["current"] == false).unwrap();
        let path = format!("/auth/sessions/{}", other["id"].as_str().unwrap());
        let stranger = app.stranger().await;
        stranger.delete(&path).expect(404).await;
        app.anonymous().delete(&path).expect(401).await;
        phone.get("/auth/me").expect(200).await;
        let once = || owner.delete(&path).header("Idempotency-Key", "end the phone's");
        once().expect(204).await;
        phone.get("/auth/me").expect(401).await;
        owner.delete(&path).expect(404).await;
        owner.delete("/auth/sessions/none").expect(404).await;
        assert_eq!(owner.get("/auth/sessions").expect(200).await.as_array().unwrap().len(), 1);
        let told = access_ended(&app, &owner.business_id).await;
        assert_eq!(told, [(owner.user_id.clone(), other["id"].as_str().map(str::to_owned))]);
        once().expect(204).await;
    }

    async fn every_workspace_is_told(app: TestApp) {
        let owner = app.owner().await;
        let second = owner.in_workspace("").create_workspace("Second").await;
        owner.post("/auth/logout", pingback_testkit::Value::Null).expect(204).await;
        for workspace in [&owner.business_id, &second.business_id] {
            assert_eq!(access_ended(&app, workspace).await.len(), 1);
        }
    }

    async fn a_process_that_dies_in_between_leaves_the_job_to_tell(app: TestApp) {
        use pingback_app::jobs;
        use pingback_model::{SessionId, UserId, WorkspaceId};
        use pingback_storage::queue::{self, NewJob};
        let owner = app.owner().await;
        let user: UserId = owner.user_id.parse().unwrap();
        let session: SessionId = app.ids.new_id();
        // What the first step leaves behind, without the second.
        let payload = pingback_testkit::json!({"user_id": user, "sessions": [session]}).to_string();
        let job = NewJob { id: app.ids.new_id(), kind: "end_access", lane: None, payload, run_at: app.now() };
        let job = &job;
        let left: Result<bool, pingback_storage::Error> = app.db.write(|mut tx| async move {
            let added = queue::enqueue(&mut tx, WorkspaceId::NONE, job).await?;
            tx.commit(added).await
        }).await;
        assert!(left.unwrap());
        assert_eq!(jobs::run_due(&app).await.unwrap(), 1);
        let told = access_ended(&app, &owner.business_id).await;
        assert_eq!(told, [(owner.user_id.clone(), Some(session.to_string()))]);
    }
}
