//! What is kept of a customer, and what it may be.

use pingback_storage::Error as StorageError;

use crate::error::{Error, FieldError, Result};

/// The longest name and external id, in characters.
const MAX_CHARS: usize = 200;
/// The longest address (RFC 5321).
const MAX_EMAIL: usize = 254;

/// The fields as they are kept: trimmed, and none where empty. Fails with all that is wrong.
pub(super) fn clean(
    name: Option<String>,
    email: Option<String>,
    external_id: Option<String>,
) -> Result<[Option<String>; 3]> {
    let trim =
        |field: Option<String>| field.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let fields = [trim(name), trim(email), trim(external_id)];
    let [name, email, external_id] = &fields;
    let mut wrong = Vec::new();
    let mut field =
        |pointer: &str, detail: String| wrong.push(FieldError { pointer: pointer.into(), detail });
    let is_bad = |text: &String| text.chars().count() > MAX_CHARS || text.contains('\0');
    if name.as_ref().is_some_and(is_bad) {
        field("/name", format!("A name has at most {MAX_CHARS} characters"));
    }
    if email.as_ref().is_some_and(|email| !is_email(email)) {
        field("/email", "This is no email address".into());
    }
    if external_id.as_ref().is_some_and(is_bad) {
        field("/external_id", format!("An external id has at most {MAX_CHARS} characters"));
    }
    if wrong.is_empty() { Ok(fields) } else { Err(Error::Invalid(wrong)) }
}

fn is_email(text: &str) -> bool {
    text.len() <= MAX_EMAIL && garde::rules::email::parse_email(text).is_ok()
}

/// A unique violation here is always the external id's.
pub(super) fn or_taken(error: StorageError) -> Error {
    if error.is_unique_violation() {
        Error::invalid("/external_id", "Another customer has this external id")
    } else {
        error.into()
    }
}
