//! POST auth/verify-email, POST auth/verify-email/resend.

use chrono::TimeDelta;
use pingback_testkit::{Builder, Engine, TestApp, Value, both_engines, json};

use super::mailed_token;

const BAD_LINK: &str = "This link is invalid or has expired";

async fn with_mail(engine: Engine) -> TestApp {
    Builder::new(engine).mail().build().await
}

async fn is_verified(client: &pingback_testkit::Client) -> bool {
    client.get("/auth/me").expect(200).await["user"]["is_verified"] == true
}

both_engines! {
    async fn a_new_account_is_asked_to_confirm_its_address(engine: Engine) {
        let app = with_mail(engine).await;
        let new = app.anonymous().sign_up("Olive <b>Hart", "Olive@acme.test").await;
        assert!(app.mail.sent().is_empty(), "sent in the background");
        assert_eq!(app.run_jobs().await, 1);
        let [mail] = &*app.mail.sent() else { panic!("one mail") };
        assert_eq!(mail.to, "Olive@acme.test");
        assert!(mail.text.contains("Hello Olive <b>Hart") && mail.html.contains("Hello Olive &lt;b&gt;Hart"));
        let token = mailed_token(&app, "/verify-email?token=");
        assert!(mail.html.contains(&token));
        assert!(mail.text.contains(&format!("{}/verify-email", app.base())), "as reached on loopback: {}", mail.text);
        assert!(token.len() >= 43, "256 bits");
        assert!(!is_verified(&new).await);
        // No sign-in is needed, and the request's own session says nothing about whose link it is.
        let answer = app.anonymous().post("/auth/verify-email", json!({"token": token})).expect(200).await;
        assert_eq!(answer, json!({"is_verified": true}));
        assert!(is_verified(&new).await);
        let again = app.anonymous().post("/auth/verify-email", json!({"token": token})).expect(400).await;
        assert_eq!(again["detail"], BAD_LINK, "good once");
    }

    async fn no_link_no_expired_link_and_no_link_for_something_else(engine: Engine) {
        let app = with_mail(engine).await;
        let new = app.anonymous().sign_up("Olive Hart", "olive@acme.test").await;
        app.run_jobs().await;
        let token = mailed_token(&app, "/verify-email");
        for wrong in ["", "x", &token[1..], "\u{0}"] {
            app.anonymous().post("/auth/verify-email", json!({"token": wrong})).expect(400).await;
        }
        app.anonymous().post("/auth/verify-email", json!({})).expect(422).await;
        let other_use = json!({"token": token, "password": "another password"});
        app.anonymous().post("/auth/password/reset", other_use).expect(400).await;
        app.advance(TimeDelta::hours(48));
        app.anonymous().post("/auth/verify-email", json!({"token": token})).expect(400).await;
        assert!(!is_verified(&new).await);
    }

    async fn another_link_kills_the_earlier_one_at_once(engine: Engine) {
        let app = with_mail(engine).await;
        let new = app.anonymous().sign_up("Olive Hart", "olive@acme.test").await;
        app.run_jobs().await;
        let first = mailed_token(&app, "/verify-email");
        let response = new.post("/auth/verify-email/resend", Value::Null).send().await;
        assert_eq!(response.status(), 202);
        app.anonymous().post("/auth/verify-email", json!({"token": first})).expect(400).await;
        app.run_jobs().await;
        let second = mailed_token(&app, "/verify-email");
        assert_ne!(first, second);
        app.anonymous().post("/auth/verify-email", json!({"token": second})).expect(200).await;
        // Confirmed: nothing more to send.
        new.post("/auth/verify-email/resend", Value::Null).expect(202).await;
        assert_eq!(app.run_jobs().await, 0);
        app.anonymous().post("/auth/verify-email/resend", Value::Null).expect(401).await;
    }

    async fn one_a_minute_and_five_an_hour(engine: Engine) {
        let app = Builder::new(engine).mail().rate_limit().build().await;
        let new = app.anonymous().sign_up("Olive Hart", "olive@acme.test").await;
        for _ in 0..5 {
            new.post("/auth/verify-email/resend", Value::Null).expect(202).await;
            let refused = new.post("/auth/verify-email/resend", Value::Null).send().await;
            assert_eq!(refused.status(), 429);
            let wait: i64 = refused.headers()["retry-after"].to_str().unwrap().parse().unwrap();
            assert!((1..=60).contains(&wait), "{wait}");
            app.advance(TimeDelta::minutes(1));
        }
        new.post("/auth/verify-email/resend", Value::Null).expect(429).await;
    }

    async fn of_two_uses_at_once_one_counts(engine: Engine) {
        let app = with_mail(engine).await;
        app.anonymous().sign_up("Olive Hart", "olive@acme.test").await;
        app.run_jobs().await;
        let token = mailed_token(&app, "/verify-email");
        let uses: Vec<_> = (0..6).map(|_| {
            let call = app.anonymous().post("/auth/verify-email", json!({"token": token}));
            tokio::spawn(async move { call.send().await.status().as_u16() })
        }).collect();
        let mut good = 0;
        for one in uses {
            good += usize::from(one.await.unwrap() == 200);
        }
        assert_eq!(good, 1);
    }

    async fn no_token_is_in_the_database(engine: Engine) {
        let app = with_mail(engine).await;
        app.anonymous().sign_up("Olive Hart", "olive@acme.test").await;
        app.anonymous().post("/auth/password/forgot", json!({"email": "olive@acme.test"})).expect(202).await;
        app.run_jobs().await;
        let mut tx = app.read().await.unwrap();
        let hashes: Vec<(Vec<u8>,)> = tx.fetch_all("SELECT token_hash FROM account_tokens ORDER BY token_hash", &[]).await.unwrap();
        assert_eq!(hashes.len(), 2);
        for mail in app.mail.sent() {
            let token = mail.text.lines().find_map(|line| line.split_once("token=")).unwrap().1.to_owned();
            let digest = pingback_app::keys::sha256(token.as_bytes()).to_vec();
            assert!(hashes.contains(&(digest,)) && !hashes.contains(&(token.into_bytes(),)));
        }
    }

    async fn without_mail_nothing_is_blocked_and_the_operator_confirms(app: TestApp) {
        let new = app.anonymous().sign_up("Olive Hart", "olive@acme.test").await;
        new.post("/auth/verify-email/resend", Value::Null).expect(202).await;
        assert_eq!(app.run_jobs().await, 0);
        let user = pingback_app::accounts::confirm_by_operator(&app, " OLIVE@acme.test").await.unwrap();
        assert!(user.is_verified && is_verified(&new).await);
        let unknown = pingback_app::accounts::confirm_by_operator(&app, "nobody@acme.test").await;
        assert_eq!(unknown.unwrap_err().to_string(), "User not found");
    }
}
