//! `events`: the workspace's log, for those who were away and those without a socket.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use pingback_app::App;
use pingback_app::events::{self, LogEnd, PAGE, Reader};
use pingback_model::StoredEvent;
use serde::{Deserialize, Serialize};
use serde_json::json;
use serde_json::value::RawValue;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Member;
use crate::client_address::RequestBase;
use crate::extract::Query;
use crate::problem::Result;
use crate::realtime::wire;

/// The routes of this file.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Events of the workspace's log, in order.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventPage {
    /// The log's epoch: another one after it was restored.
    epoch: String,
    /// The newest event there is. With fewer events than the limit, the caller has everything up to it.
    last: i64,
    /// What the caller may see.
    events: Vec<LoggedEvent>,
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Event)]
pub struct LoggedEvent {
    /// Its place in the log: gap-free per workspace; events for others are left out.
    seq: i64,
    /// Its name, as sockets hear it.
    #[serde(rename = "type")]
    #[schema(example = "new_message")]
    kind: &'static str,
    /// When it happened.
    created_at: DateTime<Utc>,
    /// What sockets hear with it.
    #[schema(value_type = Object)]
    data: Box<RawValue>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Events after this one; 0 for all that are kept.
    after: i64,
    /// The log's epoch as the caller knows it.
    epoch: Option<String>,
    /// At most so many: 1 to 500, by default 500.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
}

/// What happened after an event.
///
/// 410 with `error: "too_old"` where the log cannot go on from there: fetch everything afresh, and begin
/// with the `last` and `epoch` of that answer.
#[utoipa::path(get, path = "/events", tag = "Events", params(ListQuery),
    responses((status = 200, body = EventPage), (status = 410, description = "too_old: fetch afresh")))]
async fn list(
    State(app): State<App>,
    Member(actor): Member,
    base: RequestBase,
    Query(query): Query<ListQuery>,
) -> Result<Response> {
    let reader = Reader { after: query.after, epoch: query.epoch.as_deref() };
    let page = match events::list(&app, &actor, reader, query.limit.unwrap_or(PAGE)).await? {
        Ok(page) => page,
        Err(end) => return Ok(too_old(&end)),
    };
    let shown = |event: StoredEvent| {
        let data = wire::for_members(&app, &base, &event.event, None)?;
        Some(LoggedEvent { seq: event.seq, kind: event.event.name(), created_at: event.created_at, data })
    };
    let events = page.events.into_iter().filter_map(shown).collect();
    Ok(Answer(EventPage { epoch: page.epoch, last: page.last, events }).into_response())
}

fn too_old(end: &LogEnd) -> Response {
    let problem = json!({
        "title": "Gone",
        "status": 410,
        "detail": "The log cannot go on from there: fetch everything afresh.",
        "error": "too_old",
        "epoch": end.epoch,
        "last": end.last,
    });
    let mut response = (StatusCode::GONE, Answer(problem)).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}
