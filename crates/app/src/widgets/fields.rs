//! What a widget's fields may be.

use pingback_storage::widgets::Change;
use url::Url;

use super::{config, domain};
use crate::FieldError;
use crate::channels::check_config;
use crate::error::{Error, Result};
use crate::names;

/// Checks what is given, and brings the domain into its one form.
pub(super) fn check(mut change: Change) -> Result<Change> {
    let mut wrong = Vec::new();
    let mut refuse = |pointer: &str, detail: &str| {
        wrong.push(FieldError { pointer: pointer.to_owned(), detail: detail.to_owned() });
    };
    if let Some(text) = &mut change.domain {
        match domain::normalise(text) {
            Some(host) => *text = host,
            None => {
                refuse(
                    "/domain",
                    "must be a host or an address of a website, such as acme.com or https://acme.com: localhost, an \
                     IP address, or a name of at least two parts",
                );
            }
        }
    }
    if let Some(name) = &mut change.name {
        match names::required(name, 100) {
            Ok(cleaned) => *name = cleaned,
            Err(detail) => refuse("/name", &detail),
        }
    }
    let is_wrong = |text: &String, most: usize| text.chars().count() > most || text.contains('\0');
    if change.welcome_heading.as_ref().is_some_and(|text| is_wrong(text, 200)) {
        refuse("/welcome_heading", "must be at most 200 characters, without NUL");
    }
    if change.welcome_tagline.as_ref().is_some_and(|text| is_wrong(text, 500)) {
        refuse("/welcome_tagline", "must be at most 500 characters, without NUL");
    }
    if change.primary_color.as_ref().is_some_and(|color| !is_color(color)) {
        refuse("/primary_color", "must be #RRGGBB, such as #7650FF");
    }
    if let Some(Some(logo)) = &mut change.logo_url {
        *logo = logo.trim().to_owned();
        if !is_web_address(logo) {
            refuse("/logo_url", "must be an http or https address of at most 2,000 characters");
        }
    }
    if let Some(given) = &change.config {
        wrong.extend(check_config("/config", given).err());
        wrong.extend(config::check(given));
    }
    if wrong.is_empty() { Ok(change) } else { Err(Error::Invalid(wrong)) }
}

fn is_color(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn is_web_address(text: &str) -> bool {
    text.len() <= 2_000 && Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointers(change: Change) -> Vec<String> {
        match check(change) {
            Err(Error::Invalid(fields)) => fields.into_iter().map(|field| field.pointer).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn all_wrong_fields_are_named_at_once() {
        let change = Change {
            name: Some(" ".into()),
            domain: Some("not a domain".into()),
            welcome_heading: Some("x".repeat(201)),
            welcome_tagline: Some("x".repeat(501)),
            primary_color: Some("red".into()),
            show_online_badge: None,
            logo_url: Some(Some("javascript:alert(1)".into())),
            config: Some(serde_json::json!([])),
        };
        assert_eq!(
            pointers(change),
            [
                "/domain",
                "/name",
                "/welcome_heading",
                "/welcome_tagline",
                "/primary_color",
                "/logo_url",
                "/config"
            ]
        );
        for color in ["#12345", "#1234567", "123456", "#12345g", "#12 456", "#é1234", ""] {
            let change = Change { primary_color: Some(color.into()), ..Change::default() };
            assert_eq!(pointers(change), ["/primary_color"], "{color}");
        }
        for logo in ["data:image/png;base64,AA", "//acme.com/x.png", "logo.png", "file:///x"] {
            let change = Change { logo_url: Some(Some(logo.into())), ..Change::default() };
            assert_eq!(pointers(change), ["/logo_url"], "{logo}");
        }
    }

    #[test]
    fn what_is_right_comes_back() {
        let change = Change {
            domain: Some("HTTPS://Acme.com/x".into()),
            primary_color: Some("#7650ff".into()),
            logo_url: Some(None),
            ..Change::default()
        };
        let change = check(change).unwrap();
        assert_eq!(change.domain.as_deref(), Some("acme.com"));
        assert_eq!(change.primary_color.as_deref(), Some("#7650ff"), "as it was sent");
        assert_eq!(change.logo_url, Some(None));
    }
}
