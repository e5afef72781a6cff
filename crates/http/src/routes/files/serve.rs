//! `GET /files/…`: the bytes, to whoever has a signed address. Nothing here runs in the server's origin: the
//! type is the sniffed one, a policy forbids scripts, and what a browser could take for a page is downloaded.

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE,
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, RANGE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use pingback_app::files::{self, Opened, Part, Signature};
use pingback_app::{App, Error};
use pingback_model::{AttachmentId, WorkspaceId};
use serde::Deserialize;

use crate::extract::{Path, Query};
use crate::problem::Result;

/// The route of files' bytes. Not part of the API: its addresses are given, never put together.
pub fn router() -> Router<App> {
    Router::new().route("/files/{workspace}/{attachment}/{name}", get(serve))
}

#[derive(Deserialize)]
struct Signed {
    #[serde(default)]
    exp: String,
    #[serde(default)]
    sig: String,
}

async fn serve(
    State(app): State<App>,
    Path((workspace, attachment, _name)): Path<(WorkspaceId, AttachmentId, String)>,
    Query(Signed { exp, sig }): Query<Signed>,
    headers: HeaderMap,
) -> Result<Response> {
    // An unreadable time is one that is over.
    let signature = Signature { exp: exp.parse().unwrap_or_default(), sig };
    let part = headers.get(RANGE).and_then(|range| range.to_str().ok()).and_then(part);
    Ok(answer(files::open(&app, workspace, attachment, &signature, part).await?)?)
}

/// One range of bytes. Several at once are answered with the whole file, as HTTP allows.
fn part(header: &str) -> Option<Part> {
    let (from, to) = header.strip_prefix("bytes=")?.split_once('-')?;
    match (from.trim(), to.trim()) {
        ("", last) => last.parse().ok().map(Part::Last),
        (from, "") => from.parse().ok().map(|from| Part::From(from, None)),
        (from, to) => Some(Part::From(from.parse().ok()?, Some(to.parse().ok()?))),
    }
}

fn answer(opened: Opened) -> Result<Response, Error> {
    let Opened { attachment, is_inline, part, bytes } = opened;
    let total = attachment.size;
    let (status, length) = match &part {
        Some(range) => (StatusCode::PARTIAL_CONTENT, range.end - range.start),
        None => (StatusCode::OK, u64::try_from(total).unwrap_or_default()),
    };
    let mut headers = HeaderMap::new();
    let mut set = |name: HeaderName, value: &str| {
        let value = HeaderValue::from_str(value).map_err(|error| Error::Internal(error.to_string()))?;
        headers.insert(name, value);
        Ok::<_, Error>(())
    };
    set(CONTENT_TYPE, &content_type(&attachment.content_type))?;
    set(CONTENT_LENGTH, &length.to_string())?;
    set(CONTENT_DISPOSITION, &disposition(is_inline, &attachment.name))?;
    set(ACCEPT_RANGES, "bytes")?;
    if let Some(range) = part {
        set(CONTENT_RANGE, &format!("bytes {}-{}/{total}", range.start, range.end.saturating_sub(1)))?;
    }
    set(CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'")?;
    set(X_CONTENT_TYPE_OPTIONS, "nosniff")?;
    // The bytes of an id never change; the address alone ends.
    set(CACHE_CONTROL, "private, max-age=3600, immutable")?;
    // The address is the right to read: it goes nowhere else.
    set(REFERRER_POLICY, "no-referrer")?;
    // Widgets show pictures on other sites' pages.
    set(HeaderName::from_static("cross-origin-resource-policy"), "cross-origin")?;
    Ok((status, headers, Body::from_stream(bytes)).into_response())
}

fn content_type(sniffed: &str) -> String {
    if sniffed.starts_with("text/") { format!("{sniffed}; charset=utf-8") } else { sniffed.to_owned() }
}

/// RFC 6266: the name in UTF-8, percent-encoded.
fn disposition(is_inline: bool, name: &str) -> String {
    let kind = if is_inline { "inline" } else { "attachment" };
    let name: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
    format!("{kind}; filename*=UTF-8''{}", name.replace('+', "%20").replace('*', "%2A"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_read() {
        assert_eq!(part("bytes=0-9"), Some(Part::From(0, Some(9))));
        assert_eq!(part("bytes=5-"), Some(Part::From(5, None)));
        assert_eq!(part("bytes=-5"), Some(Part::Last(5)));
        for bad in ["bytes=", "bytes=a-b", "lines=0-9", "bytes=0-1,5-6", "bytes=--1"] {
            assert_eq!(part(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_name_cannot_leave_its_header() {
        let header = disposition(false, "a\"; filename=x.html\u{e4}*.txt");
        assert_eq!(header, "attachment; filename*=UTF-8''a%22%3B%20filename%3Dx.html%C3%A4%2A.txt");
    }
}
