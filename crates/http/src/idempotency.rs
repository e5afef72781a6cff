//! `Idempotency-Key`: what binds a key to its request.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use pingback_app::Error;
use pingback_model::WorkspaceId;
use pingback_storage::Once;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::extract::MAX_BODY;
use crate::problem::Problem;

/// The longest key taken, in bytes.
const MAX_KEY: usize = 255;

/// A request's key with a digest of what was asked.
#[derive(Debug, Clone)]
pub struct IdempotencyKey {
    key: String,
    request_hash: Vec<u8>,
}

impl IdempotencyKey {
    /// The key as this caller's in this workspace.
    pub fn of(&self, workspace_id: WorkspaceId, caller_id: Uuid) -> Once {
        Once { workspace_id, caller_id, key: self.key.clone(), request_hash: self.request_hash.clone() }
    }
}

/// Reads the header of writes and leaves an [`IdempotencyKey`] for the extractors. Uploads are let through:
/// a file that no message takes is deleted anyway.
pub async fn layer(request: Request, next: Next) -> Response {
    let is_read = request.method().is_safe();
    let is_upload =
        request.headers().get(CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"multipart/"));
    let keys: Vec<_> = request.headers().get_all("idempotency-key").iter().cloned().collect();
    let key = match keys.as_slice() {
        _ if is_read || is_upload => return next.run(request).await,
        [] => return next.run(request).await,
        [key] => key,
        _ => return refuse("send the header once"),
    };
    let key = match key.to_str() {
        Ok(key) if !key.is_empty() && key.len() <= MAX_KEY => key.to_owned(),
        _ => return refuse("1 to 255 visible ASCII characters"),
    };
    let (mut parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, MAX_BODY).await else {
        return Problem::from(Error::TooLarge(
            "The body is too large: at most 1 MiB of JSON is taken".into(),
        ))
        .into_response();
    };
    let target = parts.uri.path_and_query().map_or("", |target| target.as_str());
    let mut hash = Sha256::new();
    hash.update(format!("{} {target}\n", parts.method));
    hash.update(&bytes);
    parts.extensions.insert(IdempotencyKey { key, request_hash: hash.finalize().to_vec() });
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}

fn refuse(detail: &str) -> Response {
    Problem::from(Error::invalid("Idempotency-Key", detail)).into_response()
}
