//! The dashboard's cookie: a session where no script can read it.

use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use axum_extra::extract::CookieJar;
use pingback_app::{Error, Settings};

use crate::auth::{COOKIE, is_foreign};
use crate::client_address::RequestBase;

/// As long as a session lasts unless it is used: 30 days, in seconds.
const MAX_AGE: u32 = 30 * 24 * 60 * 60;

/// Whether a sign-in also sets the cookie, and how.
pub(super) struct Cookies {
    is_wanted: bool,
    is_https: bool,
}

impl Cookies {
    /// Reads it from a request. The header that asks for the cookie is one that a foreign page cannot send;
    /// where a browser says all the same that another site asks, the request is refused, so that nobody is
    /// signed in to somebody else's account.
    pub(super) fn of(settings: &Settings, headers: &HeaderMap, base: &RequestBase) -> Result<Self, Error> {
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
    pub(super) fn set(&self, token: &str) -> HeaderMap {
        if self.is_wanted { header(token, MAX_AGE, self.is_https) } else { HeaderMap::new() }
    }
}

/// The header that takes the cookie away, where there is one.
pub(super) fn clear(headers: &HeaderMap, base: &RequestBase) -> HeaderMap {
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
