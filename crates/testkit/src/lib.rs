//! Tests' view of the product: a real server on a loopback port, with a database of its own, a clock that
//! stands, and clients that read like a story.
//!
//! ```ignore
//! pingback_testkit::both_engines! {
//!     async fn the_owner_invites_an_agent(app: TestApp) {
//!         let owner = app.owner().await;
//!         let agent = owner.invite("james@acme.test", "agent").await;
//!         agent.get("/team/members").expect(200).await;
//!     }
//! }
//! ```
//!
//! Every test of storage, routes and flows is written inside [`both_engines!`]: it runs on SQLite and on
//! PostgreSQL. Without PostgreSQL it fails, it never skips.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up fails at once")]
#![expect(clippy::missing_panics_doc, reason = "panicking is how a test fails")]

mod app;
mod client;
mod database;
mod socket;

pub use app::{Builder, TestApp};
pub use client::{Call, Client};
pub use database::{Engine, TestDb};
pub use serde_json::{Value, json};
pub use socket::{ConnectError, Incoming, Socket};

/// Declares tests that run once on each engine, as `name::sqlite` and `name::postgres`.
#[macro_export]
macro_rules! both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($app:ident: $type:ty) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports, reason = "a test need not use everything its file imports")]
            use super::*;

            $(#[$meta])*
            async fn story($app: $type) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                story(<$type as $crate::Start>::start($crate::Engine::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                story(<$type as $crate::Start>::start($crate::Engine::Postgres).await).await;
            }
        }
    )+};
}

/// What a test of [`both_engines!`] can ask for: a [`TestApp`], a [`TestDb`], or an [`Engine`] to build with.
pub trait Start: Sized {
    /// Sets it up on that engine.
    fn start(engine: Engine) -> impl Future<Output = Self> + Send;
}

impl Start for TestApp {
    async fn start(engine: Engine) -> Self {
        Builder::new(engine).build().await
    }
}

impl Start for TestDb {
    async fn start(engine: Engine) -> Self {
        Self::new(engine, pingback_model::Clock::system()).await
    }
}

impl Start for Engine {
    async fn start(engine: Engine) -> Self {
        engine
    }
}
