//! POST auth/password/forgot, POST auth/password/reset.

use chrono::TimeDelta;
use pingback_app::accounts;
use pingback_testkit::{Builder, Engine, TestApp, both_engines, json};

use super::{PASSWORD, access_ended, mailed_token, pointers, sign_in};

async fn with_mail(engine: Engine) -> TestApp {
    Builder::new(engine).mail().build().await
}

async fn forgot(app: &TestApp, email: &str) -> String {
    app.anonymous().post("/auth/password/forgot", json!({"email": email})).expect(202).await;
    app.run_jobs().await;
    mailed_token(app, "/reset-password")
}

both_engines! {
    async fn a_new_password_ends_every_session(engine: Engine) {
        let app = with_mail(engine).await;
        let owner = app.owner().await;
        app.run_jobs().await;
        let phone = sign_in(&app, "olive@acme.test", PASSWORD).await;
        let token = forgot(&app, "OLIVE@acme.test").await;
        let short = json!({"token": token, "password": "short"});
        assert_eq!(pointers(&app.anonymous().post("/auth/password/reset", short).expect(422).await), ["/password"]);
        let body = json!({"token": token, "password": "battery staple"});
        app.anonymous().post("/auth/password/reset", body.clone()).expect(200).await;
        owner.get("/auth/me").expect(401).await;
        phone.get("/auth/me").expect(401).await;
        assert_eq!(access_ended(&app, &owner.business_id).await, [(owner.user_id.clone(), None)]);
        let old = json!({"email": "olive@acme.test", "password": PASSWORD});
        app.anonymous().post("/auth/login", old).expect(401).await;
        let again = sign_in(&app, "olive@acme.test", "battery staple").await;
        let me = again.get("/auth/me").expect(200).await;
        assert_eq!(me["user"]["is_verified"], true, "who has the link reads the mailbox");
        assert_eq!(me["business"]["id"], owner.business_id);
        let problem = app.anonymous().post("/auth/password/reset", body).expect(400).await;
        assert_eq!(problem["detail"], "This link is invalid or has expired");
    }

    async fn nobody_learns_who_has_an_account(engine: Engine) {
        let app = with_mail(engine).await;
        app.owner().await;
        app.run_jobs().await;
        let sent = app.mail.sent().len();
        for email in ["nobody@acme.test", "olive@acme.test"] {
            let response = app.anonymous().post("/auth/password/forgot", json!({"email": email})).send().await;
            assert_eq!(response.status(), 202);
            assert!(response.text().await.unwrap().is_empty());
        }
        assert_eq!(app.run_jobs().await, 2, "both leave a job: the answer comes after the same work");
        assert_eq!(app.mail.sent().len(), sent + 1);
        app.anonymous().post("/auth/password/forgot", json!({"email": "olive"})).expect(422).await;
    }

    async fn a_link_is_good_for_an_hour_and_a_newer_one_replaces_it(engine: Engine) {
        let app = with_mail(engine).await;
        app.owner().await;
        let first = forgot(&app, "olive@acme.test").await;
        let second = forgot(&app, "olive@acme.test").await;
        let reset = |token: &str| app.anonymous().post("/auth/password/reset", json!({"token": token, "password": "battery staple"}));
        reset(&first).expect(400).await;
        app.advance(TimeDelta::hours(1));
        reset(&second).expect(400).await;
        reset("").expect(400).await;
        let third = forgot(&app, "olive@acme.test").await;
        app.advance(TimeDelta::hours(1) - TimeDelta::milliseconds(1));
        reset(&third).expect(200).await;
    }

    async fn five_mails_an_hour_known_or_not(engine: Engine) {
        let app = Builder::new(engine).mail().rate_limit().build().await;
        app.owner().await;
        for email in ["olive@acme.test", "nobody@acme.test"] {
            for _ in 0..5 {
                app.anonymous().post("/auth/password/forgot", json!({"email": email})).expect(202).await;
            }
            app.anonymous().post("/auth/password/forgot", json!({"email": email})).expect(429).await;
        }
    }

    async fn a_sign_in_that_races_a_reset_does_not_survive_it(engine: Engine) {
        let app = with_mail(engine).await;
        app.owner().await;
        for round in 0..5 {
            let old = if round == 0 { PASSWORD.to_owned() } else { format!("password {round}") };
            let new = format!("password {}", round + 1);
            let token = forgot(&app, "olive@acme.test").await;
            let sign_ins: Vec<_> = (0..6).map(|_| {
                let body = json!({"email": "olive@acme.test", "password": old});
                let call = app.anonymous().post("/auth/login", body);
                tokio::spawn(async move {
                    let response = call.send().await;
                    response.json::<pingback_testkit::Value>().await.unwrap()["access_token"].as_str().map(str::to_owned)
                })
            }).collect();
            app.anonymous().post("/auth/password/reset", json!({"token": token, "password": new})).expect(200).await;
            for sign_in in sign_ins {
                if let Some(token) = sign_in.await.unwrap() {
                    app.anonymous().with_token(Some(&token)).get("/auth/me").expect(401).await;
                }
            }
        }
    }

    async fn without_mail_the_operator_gives_the_link(app: TestApp) {
        app.owner().await;
        app.anonymous().post("/auth/password/forgot", json!({"email": "olive@acme.test"})).expect(202).await;
        assert_eq!(app.run_jobs().await, 0);
        let base = "http://127.0.0.1:9000/".parse().unwrap();
        let link = accounts::reset_link_by_operator(&app, "Olive@acme.test", Some(&base)).await.unwrap();
        let token = link.strip_prefix("http://127.0.0.1:9000/reset-password?token=").unwrap();
        app.anonymous().post("/auth/password/reset", json!({"token": token, "password": "battery staple"})).expect(200).await;
        sign_in(&app, "olive@acme.test", "battery staple").await;
        assert!(accounts::reset_link_by_operator(&app, "nobody@acme.test", None).await.is_err());
    }
}
