//! `notifications/…`: what a member must hear of.

use axum::Json as Answer;
use axum::extract::State;
use chrono::{DateTime, Utc};
use pingback_app::App;
use pingback_app::notifications::{self, ListNotifications, Listed};
use pingback_model::{ConversationId, NotificationId, NotificationKind, UserId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth;
use crate::extract::{Path, Query};
use crate::problem::Result;
use crate::schema;

/// The routes of this file.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(mark_read)).routes(routes!(mark_all_read))
}

/// A notification.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Notification {
    /// The notification's id.
    #[schema(value_type = Uuid)]
    pub id: NotificationId,
    /// What it is about.
    #[serde(rename = "type")]
    #[schema(value_type = schema::NotificationKind)]
    pub kind: NotificationKind,
    /// The conversation, where it is about one.
    #[schema(value_type = Option<Uuid>, required = true)]
    pub conversation_id: Option<ConversationId>,
    /// The account that caused it; of `member_joined`, the one who joined.
    #[schema(value_type = Option<Uuid>, required = true)]
    pub actor_id: Option<UserId>,
    /// When it came.
    pub created_at: DateTime<Utc>,
    /// When it was seen.
    #[schema(required = true)]
    pub read_at: Option<DateTime<Utc>>,
}

impl From<pingback_model::Notification> for Notification {
    fn from(notification: pingback_model::Notification) -> Self {
        Self {
            id: notification.id,
            kind: notification.kind,
            conversation_id: notification.conversation_id,
            actor_id: notification.actor_id,
            created_at: notification.created_at,
            read_at: notification.read_at,
        }
    }
}

/// A notification, with what is needed to show it in a list.
#[derive(Debug, Serialize, ToSchema)]
struct ListedNotification {
    #[serde(flatten)]
    notification: Notification,
    /// The conversation's number.
    #[schema(required = true)]
    conversation_number: Option<i64>,
    /// The actor's name.
    #[schema(required = true)]
    actor_name: Option<String>,
}

impl From<Listed> for ListedNotification {
    fn from(listed: Listed) -> Self {
        Self {
            notification: listed.notification.into(),
            conversation_number: listed.conversation_number,
            actor_name: listed.actor_name,
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Only unread ones, or only read ones.
    unread: Option<bool>,
    /// Only those older than this notification.
    #[param(value_type = Option<Uuid>)]
    before: Option<NotificationId>,
    /// At most so many: 1 to 100, by default 50.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<i64>,
}

/// One's own notifications, newest first.
#[utoipa::path(get, path = "/notifications", tag = "Notifications", params(ListQuery),
    responses((status = 200, body = Vec<ListedNotification>)))]
async fn list(
    State(app): State<App>,
    auth::Member(actor): auth::Member,
    Query(query): Query<ListQuery>,
) -> Result<Answer<Vec<ListedNotification>>> {
    let input = ListNotifications { unread: query.unread, before: query.before, limit: query.limit };
    Ok(Answer(notifications::list(&app, &actor, input).await?.into_iter().map(Into::into).collect()))
}

/// Marks one of one's own notifications as read.
#[utoipa::path(post, path = "/notifications/{id}/read", tag = "Notifications",
    params(("id" = Uuid, Path, description = "The notification")),
    responses((status = 200, body = ListedNotification)))]
async fn mark_read(
    State(app): State<App>,
    auth::Member(actor): auth::Member,
    Path(id): Path<NotificationId>,
) -> Result<Answer<ListedNotification>> {
    Ok(Answer(notifications::mark_read(&app, &actor, id).await?.into()))
}

/// How many notifications were marked as read.
#[derive(Debug, Serialize, ToSchema)]
struct MarkedRead {
    read: u64,
}

/// Marks all of one's own notifications as read.
#[utoipa::path(post, path = "/notifications/read-all", tag = "Notifications",
    responses((status = 200, body = MarkedRead)))]
async fn mark_all_read(
    State(app): State<App>,
    auth::Member(actor): auth::Member,
) -> Result<Answer<MarkedRead>> {
    let read = notifications::mark_all_read(&app, &actor).await?;
    Ok(Answer(MarkedRead { read }))
}
