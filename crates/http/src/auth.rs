//! Who asks: extractors that turn a token, or the dashboard's cookie, into a caller of the use cases.
//!
//! Programs send `Authorization: Bearer`. The dashboard sends a cookie that scripts cannot read; since a
//! browser adds it to requests of foreign pages too, a write that carries it is refused when the browser
//! says that another site asks.

use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::header::{AUTHORIZATION, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum_extra::extract::CookieJar;
use pingback_app::accounts::{self, Authenticated};
use pingback_app::rates::Rule;
use pingback_app::{Actor, App, Caller, Error};
use pingback_model::WorkspaceId;
use url::Url;

use crate::idempotency::IdempotencyKey;
use crate::problem::Problem;

/// The dashboard's cookie.
pub const COOKIE: &str = "pingback_session";

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
        Ok(Self(authenticate(app, &parts.method, &parts.headers, address).await?))
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
    let token = token(method, headers)?;
    let authenticated = accounts::authenticate(app, &token, workspace(headers)?, address).await?;
    app.check_rate(Rule::MemberCalls, authenticated.session_id)?;
    Ok(authenticated)
}

/// The token of a request: the bearer's, else the cookie's, where that may be believed.
pub fn token(method: &Method, headers: &HeaderMap) -> Result<String, Error> {
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
    if !method.is_safe() && is_foreign(headers) {
        return Err(Error::Refused("Another site sent this request: sign in there with a token of its own."));
    }
    Ok(cookie.value().to_owned())
}

/// Whether the browser says that a page of another origin asks.
pub fn is_foreign(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site != "same-origin" && site != "none";
    }
    let Some(origin) = headers.get(ORIGIN) else { return false };
    let origin = origin.to_str().ok().and_then(|origin| Url::parse(origin).ok());
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let own = host.and_then(|host| Url::parse(&format!("http://{host}")).ok());
    match (origin, own) {
        // Ports are compared as written: a proxy that ends TLS hides 443 on both sides.
        (Some(origin), Some(own)) => origin.host_str() != own.host_str() || origin.port() != own.port(),
        _ => true,
    }
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
        let cookie = ("cookie", "pingback_session=t");
        let own = [("host", "desk.acme.test"), ("origin", "https://desk.acme.test")];
        assert!(token(&Method::POST, &headers(&[&[cookie][..], &own].concat())).is_ok());
        assert!(token(&Method::GET, &headers(&[cookie, ("sec-fetch-site", "cross-site")])).is_ok());
        for foreign in [("origin", "https://evil.test"), ("origin", "null"), ("sec-fetch-site", "same-site")]
        {
            let refused = token(&Method::POST, &headers(&[cookie, ("host", "desk.acme.test"), foreign]));
            assert!(matches!(refused, Err(Error::Refused(_))), "{foreign:?}");
        }
    }

    #[test]
    fn the_bearer_wins_over_the_cookie() {
        let both = headers(&[("cookie", "pingback_session=c"), ("authorization", "bearer b")]);
        assert_eq!(token(&Method::POST, &both).unwrap(), "b");
        assert!(token(&Method::GET, &headers(&[("authorization", "Basic x")])).is_err());
    }
}
