//! Members: an account's place in a workspace.

use crate::text_enum::text_enum;
use crate::{MemberId, Role, Timestamp, UserId, WorkspaceId};

text_enum! {
    /// What a member declares about themselves. Only they change it; a lost connection does not.
    pub enum MemberStatus: "status" {
        /// Takes conversations.
        Live = "live",
        /// Back soon.
        Away = "away",
        /// Not working.
        Offline = "offline",
    }
}

/// A membership.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Member {
    /// The membership's id (`team_member_id`), not the account's.
    pub id: MemberId,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// The account.
    pub user_id: UserId,
    /// The account's address.
    pub email: String,
    /// The account's name.
    pub name: String,
    /// The account's picture.
    pub avatar_url: Option<String>,
    /// The role.
    pub role: Role,
    /// The declared status.
    pub status: MemberStatus,
    /// False while suspended: no access, no seat, but role and history stay.
    pub is_active: bool,
    /// When they were invited; for the owner, when the workspace was made.
    pub invited_at: Timestamp,
    /// Whether a dashboard of theirs is connected right now; shown beside the status, never instead.
    pub is_connected: bool,
    /// How many open conversations they hold.
    pub open_conversations: i64,
}
