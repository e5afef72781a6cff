//! `canned-replies/…`: text that is written often, under a shortcut.

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use pingback_app::App;
use pingback_app::canned_replies::{self, ChangeCannedReply, CreateCannedReply};
use pingback_model::CannedReplyId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::auth::Member;
use crate::extract::{Json, Path};
use crate::problem::Result;

/// The routes of canned replies.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(change, delete))
}

/// A canned reply.
#[derive(Debug, Serialize, ToSchema)]
pub struct CannedReply {
    id: Uuid,
    #[schema(example = "refund")]
    shortcut: String,
    /// Plain text. Clients fill in `{{customer.name}}`, `{{customer.first_name}}`, `{{agent.name}}` and
    /// `{{agent.first_name}}`.
    content: String,
    /// The whole team's, or the caller's own.
    is_shared: bool,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<pingback_model::CannedReply> for CannedReply {
    fn from(of: pingback_model::CannedReply) -> Self {
        Self {
            id: of.id.into(),
            shortcut: of.shortcut,
            content: of.content,
            is_shared: of.user_id.is_none(),
            created_at: of.created_at,
            updated_at: of.updated_at,
        }
    }
}

/// The team's canned replies and the caller's own, by shortcut
#[utoipa::path(get, path = "/canned-replies", tag = "Canned replies",
    responses((status = 200, body = Vec<CannedReply>)))]
async fn list(State(app): State<App>, Member(actor): Member) -> Result<axum::Json<Vec<CannedReply>>> {
    let replies = canned_replies::list(&app, &actor).await?;
    Ok(axum::Json(replies.into_iter().map(Into::into).collect()))
}

#[derive(Debug, Deserialize, ToSchema)]
struct NewCannedReply {
    /// `a-z`, `0-9`, `-` and `_`; unique among the team's, and among the caller's own.
    #[schema(min_length = 1, max_length = 40, example = "refund")]
    shortcut: String,
    #[schema(min_length = 1, max_length = 20_000)]
    content: String,
    /// For the whole team.
    #[serde(default)]
    is_shared: bool,
}

/// Keep a canned reply
///
/// One's own anybody may keep; one for the team needs `settings.manage`. 400 where there is one with the shortcut.
#[utoipa::path(post, path = "/canned-replies", tag = "Canned replies", request_body = NewCannedReply,
    responses((status = 201, body = CannedReply)))]
async fn create(
    State(app): State<App>,
    Member(actor): Member,
    Json(body): Json<NewCannedReply>,
) -> Result<(StatusCode, axum::Json<CannedReply>)> {
    let input =
        CreateCannedReply { shortcut: body.shortcut, content: body.content, is_shared: body.is_shared };
    let reply = canned_replies::create(&app, &actor, &input).await?;
    Ok((StatusCode::CREATED, axum::Json(reply.into())))
}

/// What to change of a canned reply; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
struct CannedReplyChange {
    #[schema(min_length = 1, max_length = 40)]
    shortcut: Option<String>,
    #[schema(min_length = 1, max_length = 20_000)]
    content: Option<String>,
    /// False makes the team's the caller's own.
    is_shared: Option<bool>,
}

/// Change a canned reply
#[utoipa::path(patch, path = "/canned-replies/{id}", tag = "Canned replies", params(("id" = Uuid, Path)),
    request_body = CannedReplyChange, responses((status = 200, body = CannedReply)))]
async fn change(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<CannedReplyId>,
    Json(body): Json<CannedReplyChange>,
) -> Result<axum::Json<CannedReply>> {
    let input =
        ChangeCannedReply { shortcut: body.shortcut, content: body.content, is_shared: body.is_shared };
    Ok(axum::Json(canned_replies::change(&app, &actor, id, &input).await?.into()))
}

/// Delete a canned reply
#[utoipa::path(delete, path = "/canned-replies/{id}", tag = "Canned replies", params(("id" = Uuid, Path)),
    responses((status = 204)))]
async fn delete(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<CannedReplyId>,
) -> Result<StatusCode> {
    canned_replies::delete(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
