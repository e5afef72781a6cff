//! Who asks: extractors that turn a token, or the dashboard's cookie, into a caller of the use cases.
//!
//! Programs send `Authorization: Bearer`. The dashboard sends a cookie that scripts cannot read; since a
//! browser adds it to requests of foreign pages too, a write that carries it is refused when the browser
//! says that another site asks.

use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::header::{AUTHORIZATION, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method};
use axum_extra::extract::CookieJar;
use pingback_app::accounts::{self, Authenticated};
use pingback_app::rates::Rule;
use pingback_app::{Actor, App, Caller, Error, Settings};
use pingback_model::WorkspaceId;
use url::Url;

use crate::cookie::{COOKIE, Extended};
use crate::idempotency::IdempotencyKey;
use crate::problem::Problem;

/// A signed-in account, with or without a workspace.
#[derive(Debug)]
pub struct Account(pub Caller);

/// A signed-in account as an active member of the workspace that the call is about.
#[derive(Debug)]
pub struct Member(pub Actor);

/// A signed-in account and what is known of its place: for calls that work with and without a workspace.
#[derive(Debug)]
pub struct SignedIn(pub Authenticated);

impl FromRequestParts<App> for SignedIn {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let address = crate::client_address::of(parts, app);
        let authenticated = authenticate(app, &parts.method, &parts.headers, address).await?;
        let is_by_cookie = !parts.headers.contains_key(AUTHORIZATION);
        if let Some(extended) = parts.extensions.get::<Extended>()
            && authenticated.is_extended
            && is_by_cookie
        {
            extended.tell();
        }
        Ok(Self(authenticated))
    }
}

impl FromRequestParts<App> for Account {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let SignedIn(authenticated) = SignedIn::from_request_parts(parts, app).await?;
        let key = parts.extensions.get::<IdempotencyKey>();
        let once = key.map(|key| key.of(WorkspaceId::NONE, authenticated.user_id.into()));
        Ok(Self(authenticated.caller(once)))
    }
}

impl FromRequestParts<App> for Member {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let SignedIn(authenticated) = SignedIn::from_request_parts(parts, app).await?;
        let mut actor = authenticated.actor(None)?;
        let key = parts.extensions.get::<IdempotencyKey>();
        actor.once = key.map(|key| key.of(actor.workspace_id, actor.user_id.into()));
        Ok(Self(actor))
    }
}

/// Who a request speaks for. Also counts the call against the token's rate.
pub async fn authenticate(
    app: &App,
    method: &Method,
    headers: &HeaderMap,
    address: Option<IpAddr>,
) -> Result<Authenticated, Error> {
    let token = token(&app.settings, method, headers)?;
    let authenticated = accounts::authenticate(app, &token, workspace(headers)?, address).await?;
    app.check_rate(Rule::MemberCalls, authenticated.session_id)?;
    Ok(authenticated)
}

/// The token of a request: the bearer's, else the cookie's, where that may be believed.
pub fn token(settings: &Settings, method: &Method, headers: &HeaderMap) -> Result<String, Error> {
    const MISSING: Error =
        Error::Unauthenticated("Sign in: send the header Authorization: Bearer <access token>.");
    if let Some(value) = headers.get(AUTHORIZATION) {
        let (scheme, token) = value.to_str().ok().and_then(|value| value.split_once(' ')).ok_or(MISSING)?;
        return if scheme.eq_ignore_ascii_case("bearer") {
            Ok(token.trim().to_owned())
        } else {
            Err(MISSING)
        };
    }
    let jar = CookieJar::from_headers(headers);
    let cookie = jar.get(COOKIE).ok_or(MISSING)?;
    if !method.is_safe() && is_foreign(settings, headers) {
        return Err(Error::Refused(
            "Another site sent this request: sign in there with a token of its own. If it was this server's own \
             page, a proxy hides its address: set PINGBACK_PUBLIC_URL to it.",
        ));
    }
    Ok(cookie.value().to_owned())
}

/// Whether the browser says that a page of another origin asks, in either of its two ways: a request must pass
/// both. Own are the address that the request was sent to and the public address, which a proxy may hide.
pub fn is_foreign(settings: &Settings, headers: &HeaderMap) -> bool {
    let is_own_site = |site: &HeaderValue| site == "same-origin" || site == "none";
    if !headers.get_all("sec-fetch-site").iter().all(is_own_site) {
        return true;
    }
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let reached = host.and_then(|host| Url::parse(&format!("http://{host}")).ok());
    let is_own_origin = |origin: &HeaderValue| {
        let Some(origin) = origin.to_str().ok().and_then(|origin| Url::parse(origin).ok()) else {
            return false;
        };
        // Ports are compared as written: a proxy that ends TLS hides 443 on both sides.
        let is = |own: &Url| origin.host_str() == own.host_str() && origin.port() == own.port();
        origin.host().is_some()
            && (reached.as_ref().is_some_and(is) || settings.public_url.as_ref().is_some_and(is))
    };
    !headers.get_all(ORIGIN).iter().all(is_own_origin)
}

fn workspace(headers: &HeaderMap) -> Result<Option<WorkspaceId>, Error> {
    let Some(value) = headers.get("x-business-id") else { return Ok(None) };
    let id = value.to_str().ok().and_then(|value| value.trim().parse().ok());
    id.map(Some).ok_or_else(|| Error::invalid("X-Business-Id", "send the workspace's id, a UUID"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn a_cookie_is_good_for_reads_and_for_writes_of_its_own_site() {
        let settings = crate::client_address::tests::settings();
        let cookie = ("cookie", "pingback_session=t");
        let own = [("host", "desk.acme.test"), ("origin", "https://desk.acme.test")];
        let write = |more: &[(&'static str, &'static str)]| {
            token(&settings, &Method::POST, &headers(&[&[cookie][..], more].concat()))
        };
        assert!(write(&own).is_ok());
        assert!(write(&[own[0], own[1], ("sec-fetch-site", "same-origin")]).is_ok());
        let read = headers(&[cookie, ("sec-fetch-site", "cross-site")]);
        assert!(token(&settings, &Method::GET, &read).is_ok());
        for foreign in [
            &[("origin", "https://evil.test")][..],
            &[("origin", "null")],
            &[("sec-fetch-site", "same-site")],
            &[("origin", "https://evil.test"), ("sec-fetch-site", "same-origin")],
            &[("origin", "https://desk.acme.test"), ("sec-fetch-site", "cross-site")],
            &[("origin", "https://desk.acme.test:8443"), ("sec-fetch-site", "none")],
        ] {
            let refused = write(&[&own[..1], foreign].concat());
            assert!(matches!(refused, Err(Error::Refused(_))), "{foreign:?}");
        }
    }

    #[test]
    fn behind_a_proxy_that_hides_it_the_public_address_is_own() {
        let mut settings = crate::client_address::tests::settings();
        let request = headers(&[
            ("host", "127.0.0.1:8000"),
            ("origin", "https://desk.acme.test"),
            ("sec-fetch-site", "same-origin"),
        ]);
        assert!(is_foreign(&settings, &request));
        settings.public_url = Some("https://desk.acme.test/".parse().unwrap());
        assert!(!is_foreign(&settings, &request));
        assert!(is_foreign(
            &settings,
            &headers(&[("host", "127.0.0.1:8000"), ("origin", "https://evil.test")])
        ));
    }

    #[test]
    fn the_bearer_wins_over_the_cookie() {
        let settings = crate::client_address::tests::settings();
        let both = headers(&[("cookie", "pingback_session=c"), ("authorization", "bearer b")]);
        assert_eq!(token(&settings, &Method::POST, &both).unwrap(), "b");
        assert!(token(&settings, &Method::GET, &headers(&[("authorization", "Basic x")])).is_err());
    }
}
