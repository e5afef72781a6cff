//! Removing somebody from the team.

use pingback_model::{Action, Event, Member, MemberId, UserId};
use pingback_storage::{members, workspaces};

use super::{hand_over, require_successor};
use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Kind, Result};

/// Ends a membership, and in the same transaction all that hangs on it: the conversations they held go to
/// `reassign_to`, an active member, or to nobody; their sockets in this workspace are cut. Returns the member as they were. The owner cannot be
/// removed.
pub async fn remove(app: &App, actor: &Actor, id: MemberId, reassign_to: Option<UserId>) -> Result<Member> {
    actor.require(Action::MemberRemove)?;
    let workspace = actor.workspace_id;
    app.write(actor, |mut tx| async move {
        // The team's changes go one after another: what is read here is still so when it is written.
        workspaces::lock(&mut tx, workspace).await?;
        let member = members::find(&mut tx, workspace, id).await?.ok_or(Error::NotFound(Kind::Member))?;
        if !member.role.is_assignable() {
            return Err(Error::rejected("Cannot remove the owner"));
        }
        require_successor(&mut tx, actor, member.user_id, reassign_to, "?reassign_to").await?;
        members::delete(&mut tx, workspace, id).await?;
        hand_over(app, &mut tx, actor, member.user_id, reassign_to).await?;
        tx.record(workspace, Event::MemberRemoved { member: member.clone() });
        tx.record(workspace, Event::AccessEnded { user_id: member.user_id, session_id: None });
        Ok(tx.commit(member).await?)
    })
    .await
}
