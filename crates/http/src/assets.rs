//! The two front-ends, carried in the binary: the dashboard's pages and the widget's scripts.
//!
//! The web build leaves `.br` and `.gz` beside each text file; they are sent as they are. Names with a hash
//! in them never change their content and are kept for ever; everything else is asked for again each time,
//! which costs a 304. Debug builds read the files from disk, so that a web build shows without a Rust build.

use std::fmt::Write as _;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH,
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderName, IF_NONE_MATCH, REFERRER_POLICY, VARY,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use pingback_app::App;
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::problem::Problem;

#[derive(RustEmbed)]
#[folder = "../../web/apps/dashboard/dist"]
#[allow_missing = true]
struct Dashboard;

#[derive(RustEmbed)]
#[folder = "../../web/apps/widget/dist"]
#[allow_missing = true]
struct Widget;

/// For names with a hash in them.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// For everything else.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// The front-ends' routes with fixed addresses. The dashboard's pages are [`page`], the router's fallback.
pub fn router() -> Router<App> {
    Router::new()
        .route("/assets/{*name}", get(dashboard_asset))
        .route("/widget.js", get(async |headers: HeaderMap| widget_file("widget.js", &ASK_AGAIN, &headers)))
        .route(
            "/pingback.d.ts",
            get(async |headers: HeaderMap| widget_file("pingback.d.ts", &ASK_AGAIN, &headers)),
        )
        .route("/widget/assets/{*name}", get(widget_asset))
        .route("/widget/showroom", get(showroom))
}

async fn dashboard_asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    file::<Dashboard>(&format!("assets/{name}"), &FOR_EVER, &headers).unwrap_or_else(|| missing(&name))
}

async fn widget_asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    widget_file(&format!("assets/{name}"), &FOR_EVER, &headers)
}

/// A script of the widget: pages of all websites may run it.
fn widget_file(name: &str, keep: &HeaderValue, headers: &HeaderMap) -> Response {
    let mut response = file::<Widget>(name, keep, headers).unwrap_or_else(|| missing(name));
    let everybody = HeaderValue::from_static("*");
    response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, everybody);
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    response.headers_mut().insert(policy, HeaderValue::from_static("cross-origin"));
    response
}

/// The page that the dashboard shows a widget on before it is saved. It holds the widget's own scripts and may call
/// nobody: nothing that is tried there gets anywhere. Forms are the chat's own, which never leave its scripts.
async fn showroom(headers: HeaderMap) -> Response {
    const POLICY: HeaderValue = HeaderValue::from_static(
        "sandbox allow-scripts allow-forms; default-src 'none'; script-src 'self'; img-src 'self' data: https: http:; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    );
    let mut response = file::<Widget>("showroom.html", &ASK_AGAIN, &headers).unwrap_or_else(not_built);
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// What has no address of its own: a file of the dashboard's, its page for every address a browser asks a
/// page for, or a problem.
pub async fn page(State(app): State<App>, request: Request) -> Response {
    let path = request.uri().path();
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return missing(path);
    }
    let name = path.trim_start_matches('/');
    if !name.is_empty() && name != "index.html" {
        if let Some(response) = file::<Dashboard>(name, &ASK_AGAIN, request.headers()) {
            return response;
        }
        let accept =
            request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
        if is_for_programs(name) || !accept.contains("text/html") {
            return missing(path);
        }
    }
    let built = file::<Dashboard>("index.html", &ASK_AGAIN, request.headers());
    let mut response = built.unwrap_or_else(not_built);
    guard(response.headers_mut(), &app);
    response
}

fn is_for_programs(name: &str) -> bool {
    ["api", "socket.io", "assets", "widget"].contains(&name.split('/').next().unwrap_or_default())
}

fn missing(what: &str) -> Response {
    Problem::new(StatusCode::NOT_FOUND, format!("Nothing has the address {what}")).into_response()
}

/// What a browser must not do on the dashboard's page: run or load what is not the server's own, show it
/// inside another page, or tell other sites its address.
fn guard(headers: &mut HeaderMap, app: &App) {
    let with_google = app.settings.google_client_id.is_some();
    let google = |what: &'static str| if with_google { what } else { "" };
    let policy = format!(
        "default-src 'none'; script-src 'self'{}; style-src 'self'{}; img-src 'self' data: blob: https:; \
         media-src 'self' blob:; font-src 'self'; connect-src 'self'{}; frame-src 'self'{}; manifest-src 'self'; \
         worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        google(" https://accounts.google.com/gsi/client"),
        google(" https://accounts.google.com/gsi/style"),
        google(" https://accounts.google.com/gsi/"),
        google(" https://accounts.google.com/gsi/"),
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
}

fn not_built() -> Response {
    const PAGE: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>PingBack</title>\
        <h1>The pages are not built yet</h1><p>This program was built without them. \
        <code>cargo xtask run</code> builds everything and serves it; <code>npm ci</code> and \
        <code>npm run build</code> in <code>web/</code> build the pages alone. The API answers already.</p></html>";
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-store")];
    (StatusCode::SERVICE_UNAVAILABLE, headers, PAGE).into_response()
}

/// A file in the best form that the browser takes; 304 where it has that form already.
fn file<E: RustEmbed>(name: &str, keep: &HeaderValue, headers: &HeaderMap) -> Option<Response> {
    if name.split('/').any(|part| part == ".." || part.is_empty()) {
        return None;
    }
    let plain = E::get(name)?;
    let (found, encoding) = encodings(headers)
        .find_map(|(ending, encoding)| Some((E::get(&format!("{name}.{ending}"))?, Some(encoding))))
        .unwrap_or((plain, None));
    let tag = tag(&found, encoding);
    let has_it = headers.get_all(IF_NONE_MATCH).iter().any(|known| {
        let known = known.to_str().unwrap_or_default();
        known.trim() == "*" || known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)
    });
    let mut response = if has_it {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let length = found.data.len();
        let mut response = Body::from(found.data.into_owned()).into_response();
        response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
        response.headers_mut().insert(CONTENT_TYPE, content_type(name));
        if let Some(encoding) = encoding {
            response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, keep.clone());
    headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(ETAG, tag);
    }
    Some(response)
}

/// Each form of a file has a tag of its own.
fn tag(file: &EmbeddedFile, encoding: Option<&str>) -> String {
    let mut tag = String::from("\"");
    for byte in &file.metadata.sha256_hash()[..12] {
        let _ = write!(tag, "{byte:02x}");
    }
    match encoding {
        Some(encoding) => tag + "-" + encoding + "\"",
        None => tag + "\"",
    }
}

fn content_type(name: &str) -> HeaderValue {
    // By its ending alone it would be a film (MPEG-2).
    let name = if name.ends_with(".d.ts") { "types.txt" } else { name };
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let is_text = kind.type_() == "text" || kind.subtype() == "json" || kind.subtype() == "javascript";
    let text = if is_text { format!("{kind}; charset=utf-8") } else { kind.to_string() };
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

/// The compressed forms that the browser takes, the smallest first: file ending and name.
fn encodings(headers: &HeaderMap) -> impl Iterator<Item = (&'static str, &'static str)> {
    let values = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let taken: Vec<String> = values
        .flat_map(|value| value.split(','))
        .filter_map(|one| {
            let (name, quality) = one.split_once(';').unwrap_or((one, "q=1"));
            let quality: f32 = quality.trim().strip_prefix("q=")?.parse().ok()?;
            (quality > 0.0).then(|| name.trim().to_ascii_lowercase())
        })
        .collect();
    [("br", "br"), ("gz", "gzip")].into_iter().filter(move |(_, name)| taken.iter().any(|one| one == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(accept: &'static str) -> Vec<&'static str> {
        let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(accept))]);
        encodings(&headers).map(|(_, name)| name).collect()
    }

    #[test]
    fn only_what_the_browser_takes_is_sent() {
        assert_eq!(taken("gzip, deflate, br, zstd"), ["br", "gzip"]);
        assert_eq!(taken("gzip;q=0.5, br;q=0"), ["gzip"]);
        assert_eq!(taken("GZIP"), ["gzip"]);
        assert!(taken("identity").is_empty());
        assert!(taken("").is_empty());
    }

    #[test]
    fn types_of_what_the_pages_are_made_of() {
        for (name, kind) in [
            ("index.html", "text/html; charset=utf-8"),
            ("widget.js", "text/javascript; charset=utf-8"),
            ("pingback.d.ts", "text/plain; charset=utf-8"),
            ("a.css", "text/css; charset=utf-8"),
            ("favicon.svg", "image/svg+xml"),
            ("a.woff2", "font/woff2"),
            ("x", "application/octet-stream"),
        ] {
            assert_eq!(content_type(name), kind, "{name}");
        }
    }

    #[test]
    fn no_way_out_of_the_folder() {
        for name in ["../package.json", "assets/../../package.json", "..", "/etc/passwd", "assets//x"] {
            assert!(file::<Widget>(name, &ASK_AGAIN, &HeaderMap::new()).is_none(), "{name}");
        }
    }
}
