//! Events: everything that happens in a workspace, in the order in which it was committed.

use crate::text_enum::text_enum;
use crate::{
    Activity, Blocked, Conversation, ConversationId, Customer, CustomerId, Member, MemberStatus, Message,
    MessageId, Notification, SessionId, Timestamp, UserId, WidgetId, WorkspaceId,
};

text_enum! {
    /// Which of a workspace's settings changed.
    pub enum SettingsKind: "kind of settings" {
        /// Its labels.
        Labels = "labels",
        /// Its canned replies, or a member's own.
        CannedReplies = "canned_replies",
        /// Its views, or a member's own.
        Views = "views",
        /// Its name and profile.
        Workspace = "workspace",
        /// Its widgets.
        Widgets = "widgets",
        /// Whom it blocked.
        Blocks = "blocks",
    }
}

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
        /// The picture of the agent who wrote an answer: visitors see it beside what was written.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sender_avatar_url: Option<String>,
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
        /// What was noted of it.
        #[serde(default)]
        activity: Vec<Activity>,
    },
    /// A conversation began.
    ConversationCreated {
        /// The conversation, without messages.
        conversation: Conversation,
    },
    /// A conversation changed otherwise than by a message or an assignment.
    ConversationUpdated {
        /// The conversation, without messages.
        conversation: Conversation,
        /// What was noted of it; none for flags and what is said of the customer.
        #[serde(default)]
        activity: Vec<Activity>,
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
    /// A member has read a conversation, or put it back as unread: for all their dashboards.
    UnreadChanged {
        /// Who.
        user_id: UserId,
        /// The conversation.
        conversation_id: ConversationId,
        /// How many of its customer's messages they have not read.
        unread_count: i64,
    },
    /// What is known of a customer changed, or what the team notes about them.
    CustomerUpdated {
        /// The customer.
        customer: Customer,
    },
    /// Settings that clients keep are others now: they fetch them again.
    SettingsChanged {
        /// Which.
        kind: SettingsKind,
        /// Whose own; none: the whole workspace's.
        user_id: Option<UserId>,
    },
    /// A visitor or an address was blocked: every node cuts their sockets. Never shown to clients.
    VisitorBlocked {
        /// Who.
        blocked: Blocked,
    },
    /// A widget was closed to its visitors: every node cuts their sockets. Never shown to clients.
    WidgetClosed {
        /// Which.
        widget_id: WidgetId,
        /// Only to those whom its website does not vouch for.
        to_unidentified_only: bool,
    },
    /// A website vouched for a customer who was there before: every node cuts the sockets of those who were taken for
    /// them without its word. Never shown to clients.
    CustomerIdentified {
        /// Who.
        customer_id: CustomerId,
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
            Self::UnreadChanged { .. } => "unread_changed",
            Self::CustomerUpdated { .. } => "customer_updated",
            Self::SettingsChanged { .. } => "settings_changed",
            Self::VisitorBlocked { .. } => "visitor_blocked",
            Self::WidgetClosed { .. } => "widget_closed",
            Self::CustomerIdentified { .. } => "customer_identified",
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
