//! A widget's domain: host and address forms normalise to one.

use url::{Host, Url};

/// The host alone, in lower case and, for names beyond ASCII, in their ASCII form. `https://Shop.Example/x`,
/// `shop.example:8080` and `shop.example` are one. `None` where there is no host in it, or all of a top-level domain.
pub(super) fn normalise(text: &str) -> Option<String> {
    let text = text.trim();
    let has_scheme = text.contains("://");
    let url = if has_scheme { Url::parse(text) } else { Url::parse(&format!("http://{text}")) };
    let url = url.ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    if !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    match url.host()? {
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            // "*.example.com" is what people write who mean the subdomains too: they are always meant.
            let name = name.strip_prefix("*.").unwrap_or(name);
            is_name(name).then(|| name.to_owned())
        }
        address => Some(address.to_string()),
    }
}

/// Names as the DNS has them, and the underscores that are seen in practice. One label alone is no website but all of
/// a top-level domain, since subdomains are always meant.
fn is_name(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte))
    };
    let is_narrow = name == "localhost" || name.contains('.');
    is_narrow && name.len() <= 253 && name.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn one_form_for_all_spellings() {
        for text in [
            "acme.com",
            " ACME.com ",
            "acme.com.",
            "acme.com:8080",
            "acme.com/shop?x=1#y",
            "http://acme.com",
            "https://Acme.com:443/a/b",
            "*.acme.com",
        ] {
            assert_eq!(normalise(text).as_deref(), Some("acme.com"), "{text}");
        }
        assert_eq!(normalise("www.acme.com").as_deref(), Some("www.acme.com"));
        assert_eq!(normalise("https://MÜNCHEN.de").as_deref(), Some("xn--mnchen-3ya.de"));
        assert_eq!(normalise("xn--mnchen-3ya.de").as_deref(), Some("xn--mnchen-3ya.de"));
        assert_eq!(normalise("localhost:3000").as_deref(), Some("localhost"));
        assert_eq!(normalise("http://127.0.0.1:8000/").as_deref(), Some("127.0.0.1"));
        assert_eq!(normalise("[::1]:80").as_deref(), Some("[::1]"));
    }

    #[test]
    fn what_is_no_domain() {
        for text in [
            "",
            " ",
            "acme com",
            "ftp://acme.com",
            "javascript:alert(1)",
            "mailto:a@acme.com",
            "a@acme.com",
            "https://",
            "http:///",
            "a..b",
            "*",
            "com",
            "com.",
            "https://com/",
            "*.com",
            "*.*.com",
            "intranet",
            "<script>",
            "acme.com'",
            "file:///etc/passwd",
        ] {
            assert_eq!(normalise(text), None, "{text}");
        }
        assert_eq!(normalise(&format!("{}.com", "a".repeat(64))), None);
    }
}
