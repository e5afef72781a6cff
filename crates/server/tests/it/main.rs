//! The product through its HTTP edge, on both engines. `routes` mirrors the URLs, `flows` tells stories.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it cannot go on")]

mod authz;
mod bad_input;
mod flows;
mod realtime;
mod routes;
