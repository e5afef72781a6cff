//! Where a request comes from, and under which address this server was reached.
//!
//! What proxies say (`X-Forwarded-For`, `X-Forwarded-Proto`) is believed only of networks that the operator
//! trusts, and only as far: everybody else can write those headers too.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, Uri};
use ipnet::IpNet;
use pingback_app::{App, Settings};
use url::{Host, Url};

/// The client's address. `0.0.0.0` where the server does not know the peer: such requests count as one client.
#[derive(Debug, Clone, Copy)]
pub struct ClientAddress(pub IpAddr);

/// The client's address; `None` where the server does not know the peer.
pub fn of(parts: &Parts, app: &App) -> Option<IpAddr> {
    Some(client(peer(&parts.extensions)?, &parts.headers, &app.settings.trusted_proxies))
}

impl FromRequestParts<App> for ClientAddress {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self(of(parts, app).unwrap_or(Ipv4Addr::UNSPECIFIED.into())))
    }
}

/// The address under which the caller reached this server, without a path: `https://desk.example.com`.
///
/// It is the operator's public address where that is set, else put together from the request. `None` only
/// for requests that do not name a host.
#[derive(Debug, Clone)]
pub struct RequestBase {
    /// The address, for what only this caller is answered: addresses of files, a page's own origin.
    pub url: Option<Url>,
    is_certain: bool,
}

impl RequestBase {
    /// The base of links in mails: somebody else follows them, so a `Host` that a stranger wrote will not
    /// do. `None` unless the public address is set, or the request came from this machine to this machine.
    pub fn for_mail(&self) -> Option<&Url> {
        self.url.as_ref().filter(|_| self.is_certain)
    }

    /// The origin as browsers write it.
    pub fn origin(&self) -> Option<String> {
        self.url.as_ref().map(|url| url.origin().ascii_serialization())
    }

    /// The base of a request.
    pub fn of(settings: &Settings, extensions: &Extensions, headers: &HeaderMap, uri: &Uri) -> Self {
        if let Some(url) = &settings.public_url {
            return Self { url: Some(url.clone()), is_certain: true };
        }
        let peer = peer(extensions);
        let scheme = scheme(peer, headers, &settings.trusted_proxies);
        let host = uri.authority().map(axum::http::uri::Authority::as_str);
        let host = host.or_else(|| headers.get(HOST).and_then(|host| host.to_str().ok()));
        let url = host.and_then(|host| Url::parse(&format!("{scheme}://{host}/")).ok());
        let url = url.filter(|url| url.path() == "/" && url.username().is_empty() && url.query().is_none());
        let is_local = url.as_ref().and_then(Url::host).is_some_and(|host| is_loopback(&host));
        Self { url, is_certain: is_local && peer.is_some_and(|peer| peer.is_loopback()) }
    }
}

impl FromRequestParts<App> for RequestBase {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(&app.settings, &parts.extensions, &parts.headers, &parts.uri))
    }
}

fn peer(extensions: &Extensions) -> Option<IpAddr> {
    extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip().to_canonical())
}

/// The last address that a trusted hand wrote down: from the right of `X-Forwarded-For`, the first that is
/// no trusted proxy itself.
fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(&address));
    let values = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = values.flat_map(|value| value.split(',')).map(str::trim).collect();
    let mut client = peer;
    for hop in hops.iter().rev() {
        if !is_trusted(client) {
            break;
        }
        // What cannot be read ends the chain: the proxy that wrote it is the last address we know.
        let Some(address) = hop_address(hop) else { break };
        client = address;
    }
    client
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`.
fn hop_address(hop: &str) -> Option<IpAddr> {
    let address = hop.parse().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|socket| socket.ip()));
    let bracketed = || hop.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    address.or_else(bracketed).map(|address: IpAddr| address.to_canonical())
}

/// `https` where the nearest proxy is trusted and says so; this server itself speaks plain HTTP.
fn scheme(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[IpNet]) -> &'static str {
    let is_trusted = peer.is_some_and(|peer| trusted.iter().any(|network| network.contains(&peer)));
    let said = headers.get_all("x-forwarded-proto").iter().next_back().and_then(|value| value.to_str().ok());
    let nearest = said.and_then(|said| said.rsplit(',').next()).map(str::trim);
    if is_trusted && nearest.is_some_and(|said| said.eq_ignore_ascii_case("https")) {
        "https"
    } else {
        "http"
    }
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    fn from(peer: &str, forwarded: &[&'static str], trusted: &[&str]) -> String {
        let pairs: Vec<_> = forwarded.iter().map(|value| ("x-forwarded-for", *value)).collect();
        let trusted: Vec<IpNet> = trusted.iter().map(|network| network.parse().unwrap()).collect();
        client(peer.parse().unwrap(), &headers(&pairs), &trusted).to_string()
    }

    #[test]
    fn forwarded_addresses_are_believed_only_of_trusted_proxies() {
        assert_eq!(from("192.0.2.9", &["198.51.100.1"], &[]), "192.0.2.9");
        assert_eq!(from("192.0.2.9", &["198.51.100.1"], &["10.0.0.0/8"]), "192.0.2.9");
        assert_eq!(from("10.0.0.1", &["198.51.100.1"], &["10.0.0.0/8"]), "198.51.100.1");
        assert_eq!(from("10.0.0.1", &[], &["10.0.0.0/8"]), "10.0.0.1");
    }

    #[test]
    fn what_the_client_wrote_itself_is_passed_over() {
        let trusted = ["10.0.0.0/8", "2001:db8:f::/48"];
        assert_eq!(from("10.0.0.1", &["1.1.1.1, 198.51.100.1"], &trusted), "198.51.100.1");
        assert_eq!(from("10.0.0.1", &["1.1.1.1", "198.51.100.1, 10.0.0.2"], &trusted), "198.51.100.1");
        assert_eq!(from("10.0.0.1", &["1.1.1.1, 10.9.9.9, 198.51.100.1"], &trusted), "198.51.100.1");
        assert_eq!(from("2001:db8:f::1", &["198.51.100.1:4711"], &trusted), "198.51.100.1");
        assert_eq!(from("10.0.0.1", &["[2001:db8::1]:4711"], &trusted), "2001:db8::1");
        assert_eq!(from("10.0.0.1", &["2001:db8::1"], &trusted), "2001:db8::1");
        assert_eq!(from("10.0.0.1", &["1.1.1.1, unknown"], &trusted), "10.0.0.1");
    }

    fn base_of(peer: &str, pairs: &[(&'static str, &'static str)], trusted: &str) -> RequestBase {
        let mut settings = settings();
        settings.trusted_proxies = trusted.parse().into_iter().collect();
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 1)));
        RequestBase::of(&settings, &extensions, &headers(pairs), &Uri::from_static("/x"))
    }

    fn settings() -> Settings {
        Settings {
            public_url: None,
            default_plan: pingback_model::Plan::Free,
            registration_open: true,
            google_client_id: None,
            google_jwks: "http://127.0.0.1:9/".parse().unwrap(),
            rate_limit: true,
            trusted_proxies: Vec::new(),
            allow_private: Vec::new(),
            development: false,
        }
    }

    #[test]
    fn the_base_of_answers_and_of_mails() {
        let local = base_of("127.0.0.1", &[("host", "localhost:8000")], "");
        assert_eq!(local.origin().as_deref(), Some("http://localhost:8000"));
        assert_eq!(local.for_mail().map(Url::as_str), Some("http://localhost:8000/"));

        let poisoned = base_of("127.0.0.1", &[("host", "evil.test")], "");
        assert_eq!(poisoned.origin().as_deref(), Some("http://evil.test"));
        assert_eq!(poisoned.for_mail(), None, "a proxy on this machine passes any Host on");
        assert_eq!(base_of("192.0.2.1", &[("host", "localhost")], "").for_mail(), None);

        let said = [("host", "desk.test"), ("x-forwarded-proto", "https")];
        assert_eq!(base_of("10.0.0.1", &said, "10.0.0.0/8").origin().as_deref(), Some("https://desk.test"));
        assert_eq!(base_of("10.0.0.1", &said, "").origin().as_deref(), Some("http://desk.test"));
        let chain = [("host", "desk.test"), ("x-forwarded-proto", "https, http")];
        assert_eq!(base_of("10.0.0.1", &chain, "10.0.0.0/8").origin().as_deref(), Some("http://desk.test"));

        for host in ["", "a/b", "user@desk.test", "desk.test?x"] {
            let pairs = [("host", host)];
            assert!(base_of("127.0.0.1", &pairs, "").url.is_none(), "{host}");
        }
    }

    #[test]
    fn the_operators_address_wins() {
        let mut settings = settings();
        settings.public_url = Some("https://desk.example.com/".parse().unwrap());
        let request = headers(&[("host", "evil.test")]);
        let base = RequestBase::of(&settings, &Extensions::new(), &request, &Uri::from_static("/"));
        assert_eq!(base.for_mail().map(Url::as_str), Some("https://desk.example.com/"));
    }
}
