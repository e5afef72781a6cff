//! HTTP and Socket.IO: the edges of the product.
//!
//! A handler in [`routes`] reads its input with the extractors of [`extract`] and [`auth`], calls one use
//! case of `pingback_app`, and answers with a JSON shape of its own. Problems become `problem+json` in one
//! place, [`problem`]. To add a route: a handler with `#[utoipa::path]` in the file of its noun, named in
//! that file's `router()`; `cargo xtask openapi` then writes `openapi.json` anew.

mod api_docs;
pub mod assets;
pub mod auth;
pub mod client_address;
mod cookie;
pub mod cors;
pub mod demo;
pub mod extract;
pub mod idempotency;
pub mod listener;
pub mod openapi;
pub mod problem;
pub mod realtime;
pub mod router;
pub mod routes;
pub mod schema;
mod user_agent;

pub use router::router;
