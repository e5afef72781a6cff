//! Going to another of one's workspaces.

use pingback_model::WorkspaceId;
use pingback_storage::{members, users};

use super::Membership;
use super::authenticate::{NOT_A_MEMBER, SUSPENDED};
use super::me::{Me, seen_from};
use crate::App;
use crate::actor::Caller;
use crate::error::{Error, Result};

/// Calls without `X-Business-Id` mean that workspace from now on. 403 where the account is no active member.
pub async fn switch_workspace(app: &App, caller: &Caller, workspace_id: WorkspaceId) -> Result<Me> {
    app.write(caller, |mut tx| async move {
        let access = members::access(&mut tx, workspace_id, caller.user_id).await?;
        let access = access.ok_or(Error::Refused(NOT_A_MEMBER))?;
        if !access.is_active {
            return Err(Error::Refused(SUSPENDED));
        }
        users::set_current_workspace(&mut tx, caller.user_id, Some(workspace_id)).await?;
        let place = Membership { workspace_id, member_id: access.id, role: access.role };
        let me = seen_from(&mut tx, caller.user_id, Some(place)).await?;
        Ok(tx.commit(me).await?)
    })
    .await
}
