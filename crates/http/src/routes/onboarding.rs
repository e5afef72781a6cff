//! `onboarding/…`: the first steps of a new workspace.

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use pingback_app::App;
use pingback_app::onboarding::{self, FirstSteps};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Member;
use crate::problem::Result;

/// The routes of this file.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(first_steps)).routes(routes!(dismiss))
}

/// How far a workspace has come with its first steps.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "each step is taken or not, in any order")]
struct Onboarding {
    widget_created: bool,
    /// When a page of its domain last loaded a widget.
    #[schema(required = true)]
    widget_seen_at: Option<DateTime<Utc>>,
    /// A customer has written.
    first_message: bool,
    /// Somebody besides the owner is in the team.
    first_member: bool,
    /// The team has answered.
    first_reply: bool,
    /// The list was put away.
    dismissed: bool,
}

impl From<FirstSteps> for Onboarding {
    fn from(steps: FirstSteps) -> Self {
        Self {
            widget_created: steps.widget_created,
            widget_seen_at: steps.widget_seen_at,
            first_message: steps.first_message,
            first_member: steps.first_member,
            first_reply: steps.first_reply,
            dismissed: steps.dismissed,
        }
    }
}

/// How far the workspace has come with its first steps
#[utoipa::path(get, path = "/onboarding", tag = "Onboarding", responses((status = 200, body = Onboarding)))]
async fn first_steps(State(app): State<App>, Member(actor): Member) -> Result<axum::Json<Onboarding>> {
    Ok(axum::Json(onboarding::first_steps(&app, &actor).await?.into()))
}

/// Put the list of first steps away, for the whole team
#[utoipa::path(post, path = "/onboarding/dismiss", tag = "Onboarding", responses((status = 204)))]
async fn dismiss(State(app): State<App>, Member(actor): Member) -> Result<StatusCode> {
    onboarding::dismiss(&app, &actor).await?;
    Ok(StatusCode::NO_CONTENT)
}
