//! What visitors are shown: shapes of their own, so that a field meant for the team cannot slip in.

use chrono::{DateTime, Utc};
use pingback_app::visitors::OwnConversation;
use pingback_model::{ConversationId, ConversationStatus, MemberStatus, Message, MessageId, SenderType};
use pingback_storage::visitors::VisibleMessage;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::routes::conversations::Rating;
use crate::routes::files::{Attachment, FileLinks};
use crate::schema;

/// Somebody of the team.
#[derive(Debug, Serialize, ToSchema)]
pub struct TeamMate {
    name: String,
    #[schema(required = true)]
    avatar_url: Option<String>,
    #[schema(value_type = schema::MemberStatus)]
    status: MemberStatus,
}

impl From<pingback_storage::widgets::TeamMate> for TeamMate {
    fn from(mate: pingback_storage::widgets::TeamMate) -> Self {
        Self { name: mate.name, avatar_url: mate.avatar_url, status: mate.status }
    }
}

/// A visitor's conversation.
#[derive(Debug, Serialize, ToSchema)]
pub struct VisitorConversation {
    #[schema(value_type = Uuid)]
    id: ConversationId,
    #[schema(value_type = schema::ConversationStatus)]
    status: ConversationStatus,
    created_at: DateTime<Utc>,
    /// What the visitor thought of how it went.
    #[schema(required = true)]
    rating: Option<Rating>,
    messages: Vec<VisitorMessage>,
}

/// A message as the visitor sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct VisitorMessage {
    #[schema(value_type = Uuid)]
    id: MessageId,
    #[schema(value_type = Uuid)]
    conversation_id: ConversationId,
    #[schema(value_type = schema::SenderType)]
    sender_type: SenderType,
    /// The customer's id on their own messages.
    #[schema(required = true)]
    sender_id: Option<Uuid>,
    #[schema(required = true)]
    sender_name: Option<String>,
    #[schema(required = true)]
    sender_avatar_url: Option<String>,
    content: String,
    attachments: Vec<Attachment>,
    created_at: DateTime<Utc>,
    #[schema(required = true)]
    delivered_at: Option<DateTime<Utc>>,
    #[schema(required = true)]
    read_at: Option<DateTime<Utc>>,
    /// On the visitor's own messages: the id they sent it with.
    #[schema(required = true)]
    client_id: Option<String>,
}

impl VisitorConversation {
    /// A conversation as its visitor sees it.
    pub fn new(links: &FileLinks<'_>, own: OwnConversation) -> Self {
        let shape =
            |found: VisibleMessage| VisitorMessage::new(links, found.message, found.sender_avatar_url);
        Self {
            id: own.conversation.id,
            status: own.conversation.status,
            created_at: own.conversation.created_at,
            rating: own.conversation.rating.map(Into::into),
            messages: own.messages.into_iter().map(shape).collect(),
        }
    }
}

impl VisitorMessage {
    /// A message as the visitor of its conversation sees it. Accounts' ids stay with the team.
    pub fn new(links: &FileLinks<'_>, message: Message, avatar: Option<String>) -> Self {
        let is_own = message.sender_type == SenderType::Customer;
        Self {
            id: message.id,
            conversation_id: message.conversation_id,
            sender_type: message.sender_type,
            sender_id: message.sender_id.filter(|_| is_own),
            sender_name: message.sender_name,
            sender_avatar_url: avatar,
            content: message.content,
            attachments: links.attachments(message.workspace_id, message.attachments),
            created_at: message.created_at,
            delivered_at: message.delivered_at,
            read_at: message.read_at,
            client_id: message.client_id,
        }
    }
}
