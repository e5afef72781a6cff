//! Accounts and their sign-ins.

use crate::{SessionId, Timestamp, UserId, WorkspaceId};

/// An account. One person, however many workspaces they work in.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct User {
    /// The account's id.
    pub id: UserId,
    /// The address as it was written at sign-up; unique without regard to case.
    pub email: String,
    /// The person's name.
    pub full_name: String,
    /// Whether the address was confirmed.
    pub is_verified: bool,
    /// Whether the account was made by Google sign-in and has no password.
    pub is_google_account: bool,
    /// A picture.
    pub avatar_url: Option<String>,
    /// The workspace that calls without `X-Business-Id` mean.
    pub current_workspace_id: Option<WorkspaceId>,
    /// When the account was made.
    pub created_at: Timestamp,
}

/// A sign-in. An access token is good as long as its session is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Session {
    /// The session's id, named in the token.
    pub id: SessionId,
    /// Whose it is.
    pub user_id: UserId,
    /// The `User-Agent` of the sign-in.
    pub device: Option<String>,
    /// The address it was last used from.
    pub ip: Option<String>,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to within five minutes.
    pub last_seen_at: Timestamp,
    /// When it ends unless it is used before.
    pub expires_at: Timestamp,
}
