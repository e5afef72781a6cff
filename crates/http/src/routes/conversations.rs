//! `conversations/…`: the inbox, and what is written in it.

mod drafts;
mod list;
mod messages;
mod reads;
pub mod shapes;

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use pingback_app::conversations::{self, ChangeConversation, ChangeOne, CreateConversation};
use pingback_app::{App, Error, Kind};
use pingback_model::{ConversationId, ConversationRef, ConversationStatus, LabelId, Priority, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::auth::Member;
use crate::client_address::RequestBase;
use crate::extract::{Json, Path, present};
use crate::problem::Result;
use crate::routes::files::FileLinks;
use crate::schema;
use shapes::Counts;
pub use shapes::{Activity, Conversation, Message, Rating};

/// The routes of conversations.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create))
        .routes(routes!(counts))
        .routes(routes!(bulk))
        .routes(routes!(get, change))
        .routes(routes!(resolve))
        .routes(routes!(close))
        .merge(messages::router())
        .merge(drafts::router())
        .merge(reads::router())
}

/// The conversation of a path: a UUID or a number. What is neither does not exist.
pub(super) fn named(text: &str) -> Result<ConversationRef, Error> {
    text.parse().map_err(|_| Error::NotFound(Kind::Conversation))
}

#[derive(Debug, Deserialize, ToSchema)]
struct NewConversation {
    /// The caller's workspace.
    business_id: Uuid,
    customer_id: Option<Uuid>,
    /// An active channel of the workspace.
    channel_id: Option<Uuid>,
    /// The team's first message.
    #[schema(max_length = 20_000)]
    initial_message: Option<String>,
}

/// Begin a conversation
///
/// It is open and nobody holds it. With `initial_message` it has one message of the caller's, which is the first
/// response.
#[utoipa::path(post, path = "/conversations", tag = "Conversations", request_body = NewConversation,
    responses((status = 201, body = Conversation)))]
async fn create(
    State(app): State<App>,
    Member(actor): Member,
    base: RequestBase,
    Json(body): Json<NewConversation>,
) -> Result<(StatusCode, axum::Json<Conversation>)> {
    let input = CreateConversation {
        workspace_id: body.business_id.into(),
        customer_id: body.customer_id.map(Into::into),
        channel_id: body.channel_id.map(Into::into),
        initial_message: body.initial_message,
    };
    let conversation = conversations::create(&app, &actor, input).await?;
    let shaped = Conversation::new(conversation, FileLinks::of_request(&app, &base));
    Ok((StatusCode::CREATED, axum::Json(shaped)))
}

/// How many conversations there are
///
/// Exact, and as quick in a large workspace as in a small one.
#[utoipa::path(get, path = "/conversations/counts", tag = "Conversations",
    responses((status = 200, body = Counts)))]
async fn counts(State(app): State<App>, Member(actor): Member) -> Result<axum::Json<Counts>> {
    Ok(axum::Json(conversations::counts(&app, &actor).await?.into()))
}

/// A conversation with its customer, all its messages and what else happened in it
#[utoipa::path(get, path = "/conversations/{id}", tag = "Conversations",
    params(("id" = String, Path, description = "Its UUID or number")),
    responses((status = 200, body = Conversation)))]
async fn get(
    State(app): State<App>,
    Member(actor): Member,
    base: RequestBase,
    Path(id): Path<String>,
) -> Result<axum::Json<Conversation>> {
    let conversation = conversations::get(&app, &actor, named(&id)?).await?;
    Ok(axum::Json(Conversation::new(conversation, FileLinks::of_request(&app, &base))))
}

/// What to change; what is absent stays. At least one.
#[expect(clippy::option_option, reason = "not given, or given as null: a PATCH tells them apart")]
#[derive(Debug, Deserialize, ToSchema)]
struct ConversationChange {
    #[schema(value_type = Option<schema::ConversationStatus>)]
    status: Option<ConversationStatus>,
    /// Null: none any more.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<schema::Priority>)]
    priority: Option<Option<Priority>>,
    /// All its labels.
    #[schema(max_items = 50, value_type = Option<Vec<Uuid>>)]
    label_ids: Option<Vec<LabelId>>,
    /// A time to come: pending until then. Null: not put aside any more, which opens it.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<DateTime<Utc>>)]
    snoozed_until: Option<Option<DateTime<Utc>>>,
}

/// Change a conversation: where it stands, its priority, its labels; put it aside
///
/// This is how one is reopened. Any change of status ends a snooze.
#[utoipa::path(patch, path = "/conversations/{id}", tag = "Conversations",
    params(("id" = String, Path, description = "Its UUID or number")), request_body = ConversationChange,
    responses((status = 200, body = Conversation)))]
async fn change(
    State(app): State<App>,
    Member(actor): Member,
    base: RequestBase,
    Path(id): Path<String>,
    Json(body): Json<ConversationChange>,
) -> Result<axum::Json<Conversation>> {
    let input = ChangeConversation {
        status: body.status,
        priority: body.priority,
        label_ids: body.label_ids,
        snoozed_until: body.snoozed_until,
    };
    let conversation = conversations::change(&app, &actor, named(&id)?, input).await?;
    Ok(axum::Json(Conversation::new(conversation, FileLinks::of_request(&app, &base))))
}

/// What to change of one conversation; what is absent stays. At least one.
#[expect(clippy::option_option, reason = "not given, or given as null: a PATCH tells them apart")]
#[derive(Debug, Deserialize, ToSchema)]
struct BulkChange {
    #[schema(value_type = Uuid)]
    id: ConversationId,
    #[schema(value_type = Option<schema::ConversationStatus>)]
    status: Option<ConversationStatus>,
    /// Null: none any more.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<schema::Priority>)]
    priority: Option<Option<Priority>>,
    /// Labels to put on.
    #[serde(default)]
    #[schema(max_items = 50, value_type = Vec<Uuid>)]
    add_label_ids: Vec<LabelId>,
    /// Labels to take off.
    #[serde(default)]
    #[schema(max_items = 50, value_type = Vec<Uuid>)]
    remove_label_ids: Vec<LabelId>,
    /// A time to come: pending until then. Null: not put aside any more.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<DateTime<Utc>>)]
    snoozed_until: Option<Option<DateTime<Utc>>>,
    /// The `user_id` of an active member; null: nobody. The owner's and admins'.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<Uuid>)]
    assignee_id: Option<Option<UserId>>,
}

#[derive(Debug, Deserialize, ToSchema)]
struct BulkChanges {
    #[schema(min_items = 1, max_items = 100)]
    changes: Vec<BulkChange>,
}

/// The conversations as they are now, in the order of the changes.
#[derive(Debug, Serialize, ToSchema)]
struct Changed {
    /// `messages` is empty: what was written in them is the same as before.
    conversations: Vec<Conversation>,
}

/// Change many conversations at once
///
/// All of it or nothing: what is wrong is said for each change, as in `/changes/3/assignee_id`.
#[utoipa::path(post, path = "/conversations/bulk", tag = "Conversations", request_body = BulkChanges,
    responses((status = 200, body = Changed)))]
async fn bulk(
    State(app): State<App>,
    Member(actor): Member,
    base: RequestBase,
    Json(body): Json<BulkChanges>,
) -> Result<axum::Json<Changed>> {
    let one = |change: BulkChange| ChangeOne {
        id: change.id,
        status: change.status,
        priority: change.priority,
        add_label_ids: change.add_label_ids,
        remove_label_ids: change.remove_label_ids,
        snoozed_until: change.snoozed_until,
        assignee: change.assignee_id,
    };
    let changes = body.changes.into_iter().map(one).collect();
    let links = FileLinks::of_request(&app, &base);
    let after = conversations::bulk(&app, &actor, changes).await?;
    let conversations =
        after.into_iter().map(|conversation| Conversation::new(conversation, links)).collect();
    Ok(axum::Json(Changed { conversations }))
}

/// When it was resolved; or `detail`, where it was already.
#[derive(Debug, Default, Serialize, ToSchema)]
struct Resolved {
    #[serde(skip_serializing_if = "Option::is_none")]
    resolved_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Already resolved")]
    detail: Option<&'static str>,
}

/// Resolve a conversation
///
/// The customer's next message reopens it.
#[utoipa::path(put, path = "/conversations/{id}/resolve", tag = "Conversations",
    params(("id" = String, Path, description = "Its UUID or number")), responses((status = 200, body = Resolved)))]
async fn resolve(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<String>,
) -> Result<axum::Json<Resolved>> {
    let status = ConversationStatus::Resolved;
    let (conversation, is_new) = conversations::set_status(&app, &actor, named(&id)?, status).await?;
    Ok(axum::Json(if is_new {
        Resolved { resolved_at: conversation.resolved_at, detail: None }
    } else {
        Resolved { resolved_at: None, detail: Some("Already resolved") }
    }))
}

/// When it was closed; or `detail`, where it was already.
#[derive(Debug, Default, Serialize, ToSchema)]
struct Closed {
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Already closed")]
    detail: Option<&'static str>,
}

/// Close a conversation
///
/// The customer's next message begins another one.
#[utoipa::path(put, path = "/conversations/{id}/close", tag = "Conversations",
    params(("id" = String, Path, description = "Its UUID or number")), responses((status = 200, body = Closed)))]
async fn close(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<String>,
) -> Result<axum::Json<Closed>> {
    let status = ConversationStatus::Closed;
    let (conversation, is_new) = conversations::set_status(&app, &actor, named(&id)?, status).await?;
    Ok(axum::Json(if is_new {
        Closed { closed_at: conversation.closed_at, detail: None }
    } else {
        Closed { closed_at: None, detail: Some("Already closed") }
    }))
}
