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

/// What links in answers begin with: the address of this server, as far as it is certain.
///
/// Anybody can write any `Host`, and what an answer echoes may be kept (by a cache, in a mail, in a page) and
/// shown to somebody else. So a name in a request is believed only where it cannot lead away: from this machine
/// to this machine. See docs/decisions/0010.
#[derive(Debug, Clone)]
pub struct RequestBase {
    /// The public address where that is set; else the address of a request on loopback, without a path. `None`:
    /// links are relative to this server.
    pub url: Option<Url>,
    /// Whether browsers reach this server by https: cookies are then for https alone.
    pub is_https: bool,
}

impl RequestBase {
    /// The base of links in mails. Relative ones will not do there: without it the operator must set the public
    /// address.
    pub fn for_mail(&self) -> Option<&Url> {
        self.url.as_ref()
    }

    /// The base of a request.
    pub fn of(settings: &Settings, extensions: &Extensions, headers: &HeaderMap, uri: &Uri) -> Self {
        if let Some(url) = &settings.public_url {
            return Self { url: Some(url.clone()), is_https: url.scheme() == "https" };
        }
        let peer = peer(extensions);
        let scheme = scheme(peer, headers, &settings.trusted_proxies);
        let is_https = scheme == "https";
        if !peer.is_some_and(|peer| peer.is_loopback()) {
            return Self { url: None, is_https };
        }
        let host = uri.authority().map(axum::http::uri::Authority::as_str);
        let host = host.or_else(|| headers.get(HOST).and_then(|host| host.to_str().ok()));
        let url = host.and_then(|host| Url::parse(&format!("{scheme}://{host}/")).ok());
        let is_bare = |url: &Url| url.path() == "/" && url.query().or(url.fragment()).is_none();
        let url = url.filter(|url| is_bare(url) && url.username().is_empty() && url.password().is_none());
        Self { url: url.filter(|url| url.host().is_some_and(|host| is_loopback(&host))), is_https }
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
pub(crate) mod tests {
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

    /// Settings without a public address.
    pub(crate) fn settings() -> Settings {
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

    fn url(base: &RequestBase) -> Option<&str> {
        base.url.as_ref().map(Url::as_str)
    }

    #[test]
    fn a_host_is_believed_on_this_machine_alone() {
        for (host, expected) in [
            ("localhost:8000", "http://localhost:8000/"),
            ("127.0.0.1:8000", "http://127.0.0.1:8000/"),
            ("127.8.0.1", "http://127.8.0.1/"),
            ("[::1]:8000", "http://[::1]:8000/"),
            ("desk.localhost", "http://desk.localhost/"),
        ] {
            let base = base_of("127.0.0.1", &[("host", host)], "");
            assert_eq!(url(&base), Some(expected));
            assert_eq!(base.for_mail().map(Url::as_str), Some(expected));
            assert_eq!(url(&base_of("192.0.2.1", &[("host", host)], "")), None, "from elsewhere");
        }
        let foreign = [
            "evil.test",
            "localhost.evil.test",
            "192.0.2.1",
            "[2001:db8::1]:8000",
            "evil.test:8000",
            "notlocalhost",
        ];
        let broken = ["", "a/b", "user@localhost", "localhost?x", "localhost/x", "localhost#x"];
        for host in foreign.into_iter().chain(broken) {
            assert_eq!(url(&base_of("127.0.0.1", &[("host", host)], "")), None, "{host}");
        }
    }

    #[test]
    fn a_proxy_says_how_browsers_come_and_not_where() {
        let said = [("host", "desk.test"), ("x-forwarded-proto", "https")];
        let base = base_of("10.0.0.1", &said, "10.0.0.0/8");
        assert_eq!((url(&base), base.is_https), (None, true));
        assert!(!base_of("10.0.0.1", &said, "").is_https);
        let chain = [("host", "desk.test"), ("x-forwarded-proto", "https, http")];
        assert!(!base_of("10.0.0.1", &chain, "10.0.0.0/8").is_https);
    }

    #[test]
    fn the_operators_address_wins() {
        let mut settings = settings();
        settings.public_url = Some("https://desk.example.com/".parse().unwrap());
        let request = headers(&[("host", "evil.test")]);
        let base = RequestBase::of(&settings, &Extensions::new(), &request, &Uri::from_static("/"));
        assert_eq!(base.for_mail().map(Url::as_str), Some("https://desk.example.com/"));
        assert!(base.is_https);
    }
}
