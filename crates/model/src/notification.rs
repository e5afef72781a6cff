//! Notifications: what a member must hear of, kept until they have.

use crate::text_enum::text_enum;
use crate::{ConversationId, NotificationId, Timestamp, UserId, WorkspaceId};

text_enum! {
    /// What a notification is about.
    pub enum NotificationKind: "notification type" {
        /// A conversation was given to the member.
        ConversationAssigned = "conversation_assigned",
        /// A customer wrote in a conversation the member holds.
        NewMessage = "new_message",
        /// A note mentions the member.
        Mention = "mention",
        /// Theo asks for a person.
        NeedsHandoff = "needs_handoff",
        /// Somebody joined the team.
        MemberJoined = "member_joined",
    }
}

/// A notification.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Notification {
    /// The notification's id.
    pub id: NotificationId,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// Who it is for.
    pub user_id: UserId,
    /// What it is about.
    pub kind: NotificationKind,
    /// The conversation, where it is about one.
    pub conversation_id: Option<ConversationId>,
    /// Who caused it.
    pub actor_id: Option<UserId>,
    /// When.
    pub created_at: Timestamp,
    /// When the member saw it.
    pub read_at: Option<Timestamp>,
}
