//! Which pages may use a widget.

use url::{Host, Url};

/// Whether a page of `origin` may use a widget of `domain`: the domain itself and its subdomains, on any
/// port and by http or https. `localhost` in all its spellings may where the domain is localhost, or where
/// the server runs in development. The server's own pages, for trying the widget out, are `http`'s to know.
pub fn is_allowed(domain: &str, origin: &str, development: bool) -> bool {
    let Ok(origin) = Url::parse(origin) else { return false };
    let (true, Some(host)) = (matches!(origin.scheme(), "http" | "https"), origin.host()) else {
        return false;
    };
    if is_loopback(&host) {
        return development || Host::parse(domain).is_ok_and(|domain| is_loopback(&domain));
    }
    let has_subdomains = matches!(host, Host::Domain(_));
    let host = host.to_string();
    match host.trim_end_matches('.').strip_suffix(domain) {
        Some("") => true,
        // "evilexample.com" is no subdomain of example.com, and an address of numbers has none.
        Some(rest) => rest.ends_with('.') && has_subdomains,
        None => false,
    }
}

fn is_loopback<S: AsRef<str>>(host: &Host<S>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.as_ref().trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn a_domain_its_subdomains_and_any_port() {
        for origin in [
            "https://acme.com",
            "http://acme.com",
            "https://acme.com:8443",
            "https://www.acme.com",
            "https://a.b.acme.com:3000",
            "https://acme.com.",
            "https://ACME.com",
        ] {
            assert!(is_allowed("acme.com", origin, false), "{origin}");
        }
        for origin in [
            "https://evilacme.com",
            "https://acme.com.evil.net",
            "https://acme.co",
            "https://com",
            "https://evil.net/acme.com",
            "https://evil.net#.acme.com",
            "https://acme.com@evil.net",
            "file://acme.com",
            "chrome-extension://acme.com",
            "null",
            "",
            "acme.com",
        ] {
            assert!(!is_allowed("acme.com", origin, false), "{origin}");
        }
        assert!(!is_allowed("www.acme.com", "https://acme.com", false));
        assert!(is_allowed("xn--mnchen-3ya.de", "https://xn--mnchen-3ya.de", false));
        assert!(is_allowed("192.0.2.1", "http://192.0.2.1:8080", false));
        assert!(!is_allowed("0.2.1", "http://192.0.2.1", false));
    }

    #[test]
    fn localhost_where_it_is_meant() {
        let local =
            ["http://localhost:3000", "http://127.0.0.1:5173", "http://[::1]:80", "http://app.localhost"];
        for origin in local {
            assert!(!is_allowed("acme.com", origin, false), "{origin}");
            assert!(is_allowed("acme.com", origin, true), "{origin} in development");
            assert!(is_allowed("localhost", origin, false), "{origin} for localhost");
            assert!(is_allowed("127.0.0.1", origin, false), "{origin} for 127.0.0.1");
        }
        assert!(!is_allowed("localhost", "https://localhost.evil.net", false));
        assert!(!is_allowed("localhost", "https://acme.com", true), "development is for localhost only");
    }
}
