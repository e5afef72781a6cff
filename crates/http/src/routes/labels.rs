//! `labels`: the workspace's own words for what conversations are about.

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use pingback_app::App;
use pingback_app::labels::{self, ChangeLabel, CreateLabel};
use pingback_model::{LabelColor, LabelId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::auth::Member;
use crate::extract::{Json, Path};
use crate::problem::Result;
use crate::schema;

/// The routes of labels.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(change, delete))
}

/// A label.
#[derive(Debug, Serialize, ToSchema)]
struct Label {
    id: Uuid,
    name: String,
    #[schema(value_type = schema::LabelColor)]
    color: LabelColor,
    created_at: DateTime<Utc>,
}

impl From<pingback_model::Label> for Label {
    fn from(of: pingback_model::Label) -> Self {
        Self { id: of.id.into(), name: of.name, color: of.color, created_at: of.created_at }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
struct NewLabel {
    /// Unique in the workspace, whatever the case of its letters.
    #[schema(min_length = 1, max_length = 50)]
    name: String,
    #[schema(value_type = schema::LabelColor)]
    color: LabelColor,
}

/// What to change of a label; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
struct LabelChange {
    #[schema(min_length = 1, max_length = 50)]
    name: Option<String>,
    #[schema(value_type = Option<schema::LabelColor>)]
    color: Option<LabelColor>,
}

/// All labels, by name
#[utoipa::path(get, path = "/labels", tag = "Labels", responses((status = 200, body = Vec<Label>)))]
async fn list(State(app): State<App>, Member(actor): Member) -> Result<axum::Json<Vec<Label>>> {
    Ok(axum::Json(labels::list(&app, &actor).await?.into_iter().map(Into::into).collect()))
}

/// Make a label
///
/// The owner's and admins'. 400 where there is one of that name.
#[utoipa::path(post, path = "/labels", tag = "Labels", request_body = NewLabel,
    responses((status = 201, body = Label)))]
async fn create(
    State(app): State<App>,
    Member(actor): Member,
    Json(body): Json<NewLabel>,
) -> Result<(StatusCode, axum::Json<Label>)> {
    let input = CreateLabel { name: body.name, color: body.color };
    Ok((StatusCode::CREATED, axum::Json(labels::create(&app, &actor, &input).await?.into())))
}

/// Rename a label, or give it another colour
#[utoipa::path(patch, path = "/labels/{id}", tag = "Labels", params(("id" = Uuid, Path, description = "The label")),
    request_body = LabelChange, responses((status = 200, body = Label)))]
async fn change(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<LabelId>,
    Json(body): Json<LabelChange>,
) -> Result<axum::Json<Label>> {
    let input = ChangeLabel { name: body.name, color: body.color };
    Ok(axum::Json(labels::change(&app, &actor, id, &input).await?.into()))
}

/// Delete a label
///
/// It is taken off all conversations.
#[utoipa::path(delete, path = "/labels/{id}", tag = "Labels", params(("id" = Uuid, Path, description = "The label")),
    responses((status = 204)))]
async fn delete(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<LabelId>,
) -> Result<StatusCode> {
    labels::delete(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
