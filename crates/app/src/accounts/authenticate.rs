//! Who a token speaks for, and where. Runs before every call: one query, all by unique keys.

use std::net::IpAddr;

use chrono::TimeDelta;
use pingback_model::{MemberId, Role, SessionId, Timestamp, UserId, WorkspaceId};
use pingback_storage::sessions::{self, FoundCaller};
use pingback_storage::{Once, Tx, members};

use super::token;
use crate::App;
use crate::actor::{Actor, Caller, Nobody};
use crate::error::{Error, Result};

/// How long a sign-in lasts unless it is used.
pub(super) const SESSION: TimeDelta = TimeDelta::days(30);

/// A session's last use is written at most so often.
const TOUCH_EVERY: TimeDelta = TimeDelta::minutes(5);

const NOT_SIGNED_IN: &str = "Sign in: the access token is missing, expired or not valid.";
pub(super) const NOT_A_MEMBER: &str = "You are not a member of this workspace.";
pub(super) const SUSPENDED: &str = "Your membership is suspended.";
const NO_MEMBER_ANY_MORE: &str = "You are not a member of any workspace any more.";
const NO_WORKSPACE: &str = "You have no workspace yet: create one or ask an owner to invite you.";

/// A signed-in account, and its place in the workspace that the call is about.
#[derive(Debug, Clone)]
pub struct Authenticated {
    /// The account.
    pub user_id: UserId,
    /// The sign-in.
    pub session_id: SessionId,
    /// Whether the account's address was confirmed.
    pub is_verified: bool,
    /// Whether this call slid the session forward.
    pub is_extended: bool,
    place: Place,
}

/// An active membership in the workspace that the call is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// The membership.
    pub member_id: MemberId,
    /// The role.
    pub role: Role,
}

#[derive(Debug, Clone)]
enum Place {
    Member(Membership),
    /// Asked for a workspace by name, and may not enter it.
    Refused(&'static str),
    /// Asked for none, and is no active member any more.
    Former(&'static str),
    /// Asked for none, and never had one.
    Nowhere,
}

/// Who `token` speaks for, in `workspace` (the call's `X-Business-Id`) or else the account's current one.
///
/// 401 where the token or its session is not good any more. A workspace that may not be entered is no error
/// here, since calls about the account alone do not need one: see [`Authenticated::actor`]. `ip` is kept as
/// where the session was last used from.
pub async fn authenticate(
    app: &App,
    token: &str,
    workspace: Option<WorkspaceId>,
    ip: Option<IpAddr>,
) -> Result<Authenticated> {
    let refused = || Error::Unauthenticated(NOT_SIGNED_IN);
    let (user_id, session_id) = token::read(app, token).ok_or_else(refused)?;
    let mut tx = app.read().await?;
    let found = sessions::find_caller(&mut tx, session_id, workspace).await?;
    let now = tx.now();
    let found =
        found.filter(|found| found.user_id == user_id && found.expires_at > now).ok_or_else(refused)?;
    let place = match (active(&found), workspace) {
        (Some(membership), _) => Place::Member(membership),
        (None, Some(_)) => {
            Place::Refused(if found.is_active == Some(false) { SUSPENDED } else { NOT_A_MEMBER })
        }
        (None, None) => elsewhere(&mut tx, &found).await?,
    };
    drop(tx);
    let is_extended = now - found.last_seen_at >= TOUCH_EVERY && touch(app, session_id, ip, now).await;
    Ok(Authenticated { user_id, session_id, is_verified: found.is_verified, is_extended, place })
}

fn active(found: &FoundCaller) -> Option<Membership> {
    match (found.workspace_id, found.member_id, found.role, found.is_active) {
        (Some(workspace_id), Some(member_id), Some(role), Some(true)) => {
            Some(Membership { workspace_id, member_id, role })
        }
        _ => None,
    }
}

/// The current workspace is none or closed to them: the one they joined last of those that are open.
async fn elsewhere(tx: &mut Tx, found: &FoundCaller) -> Result<Place> {
    let memberships = members::workspaces_of_user_any_workspace(tx, found.user_id).await?;
    let open = memberships.iter().rfind(|membership| membership.is_active);
    Ok(match open {
        Some(open) => Place::Member(Membership {
            workspace_id: open.workspace_id,
            member_id: open.member_id,
            role: open.role,
        }),
        None if !memberships.is_empty() => Place::Former(SUSPENDED),
        // A removed member's row is gone; that they had a workspace is still known.
        None if found.current_workspace_id.is_some() => Place::Former(NO_MEMBER_ANY_MORE),
        None => Place::Nowhere,
    })
}

/// Slides the session forward, unless another call just did. A failure is no reason to refuse the call.
async fn touch(app: &App, session: SessionId, ip: Option<IpAddr>, now: Timestamp) -> bool {
    let ip = &ip.map(|ip| ip.to_canonical().to_string());
    let result = app
        .write(&Nobody, |mut tx| async move {
            let (expires_at, not_after) = (tx.now() + SESSION, now - TOUCH_EVERY);
            let touched = sessions::touch(&mut tx, session, ip.as_deref(), expires_at, not_after).await?;
            tx.commit(touched).await.map_err(Error::from)
        })
        .await;
    result.unwrap_or_else(|error| {
        tracing::warn!(%error, session.id = %session, "a session's last use was not written");
        false
    })
}

impl Authenticated {
    /// The active membership, where there is one.
    pub fn membership(&self) -> Option<Membership> {
        match self.place {
            Place::Member(membership) => Some(membership),
            _ => None,
        }
    }

    /// The account as the caller of a use case that needs no workspace.
    pub fn caller(&self, once: Option<Once>) -> Caller {
        Caller { user_id: self.user_id, session_id: self.session_id, once }
    }

    /// The account as an active member. 403 where it may not enter the workspace asked for, whether that
    /// exists or not, or any that it once had; 400 where it never had one.
    pub fn actor(&self, once: Option<Once>) -> Result<Actor> {
        match self.place {
            Place::Member(Membership { workspace_id, member_id, role }) => Ok(Actor {
                user_id: self.user_id,
                session_id: self.session_id,
                workspace_id,
                member_id,
                role,
                once,
            }),
            Place::Refused(sentence) | Place::Former(sentence) => Err(Error::Refused(sentence)),
            Place::Nowhere => Err(Error::rejected(NO_WORKSPACE)),
        }
    }

    /// The membership for a call that works with and without a workspace: none where the account has none,
    /// 403 where the workspace asked for may not be entered.
    pub fn membership_if_any(&self) -> Result<Option<Membership>> {
        match self.place {
            Place::Member(membership) => Ok(Some(membership)),
            Place::Refused(sentence) => Err(Error::Refused(sentence)),
            Place::Former(_) | Place::Nowhere => Ok(None),
        }
    }
}
