//! The secret that a website vouches for its customers with.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use pingback_app::App;
use pingback_app::widgets;
use pingback_model::WidgetId;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Member;
use crate::extract::Path;
use crate::problem::Result;

/// The routes of identity secrets.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(rotate)).routes(routes!(end_previous))
}

/// What there is of identity secrets; never a secret.
#[derive(Debug, Serialize, ToSchema)]
struct WidgetIdentity {
    has_secret: bool,
    /// The secret's end.
    #[schema(required = true, example = "••••1234")]
    hint: Option<String>,
    /// Until when the secret before it is good too; null where none is.
    #[schema(required = true)]
    previous_until: Option<DateTime<Utc>>,
}

/// A new identity secret, shown this once.
#[derive(Debug, Serialize, ToSchema)]
struct NewIdentitySecret {
    /// What the website signs its signed-in customers' `identity` tokens with (HS256). Keep it on your server.
    secret: String,
}

/// What there is of a widget's identity secrets
#[utoipa::path(get, path = "/widget/{id}/identity", tag = "widget", params(("id" = Uuid, Path)),
    responses((status = 200, body = WidgetIdentity)))]
async fn show(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<WidgetId>,
) -> Result<Answer<WidgetIdentity>> {
    let found = widgets::identity(&app, &actor, id).await?;
    Ok(Answer(WidgetIdentity {
        has_secret: found.has_secret,
        hint: found.hint,
        previous_until: found.previous_until,
    }))
}

/// Give a widget another identity secret
///
/// Tokens signed with the one before are good for 30 days more, unless it is ended; the one before that is not any
/// more.
#[utoipa::path(post, path = "/widget/{id}/identity/rotate", tag = "widget", params(("id" = Uuid, Path)),
    responses((status = 200, body = NewIdentitySecret)))]
async fn rotate(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<WidgetId>,
) -> Result<Answer<NewIdentitySecret>> {
    Ok(Answer(NewIdentitySecret { secret: widgets::rotate_identity(&app, &actor, id).await? }))
}

/// End the identity secret before the one there is
#[utoipa::path(delete, path = "/widget/{id}/identity/previous", tag = "widget", params(("id" = Uuid, Path)),
    responses((status = 204)))]
async fn end_previous(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<WidgetId>,
) -> Result<StatusCode> {
    widgets::end_previous_identity(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
