//! POST auth/google, against an issuer of our own.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use axum::http::StatusCode;
use axum::routing::get;
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use pingback_testkit::{Builder, Call, Engine, TestApp, Value, both_engines, json};

use super::{PASSWORD, sign_in};

const CLIENT: &str = "our-client-id.apps.example";

/// A key made for these tests; it signs nothing else.
const KEY: &[u8] = include_bytes!("../../../fixtures/issuer-key.pem");
const OTHER_KEY: &[u8] = include_bytes!("../../../fixtures/other-key.pem");

/// Where one issuer's keys are, how often they were asked for, and whether it is down. A test's settings are
/// changed by a function that captures nothing, hence statics.
struct Issuer {
    address: OnceLock<url::Url>,
    asked: AtomicUsize,
    is_down: AtomicBool,
}

impl Issuer {
    const fn new() -> Self {
        Self { address: OnceLock::new(), asked: AtomicUsize::new(0), is_down: AtomicBool::new(false) }
    }

    fn address(&'static self) -> url::Url {
        let start = || {
            let (sender, receiver) = std::sync::mpsc::channel();
            // On a thread of its own: the tests' runtimes come and go.
            std::thread::spawn(move || {
                tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
                    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
                    sender.send(format!("http://{}/certs", listener.local_addr().unwrap())).unwrap();
                    let router = axum::Router::new().route("/certs", get(async || self.keys()));
                    axum::serve(listener, router).await.unwrap();
                });
            });
            receiver.recv().unwrap().parse().unwrap()
        };
        self.address.get_or_init(start).clone()
    }

    fn keys(&self) -> Result<axum::Json<JwkSet>, StatusCode> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        if self.is_down.load(Ordering::SeqCst) {
            return Err(StatusCode::BAD_GATEWAY);
        }
        let mut key =
            Jwk::from_encoding_key(&EncodingKey::from_rsa_pem(KEY).unwrap(), Algorithm::RS256).unwrap();
        key.common.key_id = Some("key-1".into());
        Ok(axum::Json(JwkSet { keys: vec![key] }))
    }
}

static ISSUER: Issuer = Issuer::new();
/// One that only one test of each engine talks to, one after the other.
static COUNTED: Issuer = Issuer::new();
static COUNTED_TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

async fn configured(engine: Engine) -> TestApp {
    let change = |settings: &mut pingback_app::Settings| {
        settings.google_client_id = Some(CLIENT.into());
        settings.google_jwks = ISSUER.address();
    };
    Builder::new(engine).settings(change).build().await
}

fn claims(app: &TestApp, email: &str) -> Value {
    json!({
        "iss": "https://accounts.google.com", "aud": CLIENT, "sub": format!("subject of {email}"), "email": email,
        "email_verified": true, "name": "Gina Green", "picture": "https://pictures.test/gina.png",
        "iat": app.now().timestamp(), "exp": app.now().timestamp() + 3600,
    })
}

fn token_by(key: &[u8], key_id: &str, claims: &Value) -> String {
    let header = Header { kid: Some(key_id.into()), ..Header::new(Algorithm::RS256) };
    jsonwebtoken::encode(&header, claims, &EncodingKey::from_rsa_pem(key).unwrap()).unwrap()
}

fn call(app: &TestApp, claims: &Value) -> Call {
    app.anonymous().post("/auth/google", json!({"id_token": token_by(KEY, "key-1", claims)}))
}

async fn account_of(app: &TestApp, answer: &Value) -> Value {
    app.anonymous().with_token(answer["access_token"].as_str()).get("/auth/me").expect(200).await["user"]
        .clone()
}

both_engines! {
    async fn a_new_person_gets_an_account_and_the_same_one_again(engine: Engine) {
        let app = configured(engine).await;
        let first = call(&app, &claims(&app, "Gina@acme.test")).expect(200).await;
        assert_eq!(first["token_type"], "bearer");
        let user = account_of(&app, &first).await;
        assert_eq!(user["email"], "Gina@acme.test");
        assert_eq!(user["full_name"], "Gina Green");
        assert_eq!(user["avatar_url"], "https://pictures.test/gina.png");
        assert_eq!((&user["is_verified"], &user["is_google_account"]), (&json!(true), &json!(true)));
        // The subject is who they are: their address may change.
        let mut moved = claims(&app, "gina@new.test");
        moved["sub"] = json!("subject of Gina@acme.test");
        assert_eq!(account_of(&app, &call(&app, &moved).expect(200).await).await["id"], user["id"]);
        let alias = json!({"credential": token_by(KEY, "key-1", &claims(&app, "Gina@acme.test"))});
        app.anonymous().post("/auth/google", alias).expect(200).await;
        let no_password = json!({"email": "gina@acme.test", "password": PASSWORD});
        app.anonymous().post("/auth/login", no_password).expect(401).await;
    }

    async fn a_wrong_claim_of_any_kind_is_refused(engine: Engine) {
        let app = configured(engine).await;
        let right = claims(&app, "gina@acme.test");
        for (claim, value) in [
            ("iss", json!("https://accounts.evil.test")),
            ("iss", Value::Null),
            ("aud", json!("another-client")),
            ("aud", json!([CLIENT, "another-client"])),
            ("aud", Value::Null),
            ("exp", json!(app.now().timestamp())),
            ("exp", Value::Null),
            ("exp", json!("4102444800")),
            ("sub", json!("")),
            ("sub", Value::Null),
            ("sub", json!(7)),
            ("email_verified", json!(false)),
            ("email_verified", json!("true")),
            ("email_verified", json!(1)),
            ("email", json!("no address")),
            ("email", Value::Null),
        ] {
            let mut wrong = right.clone();
            wrong[claim] = value.clone();
            let problem = call(&app, &wrong).expect(401).await;
            assert!(problem["detail"].as_str().unwrap().ends_with('.'), "{claim} = {value}: {problem}");
        }
        let mut unsaid = right.clone();
        unsaid.as_object_mut().unwrap().remove("email_verified");
        call(&app, &unsaid).expect(401).await;
        call(&app, &right).expect(200).await;
    }

    async fn only_googles_keys_and_algorithm(engine: Engine) {
        let app = configured(engine).await;
        let claims = claims(&app, "gina@acme.test");
        let public = KEY;
        let hmac = Header { kid: Some("key-1".into()), ..Header::new(Algorithm::HS256) };
        let hmac = jsonwebtoken::encode(&hmac, &claims, &EncodingKey::from_secret(public)).unwrap();
        let ours = app.owner().await;
        for token in [
            token_by(OTHER_KEY, "key-1", &claims),
            token_by(KEY, "key-9", &claims),
            hmac,
            ours.token().to_owned(),
            "x".into(),
            String::new(),
        ] {
            app.anonymous().post("/auth/google", json!({"id_token": token})).expect(401).await;
        }
        app.anonymous().post("/auth/google", json!({})).expect(422).await;
    }

    async fn an_account_is_only_linked_where_its_address_was_confirmed(engine: Engine) {
        let app = configured(engine).await;
        // Somebody signed up with Gina's address, and waits for her.
        app.anonymous().sign_up("Mallory", "gina@acme.test").await;
        let problem = call(&app, &claims(&app, "gina@acme.test")).expect(401).await;
        assert!(problem["detail"].as_str().unwrap().contains("not confirmed"), "{problem}");
        // Gina's own, confirmed account is hers, in any case of its address, with its password as before.
        let gina = app.anonymous().sign_up("Gina", "gina@home.test").await;
        pingback_app::accounts::confirm_by_operator(&app, "gina@home.test").await.unwrap();
        let linked = account_of(&app, &call(&app, &claims(&app, "GINA@home.test")).expect(200).await).await;
        assert_eq!(linked["id"], gina.user_id);
        assert_eq!(linked["is_google_account"], false, "it has a password");
        sign_in(&app, "gina@home.test", PASSWORD).await;
        // Another Google user with the same address is somebody else.
        let mut other = claims(&app, "gina@home.test");
        other["sub"] = json!("somebody else");
        call(&app, &other).expect(401).await;
    }

    async fn closed_registration_is_closed_here_too(engine: Engine) {
        let change = |settings: &mut pingback_app::Settings| {
            settings.google_client_id = Some(CLIENT.into());
            settings.google_jwks = ISSUER.address();
            settings.registration_open = false;
        };
        let app = Builder::new(engine).settings(change).build().await;
        call(&app, &claims(&app, "first@acme.test")).expect(200).await;
        call(&app, &claims(&app, "second@acme.test")).expect(403).await;
        call(&app, &claims(&app, "first@acme.test")).expect(200).await;
    }

    async fn of_eight_at_once_all_get_the_one_account(engine: Engine) {
        let app = configured(engine).await;
        let calls: Vec<_> = (0..8).map(|_| {
            let call = call(&app, &claims(&app, "gina@acme.test"));
            tokio::spawn(async move { call.send().await.status().as_u16() })
        }).collect();
        for call in calls {
            assert_eq!(call.await.unwrap(), 200);
        }
    }

    async fn odd_names_and_pictures_are_left_out(engine: Engine) {
        let app = configured(engine).await;
        let mut odd = claims(&app, "gina@acme.test");
        odd["name"] = json!("a\u{0}b");
        odd["picture"] = json!("javascript:alert(1)");
        let user = account_of(&app, &call(&app, &odd).expect(200).await).await;
        assert_eq!((&user["full_name"], &user["avatar_url"]), (&json!("gina"), &Value::Null));
    }

    async fn not_configured(app: TestApp) {
        let problem = app.anonymous().post("/auth/google", json!({"id_token": "x"})).expect(503).await;
        assert_eq!(problem["detail"], "Google sign-in is not configured on this server.");
    }

    async fn keys_are_kept_and_asked_for_seldom(engine: Engine) {
        let _turn = COUNTED_TURN.lock().await;
        let change = |settings: &mut pingback_app::Settings| {
            settings.google_client_id = Some(CLIENT.into());
            settings.google_jwks = COUNTED.address();
        };
        let app = Builder::new(engine).settings(change).build().await;
        let asked = || COUNTED.asked.swap(0, Ordering::SeqCst);
        let sign_in = || call(&app, &claims(&app, "gina@acme.test"));
        let unknown_key = || {
            let token = token_by(KEY, "key-9", &claims(&app, "gina@acme.test"));
            app.anonymous().post("/auth/google", json!({"id_token": token}))
        };
        asked();
        COUNTED.is_down.store(true, Ordering::SeqCst);
        sign_in().expect(503).await;
        COUNTED.is_down.store(false, Ordering::SeqCst);
        asked();
        for _ in 0..3 {
            sign_in().expect(200).await;
        }
        assert_eq!(asked(), 1);
        // Made-up keys do not make us ask each time.
        for _ in 0..3 {
            unknown_key().expect(401).await;
        }
        assert_eq!(asked(), 0);
        app.advance(chrono::TimeDelta::minutes(1));
        unknown_key().expect(401).await;
        assert_eq!(asked(), 1);
        // Google is away: what is kept is good for a day.
        app.advance(chrono::TimeDelta::hours(2));
        COUNTED.is_down.store(true, Ordering::SeqCst);
        sign_in().expect(200).await;
        app.advance(chrono::TimeDelta::hours(24));
        sign_in().expect(503).await;
        COUNTED.is_down.store(false, Ordering::SeqCst);
        sign_in().expect(200).await;
    }
}
