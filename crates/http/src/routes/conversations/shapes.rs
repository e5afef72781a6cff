//! Conversations and messages as the API shows them to the team.

use chrono::{DateTime, SecondsFormat, Utc};
use pingback_app::conversations::Counts as CountsOfMember;
use pingback_model::{
    Change, ChannelType, ConversationStatus, Delivery, HandoffReason, Priority, SenderType,
};
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
    #[schema(required = true, value_type = Option<schema::Priority>)]
    priority: Option<Priority>,
    /// When it is opened again by itself; only while pending.
    #[schema(required = true)]
    snoozed_until: Option<DateTime<Utc>>,
    /// Since when the customer waits for an answer; null where nobody waits.
    #[schema(required = true)]
    waiting_since: Option<DateTime<Utc>>,
    /// Its labels; one that is not among the workspace's any more was deleted meanwhile.
    label_ids: Vec<Uuid>,
    /// What its customer thought of how it went.
    #[schema(required = true)]
    rating: Option<Rating>,
    /// How many of the customer's messages the caller has not read. Not in events: `unread_changed` tells of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    unread_count: Option<i64>,
    #[schema(required = true)]
    customer: Option<Customer>,
    /// All of them, oldest first, where one conversation is asked for; else at most the newest.
    messages: Vec<Message>,
    /// What else happened in it, oldest first; only where one conversation is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    activity: Option<Vec<Activity>>,
}

impl Conversation {
    /// The conversation with addresses of its messages' files.
    pub fn new(of: pingback_model::Conversation, links: FileLinks<'_>) -> Self {
        let waiting_since = of.waiting_since();
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
            priority: of.priority,
            snoozed_until: of.snoozed_until,
            waiting_since,
            label_ids: of.label_ids.into_iter().map(Into::into).collect(),
            rating: of.rating.map(Into::into),
            unread_count: of.unread_count,
            customer: of.customer.map(Into::into),
            messages: of.messages.into_iter().map(|message| Message::new(message, links)).collect(),
            activity: of.activity.map(|activity| activity.into_iter().map(Into::into).collect()),
        }
    }
}

/// A customer's rating of a conversation.
#[expect(clippy::struct_field_names, reason = "the contract's name")]
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Rating {
    /// From 1 to 5, the best.
    #[schema(minimum = 1, maximum = 5)]
    rating: i64,
    /// In their own words.
    #[schema(required = true)]
    comment: Option<String>,
    rated_at: DateTime<Utc>,
}

impl From<pingback_model::Rating> for Rating {
    fn from(of: pingback_model::Rating) -> Self {
        Self { rating: of.rating, comment: of.comment, rated_at: of.rated_at }
    }
}

/// Something that happened in a conversation besides messages. Never shown to its customer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Activity {
    id: Uuid,
    conversation_id: Uuid,
    #[serde(rename = "type")]
    #[schema(value_type = ActivityType)]
    kind: &'static str,
    /// The `user_id` of who did it; null: the product itself, or the customer.
    #[schema(required = true)]
    actor_id: Option<Uuid>,
    created_at: DateTime<Utc>,
    /// What it was before: a `user_id`, a status, a priority, a rating, the id of the label that was taken off.
    #[schema(required = true)]
    from: Option<String>,
    /// What it is since: a `user_id`, a status, a priority, a rating, the id of the label that was put on; of `snoozed`
    /// until when, null where that ended.
    #[schema(required = true)]
    to: Option<String>,
}

/// What happened.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "only its schema matters: the values are the model's")]
enum ActivityType {
    Assigned,
    StatusChanged,
    Snoozed,
    PriorityChanged,
    Labelled,
    Unlabelled,
    Rated,
}

impl From<pingback_model::Activity> for Activity {
    fn from(of: pingback_model::Activity) -> Self {
        fn text(value: Option<impl ToString>) -> Option<String> {
            value.map(|value| value.to_string())
        }
        let (from, to) = match of.change {
            Change::Assigned { from, to } => (text(from), text(to)),
            Change::StatusChanged { from, to } => (text(Some(from)), text(Some(to))),
            Change::Snoozed { to } => {
                (None, to.map(|until| until.to_rfc3339_opts(SecondsFormat::AutoSi, true)))
            }
            Change::PriorityChanged { from, to } => (text(from), text(to)),
            Change::Labelled { to } => (None, text(Some(to))),
            Change::Unlabelled { from } => (text(Some(from)), None),
            Change::Rated { from, to } => (text(from), text(Some(to))),
        };
        Self {
            id: of.id.into(),
            conversation_id: of.conversation_id.into(),
            kind: of.change.name(),
            actor_id: of.actor_id.map(Into::into),
            created_at: of.created_at,
            from,
            to,
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
    /// The `user_id` of each member whom a note mentions.
    mentions: Vec<Uuid>,
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
            mentions: of.mentions.into_iter().map(Into::into).collect(),
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
    /// Open and pending ones with a note that mentions the caller.
    mentions: i64,
    /// Open ones that the caller holds and has not read all of.
    unread: i64,
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

impl From<CountsOfMember> for Counts {
    fn from(seen: CountsOfMember) -> Self {
        let counts = seen.conversations;
        let of = |status| counts.by_status.get(&status).copied().unwrap_or_default();
        Self {
            mine: counts.mine,
            unassigned: counts.unassigned,
            all: counts.all,
            mentions: seen.mentions,
            unread: seen.unread,
            by_status: CountsByStatus {
                open: of(ConversationStatus::Open),
                pending: of(ConversationStatus::Pending),
                resolved: of(ConversationStatus::Resolved),
                closed: of(ConversationStatus::Closed),
            },
        }
    }
}
