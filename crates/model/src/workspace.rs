//! Workspaces.

use crate::{Limits, Timestamp, WorkspaceId};

/// A workspace (`business` on the wire): the tenant.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Workspace {
    /// The workspace's id.
    pub id: WorkspaceId,
    /// Its name.
    pub name: String,
    /// Its website.
    pub website: Option<String>,
    /// What it is used for, in the owner's words.
    pub goal: Option<String>,
    /// Its line of business.
    pub industry: Option<String>,
    /// How large the team is, in the owner's words.
    pub team_size: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// What it may use.
    pub limits: Limits,
}
