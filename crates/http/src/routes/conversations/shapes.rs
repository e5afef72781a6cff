//! Conversations and messages as the API shows them to the team.

use chrono::{DateTime, Utc};
use pingback_app::conversations::ConversationCounts;
use pingback_model::{ChannelType, ConversationStatus, Delivery, HandoffReason, SenderType};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::routes::customers::Customer;
use crate::routes::files::{Attachment, FileLinks};
use crate::schema;

/// A conversation.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Conversation {
    id: Uuid,
    /// What people say aloud: counted per workspace.
    #[schema(example = 42)]
    number: i64,
    business_id: Uuid,
    #[schema(required = true)]
    customer_id: Option<Uuid>,
    /// The `user_id` of whoever holds it.
    #[schema(required = true)]
    assignee_id: Option<Uuid>,
    #[schema(value_type = schema::ConversationStatus)]
    status: ConversationStatus,
    #[schema(value_type = schema::ChannelType)]
    channel_type: ChannelType,
    #[schema(required = true)]
    channel_id: Option<Uuid>,
    created_at: DateTime<Utc>,
    /// When something last happened in it; lists sort by it.
    updated_at: DateTime<Utc>,
    #[schema(required = true)]
    first_response_at: Option<DateTime<Utc>>,
    #[schema(required = true)]
    resolved_at: Option<DateTime<Utc>>,
    #[schema(required = true)]
    closed_at: Option<DateTime<Utc>>,
    /// Theo asks for a person.
    needs_handoff: bool,
    #[schema(required = true, value_type = Option<schema::HandoffReason>)]
    handoff_reason: Option<HandoffReason>,
    #[schema(required = true)]
    customer: Option<Customer>,
    /// All of them, oldest first, where one conversation is asked for; else at most the newest.
    messages: Vec<Message>,
}

impl Conversation {
    /// The conversation with addresses of its messages' files.
    pub fn new(of: pingback_model::Conversation, links: FileLinks<'_>) -> Self {
        Self {
            id: of.id.into(),
            number: of.number,
            business_id: of.workspace_id.into(),
            customer_id: of.customer_id.map(Into::into),
            assignee_id: of.assignee_id.map(Into::into),
            status: of.status,
            channel_type: of.channel_type,
            channel_id: of.channel_id.map(Into::into),
            created_at: of.created_at,
            updated_at: of.updated_at,
            first_response_at: of.first_response_at,
            resolved_at: of.resolved_at,
            closed_at: of.closed_at,
            needs_handoff: of.needs_handoff,
            handoff_reason: of.handoff_reason,
            customer: of.customer.map(Into::into),
            messages: of.messages.into_iter().map(|message| Message::new(message, links)).collect(),
        }
    }
}

/// A message, or a note of the team's.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Message {
    id: Uuid,
    conversation_id: Uuid,
    #[schema(value_type = schema::SenderType)]
    sender_type: SenderType,
    /// The `user_id` of an agent, the id of a customer.
    #[schema(required = true)]
    sender_id: Option<Uuid>,
    /// An agent's name.
    #[schema(required = true)]
    sender_name: Option<String>,
    /// Plain text.
    content: String,
    attachments: Vec<Attachment>,
    created_at: DateTime<Utc>,
    #[schema(required = true)]
    delivered_at: Option<DateTime<Utc>>,
    #[schema(required = true)]
    read_at: Option<DateTime<Utc>>,
    /// A note: it never leaves the team.
    is_private: bool,
    /// What became of an outgoing message.
    #[schema(required = true, value_type = Option<schema::Delivery>)]
    delivery: Option<Delivery>,
    #[schema(required = true)]
    delivery_error: Option<String>,
    /// The sender's own id for it.
    #[schema(required = true)]
    client_id: Option<String>,
}

impl Message {
    /// The message with addresses of its files.
    pub fn new(of: pingback_model::Message, links: FileLinks<'_>) -> Self {
        Self {
            id: of.id.into(),
            conversation_id: of.conversation_id.into(),
            sender_type: of.sender_type,
            sender_id: of.sender_id,
            sender_name: of.sender_name,
            content: of.content,
            attachments: links.attachments(of.workspace_id, of.attachments),
            created_at: of.created_at,
            delivered_at: of.delivered_at,
            read_at: of.read_at,
            is_private: of.is_private,
            delivery: of.delivery,
            delivery_error: of.delivery_error,
            client_id: of.client_id,
        }
    }
}

/// How many conversations there are, as the caller sees them.
#[derive(Debug, Serialize, ToSchema)]
pub struct Counts {
    /// Open ones that the caller holds.
    mine: i64,
    /// Open ones that nobody holds.
    unassigned: i64,
    /// All open ones.
    all: i64,
    /// Unread mentions of the caller.
    mentions: i64,
    /// All of each status.
    by_status: CountsByStatus,
}

#[derive(Debug, Serialize, ToSchema)]
struct CountsByStatus {
    open: i64,
    pending: i64,
    resolved: i64,
    closed: i64,
}

impl From<ConversationCounts> for Counts {
    fn from(counts: ConversationCounts) -> Self {
        let of = |status| counts.by_status.get(&status).copied().unwrap_or_default();
        Self {
            mine: counts.mine,
            unassigned: counts.unassigned,
            all: counts.all,
            // Nobody can be mentioned yet.
            mentions: 0,
            by_status: CountsByStatus {
                open: of(ConversationStatus::Open),
                pending: of(ConversationStatus::Pending),
                resolved: of(ConversationStatus::Resolved),
                closed: of(ConversationStatus::Closed),
            },
        }
    }
}
