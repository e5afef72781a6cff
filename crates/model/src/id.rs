//! Identifiers: newtypes over UUID v7, so that a customer's id cannot be passed where a user's is meant.

use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map(Self) }
        }
        impl From<Uuid> for $name { fn from(id: Uuid) -> Self { Self(id) } }
        impl From<$name> for Uuid { fn from(id: $name) -> Self { id.0 } }
    )+};
}

ids! {
    /// A workspace (`business_id` on the wire): the tenant that every other row belongs to.
    WorkspaceId,
    /// An account, across workspaces.
    UserId,
    /// A membership: one account in one workspace.
    MemberId,
    /// A sign-in; what an access token is bound to.
    SessionId,
    /// Somebody who writes to the workspace.
    CustomerId,
    /// A conversation.
    ConversationId,
    /// A message. Within a conversation, ids ascend in commit order.
    MessageId,
    /// A way in and out for messages.
    ChannelId,
    /// A chat widget on a website.
    WidgetId,
    /// An uploaded file.
    AttachmentId,
    /// A notification for one member.
    NotificationId,
    /// A background job.
    JobId,
    /// A canned reply.
    CannedReplyId,
    /// A saved view.
    ViewId,
    /// A note about a customer.
    CustomerNoteId,
    /// A label.
    LabelId,
    /// Something that was done to a conversation.
    ActivityId,
    /// A block of a visitor or an address.
    BlockId,
}

impl WorkspaceId {
    /// The workspace of rows that belong to none: jobs of the server itself, accounts' own writes.
    pub const NONE: Self = Self(Uuid::nil());
}

impl MessageId {
    /// The smallest id after this one. Used when another node's clock runs behind: a new message must
    /// still sort after the last one of its conversation.
    #[must_use]
    pub fn successor(self) -> Self {
        Self(Uuid::from_u128(self.0.as_u128().wrapping_add(1)))
    }
}
