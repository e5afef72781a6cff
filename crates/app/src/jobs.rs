//! Background jobs: what follows a change but must not hold it up, or happens at a later time.
//!
//! A use case enqueues a job in its own transaction ([`App::enqueue`]), so the job exists exactly when the
//! change does. It may be run twice (a worker can die between the work and its noting), and runs again
//! after a failure, later each time. To add one: a file with a struct of ids that implements [`Job`], and a
//! line in [`registry`].

mod assignment_mail;
mod clean_up;
mod delete_file;
mod end_access;
mod mail_answer;
mod registry;
mod runner;
mod send_mail;
mod tell_teams;
mod wake_conversation;

use chrono::TimeDelta;
use pingback_model::{JobId, Timestamp, WorkspaceId};
use pingback_storage::queue::{self, NewJob};
use pingback_storage::{Result as StorageResult, Tx};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::App;
use crate::error::Result;

pub use assignment_mail::AssignmentMail;
pub use clean_up::CleanUp;
pub(crate) use delete_file::DeleteFile;
pub(crate) use end_access::EndAccess;
pub use mail_answer::MailAnswer;
pub use runner::{Runner, Wake, run_due, schedule};
pub use send_mail::SendMail;
pub(crate) use tell_teams::TellTeams;
pub(crate) use wake_conversation::WakeConversation;

/// Something to be done in the background. Holds ids, not what they stand for: by the time it runs that
/// may have changed.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its name in the database. Never changes.
    const KIND: &'static str;

    /// How often it is tried before it is given up: 12 attempts take about three hours.
    const ATTEMPTS: i64 = 12;

    /// For jobs that come again by themselves: how long after each run. They are never given up.
    const EVERY: Option<TimeDelta> = None;

    /// Jobs of one lane (within a workspace) run one at a time, in the order in which they were enqueued; one
    /// that fails holds up those behind it until it succeeds or is given up.
    fn lane(&self) -> Option<String> {
        None
    }

    /// Does it. An error means "try again later", unless this was the last attempt.
    fn run(self, app: &App, attempt: Attempt) -> impl Future<Output = Result<()>> + Send;
}

/// One run of a job.
#[derive(Debug, Clone, Copy)]
pub struct Attempt {
    /// The workspace it was enqueued for, or [`WorkspaceId::NONE`].
    pub workspace_id: WorkspaceId,
    /// Whether the job is given up when this attempt fails.
    pub is_last: bool,
}

impl App {
    /// Enqueues a job, due now, in the caller's transaction.
    pub async fn enqueue<J: Job>(
        &self,
        tx: &mut Tx,
        workspace: WorkspaceId,
        job: &J,
    ) -> StorageResult<JobId> {
        let now = tx.now();
        self.enqueue_at(tx, workspace, job, now).await
    }

    /// Enqueues a job, due at that time, in the caller's transaction.
    pub async fn enqueue_at<J: Job>(
        &self,
        tx: &mut Tx,
        workspace: WorkspaceId,
        job: &J,
        run_at: Timestamp,
    ) -> StorageResult<JobId> {
        let id = self.ids.new_id();
        let payload = serde_json::to_string(job).map_err(|error| pingback_storage::Error::Decode {
            column: "payload".into(),
            reason: error.to_string(),
        })?;
        queue::enqueue(tx, workspace, &NewJob { id, kind: J::KIND, lane: job.lane(), payload, run_at })
            .await?;
        Ok(id)
    }
}
