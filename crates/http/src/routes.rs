//! The routes, one file per noun. Each file's `router()` is listed here and nowhere else.

pub mod assignments;
pub mod auth;
pub mod billing;
pub mod blocks;
pub mod canned_replies;
pub mod channels;
pub mod conversations;
pub mod customers;
pub mod events;
pub mod files;
pub mod labels;
pub mod notifications;
pub mod onboarding;
pub mod operations;
pub mod preferences;
pub mod search;
pub mod team;
pub mod views;
pub mod widget;

use pingback_app::App;
use utoipa_axum::router::OpenApiRouter;

/// Every documented route, under `/api/v1`.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(assignments::router())
        .merge(auth::router())
        .merge(billing::router())
        .merge(blocks::router())
        .merge(canned_replies::router())
        .merge(channels::router())
        .merge(conversations::router())
        .merge(customers::router())
        .merge(events::router())
        .merge(labels::router())
        .merge(notifications::router())
        .merge(onboarding::router())
        .merge(preferences::router())
        .merge(search::router())
        .merge(team::router())
        .merge(views::router())
        .merge(widget::router())
}
