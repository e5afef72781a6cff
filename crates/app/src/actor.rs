//! Who asks.

use pingback_model::{Action, MemberId, Role, SessionId, UserId, WorkspaceId};
use pingback_storage::Once;

use crate::error::{Error, Result};

/// Something that comes with a request and may carry an `Idempotency-Key`.
pub trait Request {
    /// The key, with what it is bound to.
    fn once(&self) -> Option<&Once>;
}

/// No request: the server's own work, and calls that nobody is signed in for.
#[derive(Debug, Clone, Copy)]
pub struct Nobody;

impl Request for Nobody {
    fn once(&self) -> Option<&Once> {
        None
    }
}

/// A signed-in account, with or without a workspace.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The account.
    pub user_id: UserId,
    /// The sign-in.
    pub session_id: SessionId,
    /// The request's idempotency key.
    pub once: Option<Once>,
}

/// A signed-in account as an active member of the workspace that the request is about.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The account.
    pub user_id: UserId,
    /// The sign-in.
    pub session_id: SessionId,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// The membership.
    pub member_id: MemberId,
    /// The role, as of the request's beginning.
    pub role: Role,
    /// The request's idempotency key.
    pub once: Option<Once>,
}

impl Actor {
    /// Goes on only where the permission table says so.
    pub fn require(&self, action: Action) -> Result<()> {
        if self.role.may(action) { Ok(()) } else { Err(Error::Forbidden(action)) }
    }
}

impl Request for Caller {
    fn once(&self) -> Option<&Once> {
        self.once.as_ref()
    }
}

impl Request for Actor {
    fn once(&self) -> Option<&Once> {
        self.once.as_ref()
    }
}
