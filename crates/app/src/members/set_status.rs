//! Declaring oneself live, away or offline.

use pingback_model::{Action, Event, MemberStatus};
use pingback_storage::members;

use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Result};

/// Sets the actor's own status (`live`, `away` or `offline`, as written). Nobody sets another's. No change, no
/// event.
pub async fn set_status(app: &App, actor: &Actor, status: &str) -> Result<MemberStatus> {
    actor.require(Action::StatusUpdate)?;
    let status: MemberStatus =
        status.parse().map_err(|_| Error::rejected("Invalid status: use live, away or offline"))?;
    app.write(actor, |mut tx| async move {
        if members::set_status(&mut tx, actor.workspace_id, actor.member_id, status).await? {
            tx.record(actor.workspace_id, Event::AgentStatusChanged { user_id: actor.user_id, status });
        }
        Ok(tx.commit(status).await?)
    })
    .await
}
