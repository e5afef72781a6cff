//! Messages.

use uuid::Uuid;

use crate::text_enum::text_enum;
use crate::{Attachment, ConversationId, CustomerId, MessageId, Timestamp, UserId, WorkspaceId};

text_enum! {
    /// Who wrote a message.
    pub enum SenderType: "sender type" {
        /// The customer.
        Customer = "customer",
        /// A member, the owner included.
        Agent = "agent",
        /// Theo.
        Ai = "ai",
        /// The product.
        System = "system",
    }
}

text_enum! {
    /// What became of an outgoing message.
    pub enum Delivery: "delivery" {
        /// Waiting to go out.
        Pending = "pending",
        /// Handed over to the channel.
        Sent = "sent",
        /// Given up; `delivery_error` says why.
        Failed = "failed",
    }
}

/// A message of a conversation, or a private note in it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Message {
    /// The message's id; within a conversation, ids ascend in commit order.
    pub id: MessageId,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// The conversation.
    pub conversation_id: ConversationId,
    /// Who wrote it.
    pub sender_type: SenderType,
    /// The account of an agent, the customer's id of a customer.
    pub sender_id: Option<Uuid>,
    /// The writer's name as visitors may see it.
    pub sender_name: Option<String>,
    /// Plain text, at most [`Message::MAX_CHARS`] characters.
    pub content: String,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When the other side's client had it.
    pub delivered_at: Option<Timestamp>,
    /// When the other side saw it.
    pub read_at: Option<Timestamp>,
    /// A note: never leaves the team.
    pub is_private: bool,
    /// For outgoing messages: what became of it.
    pub delivery: Option<Delivery>,
    /// Why it failed.
    pub delivery_error: Option<String>,
    /// The sender's own id for it, by which a repeated send is known.
    pub client_id: Option<String>,
    /// The members whom a note mentions.
    #[serde(default)]
    pub mentions: Vec<UserId>,
}

impl Message {
    /// The longest content, in characters.
    pub const MAX_CHARS: usize = 20_000;
    /// The most files a message carries.
    pub const MAX_ATTACHMENTS: usize = 10;

    /// Whether the customer's side may ever see it.
    pub const fn is_visible_to_visitor(&self) -> bool {
        !self.is_private && !matches!(self.sender_type, SenderType::System)
    }
}

/// Who writes, as a use case knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sender {
    /// A member.
    Agent(UserId),
    /// The customer of the conversation.
    Customer(CustomerId),
    /// Theo.
    Ai,
    /// The product itself.
    System,
}
