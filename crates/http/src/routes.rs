//! The routes, one file per noun. Each file's `router()` is listed here and nowhere else.

pub mod billing;
pub mod notifications;
pub mod operations;
pub mod team;

use pingback_app::App;
use utoipa_axum::router::OpenApiRouter;

/// Every documented route, under `/api/v1`.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().merge(billing::router()).merge(notifications::router()).merge(team::router())
}
