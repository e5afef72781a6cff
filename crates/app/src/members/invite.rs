//! Inviting: an account becomes a member at once, without a step of its own.

use pingback_model::{Action, Event, Member, NotificationKind, Role, User};
use pingback_storage::members::{self, NewMember};
use pingback_storage::{Tx, users, workspaces};

use super::require_seat;
use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Kind, Result};
use crate::jobs::SendMail;
use crate::notifications::{NewNotification, notify};

/// Whom to invite, and as what. Both as they were written: what is wrong with them is this use case's to say.
#[derive(Debug, Clone)]
pub struct InviteMember {
    /// The address of an account.
    pub email: String,
    /// `agent` (where absent) or `admin`.
    pub role: Option<String>,
}

/// Adds the account of that address to the team, offline. Refused with the contract's sentences, in this order:
/// not allowed, no such role, no such account, address not confirmed (where mail is configured), a member
/// already, no free seat. Seat check and insertion are one transaction.
pub async fn invite(app: &App, actor: &Actor, input: &InviteMember) -> Result<Member> {
    actor.require(Action::MemberInvite)?;
    let role = role(input.role.as_deref())?;
    if input.email.trim().is_empty() {
        return Err(Error::invalid(
            "?email",
            "Say whom to invite: the email address of their PingBack account",
        ));
    }
    let id = app.ids.new_id();
    app.write(actor, |mut tx| async move {
        let user = invitee(app, &mut tx, &input.email).await?;
        let member = NewMember { id, user_id: user.id, role, invited_by: Some(actor.user_id) };
        let joined = join(&mut tx, actor, &user, &member).await?;
        tell_leads(app, &mut tx, actor, &joined).await?;
        if app.mail.is_configured() {
            let mail = SendMail::Invitation { user_id: user.id, invited_by: actor.user_id };
            app.enqueue(&mut tx, actor.workspace_id, &mail).await?;
        }
        Ok(tx.commit(joined).await?)
    })
    .await
}

fn role(text: Option<&str>) -> Result<Role> {
    let role = text.map_or(Ok(Role::Agent), str::parse);
    role.ok()
        .filter(|role| role.is_assignable())
        .ok_or_else(|| Error::rejected("Invalid role: use agent or admin"))
}

async fn invitee(app: &App, tx: &mut Tx, email: &str) -> Result<User> {
    let user = users::find_by_email(tx, email).await?.ok_or(Error::NotFound(Kind::User))?;
    // Else somebody could wait for an invitation on another's address.
    if app.mail.is_configured() && !user.is_verified {
        return Err(Error::rejected("User has not confirmed their email address"));
    }
    Ok(user)
}

async fn join(tx: &mut Tx, actor: &Actor, user: &User, member: &NewMember) -> Result<Member> {
    let workspace = actor.workspace_id;
    // Locked before the question, so that of two invitations of one account the second sees the first's member.
    let limits = workspaces::lock(tx, workspace).await?;
    if members::access(tx, workspace, user.id).await?.is_some() {
        return Err(Error::rejected("User is already a team member"));
    }
    require_seat(tx, workspace, &limits).await?;
    members::insert(tx, workspace, member).await?;
    if user.current_workspace_id.is_none() {
        users::set_current_workspace(tx, user.id, Some(workspace)).await?;
    }
    let joined = members::find(tx, workspace, member.id).await?.ok_or(Error::NotFound(Kind::Member))?;
    tx.record(workspace, Event::MemberJoined { member: joined.clone() });
    Ok(joined)
}

/// Those who lead the workspace hear of it, save for the one who did it and the new member.
async fn tell_leads(app: &App, tx: &mut Tx, actor: &Actor, joined: &Member) -> Result<()> {
    for (user_id, role) in members::active(tx, actor.workspace_id).await? {
        if role.may(Action::SettingsManage) && user_id != actor.user_id && user_id != joined.user_id {
            let notification = NewNotification {
                user_id,
                kind: NotificationKind::MemberJoined,
                conversation_id: None,
                actor_id: Some(joined.user_id),
            };
            notify(tx, &app.ids, actor.workspace_id, notification).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agent_or_admin_and_nothing_else() {
        assert_eq!(role(None).unwrap(), Role::Agent);
        assert_eq!(role(Some("agent")).unwrap(), Role::Agent);
        assert_eq!(role(Some("admin")).unwrap(), Role::Admin);
        for bad in ["owner", "", "Agent", "superuser"] {
            assert!(matches!(role(Some(bad)), Err(Error::Rejected(_))), "{bad}");
        }
    }
}
