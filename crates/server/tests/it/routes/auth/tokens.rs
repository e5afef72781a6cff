//! Access tokens: what is taken for one, and how long it is good.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use pingback_testkit::{Client, TestApp, Value, both_engines, json};

use super::{PASSWORD, sign_in};

/// The status of `auth/me` with a token made from the given claims by the server's own key.
async fn status_of(app: &TestApp, algorithm: Algorithm, key: &[u8], claims: &Value) -> u16 {
    let token =
        jsonwebtoken::encode(&Header::new(algorithm), claims, &EncodingKey::from_secret(key)).unwrap();
    app.anonymous().with_token(Some(&token)).get("/auth/me").send().await.status().as_u16()
}

fn claims(client: &Client) -> Value {
    let body = client.token().split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).unwrap()).unwrap()
}

both_engines! {
    async fn only_what_we_signed_for_this_purpose_is_taken(app: TestApp) {
        let owner = app.owner().await;
        let key = &app.keys.session;
        let right = claims(&owner);
        assert_eq!(right["iss"], "pingback");
        assert_eq!(right["aud"], "api");
        assert_eq!(right["sub"], owner.user_id);
        assert_eq!(right["exp"].as_i64().unwrap() - right["iat"].as_i64().unwrap(), 400 * 24 * 60 * 60);
        assert_eq!(status_of(&app, Algorithm::HS256, key, &right).await, 200);
        assert_eq!(status_of(&app, Algorithm::HS512, key, &right).await, 401, "another algorithm");
        assert_eq!(status_of(&app, Algorithm::HS256, b"another key", &right).await, 401);
        assert_eq!(status_of(&app, Algorithm::HS256, &app.keys.visitor, &right).await, 401, "a visitor's key");
        let someone_else = app.stranger().await;
        for (claim, value) in [
            ("iss", json!("accounts.google.com")),
            ("aud", json!("visitor")),
            ("aud", Value::Null),
            ("iss", Value::Null),
            ("exp", Value::Null),
            ("exp", json!(app.now().timestamp())),
            ("sub", json!(someone_else.user_id)),
            ("sub", Value::Null),
            ("sid", json!("018f0000-0000-7000-8000-000000000000")),
        ] {
            let mut wrong = right.clone();
            wrong[claim] = value.clone();
            assert_eq!(status_of(&app, Algorithm::HS256, key, &wrong).await, 401, "{claim} = {value}");
        }
    }

    async fn an_unsigned_or_broken_token_is_none(app: TestApp) {
        let owner = app.owner().await;
        let [_, body, signature] = owner.token().split('.').collect::<Vec<_>>()[..] else { panic!("three parts") };
        let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#);
        let cut = &owner.token()[..owner.token().len() - 2];
        for token in ["", "x", "a.b.c", cut, &format!("{none}.{body}."), &format!("{none}.{body}.{signature}")] {
            let problem = app.anonymous().with_token(Some(token)).get("/auth/me").expect(401).await;
            assert_eq!(problem["status"], 401);
        }
        let response = app.anonymous().get("/auth/me").send().await;
        assert_eq!(response.headers()["www-authenticate"], "Bearer");
    }

    async fn a_session_is_slid_forward_while_it_is_used_and_ends_when_it_is_not(app: TestApp) {
        let owner = app.owner().await;
        for _ in 0..13 {
            app.advance(TimeDelta::days(29));
            owner.get("/auth/me").expect(200).await;
        }
        // 377 days so far; no token outlives 400.
        app.advance(TimeDelta::days(24));
        owner.get("/auth/me").expect(401).await;
        let again = sign_in(&app, "olive@acme.test", PASSWORD).await;
        app.advance(TimeDelta::days(30) - TimeDelta::milliseconds(1));
        again.get("/auth/me").expect(200).await;
        app.advance(TimeDelta::days(30));
        again.get("/auth/me").expect(401).await;
    }

    async fn its_last_use_is_written_every_five_minutes(app: TestApp) {
        let owner = app.owner().await;
        let last_seen = async || owner.get("/auth/sessions").expect(200).await[0]["last_seen"].as_str().unwrap().to_owned();
        assert_eq!(last_seen().await, "2026-11-24T12:00:00Z");
        app.advance(TimeDelta::seconds(299));
        assert_eq!(last_seen().await, "2026-11-24T12:00:00Z");
        app.advance(TimeDelta::seconds(1));
        assert_eq!(last_seen().await, "2026-11-24T12:05:00Z");
    }
}
