//! What operators and their tools ask: is it alive, is it ready, how is it doing.

use std::sync::OnceLock;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use pingback_app::App;

use crate::problem::Problem;

/// Routes outside the documented API.
pub fn router() -> Router<App> {
    Router::new()
        .route("/health", get(async || "ok"))
        .route("/ready", get(ready))
        .route("/metrics", get(metrics))
}

/// 200 when the database answers and its schema is current.
async fn ready(State(app): State<App>) -> Response {
    match app.db.check().await {
        Ok(()) => "ready".into_response(),
        Err(error) => Problem::new(StatusCode::SERVICE_UNAVAILABLE, error.to_string()).into_response(),
    }
}

static METRICS: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Starts counting. Called once by whoever wires the server; a second call changes nothing.
pub fn start_metrics() {
    METRICS.get_or_init(|| PrometheusBuilder::new().install_recorder().ok());
}

async fn metrics() -> Response {
    match METRICS.get() {
        Some(Some(handle)) => handle.render().into_response(),
        _ => Problem::new(StatusCode::SERVICE_UNAVAILABLE, "Metrics are not collected by this process")
            .into_response(),
    }
}
