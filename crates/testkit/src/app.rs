//! A server for a test.

use std::net::SocketAddr;
use std::ops::Deref;

use chrono::{DateTime, TimeDelta};
use pingback_app::accounts::PasswordCost;
use pingback_app::{App, Settings, files, google, ids, keys, mail, rates};
use pingback_http::realtime::{Backplane, Realtime};
use pingback_model::{Clock, Plan};
use uuid::Uuid;

use crate::{Client, Engine, TestDb};

/// How a test wants its server.
#[derive(Debug, Clone)]
pub struct Builder {
    engine: Engine,
    plan: Plan,
    rate_limit: bool,
    mail: bool,
    password_cost: PasswordCost,
    settings: Option<fn(&mut Settings)>,
    backplane: Backplane,
}

/// A server on a loopback port, with a database of its own. Its clock stands at noon of 24 November 2026
/// until the test moves it.
pub struct TestApp {
    app: App,
    base: String,
    http: reqwest::Client,
    db: TestDb,
    realtime: Realtime,
    serving: tokio::task::JoinHandle<()>,
}

impl Builder {
    /// Pro plan, no rate limits, no mail; passwords are hashed cheaply.
    pub fn new(engine: Engine) -> Self {
        Self {
            engine,
            plan: Plan::Pro,
            rate_limit: false,
            mail: false,
            password_cost: PasswordCost::Cheap,
            settings: None,
            backplane: Backplane::InProcess,
        }
    }

    /// New workspaces get that plan.
    #[must_use]
    pub fn plan(self, plan: Plan) -> Self {
        Self { plan, ..self }
    }

    /// Rate limits apply.
    #[must_use]
    pub fn rate_limit(self) -> Self {
        Self { rate_limit: true, ..self }
    }

    /// Mail is configured; what would be sent is kept in memory.
    #[must_use]
    pub fn mail(self) -> Self {
        Self { mail: true, ..self }
    }

    /// Passwords are hashed as on a real server.
    #[must_use]
    pub fn full_password_cost(self) -> Self {
        Self { password_cost: PasswordCost::Full, ..self }
    }

    /// Any other setting.
    #[must_use]
    pub fn settings(self, change: fn(&mut Settings)) -> Self {
        Self { settings: Some(change), ..self }
    }

    /// How it tells other servers on its database of news.
    #[must_use]
    pub fn backplane(self, backplane: Backplane) -> Self {
        Self { backplane, ..self }
    }

    /// Starts the server on a new database.
    pub async fn build(self) -> TestApp {
        let start = DateTime::parse_from_rfc3339("2026-11-24T12:00:00Z").unwrap().to_utc();
        let clock = Clock::fixed(start);
        let db = TestDb::new(self.engine, clock.clone()).await;
        self.serve(db, clock).await
    }

    /// Starts a server on a database that may have others.
    pub async fn serve(self, db: TestDb, clock: Clock) -> TestApp {
        // What the server logs belongs to a failed test's output. The first test of a process sets it up.
        let _ = tracing_subscriber::fmt().with_env_filter("warn").with_test_writer().try_init();
        let mut settings = Settings {
            public_url: None,
            default_plan: self.plan,
            registration_open: true,
            google_client_id: None,
            google_jwks: "http://127.0.0.1:9/jwks".parse().unwrap(),
            rate_limit: self.rate_limit,
            trusted_proxies: Vec::new(),
            allow_private: Vec::new(),
            development: false,
        };
        if let Some(change) = self.settings {
            change(&mut settings);
        }
        let keys = keys::Keys::derive(b"a key for tests").unwrap();
        let ids = ids::Ids::new(clock.clone());
        pingback_storage::instance::claim(&db, ids.new_id(), &keys.check()).await.unwrap();
        let app = App::new(pingback_app::Parts {
            db: (*db).clone(),
            clock,
            node_id: ids.new_id::<Uuid>(),
            ids,
            keys,
            settings,
            password_cost: self.password_cost,
            mail: if self.mail { mail::Mailer::memory() } else { mail::Mailer::Off },
            google: google::Google::default(),
            files: files::Files::in_memory(),
            rates: rates::Rates::default(),
        });
        let (sockets, realtime) = pingback_http::realtime::layer(app.clone(), &self.backplane);
        let tell = realtime.listener();
        app.db.on_commit(move |committed| tell(&committed.events));
        let router = pingback_http::router(app.clone()).layer(sockets);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let serving = tokio::spawn(async move {
            let _ = axum::serve(pingback_http::listener::listener(listener), service).await;
        });
        let http = crate::client::http();
        TestApp { app, base, http, db, realtime, serving }
    }
}

impl TestApp {
    /// Nobody in particular.
    pub fn anonymous(&self) -> Client {
        Client::anonymous(self.http.clone(), self.base.clone())
    }

    /// Olive, who owns the workspace Acme.
    pub async fn owner(&self) -> Client {
        self.anonymous().sign_up("Olive Hart", "olive@acme.test").await.create_workspace("Acme").await
    }

    /// Somebody who owns another workspace, with nothing in common with the first.
    pub async fn stranger(&self) -> Client {
        self.anonymous().sign_up("Sam Stranger", "sam@other.test").await.create_workspace("Other").await
    }

    /// The product behind the server.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The database, with its location.
    pub fn db(&self) -> &TestDb {
        &self.db
    }

    /// The server's sockets.
    pub fn realtime(&self) -> &Realtime {
        &self.realtime
    }

    /// Runs the jobs that are due; returns how many attempts that took.
    pub async fn run_jobs(&self) -> usize {
        pingback_app::jobs::run_due(&self.app).await.unwrap()
    }

    /// A second server on the same database. Lives no longer than this one.
    pub async fn beside(&self, backplane: Backplane) -> Self {
        let clock = self.app.clock.clone();
        Builder::new(Engine::Sqlite)
            .backplane(backplane)
            .serve(self.db.again(clock.clone()).await, clock)
            .await
    }

    /// The server's address.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Lets time pass.
    pub fn advance(&self, by: TimeDelta) {
        self.app.clock.advance(by);
    }
}

impl Deref for TestApp {
    type Target = App;
    fn deref(&self) -> &App {
        &self.app
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
