//! The router: routes and the layers every request passes, outermost last.

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::header::{CACHE_CONTROL, HeaderName, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_request};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use pingback_app::{App, Error};
use std::sync::Arc;
use std::time::Instant;
use tracing::Instrument;
use uuid::Uuid;

use crate::api_docs;
use crate::extract::MAX_BODY;
use crate::problem::Problem;
use crate::routes::{files, operations};
use crate::{assets, cookie, cors, demo, idempotency, openapi};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Everything HTTP, ready to be served. Socket.IO is laid around it by `realtime`.
pub fn router(app: App) -> Router {
    let (api, document) = openapi::routes_and_document();
    let document = Arc::new(serde_json::to_value(&document).unwrap_or_default());
    let reference: Arc<str> = api_docs::page(&document).into();
    let routes = api
        .route("/api/openapi.json", get(async move || Json(document.as_ref().clone())))
        .route("/api/docs", get(async move || api_docs::response(&reference)))
        .merge(operations::router())
        .merge(files::router())
        .merge(assets::router())
        .route("/demo", get(demo::demo))
        .fallback(assets::page)
        .method_not_allowed_fallback(no_such_method)
        .layer(from_fn(idempotency::layer))
        .layer(from_fn(refuse_repeated))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(from_fn(run_to_the_end))
        .layer(from_fn_with_state(app.clone(), cookie::renew))
        .layer(from_fn_with_state(app.clone(), observe))
        .layer(from_fn_with_state(app.clone(), cors::layer))
        .with_state(app);
    // Outside of the router, since matching must see the address without its trailing slash.
    let trimmed = tower::ServiceBuilder::new().layer(map_request(trim_trailing_slash)).service(routes);
    Router::new().fallback_service(trimmed)
}

async fn trim_trailing_slash(mut request: Request) -> Request {
    let uri = request.uri();
    let path = uri.path();
    if path.len() > 1 && path.ends_with('/') {
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        let target = format!("/{}{query}", path.trim_matches('/'));
        if let Ok(target) = target.parse() {
            let mut parts = uri.clone().into_parts();
            parts.path_and_query = Some(target);
            if let Ok(uri) = axum::http::Uri::from_parts(parts) {
                *request.uri_mut() = uri;
            }
        }
    }
    request
}

/// Of a header that says who asks, where, or what is sent, two cannot both be right: neither is believed.
async fn refuse_repeated(request: Request, next: Next) -> Response {
    let is_repeated = |name: &&str| request.headers().get_all(*name).iter().nth(1).is_some();
    match ["Authorization", "X-Business-Id", "Content-Type"].into_iter().find(is_repeated) {
        Some(name) => {
            Problem::from(Error::invalid(name, format!("Send the header {name} once"))).into_response()
        }
        None => next.run(request).await,
    }
}

async fn no_such_method(request: Request) -> Problem {
    let detail = format!("{} does not take {}", request.uri().path(), request.method());
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, detail)
}

/// A write, once begun, runs to its end though the client hangs up; a panic is a problem like any other.
async fn run_to_the_end(request: Request, next: Next) -> Response {
    let span = tracing::Span::current();
    match tokio::spawn(next.run(request).instrument(span)).await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(%error, "a handler panicked");
            Problem::from(Error::Internal("a handler panicked".into())).into_response()
        }
    }
}

/// Gives each request an id, logs and counts it, and says on each answer what a browser must not do with it.
async fn observe(State(app): State<App>, request: Request<Body>, next: Next) -> Response {
    let id: Uuid = app.ids.new_id();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("none", |path| path.as_str()).to_owned();
    let span = tracing::info_span!("request", request.id = %id, http.method = %method, http.route = route);
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let status = response.status();
    let seconds = started.elapsed().as_secs_f64();
    span.in_scope(|| tracing::debug!(http.status = status.as_u16(), seconds, "answered"));
    let labels = [("method", method.to_string()), ("route", route), ("status", status.as_u16().to_string())];
    metrics::counter!("pingback_http_requests_total", &labels).increment(1);
    metrics::histogram!("pingback_http_request_seconds", &labels[..2]).record(seconds);
    if let Some(mut problem) = response.extensions_mut().remove::<Problem>() {
        problem.request_id = Some(id.to_string());
        response = problem.into_response();
    }
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(&id.to_string()) {
        headers.insert(REQUEST_ID, id);
    }
    headers.entry(X_CONTENT_TYPE_OPTIONS).or_insert(HeaderValue::from_static("nosniff"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
