//! `/demo`: a plain page that carries a widget, for trying it out.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use axum::response::{IntoResponse, Response};
use pingback_app::App;
use pingback_app::widgets::{self, Demo};
use pingback_model::{Widget, WidgetId};
use serde::Deserialize;

use crate::auth::Member;
use crate::client_address::RequestBase;
use crate::extract::Query;
use crate::problem::Result;

#[derive(Debug, Deserialize)]
struct Which {
    /// A widget's id.
    widget: Option<String>,
}

/// The page: of the named widget, else of the first widget of the workspace of whoever is signed in.
pub async fn demo(State(app): State<App>, request: Request) -> Result<Response> {
    let (mut parts, _) = request.into_parts();
    let Query(which) = Query::<Which>::from_request_parts(&mut parts, &app).await?;
    let member = Member::from_request_parts(&mut parts, &app).await.ok();
    let actor = member.as_ref().map(|Member(actor)| actor);
    let shown = match which.widget.as_deref().map(str::parse::<WidgetId>) {
        Some(Err(_)) => Demo::NotFound,
        Some(Ok(id)) => widgets::demo(&app, actor, Some(id)).await?,
        None => widgets::demo(&app, actor, None).await?,
    };
    let base = RequestBase::of(&app.settings, &parts.extensions, &parts.headers, &parts.uri);
    let nonce = app.ids.secret();
    let (status, text, script) = match shown {
        Demo::Widget(widget) => (StatusCode::OK, with_widget(&widget, &base), scripts(&widget, &nonce)),
        Demo::NoneYet => (StatusCode::OK, NONE_YET.to_owned(), String::new()),
        Demo::Nobody => (StatusCode::OK, NOBODY.to_owned(), String::new()),
        Demo::NotFound => (StatusCode::NOT_FOUND, NOT_FOUND.to_owned(), String::new()),
    };
    // Nothing from elsewhere runs here, and nothing that is not written below.
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data: blob: https: http:; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'self'"
    );
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (CONTENT_SECURITY_POLICY, policy),
        (REFERRER_POLICY, "same-origin".to_owned()),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    let page = PAGE.replace("{nonce}", &nonce).replace("{script}", &script).replace("{text}", &text);
    Ok((status, headers, page).into_response())
}

const PAGE: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>PingBack: try the widget</title>
<style nonce="{nonce}">
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 4rem auto; padding: 0 1.5rem; }
pre { overflow-x: auto; padding: 1rem; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: .5rem; }
code { font: .875rem/1.6 ui-monospace, monospace; }
</style>
</head>
<body>
<main>
{text}
</main>
{script}
</body>
</html>
"#;

const NOBODY: &str = "<h1>Try the widget</h1>\n<p><a href=\"/\">Sign in</a> in this browser and come back: this \
    page then carries the first widget of your workspace. Or name one: <code>/demo?widget=ID</code>.</p>";
const NONE_YET: &str = "<h1>Try the widget</h1>\n<p>Your workspace has no active widget yet. <a href=\"/\">Make one \
    in the dashboard</a>, under Settings, and come back.</p>";
const NOT_FOUND: &str = "<h1>No such widget</h1>\n<p>There is no active widget with this id. Without \
    <code>?widget=</code> this page carries the first widget of your workspace.</p>";

/// What the page says beside a widget: everything in it that somebody wrote is escaped.
fn with_widget(widget: &Widget, base: &RequestBase) -> String {
    // A made-up Host is not repeated in something to be copied into a website.
    let server = base.url.as_ref().map_or("https://YOUR-SERVER", |url| url.as_str().trim_end_matches('/'));
    let hint = if base.url.is_some() {
        ""
    } else {
        "\n<p>In place of <code>YOUR-SERVER</code> comes this server's address; it is written there once \
         <code>PINGBACK_PUBLIC_URL</code> is set.</p>"
    };
    let snippet = format!(
        "<script>window.PingBackWidgetId = \"{}\";</script>\n<script src=\"{server}/widget.js\" async></script>",
        widget.id
    );
    format!(
        "<h1>{}</h1>\n<p>This is a page as your visitors see it: the chat is in the corner. What you write there \
         arrives in the dashboard. On <strong>{}</strong> put this before <code>&lt;/body&gt;</code>:</p>\n\
         <pre><code>{}</code></pre>{hint}",
        escape(&widget.name),
        escape(&widget.domain),
        escape(&snippet)
    )
}

/// The embedding snippet itself; an id has no character that means anything in a script.
fn scripts(widget: &Widget, nonce: &str) -> String {
    format!(
        "<script nonce=\"{nonce}\">window.PingBackWidgetId = \"{}\";</script>\n\
         <script nonce=\"{nonce}\" src=\"/widget.js\" async></script>",
        widget.id
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
