//! What visitors tell besides messages: where they are now, an address for the answer, how it went.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use pingback_app::App;
use pingback_app::visitors::{self, Rate};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::visitor::{VisitedPage, Visiting};
use crate::extract::Json;
use crate::problem::Result;
use crate::routes::conversations::Rating;

/// The routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(visit)).routes(routes!(leave_email)).routes(routes!(rate))
}

/// Tell which page a visitor is on now
///
/// Kept at most once in ten seconds, and from their first message on.
#[utoipa::path(post, path = "/widget/{id}/visit", tag = "visitors", params(("id" = Uuid, Path)),
    request_body = VisitedPage, responses((status = 204)))]
async fn visit(
    State(app): State<App>,
    Visiting { visitor, address, .. }: Visiting,
    headers: HeaderMap,
    Json(page): Json<VisitedPage>,
) -> Result<StatusCode> {
    let page = page.seen_by(&headers, None, None);
    visitors::note_page(&app, &visitor, address, &page).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An address of mail.
#[derive(Debug, Deserialize, ToSchema)]
struct LeftEmail {
    #[schema(example = "name@example.com")]
    email: String,
}

/// Leave an address for the answer
///
/// Kept where none is known of the visitor. 404 before their first message: until then a session takes it.
#[utoipa::path(post, path = "/widget/{id}/email", tag = "visitors", params(("id" = Uuid, Path)),
    request_body = LeftEmail, responses((status = 204)))]
async fn leave_email(
    State(app): State<App>,
    Visiting { visitor, widget, address }: Visiting,
    Json(body): Json<LeftEmail>,
) -> Result<StatusCode> {
    visitors::leave_email(&app, &widget, &visitor, address, &body.email).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How it went.
#[derive(Debug, Deserialize, ToSchema)]
struct NewRating {
    /// From 1 to 5, the best.
    #[schema(minimum = 1, maximum = 5)]
    rating: i64,
    #[schema(max_length = 1000)]
    comment: Option<String>,
}

/// Rate how the conversation went
///
/// The visitor's newest one, once it is resolved or closed (400 before); may be changed within a day.
#[utoipa::path(post, path = "/widget/{id}/rating", tag = "visitors", params(("id" = Uuid, Path)),
    request_body = NewRating, responses((status = 200, body = Rating)))]
async fn rate(
    State(app): State<App>,
    Visiting { visitor, address, .. }: Visiting,
    Json(body): Json<NewRating>,
) -> Result<Answer<Rating>> {
    let input = Rate { rating: body.rating, comment: body.comment };
    Ok(Answer(visitors::rate(&app, &visitor, address, input).await?.into()))
}
