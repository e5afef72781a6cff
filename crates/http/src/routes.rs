//! The routes, one file per noun. Each file's `router()` is listed here and nowhere else.

pub mod assignments;
pub mod auth;
pub mod billing;
pub mod channels;
pub mod conversations;
pub mod customers;
pub mod events;
pub mod files;
pub mod notifications;
pub mod operations;
pub mod team;
pub mod widget;

use pingback_app::App;
use utoipa_axum::router::OpenApiRouter;

/// Every documented route, under `/api/v1`.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(assignments::router())
        .merge(auth::router())
        .merge(billing::router())
        .merge(channels::router())
        .merge(conversations::router())
        .merge(customers::router())
        .merge(events::router())
        .merge(notifications::router())
        .merge(team::router())
        .merge(widget::router())
}
