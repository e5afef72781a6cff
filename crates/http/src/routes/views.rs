//! `views/…`: filters and orders of the inbox under a name.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use pingback_app::App;
use pingback_app::views::{self, ChangeView, CreateView};
use pingback_model::ViewId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::auth::Member;
use crate::extract::{Json, Path};
use crate::problem::Result;
use crate::schema;

/// The routes of saved views.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(counts)).routes(routes!(change, delete))
}

/// What a view shows; what is absent does not matter. Other members than these are refused.
#[expect(dead_code, reason = "only its schema matters: the model's ViewFilter is what is read and written")]
#[derive(Debug, ToSchema)]
struct ViewFilter {
    #[schema(value_type = Option<schema::ConversationStatus>)]
    status: Option<()>,
    /// `me`, `none`, or a member's `user_id`.
    assignee: Option<String>,
    #[schema(value_type = Option<schema::ChannelType>)]
    channel_type: Option<()>,
    label_id: Option<Uuid>,
    #[schema(value_type = Option<schema::Priority>)]
    priority: Option<()>,
    /// With a note that mentions whoever looks.
    mentioned: Option<bool>,
    /// Whose customer waits for at least so many minutes.
    #[schema(minimum = 0)]
    waiting_over: Option<i64>,
    #[schema(value_type = Option<schema::ConversationOrder>)]
    sort: Option<()>,
}

/// A saved view.
#[derive(Debug, Serialize, ToSchema)]
struct View {
    id: Uuid,
    name: String,
    /// The whole team's, or the caller's own.
    is_shared: bool,
    #[schema(value_type = ViewFilter)]
    filter: pingback_model::ViewFilter,
    created_at: DateTime<Utc>,
}

impl From<pingback_model::View> for View {
    fn from(of: pingback_model::View) -> Self {
        Self {
            id: of.id.into(),
            name: of.name,
            is_shared: of.user_id.is_none(),
            filter: of.filter,
            created_at: of.created_at,
        }
    }
}

/// The team's views, then the caller's own, each by name
#[utoipa::path(get, path = "/views", tag = "Views", responses((status = 200, body = Vec<View>)))]
async fn list(State(app): State<App>, Member(actor): Member) -> Result<axum::Json<Vec<View>>> {
    let views = views::list(&app, &actor).await?;
    Ok(axum::Json(views.into_iter().map(Into::into).collect()))
}

/// How many conversations are in the lists of views, labels and channels. 100 means 100 or more.
#[expect(clippy::struct_field_names, reason = "the keys of the answer")]
#[derive(Debug, Serialize, ToSchema)]
struct ViewCounts {
    /// What each view of the caller's shows, by its id. A view that could only be counted by a walk through a large
    /// workspace is missing.
    by_view: BTreeMap<Uuid, i64>,
    /// Open ones with each label, by its id.
    by_label: BTreeMap<Uuid, i64>,
    /// Open ones that came through each kind of channel.
    by_channel: BTreeMap<&'static str, i64>,
}

impl From<views::ViewCounts> for ViewCounts {
    fn from(of: views::ViewCounts) -> Self {
        Self {
            by_view: of.by_view.into_iter().map(|(id, n)| (id.into(), n)).collect(),
            by_label: of.by_label.into_iter().map(|(id, n)| (id.into(), n)).collect(),
            by_channel: of.by_channel.into_iter().map(|(kind, n)| (kind.as_str(), n)).collect(),
        }
    }
}

/// How many conversations are in the lists of views, labels and channels
///
/// Counted up to 100, as quick in a large workspace as in a small one.
#[utoipa::path(get, path = "/views/counts", tag = "Views", responses((status = 200, body = ViewCounts)))]
async fn counts(State(app): State<App>, Member(actor): Member) -> Result<axum::Json<ViewCounts>> {
    Ok(axum::Json(views::counts(&app, &actor).await?.into()))
}

#[derive(Debug, Deserialize, ToSchema)]
struct NewView {
    #[schema(min_length = 1, max_length = 60, example = "Urgent and waiting")]
    name: String,
    /// For the whole team.
    #[serde(default)]
    is_shared: bool,
    #[schema(value_type = ViewFilter)]
    filter: pingback_model::ViewFilter,
}

/// Save a view
///
/// One's own anybody may save; one for the team needs `settings.manage`.
#[utoipa::path(post, path = "/views", tag = "Views", request_body = NewView,
    responses((status = 201, body = View)))]
async fn create(
    State(app): State<App>,
    Member(actor): Member,
    Json(body): Json<NewView>,
) -> Result<(StatusCode, axum::Json<View>)> {
    let input = CreateView { name: body.name, is_shared: body.is_shared, filter: body.filter };
    Ok((StatusCode::CREATED, axum::Json(views::create(&app, &actor, &input).await?.into())))
}

/// What to change of a view; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
struct ViewChange {
    #[schema(min_length = 1, max_length = 60)]
    name: Option<String>,
    /// False makes the team's the caller's own.
    is_shared: Option<bool>,
    /// Replaces the whole filter.
    #[schema(value_type = Option<ViewFilter>)]
    filter: Option<pingback_model::ViewFilter>,
}

/// Change a view
#[utoipa::path(patch, path = "/views/{id}", tag = "Views", params(("id" = Uuid, Path)),
    request_body = ViewChange, responses((status = 200, body = View)))]
async fn change(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<ViewId>,
    Json(body): Json<ViewChange>,
) -> Result<axum::Json<View>> {
    let input = ChangeView { name: body.name, is_shared: body.is_shared, filter: body.filter };
    Ok(axum::Json(views::change(&app, &actor, id, &input).await?.into()))
}

/// Delete a view
#[utoipa::path(delete, path = "/views/{id}", tag = "Views", params(("id" = Uuid, Path)),
    responses((status = 204)))]
async fn delete(State(app): State<App>, Member(actor): Member, Path(id): Path<ViewId>) -> Result<StatusCode> {
    views::delete(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
