//! Events: everything that happens in a workspace, in the order in which it was committed.

use crate::{
    Conversation, ConversationId, Member, MemberStatus, Message, MessageId, Notification, SessionId,
    Timestamp, UserId, WorkspaceId,
};

/// Something that happened. Recorded by the transaction that made it so.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum Event {
    /// A message or a note was written.
    NewMessage {
        /// The message.
        message: Message,
        /// Its conversation's number.
        conversation_number: i64,
    },
    /// The other side's client has a message, and so all before it.
    Delivered {
        /// The conversation.
        conversation_id: ConversationId,
        /// The newest message concerned.
        message_id: MessageId,
        /// When.
        delivered_at: Timestamp,
    },
    /// The other side saw a message, and so all before it.
    Read {
        /// The conversation.
        conversation_id: ConversationId,
        /// The newest message concerned.
        message_id: MessageId,
        /// When.
        read_at: Timestamp,
    },
    /// A member declared another status.
    AgentStatusChanged {
        /// Whose.
        user_id: UserId,
        /// Which.
        status: MemberStatus,
    },
    /// A conversation was given to somebody, or to nobody.
    ConversationAssigned {
        /// The conversation.
        conversation_id: ConversationId,
        /// Its number.
        conversation_number: i64,
        /// Who did it.
        assigned_by: Option<UserId>,
        /// Who holds it now.
        assignee_id: Option<UserId>,
        /// Who held it before.
        previous_assignee_id: Option<UserId>,
    },
    /// A conversation began.
    ConversationCreated {
        /// The conversation, without messages.
        conversation: Conversation,
    },
    /// A conversation's status or hand-over flag changed.
    ConversationUpdated {
        /// The conversation, without messages.
        conversation: Conversation,
    },
    /// Somebody joined the team.
    MemberJoined {
        /// The member.
        member: Member,
    },
    /// A member's role, state or name changed.
    MemberUpdated {
        /// The member.
        member: Member,
    },
    /// Somebody left the team.
    MemberRemoved {
        /// The member, as they were.
        member: Member,
    },
    /// A member has something to hear of.
    Notification {
        /// The notification.
        notification: Notification,
    },
    /// Somebody's access ended: every node cuts their sockets. Never shown to clients.
    AccessEnded {
        /// Whose.
        user_id: UserId,
        /// Only this sign-in's, or all of the account's.
        session_id: Option<SessionId>,
    },
}

impl Event {
    /// The event's name on the wire.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NewMessage { .. } => "new_message",
            Self::Delivered { .. } => "delivered",
            Self::Read { .. } => "read",
            Self::AgentStatusChanged { .. } => "agent_status_changed",
            Self::ConversationAssigned { .. } => "conversation_assigned",
            Self::ConversationCreated { .. } => "conversation_created",
            Self::ConversationUpdated { .. } => "conversation_updated",
            Self::MemberJoined { .. } => "member_joined",
            Self::MemberUpdated { .. } => "member_updated",
            Self::MemberRemoved { .. } => "member_removed",
            Self::Notification { .. } => "notification",
            Self::AccessEnded { .. } => "access_ended",
        }
    }
}

/// An event with its place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// Its place: gap-free per workspace, in commit order.
    pub seq: i64,
    /// When it was recorded.
    pub created_at: Timestamp,
    /// What happened.
    pub event: Event,
}
