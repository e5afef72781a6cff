//! Which other websites' pages may call: those of a widget's domain may call that widget, everybody may see
//! how a widget looks, and no other site may call anything else.

use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use pingback_app::visitors::{self, origin};
use pingback_app::{App, Error};
use pingback_model::{Widget, WidgetId};

use crate::auth::is_foreign;

/// What a page of another website may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Callable {
    /// How a widget looks: everybody, GET only.
    Look,
    /// What a visitor does: pages of the widget's domain.
    Visit(WidgetId),
}

/// Whether the page that calls may use the widget: one of its domain's, or one of this server's own, where
/// it can be tried out. Programs send no origin, and could send any: this keeps other websites out.
pub fn is_allowed(app: &App, widget: &Widget, headers: &HeaderMap) -> bool {
    let has_origin = headers.contains_key(ORIGIN);
    !has_origin || is_of_domain(app, widget, headers) || !is_foreign(&app.settings, headers)
}

/// Whether the page that calls is one of the widget's domain.
pub fn is_of_domain(app: &App, widget: &Widget, headers: &HeaderMap) -> bool {
    let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
    origin.is_some_and(|origin| origin::is_allowed(&widget.domain, origin, app.settings.development))
}

/// Answers preflights and says on answers which page may read them. Must lie outside of what makes answers.
pub async fn layer(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(origin) = request.headers().get(ORIGIN).cloned() else { return next.run(request).await };
    let Some(callable) = callable(request.uri().path()) else { return next.run(request).await };
    let preflight = preflight(request.method(), request.headers());
    let method = preflight.as_ref().unwrap_or_else(|| request.method()).clone();
    let allowed = match callable {
        Callable::Look => {
            (method == Method::GET || method == Method::HEAD).then(|| HeaderValue::from_static("*"))
        }
        Callable::Visit(id) => is_allowed_at(&app, id, request.headers()).await.then_some(origin),
    };
    let mut response = match preflight {
        Some(_) => StatusCode::NO_CONTENT.into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("Origin"));
    let Some(allowed) = allowed else { return response };
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("Retry-After, X-Request-Id"));
    if response.status() == StatusCode::NO_CONTENT {
        let headers = response.headers_mut();
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST"));
        let taken = HeaderValue::from_static("Authorization, Content-Type, Idempotency-Key");
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, taken);
        headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("7200"));
    }
    response
}

/// That there is no such widget every page may read: one that was deleted is to say so on the sites it was on. Where
/// the widget cannot be looked up, no page is allowed.
async fn is_allowed_at(app: &App, id: WidgetId, headers: &HeaderMap) -> bool {
    match visitors::find_widget(app, id).await {
        Ok(widget) => is_allowed(app, &widget, headers),
        Err(error) => matches!(error, Error::NotFound(_)),
    }
}

/// The method a browser asks about before it sends the call itself.
fn preflight(method: &Method, headers: &HeaderMap) -> Option<Method> {
    let asked = headers.get(ACCESS_CONTROL_REQUEST_METHOD)?;
    (method == Method::OPTIONS).then(|| Method::from_bytes(asked.as_bytes()).ok()).flatten()
}

fn callable(path: &str) -> Option<Callable> {
    let mut segments = path.strip_prefix("/api/v1/widget/")?.split('/');
    let id = segments.next()?;
    match (segments.next(), segments.next()) {
        // An id that is none as well: whoever left it out of the snippet is to read that.
        (None, None) => Some(Callable::Look),
        (
            Some("hello" | "session" | "visit" | "conversation" | "messages" | "upload" | "rating" | "email"),
            None,
        ) => Some(Callable::Visit(WidgetId(id.parse().ok()?))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_widgets_can_be_called_from_elsewhere() {
        let id = "01981f6e-7a3b-7c11-9d2e-0123456789ab";
        let at = |path: &str| callable(&path.replace("ID", id));
        let widget = WidgetId(id.parse().unwrap());
        assert_eq!(at("/api/v1/widget/ID"), Some(Callable::Look));
        assert_eq!(at("/api/v1/widget/ID/session"), Some(Callable::Visit(widget)));
        assert_eq!(at("/api/v1/widget/YOUR_WIDGET_ID"), Some(Callable::Look));
        for path in [
            "/api/v1/widget",
            "/api/v1/widget/ID/identity",
            "/api/v1/widget/ID/identity/rotate",
            "/api/v1/blocks",
            "/api/v1/widget/ID/session/x",
            "/api/v1/auth/login",
            "/api/v1/conversations",
            "/",
        ] {
            assert_eq!(at(path), None, "{path}");
        }
    }
}
