//! Events as sockets and `GET events` carry them.
//!
//! Members get the whole, with its place in the log; visitors get what concerns their conversation, without
//! a place (it would tell how busy the business is) and without the team's ids.

use pingback_app::App;
use pingback_model::{
    Activity, Conversation, ConversationId, ConversationStatus, Event, MemberStatus, Message, MessageId,
    SettingsKind, Timestamp, UserId,
};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

use crate::client_address::RequestBase;
use crate::routes::conversations as shapes;
use crate::routes::customers::Customer;
use crate::routes::files::FileLinks;
use crate::routes::notifications::Notification;
use crate::routes::team::TeamMember;
use crate::routes::widget::VisitorMessage;

/// An event's place in the log.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Stamp<'a> {
    pub seq: i64,
    pub epoch: &'a str,
}

#[derive(Serialize)]
struct Stamped<'a, T> {
    #[serde(flatten)]
    data: T,
    #[serde(flatten)]
    stamp: Option<Stamp<'a>>,
}

#[derive(Serialize)]
struct NewMessage<T> {
    #[serde(flatten)]
    message: T,
    conversation_number: i64,
}

#[derive(Serialize)]
struct Receipt {
    message_id: MessageId,
    conversation_id: ConversationId,
    #[serde(skip_serializing_if = "Option::is_none")]
    delivered_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    read_at: Option<Timestamp>,
}

#[derive(Serialize)]
struct StatusChanged {
    agent_id: UserId,
    status: MemberStatus,
}

#[expect(clippy::struct_field_names, reason = "the contract's name")]
#[derive(Serialize)]
struct Assigned {
    conversation_id: ConversationId,
    conversation_number: i64,
    assigned_by: Option<UserId>,
    assignee_id: Option<UserId>,
    activity: Vec<shapes::Activity>,
}

#[derive(Serialize)]
struct UnreadChanged {
    conversation_id: ConversationId,
    unread_count: i64,
}

#[derive(Serialize)]
struct SettingsChanged {
    kind: SettingsKind,
}

/// What a visitor is told of their conversation: how it stands.
#[derive(Serialize)]
struct VisitorsConversation {
    id: ConversationId,
    status: ConversationStatus,
    created_at: Timestamp,
    resolved_at: Option<Timestamp>,
    closed_at: Option<Timestamp>,
}

impl From<&Conversation> for VisitorsConversation {
    fn from(conversation: &Conversation) -> Self {
        Self {
            id: conversation.id,
            status: conversation.status,
            created_at: conversation.created_at,
            resolved_at: conversation.resolved_at,
            closed_at: conversation.closed_at,
        }
    }
}

/// How a member's client writes an attachment's address, and whether two sockets write it alike.
pub(super) fn has_addresses(event: &Event) -> bool {
    matches!(event, Event::NewMessage { message, .. } if !message.attachments.is_empty())
}

/// An event's data as members get it. `None` for events that are told to nobody.
pub(crate) fn for_members(
    app: &App,
    base: &RequestBase,
    event: &Event,
    stamp: Option<Stamp<'_>>,
) -> Option<Box<RawValue>> {
    match event {
        Event::NewMessage { message, conversation_number, .. } => {
            let message = shape(app, base, message);
            write(stamp, NewMessage { message, conversation_number: *conversation_number })
        }
        Event::Delivered { .. } | Event::Read { .. } => write(stamp, receipt(event)?),
        Event::AgentStatusChanged { user_id, status } => {
            write(stamp, StatusChanged { agent_id: *user_id, status: *status })
        }
        Event::ConversationAssigned {
            conversation_id,
            conversation_number,
            assigned_by,
            assignee_id,
            activity,
            ..
        } => {
            let assigned = Assigned {
                conversation_id: *conversation_id,
                conversation_number: *conversation_number,
                assigned_by: *assigned_by,
                assignee_id: *assignee_id,
                activity: activities(activity),
            };
            write(stamp, assigned)
        }
        Event::ConversationCreated { conversation } => {
            write(stamp, without_messages(app, base, conversation, None))
        }
        Event::ConversationUpdated { conversation, activity } => {
            write(stamp, without_messages(app, base, conversation, Some(activity)))
        }
        Event::UnreadChanged { conversation_id, unread_count, .. } => {
            write(stamp, UnreadChanged { conversation_id: *conversation_id, unread_count: *unread_count })
        }
        Event::CustomerUpdated { customer } => write(stamp, Customer::from(customer.clone())),
        Event::SettingsChanged { kind, .. } => write(stamp, SettingsChanged { kind: *kind }),
        Event::MemberJoined { member }
        | Event::MemberUpdated { member }
        | Event::MemberRemoved { member } => write(stamp, TeamMember::from(member.clone())),
        Event::Notification { notification } => write(stamp, Notification::from(notification.clone())),
        Event::AccessEnded { .. }
        | Event::VisitorBlocked { .. }
        | Event::WidgetClosed { .. }
        | Event::CustomerIdentified { .. } => None,
    }
}

/// An event's data as the visitor of its conversation gets it. `None` for what visitors are not told.
pub(super) fn for_visitors(app: &App, base: &RequestBase, event: &Event) -> Option<Box<RawValue>> {
    match event {
        Event::NewMessage { message, sender_avatar_url, .. } => {
            visible_for_visitors(app, base, message, sender_avatar_url.clone())
        }
        Event::Delivered { .. } | Event::Read { .. } => write(None, receipt(event)?),
        Event::ConversationCreated { conversation } | Event::ConversationUpdated { conversation, .. } => {
            write(None, VisitorsConversation::from(conversation))
        }
        _ => None,
    }
}

/// A message as members get it in the answer to `client_message`.
pub(super) fn message_for_members(app: &App, base: &RequestBase, message: &Message) -> Option<Box<RawValue>> {
    write(None, shape(app, base, message))
}

/// A message as visitors get it. `None` for what never leaves the team.
pub(super) fn message_for_visitors(
    app: &App,
    base: &RequestBase,
    message: &Message,
) -> Option<Box<RawValue>> {
    visible_for_visitors(app, base, message, None)
}

/// A message as visitors get it, with its writer's picture.
pub(super) fn visible_for_visitors(
    app: &App,
    base: &RequestBase,
    message: &Message,
    avatar_url: Option<String>,
) -> Option<Box<RawValue>> {
    message.is_visible_to_visitor().then_some(())?;
    let links = FileLinks::of_request(app, base);
    write(None, VisitorMessage::new(&links, message.clone(), avatar_url))
}

fn shape(app: &App, base: &RequestBase, message: &Message) -> shapes::Message {
    shapes::Message::new(message.clone(), FileLinks::of_request(app, base))
}

fn activities(of: &[Activity]) -> Vec<shapes::Activity> {
    of.iter().cloned().map(Into::into).collect()
}

/// The event says how the conversation stands, not what was written in it; and what was done to it just now.
fn without_messages(
    app: &App,
    base: &RequestBase,
    conversation: &Conversation,
    activity: Option<&Vec<Activity>>,
) -> Value {
    let conversation =
        Conversation { messages: Vec::new(), activity: activity.cloned(), ..conversation.clone() };
    let shown = shapes::Conversation::new(conversation, FileLinks::of_request(app, base));
    let mut shown = serde_json::to_value(shown).unwrap_or_default();
    if let Some(members) = shown.as_object_mut() {
        members.remove("messages");
    }
    shown
}

fn receipt(event: &Event) -> Option<Receipt> {
    let (conversation_id, message_id, delivered_at, read_at) = match event {
        Event::Delivered { conversation_id, message_id, delivered_at } => {
            (*conversation_id, *message_id, Some(*delivered_at), None)
        }
        Event::Read { conversation_id, message_id, read_at } => {
            (*conversation_id, *message_id, None, Some(*read_at))
        }
        _ => return None,
    };
    Some(Receipt { message_id, conversation_id, delivered_at, read_at })
}

fn write<T: Serialize>(stamp: Option<Stamp<'_>>, data: T) -> Option<Box<RawValue>> {
    match to_raw_value(&Stamped { data, stamp }) {
        Ok(json) => Some(json),
        Err(error) => {
            tracing::error!(%error, "an event could not be written as JSON");
            None
        }
    }
}
