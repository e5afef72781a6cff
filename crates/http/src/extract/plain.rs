//! What serde says of input that does not fit, as people say it: which field, and what belongs there.
//!
//! serde's errors are sentences in terms of Rust. Here alone they are taken apart; sentences of our own types
//! ("unknown role: expected one of …") pass through as they are.

mod objects;

use pingback_app::Error;
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::{Path, Segment};

use objects::ByName;

/// A time, as it is shown to who wrote none.
const A_TIME: &str = "a time such as 2026-01-31T12:00:00Z";
/// The longest name of a field that is repeated.
const LONGEST_NAME: usize = 100;

/// What serde expects, and what that is for people.
const EXPECTED: &[(&str, &str)] = &[
    ("a string", "text"),
    ("string", "text"),
    ("a borrowed string", "text"),
    ("string or map", "text"),
    ("a character", "a character"),
    ("a boolean", "true or false"),
    ("i8", "a whole number"),
    ("i16", "a whole number"),
    ("i32", "a whole number"),
    ("i64", "a whole number"),
    ("isize", "a whole number"),
    ("u8", "a whole number from 0 to 255"),
    ("u16", "a whole number from 0 to 65535"),
    ("u32", "a whole number from 0 to 4294967295"),
    ("u64", "a whole number, 0 or more"),
    ("usize", "a whole number, 0 or more"),
    ("a nonzero u32", "a whole number, 1 or more"),
    ("f32", "a number"),
    ("f64", "a number"),
    ("a sequence", "a list"),
    ("a map", "an object"),
    ("unit", "null"),
    ("a UUID string", "an id (a UUID)"),
    ("a formatted UUID string", "an id (a UUID)"),
    ("an RFC 3339 formatted date and time string", A_TIME),
    ("any valid JSON value", "JSON"),
];

/// What serde found, by its first words.
const FOUND: &[(&str, &str)] = &[
    ("string", "text"),
    ("character", "text"),
    ("integer", "a number"),
    ("number", "a number"),
    ("sequence", "a list"),
    ("map", "an object"),
    ("null", "null"),
    ("unit", "null"),
    ("Option", "null"),
];

/// The beginnings of sentences of the libraries that read single values.
const VALUES: &[(&str, &str)] = &[
    ("UUID parsing failed", "Must be an id (a UUID)"),
    ("unknown conversation: expected", "Must be a conversation's id or number"),
    ("invalid digit found in string", "Must be a whole number"),
    ("cannot parse integer from empty string", "Must be a whole number"),
    ("number too large to fit in target type", "Must be a smaller number"),
    ("number too small to fit in target type", "Must be a larger number"),
    ("number out of range", "Must be a smaller number"),
    ("invalid float literal", "Must be a number"),
    ("cannot parse float from empty string", "Must be a number"),
    ("provided string was not `true` or `false`", "Must be true or false"),
    ("premature end of input", "Must be a time such as 2026-01-31T12:00:00Z"),
    ("trailing input", "Must be a time such as 2026-01-31T12:00:00Z"),
    ("input contains invalid characters", "Must be a time such as 2026-01-31T12:00:00Z"),
    ("input is out of range", "Must be a time such as 2026-01-31T12:00:00Z"),
    ("input is not enough for unique date and time", "Must be a time such as 2026-01-31T12:00:00Z"),
    (
        "data did not match any variant of untagged enum AttachmentToSend",
        "Must be what the upload answered, or its id",
    ),
    (
        "data did not match any variant of untagged enum Attached",
        "Must be what the upload answered, or its id",
    ),
    ("data did not match any variant of untagged enum Named", "Must be a conversation's id or number"),
    ("data did not match any variant of untagged enum", "This cannot be given here"),
];

/// A mistake: the field it is about, where that is not the place itself, and the sentence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub field: Option<String>,
    pub detail: String,
}

/// A JSON body as a value, or what is wrong with it.
pub(super) fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let error = match serde_path_to_error::deserialize(&mut reader) {
        Ok(value) => {
            return match reader.end() {
                // Without a list in it, no list was taken for an object.
                Ok(()) if !bytes.contains(&b'[') => Ok(value),
                Ok(()) => read_value(serde_json::from_slice(bytes).unwrap_or_default()),
                Err(error) => Err(Error::invalid("", format!("The body goes on after its JSON: {error}"))),
            };
        }
        Err(error) => error,
    };
    // While it reads, serde_json takes a number where a word belongs for broken JSON. Whether the JSON is whole
    // shows by reading it as nothing in particular.
    match serde_json::from_slice(bytes) {
        Ok(whole) => match read_value::<T>(whole) {
            Err(mistake) => Err(mistake),
            // What is lost on the way there, as a field that is there twice.
            Ok(_) => Err(at(error.path(), &error.inner().to_string())),
        },
        Err(broken) => Err(Error::invalid("", broken_json(bytes, &broken))),
    }
}

/// JSON that is whole, as a value, or what is wrong with it.
pub(super) fn read_value<T: DeserializeOwned>(json: serde_json::Value) -> Result<T, Error> {
    serde_path_to_error::deserialize(ByName(json))
        .map_err(|error| at(error.path(), &error.inner().to_string()))
}

fn broken_json(bytes: &[u8], error: &serde_json::Error) -> String {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return "Send JSON: the body is empty".into();
    }
    match error.classify() {
        Category::Eof => "The body ends in the middle of its JSON".into(),
        _ => format!("The body is not JSON: {error}"),
    }
}

fn at(path: &Path, message: &str) -> Error {
    let Mistake { field, detail } = explain(message);
    let mut pointer = pointer(path);
    if let Some(field) = field
        && !pointer.ends_with(&format!("/{}", escape(&field)))
    {
        pointer = format!("{pointer}/{}", escape(&field));
    }
    Error::invalid(pointer, detail)
}

/// `a.b[0]` as a JSON pointer: `/a/b/0`. Ends where serde does not know how it goes on.
fn pointer(path: &Path) -> String {
    let known = path.iter().take_while(|segment| !matches!(segment, Segment::Unknown));
    known
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", escape(key)),
            Segment::Enum { .. } | Segment::Unknown => String::new(),
        })
        .collect()
}

fn escape(key: &str) -> String {
    let key: String = key.chars().take(LONGEST_NAME).collect();
    key.replace('~', "~0").replace('/', "~1")
}

/// serde's sentence for people.
pub(super) fn explain(message: &str) -> Mistake {
    let message = without_place(message);
    if let Some(field) = quoted(message, "missing field `") {
        return Mistake { detail: give(&field), field: Some(field) };
    }
    if let Some(field) = quoted(message, "duplicate field `") {
        return Mistake { detail: "Is there twice: give it once".into(), field: Some(field) };
    }
    if let Some((field, known)) = unknown(message, "unknown field `") {
        let detail = if known.is_empty() {
            "There is no such field".into()
        } else {
            format!("There is no such field; there are {known}")
        };
        return Mistake { detail, field: Some(field) };
    }
    let detail = if let Some((_, known)) = unknown(message, "unknown variant `") {
        if known.contains(", ") { format!("Must be one of {known}") } else { format!("Must be {known}") }
    } else {
        value(message)
    };
    Mistake { field: None, detail }
}

fn value(message: &str) -> String {
    let expected_of = |rest: &str| {
        rest.rsplit_once(", expected ").map(|(found, expected)| (found.to_owned(), expected.to_owned()))
    };
    if let Some((found, expected)) = message.strip_prefix("invalid type: ").and_then(expected_of) {
        return format!("Must be {}, not {}", wanted(&expected), given(&found));
    }
    if let Some((found, expected)) = message.strip_prefix("invalid value: ").and_then(expected_of) {
        let found = found.split_once('`').and_then(|(_, rest)| rest.strip_suffix('`')).map(ToOwned::to_owned);
        let found = found.filter(|found| found.parse::<f64>().is_ok());
        let but = found.map(|found| format!(", not {found}")).unwrap_or_default();
        return format!("Must be {}{but}", wanted(&expected));
    }
    if let Some((_, expected)) = message.strip_prefix("invalid length ").and_then(expected_of) {
        return match wanted(&expected) {
            "something else" => "Has the wrong length".into(),
            wanted => format!("Must be {wanted}"),
        };
    }
    let said = VALUES.iter().find(|(begins, _)| message.starts_with(begins));
    said.map_or_else(|| message.to_owned(), |(_, said)| (*said).to_owned())
}

fn wanted(expected: &str) -> &str {
    if let Some((_, wanted)) = EXPECTED.iter().find(|(serde, _)| *serde == expected) {
        return wanted;
    }
    match expected {
        _ if expected.starts_with("a tuple") || expected.starts_with("tuple") => "a list",
        _ if expected.starts_with("an array") => "a list",
        _ if expected.starts_with("struct ") || expected.contains("tagged enum") => "an object",
        _ if expected.starts_with("an integer") || expected.starts_with("integer") => "a whole number",
        _ if expected.starts_with("enum ") || expected.starts_with("variant") => "one of the words there are",
        _ if expected.contains("UUID") => "an id (a UUID)",
        _ => "something else",
    }
}

fn given(found: &str) -> String {
    let shown = found.split_once('`').and_then(|(_, rest)| rest.strip_suffix('`'));
    match (found.split(' ').next().unwrap_or_default(), shown) {
        ("boolean" | "floating", Some(shown)) => shown.to_owned(),
        (first, _) => {
            let known = FOUND.iter().find(|(serde, _)| *serde == first);
            known.map_or("this", |(_, given)| given).to_owned()
        }
    }
}

/// "Give an email", "Give a full name", "Give attachments".
fn give(field: &str) -> String {
    let words = field.replace('_', " ");
    if words.starts_with("is ") {
        return format!("Give {field}: true or false");
    }
    let is_plural = words.ends_with('s') && !["ss", "us", "is"].iter().any(|end| words.ends_with(end));
    if is_plural {
        return format!("Give {words}");
    }
    let article = match words.chars().next() {
        _ if words == "content" => "the",
        Some('a' | 'e' | 'i' | 'o') => "an",
        _ => "a",
    };
    format!("Give {article} {words}")
}

/// The name between the beginning and the next backtick.
fn quoted(message: &str, begins: &str) -> Option<String> {
    let (name, _) = message.strip_prefix(begins)?.split_once('`')?;
    Some(name.to_owned())
}

/// What is unknown, and what there is, separated by commas.
fn unknown(message: &str, begins: &str) -> Option<(String, String)> {
    let rest = message.strip_prefix(begins)?;
    // The name may be anything that somebody wrote; what there is, is ours.
    let (name, known) = rest
        .rsplit_once("`, ")
        .filter(|(_, known)| known.starts_with("there are no"))
        .or_else(|| rest.rsplit_once("`, expected "))?;
    let known = known.trim_start_matches("one of ").replace("` or `", "`, `").replace('`', "");
    Some((name.to_owned(), if known.starts_with("there are no") { String::new() } else { known }))
}

/// Without " at line 1 column 2".
fn without_place(message: &str) -> &str {
    let Some((before, place)) = message.rsplit_once(" at line ") else { return message };
    let is_place = place.chars().all(|char| char.is_ascii_digit() || " column".contains(char));
    if is_place { before } else { message }
}

#[cfg(test)]
mod tests;
