//! The dashboard's cookie: a session where no script can read it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::{Request, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::CookieJar;
use pingback_app::{App, Error, Settings};

use crate::auth::is_foreign;
use crate::client_address::RequestBase;

/// The cookie's name.
pub const COOKIE: &str = "pingback_session";

/// As long as a session lasts unless it is used: 30 days, in seconds.
const MAX_AGE: u32 = 30 * 24 * 60 * 60;

/// Word from who reads the cookie that its session was slid forward, for [`renew`].
#[derive(Debug, Clone, Default)]
pub struct Extended(Arc<AtomicBool>);

impl Extended {
    /// Leaves the word.
    pub fn tell(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Sets the cookie again where the request slid its session forward: a browser keeps it as long as the session
/// lasts. Where the answer sets it anyway, as signing out does, that stands.
pub async fn renew(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let jar = CookieJar::from_headers(request.headers());
    let Some(cookie) = jar.get(COOKIE) else { return next.run(request).await };
    let base = RequestBase::of(&app.settings, request.extensions(), request.headers(), request.uri());
    let extended = Extended::default();
    request.extensions_mut().insert(extended.clone());
    let mut response = next.run(request).await;
    if extended.0.load(Ordering::Relaxed) && !response.headers().contains_key(SET_COOKIE) {
        response.headers_mut().extend(header(cookie.value(), MAX_AGE, base.is_https));
    }
    response
}

/// Whether a sign-in also sets the cookie, and how.
pub struct Cookies {
    is_wanted: bool,
    is_https: bool,
}

impl Cookies {
    /// Reads it from a request. The header that asks for the cookie is one that a foreign page cannot send;
    /// where a browser says all the same that another site asks, the request is refused, so that nobody is
    /// signed in to somebody else's account.
    pub fn of(settings: &Settings, headers: &HeaderMap, base: &RequestBase) -> Result<Self, Error> {
        let is_wanted = headers.get("x-pingback-client").is_some_and(|client| client == "dashboard");
        if is_wanted && is_foreign(settings, headers) {
            return Err(Error::Refused(
                "Another site sent this request: open the dashboard itself to sign in. If it was the dashboard, a \
                 proxy hides its address: set PINGBACK_PUBLIC_URL to it.",
            ));
        }
        Ok(Self { is_wanted, is_https: base.is_https })
    }

    /// The header that sets the cookie to a token, where it is wanted.
    pub fn set(&self, token: &str) -> HeaderMap {
        if self.is_wanted { header(token, MAX_AGE, self.is_https) } else { HeaderMap::new() }
    }
}

/// The header that takes the cookie away, where there is one.
pub fn clear(headers: &HeaderMap, base: &RequestBase) -> HeaderMap {
    let has_cookie = CookieJar::from_headers(headers).get(COOKIE).is_some();
    if has_cookie { header("", 0, base.is_https) } else { HeaderMap::new() }
}

/// A token is letters, digits, `-`, `_` and dots: nothing in it needs quoting.
fn header(value: &str, max_age: u32, is_https: bool) -> HeaderMap {
    let secure = if is_https { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={value}; HttpOnly; SameSite=Lax; Path=/; Max-Age={max_age}{secure}");
    HeaderValue::from_str(&cookie)
        .map(|cookie| HeaderMap::from_iter([(SET_COOKIE, cookie)]))
        .unwrap_or_default()
}
