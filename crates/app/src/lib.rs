//! What the product does: one use case per file, one function per use case.
//!
//! ```ignore
//! pub async fn invite(app: &App, actor: &Actor, input: &InviteMember) -> Result<Member>
//! ```
//!
//! A use case asks the permission table ([`Actor::require`]), checks its input, and then changes rows,
//! records events and enqueues jobs in **one** transaction ([`App::write`]). What must follow a change
//! (sockets, mail) reads the events and jobs after the commit. Use cases return domain types of
//! `pingback_model`; JSON is `http`'s business.
//!
//! To add one: a file in the folder of its noun, named by its verb.

pub mod accounts;
pub mod actor;
pub mod audience;
pub mod billing;
pub mod blocks;
pub mod canned_replies;
pub mod channels;
pub mod conversations;
pub mod customers;
pub mod drafts;
pub mod error;
pub mod events;
pub mod files;
pub mod google;
pub mod ids;
pub mod jobs;
pub mod keys;
pub mod labels;
pub mod mail;
pub mod members;
mod names;
pub mod notifications;
pub mod onboarding;
mod ownership;
pub mod preferences;
pub mod rates;
pub mod search;
pub mod settings;
pub mod sockets;
pub mod views;
pub mod visitors;
pub mod widgets;

use std::ops::Deref;
use std::sync::Arc;

use pingback_model::{Clock, Timestamp};
use pingback_storage::{Db, Done, Tx};
use serde::de::DeserializeOwned;

pub use actor::{Actor, Caller, Request};
pub use error::{Error, FieldError, Kind, Result};
pub use settings::Settings;

/// The product, wired: everything a use case needs. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What an [`App`] is made of.
pub struct Parts {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// New ids and random values.
    pub ids: ids::Ids,
    /// The keys derived from the installation's secret.
    pub keys: keys::Keys,
    /// The operator's settings.
    pub settings: Settings,
    /// What hashing a password costs.
    pub password_cost: accounts::PasswordCost,
    /// Where system mail goes.
    pub mail: mail::Mailer,
    /// Who Google says somebody is.
    pub google: google::Google,
    /// Where uploaded files are kept.
    pub files: files::Files,
    /// What was asked how often.
    pub rates: rates::Rates,
    /// This process among those that share the database.
    pub node_id: uuid::Uuid,
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Wires the product.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// Now, in milliseconds' precision.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A connection for reading.
    pub async fn read(&self) -> Result<Tx> {
        Ok(self.db.read().await?)
    }

    /// One transaction, ended by `tx.commit(value).await`; see [`Db::write`]. With the request's
    /// `Idempotency-Key`, at most once.
    pub async fn write<T, F>(&self, request: &impl Request, work: impl FnMut(Tx) -> F) -> Result<T>
    where
        T: DeserializeOwned,
        F: Future<Output = Result<Done<T>>>,
    {
        self.db.write_once(request.once(), work).await
    }
}
