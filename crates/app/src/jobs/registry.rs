//! Every kind of job, by its name in the database.

use chrono::TimeDelta;
use futures_util::future::BoxFuture;

use super::{
    AssignmentMail, Attempt, CleanUp, DeleteFile, EndAccess, Job, MailAnswer, SendMail, TellTeams,
    WakeConversation,
};
use crate::App;
use crate::error::{Error, Result};

/// What is known of a kind of job.
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) attempts: i64,
    pub(super) every: Option<TimeDelta>,
    pub(super) run: fn(App, String, Attempt) -> BoxFuture<'static, Result<()>>,
}

/// The kinds there are.
pub(super) const KINDS: &[Kind] = &[
    Kind::of::<SendMail>(),
    Kind::of::<AssignmentMail>(),
    Kind::of::<MailAnswer>(),
    Kind::of::<EndAccess>(),
    Kind::of::<TellTeams>(),
    Kind::of::<CleanUp>(),
    Kind::of::<DeleteFile>(),
    Kind::of::<WakeConversation>(),
];

impl Kind {
    const fn of<J: Job>() -> Self {
        Self { name: J::KIND, attempts: J::ATTEMPTS, every: J::EVERY, run: run::<J> }
    }

    /// The kind of that name; none where a newer program enqueued it.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }
}

fn run<J: Job>(app: App, payload: String, attempt: Attempt) -> BoxFuture<'static, Result<()>> {
    Box::pin(async move {
        let job: J = serde_json::from_str(&payload).map_err(|error| {
            Error::Internal(format!("the payload of a {} cannot be read: {error}", J::KIND))
        })?;
        job.run(&app, attempt).await
    })
}
