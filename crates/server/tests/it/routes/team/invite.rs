//! POST team/invite.

use pingback_model::{Event, Role};
use pingback_testkit::{Builder, Engine, TestApp, Value, both_engines, json};

use super::{log, news, row, user_id};

both_engines! {
    async fn an_existing_account_becomes_a_member_at_once(app: TestApp) {
        let owner = app.owner().await;
        let mut james = app.anonymous().sign_up("James Hall", "james@acme.com").await;
        let before = log(&app, &owner).await.len();
        let answer = owner.post("/team/invite?email=james@acme.com", Value::Null).expect(201).await;
        assert_eq!(answer["message"], "Agent james@acme.com invited successfully");

        let member = row(&owner, &james).await;
        assert_eq!(member["id"], answer["team_member_id"]);
        assert_eq!(member["role"], "agent", "agent is the default");
        assert_eq!(member["status"], "offline");
        assert_eq!((&member["name"], &member["is_active"]), (&"James Hall".into(), &true.into()));

        let news = news(&app, &owner, before).await;
        let [Event::MemberJoined { member }] = news.as_slice() else { panic!("{news:?}") };
        assert_eq!((member.user_id, member.role), (user_id(&james), Role::Agent));

        // Can log in to handle conversations, in the workspace that is now their current one.
        james = james.with_token(Some(&sign_in(&james.email, &app).await));
        let me = james.get("/auth/me").expect(200).await;
        assert_eq!((&me["business"]["id"], &me["team_role"]), (&owner.business_id.as_str().into(), &"agent".into()));
        james.get("/conversations/").expect(200).await;
    }

    async fn the_address_is_the_same_in_any_case_and_with_an_unescaped_plus(app: TestApp) {
        let owner = app.owner().await;
        let account = app.anonymous().sign_up("Ada Plus", "Ada+desk@acme.test").await;
        let answer = owner.post("/team/invite?email=aDA+DESK@acme.TEST&role=admin", Value::Null).expect(201).await;
        assert_eq!(answer["message"], "Admin Ada+desk@acme.test invited successfully");
        assert_eq!(row(&owner, &account).await["role"], "admin");
        let again = owner.post("/team/invite?email=ada%2Bdesk@acme.test", Value::Null).expect(400).await;
        assert_eq!(again["detail"], "User is already a team member");
    }

    async fn who_has_no_account_is_not_found(app: TestApp) {
        let owner = app.owner().await;
        let problem = owner.post("/team/invite?email=nobody@acme.test&role=agent", Value::Null).expect(404).await;
        assert_eq!(problem["detail"], "User not found");
        assert_eq!((&problem["status"], &problem["title"]), (&404.into(), &"Not Found".into()));
    }

    async fn only_agent_and_admin_can_be_given(app: TestApp) {
        let owner = app.owner().await;
        app.anonymous().sign_up("James Hall", "james@acme.test").await;
        for role in ["owner", "boss", "", "AGENT"] {
            let path = format!("/team/invite?email=james@acme.test&role={role}");
            let problem = owner.post(&path, Value::Null).expect(400).await;
            assert_eq!(problem["detail"], "Invalid role: use agent or admin", "{role}");
        }
        // The role is looked at before the account.
        owner.post("/team/invite?email=nobody@acme.test&role=owner", Value::Null).expect(400).await;
        let problem = owner.post("/team/invite?role=agent", Value::Null).expect(422).await;
        assert_eq!(problem["errors"][0]["pointer"], "?email");
        assert_eq!(owner.get("/team/members").expect(200).await.as_array().unwrap().len(), 1);
    }

    async fn who_is_a_member_already_is_refused_suspended_or_not(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let path = "/team/invite?email=james@acme.test&role=admin";
        assert_eq!(owner.post(path, Value::Null).expect(400).await["detail"], "User is already a team member");
        let suspend = json!({"is_active": false});
        owner.patch(&format!("/team/members/{}", agent.member_id), suspend).expect(200).await;
        assert_eq!(owner.post(path, Value::Null).expect(400).await["detail"], "User is already a team member");
        assert_eq!(row(&owner, &agent).await["role"], "agent");
        let themselves = owner.post("/team/invite?email=olive@acme.test", Value::Null).expect(400).await;
        assert_eq!(themselves["detail"], "User is already a team member");
    }

    async fn only_the_owner_invites_and_admins_cannot(app: TestApp) {
        let owner = app.owner().await;
        let admin = owner.invite("ada@acme.test", "admin").await;
        let agent = owner.invite("james@acme.test", "agent").await;
        app.anonymous().sign_up("New Comer", "new@acme.test").await;
        for member in [&admin, &agent] {
            // Permission comes before everything else that is wrong.
            for query in ["email=new@acme.test", "email=nobody@acme.test", "role=owner", ""] {
                let problem = member.post(&format!("/team/invite?{query}"), Value::Null).expect(403).await;
                assert_eq!(problem["detail"], "Only the workspace owner can invite team members.");
            }
        }
        app.anonymous().post("/team/invite?email=new@acme.test", Value::Null).expect(401).await;
        assert_eq!(owner.get("/team/members").expect(200).await.as_array().unwrap().len(), 3);
    }

    async fn somebody_with_a_workspace_of_their_own_keeps_it_and_is_in_both(app: TestApp) {
        let owner = app.owner().await;
        let mut sam = app.stranger().await;
        owner.post("/team/invite?email=sam@other.test&role=agent", Value::Null).expect(201).await;
        let own = sam.business_id.clone();
        sam.business_id.clear();
        let me = sam.get("/auth/me").expect(200).await;
        assert_eq!((&me["business"]["id"], &me["team_role"]), (&own.as_str().into(), &"owner".into()));
        sam.business_id.clone_from(&owner.business_id);
        assert_eq!(row(&sam, &sam).await["role"], "agent");
        sam.post("/team/invite?email=x@acme.test", Value::Null).expect(403).await;
    }

    async fn the_same_key_invites_once_and_answers_the_same(app: TestApp) {
        let owner = app.owner().await;
        app.anonymous().sign_up("James Hall", "james@acme.test").await;
        let invite = |email: &str| {
            let path = format!("/team/invite?email={email}");
            owner.post(&path, Value::Null).header("Idempotency-Key", "k1")
        };
        let first = invite("james@acme.test").expect(201).await;
        let known = log(&app, &owner).await.len();
        assert_eq!(invite("james@acme.test").expect(201).await, first);
        assert_eq!(news(&app, &owner, known).await, []);
        app.anonymous().sign_up("Other One", "other@acme.test").await;
        invite("other@acme.test").expect(422).await;
    }

    async fn where_mail_is_configured_only_a_confirmed_account_is_invited(engine: Engine) {
        let app = Builder::new(engine).mail().build().await;
        let owner = app.owner().await;
        let james = app.anonymous().sign_up("James Hall", "james@acme.test").await;
        let path = "/team/invite?email=james@acme.test&role=agent";
        let problem = owner.post(path, Value::Null).expect(400).await;
        assert_eq!(problem["detail"], "User has not confirmed their email address");
        let user = user_id(&james);
        app.db.write(|mut tx| async move {
            pingback_storage::users::set_verified(&mut tx, user).await?;
            tx.commit(()).await
        }).await.unwrap();
        app.run_jobs().await;
        let before = app.mail.sent().len();
        owner.post(path, Value::Null).expect(201).await;
        app.run_jobs().await;
        let sent = app.mail.sent().split_off(before);
        let [mail] = sent.as_slice() else { panic!("{sent:?}") };
        assert_eq!((mail.to.as_str(), mail.subject.as_str()), ("james@acme.test", "Olive Hart added you to Acme"));
    }
}

async fn sign_in(email: &str, app: &TestApp) -> String {
    let body = json!({"email": email, "password": "correct horse"});
    let answer = app.anonymous().post("/auth/login", body).expect(200).await;
    answer["access_token"].as_str().unwrap().to_owned()
}
