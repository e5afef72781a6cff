//! What a person may write into the fields of an account. Every mistake of an input is reported at once.

use url::Url;

use crate::error::{Error, FieldError, Result};
use crate::names;

/// The longest address taken, in bytes: what mail servers take.
const LONGEST_EMAIL: usize = 254;
/// The longest name of a person, in characters.
const LONGEST_NAME: usize = 200;
/// The shortest and the longest password, in characters, and the longest in bytes.
const PASSWORD: std::ops::RangeInclusive<usize> = 8..=200;
const LONGEST_PASSWORD_BYTES: usize = 1_000;
/// The longest address of a picture.
const LONGEST_URL: usize = 2_000;

/// Collects what is wrong with an input.
#[derive(Debug, Default)]
pub(super) struct Fields {
    errors: Vec<FieldError>,
}

impl Fields {
    /// Goes on only where nothing is wrong.
    pub(super) fn check(self) -> Result<()> {
        if self.errors.is_empty() { Ok(()) } else { Err(Error::Invalid(self.errors)) }
    }

    fn wrong(&mut self, pointer: &str, detail: impl Into<String>) {
        self.errors.push(FieldError { pointer: pointer.into(), detail: detail.into() });
    }

    /// An address of mail, without the blanks around it.
    pub(super) fn email(&mut self, pointer: &str, text: &str) -> String {
        let email = text.trim();
        if !is_email(email) {
            self.wrong(pointer, "Enter an email address, such as name@example.com");
        }
        email.to_owned()
    }

    /// A text that may be absent; an empty one is.
    pub(super) fn optional(&mut self, pointer: &str, text: Option<&str>, longest: usize) -> Option<String> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        self.length(pointer, text, longest);
        Some(text.to_owned())
    }

    /// A person's name.
    pub(super) fn person(&mut self, pointer: &str, text: &str) -> String {
        self.name(pointer, text, LONGEST_NAME)
    }

    /// A name as it is kept.
    pub(super) fn name(&mut self, pointer: &str, text: &str, longest: usize) -> String {
        names::required(text, longest).unwrap_or_else(|detail| {
            self.wrong(pointer, detail);
            String::new()
        })
    }

    fn length(&mut self, pointer: &str, text: &str, longest: usize) {
        if text.chars().count() > longest {
            self.wrong(pointer, format!("Must have at most {longest} characters"));
        }
        self.no_null(pointer, text);
    }

    /// PostgreSQL has no place for this character, so it is taken nowhere.
    pub(super) fn no_null(&mut self, pointer: &str, text: &str) {
        if text.contains('\0') {
            self.wrong(pointer, "Must not contain the null character");
        }
    }

    /// A new password. Taken as it is: blanks at its ends count.
    pub(super) fn new_password(&mut self, pointer: &str, password: &str) {
        let (shortest, longest) = (PASSWORD.start(), PASSWORD.end());
        let length = password.chars().count();
        if length < *shortest {
            self.wrong(pointer, format!("Must have at least {shortest} characters"));
        }
        if length > *longest || password.len() > LONGEST_PASSWORD_BYTES {
            self.wrong(pointer, format!("Must have at most {longest} characters"));
        }
        self.no_null(pointer, password);
    }

    /// A website: a host, with or without `https://` in front. No other scheme: it becomes a link.
    pub(super) fn website(&mut self, pointer: &str, text: Option<&str>) -> Option<String> {
        let website = self.optional(pointer, text, 200)?;
        let has_scheme = ["http://", "https://"].iter().any(|scheme| starts_with(&website, scheme));
        let address = if has_scheme { website.clone() } else { format!("https://{website}") };
        // Without a scheme a colon can only come before a port: "javascript:" is no host.
        let port = website.split_once(':').map(|(_, rest)| rest.split('/').next().unwrap_or_default());
        let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
        if !is_web_address(&address) || !(has_scheme || port.is_none_or(is_port)) {
            self.wrong(pointer, "Enter a website, such as https://example.com");
        }
        Some(website)
    }

    /// The address of a picture.
    pub(super) fn picture(&mut self, pointer: &str, text: Option<&str>) -> Option<String> {
        let picture = self.optional(pointer, text, LONGEST_URL)?;
        if !is_web_address(&picture) {
            self.wrong(pointer, "Enter an address that begins with https:// or http://");
        }
        Some(picture)
    }
}

fn starts_with(text: &str, scheme: &str) -> bool {
    text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
}

fn is_web_address(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else { return false };
    matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && !text.contains(|c: char| c.is_control() || c.is_whitespace())
}

/// Whether mail could be sent there: `name@host.tld`, nothing that a mail server or a header could take for
/// something else.
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let is_label = |label: &str| {
        let ends = label.starts_with('-') || label.ends_with('-');
        !label.is_empty()
            && label.len() <= 63
            && !ends
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let strange = |c: char| c.is_control() || c.is_whitespace() || "\"(),:;<>@[\\]".contains(c);
    text.len() <= LONGEST_EMAIL
        && !name.is_empty()
        && name.len() <= 64
        && !name.contains(strange)
        && host.contains('.')
        && host.split('.').all(is_label)
        && text.parse::<lettre::Address>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for good in
            ["a@b.co", "first.last+tag@mail.example.com", "o'hara@x-y.org", "jörg@müller.de", "A@B.CO"]
        {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "@b.co",
            "a@",
            "a@b",
            "a b@c.co",
            "a@b..co",
            "a@-b.co",
            "a@b.co\r\nBcc: x@y.zz",
            "a@@b.co",
            "\"a b\"@c.co",
            "a\0@b.co",
            "<a@b.co>",
            "a@[127.0.0.1]",
            "a,b@c.co",
            ".a@b.co",
        ] {
            assert!(!is_email(bad), "{bad:?}");
        }
        assert!(!is_email(&format!("{}@b.co", "a".repeat(65))));
        assert!(!is_email(&format!("a@{}.co", "b.".repeat(130))));
    }

    #[test]
    fn websites_are_websites() {
        let check = |text: &str| {
            let mut fields = Fields::default();
            fields.website("/website", Some(text));
            fields.check().is_ok()
        };
        for good in ["acme.com", "https://acme.com", "HTTP://acme.com/about", "localhost:3000", ""] {
            assert!(check(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "javascript:",
            "javascript:1(1)",
            "data:text/html,x",
            "ftp://acme.com",
            "mailto:a@b.co",
            "a b.com",
            "https://",
        ] {
            assert!(!check(bad), "{bad}");
        }
    }

    #[test]
    fn lengths_count_characters_and_all_mistakes_are_named() {
        let mut fields = Fields::default();
        fields.new_password("/password", &"ü".repeat(8));
        fields.person("/full_name", &"ü".repeat(200));
        fields.check().unwrap();
        let mut fields = Fields::default();
        fields.email("/email", "nobody");
        fields.person("/full_name", " \n ");
        fields.new_password("/password", "short");
        let Err(Error::Invalid(errors)) = fields.check() else { panic!("all three are wrong") };
        assert_eq!(
            errors.iter().map(|e| &*e.pointer).collect::<Vec<_>>(),
            ["/email", "/full_name", "/password"]
        );
    }
}
