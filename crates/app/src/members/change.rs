//! Changing what a member is: role, and suspension.

use pingback_model::{Action, Event, Member, MemberId, Role, UserId};
use pingback_storage::{Tx, members, workspaces};

use super::{hand_over, require_seat, require_successor};
use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Kind, Result};

/// What to change. What is absent stays.
#[derive(Debug, Clone)]
pub struct ChangeMember {
    /// The membership.
    pub id: MemberId,
    /// `admin` or `agent`, as written.
    pub role: Option<String>,
    /// False suspends; true brings back, for which a seat must be free.
    pub is_active: Option<bool>,
    /// For a suspension: the `user_id` of the active member who gets what they hold; none: nobody.
    pub reassign_to: Option<UserId>,
}

/// Changes a member's role, or suspends them or brings them back; returns the member as they are then. The
/// owner's membership never changes, and nobody changes their own. A suspended member loses access and what
/// they held as a removed one does.
pub async fn change(app: &App, actor: &Actor, input: &ChangeMember) -> Result<Member> {
    actor.require(Action::MemberChangeRole)?;
    actor.require(Action::MemberRemove)?;
    if (&input.role, input.is_active, input.reassign_to) == (&None, None, None) {
        return Err(Error::invalid("", "Name at least one of role, is_active"));
    }
    let role = input.role.as_deref().map(role).transpose()?;
    if input.reassign_to.is_some() && input.is_active != Some(false) {
        return Err(Error::invalid(
            "/reassign_to",
            "Only with is_active false: a member who works keeps what they hold",
        ));
    }
    app.write(actor, |mut tx| async move {
        let limits = workspaces::lock(&mut tx, actor.workspace_id).await?;
        let before = members::find(&mut tx, actor.workspace_id, input.id).await?;
        let before = before.ok_or(Error::NotFound(Kind::Member))?;
        if !before.role.is_assignable() {
            return Err(Error::rejected("The owner cannot be changed"));
        }
        if before.id == actor.member_id {
            return Err(Error::rejected("Nobody changes their own role"));
        }
        require_successor(&mut tx, actor, before.user_id, input.reassign_to, "/reassign_to").await?;
        let role = role.unwrap_or(before.role);
        let is_active = input.is_active.unwrap_or(before.is_active);
        let after = if (role, is_active) == (before.role, before.is_active) {
            before
        } else {
            if is_active && !before.is_active && role.takes_seat() {
                require_seat(&mut tx, actor.workspace_id, &limits).await?;
            }
            members::update(&mut tx, actor.workspace_id, before.id, role, is_active).await?;
            if !is_active {
                hand_over(app, &mut tx, actor, before.user_id, input.reassign_to).await?;
            }
            told(&mut tx, actor, &before).await?
        };
        Ok(tx.commit(after).await?)
    })
    .await
}

fn role(text: &str) -> Result<Role> {
    text.parse().ok().filter(|role: &Role| role.is_assignable()).ok_or_else(|| {
        Error::invalid("/role", "Choose one of admin, agent; the owner's role cannot be given")
    })
}

/// Records what became of a member, and returns them.
async fn told(tx: &mut Tx, actor: &Actor, before: &Member) -> Result<Member> {
    let workspace = actor.workspace_id;
    let after = members::find(tx, workspace, before.id).await?.ok_or(Error::NotFound(Kind::Member))?;
    tx.record(workspace, Event::MemberUpdated { member: after.clone() });
    // Sockets were let in with what the member might do then. Who may do less comes in anew.
    let may_do_less = before.role.permissions().any(|action| !after.role.may(action));
    if !after.is_active || may_do_less {
        tx.record(workspace, Event::AccessEnded { user_id: before.user_id, session_id: None });
    }
    Ok(after)
}
