//! What is kept of a customer, and what it may be.

use std::collections::BTreeMap;

use pingback_model::Customer;
use pingback_storage::Error as StorageError;

use crate::error::{Error, FieldError, Result};
use crate::names;

/// The longest name and external id, in characters.
const MAX_CHARS: usize = 200;
/// The longest address (RFC 5321).
const MAX_EMAIL: usize = 254;

/// The fields as they are kept: without blanks around them, and none where empty. Fails with all that is wrong.
pub(crate) fn clean(
    name: Option<String>,
    email: Option<String>,
    external_id: Option<String>,
) -> Result<[Option<String>; 3]> {
    let trim =
        |field: Option<String>| field.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let mut wrong = Vec::new();
    let mut field =
        |pointer: &str, detail: String| wrong.push(FieldError { pointer: pointer.into(), detail });
    let name = name.map_or(Ok(None), |name| names::optional(&name, MAX_CHARS)).unwrap_or_else(|detail| {
        field("/name", detail);
        None
    });
    let fields = [name, trim(email), trim(external_id)];
    let [_, email, external_id] = &fields;
    let is_bad = |text: &String| text.chars().count() > MAX_CHARS || text.contains('\0');
    if email.as_ref().is_some_and(|email| !is_email(email)) {
        field("/email", "This is no email address".into());
    }
    if external_id.as_ref().is_some_and(is_bad) {
        field("/external_id", format!("An external id has at most {MAX_CHARS} characters"));
    }
    if wrong.is_empty() { Ok(fields) } else { Err(Error::Invalid(wrong)) }
}

/// The attributes as they are kept: names and values trimmed; what is null or empty is to be taken away. Fails with
/// all that is wrong.
pub(super) fn clean_attributes(
    given: BTreeMap<String, Option<String>>,
) -> Result<BTreeMap<String, Option<String>>> {
    let (longest, most, longest_value) =
        (Customer::MAX_ATTRIBUTE, Customer::MOST_ATTRIBUTES, Customer::MAX_VALUE);
    if given.len() > 2 * most {
        return Err(Error::invalid("/attributes", format!("A customer has at most {most} attributes")));
    }
    let mut wrong = Vec::new();
    let mut cleaned = BTreeMap::new();
    for (given, value) in given {
        let value = value.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let is_value =
            value.as_ref().is_none_or(|text| text.chars().count() <= longest_value && !text.contains('\0'));
        let refused = match names::required(&given, longest) {
            Err(detail) => detail,
            Ok(_) if !is_value => format!("A value has at most {longest_value} characters"),
            Ok(name) if cleaned.contains_key(&name) => "This attribute is there twice".into(),
            Ok(name) => {
                cleaned.insert(name, value);
                continue;
            }
        };
        let shown: String = given.chars().filter(|c| !c.is_control()).take(longest).collect();
        let pointer = format!("/attributes/{}", shown.replace('~', "~0").replace('/', "~1"));
        wrong.push(FieldError { pointer, detail: refused });
    }
    if wrong.is_empty() { Ok(cleaned) } else { Err(Error::Invalid(wrong)) }
}

/// What both checks made, or all that both found wrong.
pub(super) fn both<A, B>(one: Result<A>, other: Result<B>) -> Result<(A, B)> {
    match (one, other) {
        (Err(Error::Invalid(mut wrong)), Err(Error::Invalid(more))) => {
            wrong.extend(more);
            Err(Error::Invalid(wrong))
        }
        (one, other) => Ok((one?, other?)),
    }
}

/// The attributes with what was given set and taken away; `None` where that changes nothing.
pub(super) fn merge(
    mut all: BTreeMap<String, String>,
    given: &BTreeMap<String, Option<String>>,
) -> Result<Option<BTreeMap<String, String>>> {
    if given.is_empty() {
        return Ok(None);
    }
    for (name, value) in given {
        match value {
            Some(value) => all.insert(name.clone(), value.clone()),
            None => all.remove(name),
        };
    }
    let most = Customer::MOST_ATTRIBUTES;
    if all.len() > most {
        return Err(Error::invalid("/attributes", format!("A customer has at most {most} attributes")));
    }
    Ok(Some(all))
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
