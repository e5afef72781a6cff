//! How far one has read.

use axum::extract::State;
use pingback_app::App;
use pingback_app::conversations;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::named;
use crate::auth::Member;
use crate::extract::{Json, Path};
use crate::problem::Result;

/// The routes of read marks.
pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(mark_read)).routes(routes!(mark_unread))
}

/// How many of the customer's messages the caller has not read.
#[derive(Debug, Serialize, ToSchema)]
struct Unread {
    unread_count: i64,
}

#[derive(Debug, Deserialize, ToSchema)]
struct ReadUpTo {
    /// The last message that was read; absent: all of them.
    message_id: Option<Uuid>,
}

/// Note that one has read a conversation
///
/// For the caller alone: the customer is not told (the socket's `read` does both). Having read less than before
/// changes nothing.
#[utoipa::path(post, path = "/conversations/{id}/read", tag = "Conversations",
    params(("id" = String, Path, description = "The conversation's UUID or number")), request_body = ReadUpTo,
    responses((status = 200, body = Unread)))]
async fn mark_read(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<String>,
    Json(body): Json<ReadUpTo>,
) -> Result<axum::Json<Unread>> {
    let up_to = body.message_id.map(Into::into);
    let unread_count = conversations::mark_read(&app, &actor, named(&id)?, up_to).await?;
    Ok(axum::Json(Unread { unread_count }))
}

/// Have the newest message of the customer count as unread again, for the caller
#[utoipa::path(put, path = "/conversations/{id}/unread", tag = "Conversations",
    params(("id" = String, Path, description = "The conversation's UUID or number")),
    responses((status = 200, body = Unread)))]
async fn mark_unread(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<String>,
) -> Result<axum::Json<Unread>> {
    let unread_count = conversations::mark_unread(&app, &actor, named(&id)?).await?;
    Ok(axum::Json(Unread { unread_count }))
}
