//! What one has begun to write.

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use pingback_app::App;
use pingback_app::drafts::{self, PutDraft};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::named;
use crate::auth::Member;
use crate::extract::{Json, Path};
use crate::problem::Result;

/// The routes of drafts.
pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get, put, delete)).routes(routes!(list))
}

/// What the caller has begun to write in a conversation; without text where there is nothing.
#[derive(Debug, Default, Serialize, ToSchema)]
struct Draft {
    content: String,
    /// It is to become a note.
    is_private: bool,
    #[schema(required = true)]
    updated_at: Option<DateTime<Utc>>,
}

impl From<Option<pingback_model::Draft>> for Draft {
    fn from(of: Option<pingback_model::Draft>) -> Self {
        of.map_or_else(Self::default, |of| Self {
            content: of.content,
            is_private: of.is_private,
            updated_at: Some(of.updated_at),
        })
    }
}

/// What one has begun to write in a conversation
#[utoipa::path(get, path = "/conversations/{id}/draft", tag = "Drafts",
    params(("id" = String, Path, description = "The conversation's UUID or number")),
    responses((status = 200, body = Draft)))]
async fn get(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<String>,
) -> Result<axum::Json<Draft>> {
    Ok(axum::Json(drafts::get(&app, &actor, named(&id)?).await?.into()))
}

#[derive(Debug, Deserialize, ToSchema)]
struct NewDraft {
    /// Empty: the draft is deleted.
    #[schema(max_length = 20_000)]
    content: String,
    /// It is to become a note.
    #[serde(default)]
    is_private: bool,
}

/// Keep what one has begun to write
///
/// In the place of what was kept. Sending a message or a note there deletes it.
#[utoipa::path(put, path = "/conversations/{id}/draft", tag = "Drafts",
    params(("id" = String, Path, description = "The conversation's UUID or number")), request_body = NewDraft,
    responses((status = 200, body = Draft)))]
async fn put(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<String>,
    Json(body): Json<NewDraft>,
) -> Result<axum::Json<Draft>> {
    let input = PutDraft { content: body.content, is_private: body.is_private };
    Ok(axum::Json(drafts::put(&app, &actor, named(&id)?, &input).await?.into()))
}

/// Throw away what one has begun to write
#[utoipa::path(delete, path = "/conversations/{id}/draft", tag = "Drafts",
    params(("id" = String, Path, description = "The conversation's UUID or number")),
    responses((status = 204)))]
async fn delete(State(app): State<App>, Member(actor): Member, Path(id): Path<String>) -> Result<StatusCode> {
    drafts::delete(&app, &actor, named(&id)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Where the caller has begun to write.
#[derive(Debug, Serialize, ToSchema)]
struct DraftRef {
    conversation_id: Uuid,
    /// It is to become a note.
    is_private: bool,
    updated_at: DateTime<Utc>,
}

/// Where one has begun to write, the last changed first, at most 200
#[utoipa::path(get, path = "/drafts", tag = "Drafts", responses((status = 200, body = Vec<DraftRef>)))]
async fn list(State(app): State<App>, Member(actor): Member) -> Result<axum::Json<Vec<DraftRef>>> {
    let shape = |of: pingback_model::Draft| DraftRef {
        conversation_id: of.conversation_id.into(),
        is_private: of.is_private,
        updated_at: of.updated_at,
    };
    Ok(axum::Json(drafts::list(&app, &actor).await?.into_iter().map(shape).collect()))
}
