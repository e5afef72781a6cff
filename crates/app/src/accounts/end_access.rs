//! The second step of ending sessions. The first, a transaction of the account's own, revokes them: from then
//! on no call passes. The second tells every workspace the account is in, so that each node cuts its open
//! sockets. A job stands by in case the process dies in between.

use chrono::TimeDelta;
use pingback_model::{Event, JobId, SessionId, UserId, WorkspaceId};
use pingback_storage::{Result as StorageResult, Tx, members, queue};

use crate::App;
use crate::actor::Nobody;
use crate::error::{Error, Result};
use crate::jobs::EndAccess;

/// When the job does it, unless it was done and the job deleted.
const STAND_BY: TimeDelta = TimeDelta::seconds(10);

/// In the transaction that revokes: leaves the job that stands by. `sessions`: only these, or all.
pub(super) async fn promise(
    app: &App,
    tx: &mut Tx,
    user_id: UserId,
    sessions: Option<Vec<SessionId>>,
) -> StorageResult<(JobId, EndAccess)> {
    let ended = EndAccess { user_id, sessions };
    let at = tx.now() + STAND_BY;
    let job = app.enqueue_at(tx, WorkspaceId::NONE, &ended, at).await?;
    Ok((job, ended))
}

/// After that transaction: tells the workspaces. What fails here the job does.
pub(super) async fn keep(app: &App, (job, ended): (JobId, EndAccess)) {
    let result = async {
        tell_access_ended(app, &ended).await?;
        app.write(&Nobody, |mut tx| async move {
            queue::delete(&mut tx, WorkspaceId::NONE, job).await?;
            tx.commit(()).await.map_err(Error::from)
        })
        .await
    };
    if let Err(error) = result.await {
        tracing::warn!(%error, user.id = %ended.user_id, "sockets of ended sessions will be cut later");
    }
}

/// Records in every workspace the account is in that its access ended: one transaction each.
pub(crate) async fn tell_access_ended(app: &App, ended: &EndAccess) -> Result<()> {
    let user_id = ended.user_id;
    let teams = members::workspaces_of_user_any_workspace(&mut app.read().await?, user_id).await?;
    for team in teams.iter().filter(|team| team.is_active) {
        app.write(&Nobody, |mut tx| async move {
            let mut record =
                |session_id| tx.record(team.workspace_id, Event::AccessEnded { user_id, session_id });
            match &ended.sessions {
                None => record(None),
                Some(sessions) => sessions.iter().for_each(|session| record(Some(*session))),
            }
            tx.commit(()).await.map_err(Error::from)
        })
        .await?;
    }
    Ok(())
}
