//! POST auth/register.

use pingback_app::accounts::{self, Origin, Register};
use pingback_testkit::{Engine, TestApp, Value, both_engines, json};

use super::{PASSWORD, pointers, sign_in};

fn body(email: &str) -> Value {
    json!({"email": email, "full_name": "Olive Hart", "password": PASSWORD})
}

/// How many of several requests at once got which status.
async fn at_once(app: &TestApp, bodies: Vec<Value>) -> Vec<u16> {
    let calls = bodies.into_iter().map(|body| {
        let call = app.anonymous().post("/auth/register", body);
        tokio::spawn(async move { call.send().await.status().as_u16() })
    });
    let mut statuses = Vec::new();
    for call in calls.collect::<Vec<_>>() {
        statuses.push(call.await.unwrap());
    }
    statuses.sort_unstable();
    statuses
}

both_engines! {
    async fn both_documented_shapes_at_once(app: TestApp) {
        let account = app.anonymous().post("/auth/register/", body(" Olive@Acme.test ")).expect(201).await;
        assert!(account["id"].as_str().unwrap().parse::<uuid::Uuid>().is_ok());
        assert_eq!(account["email"], "Olive@Acme.test");
        assert_eq!(account["full_name"], "Olive Hart");
        assert_eq!(account["is_verified"], false);
        assert_eq!(account["is_google_account"], false);
        assert_eq!(account["avatar_url"], Value::Null);
        assert_eq!(account["token_type"], "bearer");
        assert_eq!(account.as_object().unwrap().len(), 8, "no hash, no token beside these: {account}");
        let olive = app.anonymous().with_token(account["access_token"].as_str());
        assert_eq!(olive.get("/auth/me").expect(200).await["user"]["id"], account["id"]);
    }

    async fn an_address_is_taken_in_any_case(app: TestApp) {
        app.anonymous().post("/auth/register", body("olive@acme.test")).expect(201).await;
        for again in ["olive@acme.test", "OLIVE@ACME.TEST", " Olive@acme.Test"] {
            let problem = app.anonymous().post("/auth/register", body(again)).expect(400).await;
            assert_eq!(problem["detail"], "Email already registered");
        }
    }

    async fn every_mistake_is_named(app: TestApp) {
        let wrong = json!({"email": "olive", "full_name": "  ", "password": "short"});
        let problem = app.anonymous().post("/auth/register", wrong).expect(422).await;
        assert_eq!(pointers(&problem), ["/email", "/full_name", "/password"]);
        let null = json!({"email": "a\u{0}@acme.test", "full_name": "a\u{0}b", "password": "12345678\u{0}"});
        let problem = app.anonymous().post("/auth/register", null).expect(422).await;
        assert_eq!(pointers(&problem), ["/email", "/full_name", "/password"]);
        let long = json!({
            "email": format!("{}@acme.test", "a".repeat(250)), "full_name": "ü".repeat(201), "password": "ü".repeat(201),
        });
        let problem = app.anonymous().post("/auth/register", long).expect(422).await;
        assert_eq!(pointers(&problem), ["/email", "/full_name", "/password"]);
        let longest = json!({"email": "long@acme.test", "full_name": "ü".repeat(200), "password": "ü".repeat(200)});
        app.anonymous().post("/auth/register", longest).expect(201).await;
        let missing = json!({"email": "olive@acme.test", "full_name": "Olive"});
        app.anonymous().post("/auth/register", missing).expect(422).await;
        let mistyped = json!({"email": ["olive@acme.test"], "full_name": "Olive", "password": PASSWORD});
        assert_eq!(pointers(&app.anonymous().post("/auth/register", mistyped).expect(422).await), ["/email"]);
    }

    async fn nothing_but_the_three_fields_is_taken(app: TestApp) {
        let mut sly = body("olive@acme.test");
        sly["is_verified"] = json!(true);
        sly["id"] = json!("00000000-0000-0000-0000-000000000001");
        sly["current_workspace_id"] = json!("00000000-0000-0000-0000-000000000001");
        let account = app.anonymous().post("/auth/register", sly).expect(201).await;
        assert_eq!(account["is_verified"], false);
        assert_ne!(account["id"], "00000000-0000-0000-0000-000000000001");
    }

    async fn of_eight_sign_ups_at_once_one_gets_the_address(app: TestApp) {
        let bodies = (0..8).map(|n| body(if n % 2 == 0 { "olive@acme.test" } else { "Olive@acme.test" })).collect();
        assert_eq!(at_once(&app, bodies).await, [201, 400, 400, 400, 400, 400, 400, 400]);
        let token = sign_in(&app, "olive@acme.test", PASSWORD).await;
        token.get("/auth/me").expect(200).await;
    }

    async fn closed_registration_has_room_for_exactly_one_first_account(engine: Engine) {
        let app = pingback_testkit::Builder::new(engine).settings(|settings| settings.registration_open = false);
        let app = app.build().await;
        let bodies = (0..8).map(|n| body(&format!("first{n}@acme.test"))).collect();
        assert_eq!(at_once(&app, bodies).await, [201, 403, 403, 403, 403, 403, 403, 403]);
        let problem = app.anonymous().post("/auth/register", body("late@acme.test")).expect(403).await;
        assert!(problem["detail"].as_str().unwrap().starts_with("Registration is closed"));
    }

    async fn a_network_signs_up_twenty_accounts_an_hour(engine: Engine) {
        let app = pingback_testkit::Builder::new(engine).rate_limit().build().await;
        for n in 0..20 {
            app.anonymous().post("/auth/register", body(&format!("a{n}@acme.test"))).expect(201).await;
        }
        let refused = app.anonymous().post("/auth/register", body("late@acme.test")).send().await;
        assert_eq!(refused.status(), 429);
        assert!(refused.headers()["retry-after"].to_str().unwrap().parse::<u64>().unwrap() > 0);
        // Mistakes are named before they are counted.
        app.anonymous().post("/auth/register", body("nobody")).expect(422).await;
    }

    async fn passwords_are_hashed_as_owasp_asks(engine: Engine) {
        let app = pingback_testkit::Builder::new(engine).full_password_cost().build().await;
        let register = Register {
            email: "olive@acme.test".into(),
            full_name: "Olive".into(),
            password: PASSWORD.into(),
        };
        let signed_in = accounts::register(&app, &Origin::default(), &register).await.unwrap();
        let mut tx = app.read().await.unwrap();
        let hash = pingback_storage::users::credentials(&mut tx, signed_in.user.id).await.unwrap().password_hash.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    }
}
