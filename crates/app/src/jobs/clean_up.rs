//! What has had its time is deleted, once an hour.

use chrono::TimeDelta;
use pingback_model::WorkspaceId;
use pingback_storage::{account_tokens, answer_mails, events, idempotency, notifications, queue, sessions};
use serde::{Deserialize, Serialize};

use super::{Attempt, Job};
use crate::actor::Nobody;
use crate::error::{Error, Result};
use crate::{App, files};

/// How long events can be resumed from.
const EVENTS: TimeDelta = TimeDelta::days(30);
/// How many rows one step looks at.
const STEP: i64 = 500;
/// How long a repeated request gets its first answer.
const IDEMPOTENCY: TimeDelta = TimeDelta::hours(24);
/// How long what ended (sessions, links, read notifications, dead jobs) is kept for people to look at.
const ENDED: TimeDelta = TimeDelta::days(30);

/// Deletes what has had its time. Takes no ids: one per installation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CleanUp;

impl Job for CleanUp {
    const KIND: &'static str = "clean_up";
    const EVERY: Option<TimeDelta> = Some(TimeDelta::hours(1));

    async fn run(self, app: &App, _: Attempt) -> Result<()> {
        macro_rules! delete {
            ($($delete:path, $age:expr;)+) => {$({
                // Each in a transaction of its own: none is long.
                let deleted: u64 = app.write(&Nobody, |mut tx| async move {
                    let before = tx.now() - $age;
                    let deleted = $delete(&mut tx, before).await?;
                    tx.commit(deleted).await.map_err(Error::from)
                }).await?;
                if deleted > 0 {
                    tracing::info!(what = stringify!($delete), deleted, "cleaned up");
                }
            })+};
        }
        delete! {
            idempotency::delete_old_any_workspace, IDEMPOTENCY;
            sessions::delete_old, ENDED;
            account_tokens::delete_old, TimeDelta::zero();
            notifications::delete_old_any_workspace, ENDED;
            queue::delete_dead_any_workspace, ENDED;
        }
        delete_mail_counts(app).await?;
        files::delete_untaken(app).await?;
        delete_old_events(app).await
    }
}

/// How many mails an address got is of no interest after the day.
async fn delete_mail_counts(app: &App) -> Result<()> {
    let yesterday = &(app.now() - TimeDelta::days(1)).format("%Y-%m-%d").to_string();
    app.write(&Nobody, |mut tx| async move {
        answer_mails::delete_days_before_any_workspace(&mut tx, yesterday).await?;
        tx.commit(()).await.map_err(Error::from)
    })
    .await
}

/// In small steps, each a short transaction: a busy log loses many thousands of events an hour, and meanwhile
/// others want to write.
async fn delete_old_events(app: &App) -> Result<()> {
    let before = app.now() - EVENTS;
    let mut last = WorkspaceId::NONE;
    loop {
        let workspaces = events::workspaces_any_workspace(&mut app.read().await?, last, STEP).await?;
        let Some((next,)) = workspaces.last().copied() else { return Ok(()) };
        for (workspace,) in workspaces {
            while let Some(seq) = events::last_old(&mut app.read().await?, workspace, before, STEP).await? {
                app.write(&Nobody, |mut tx| async move {
                    events::delete_up_to(&mut tx, workspace, seq).await?;
                    tx.commit(()).await.map_err(Error::from)
                })
                .await?;
            }
        }
        last = next;
    }
}
