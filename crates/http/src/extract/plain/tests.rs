//! Each mistake, and what is said of it.

use super::*;
use serde::Deserialize;
use serde_json::json;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape matters")]
struct Body {
    status: Status,
    full_name: Option<String>,
    #[serde(default)]
    is_private: bool,
    #[serde(default)]
    few: u8,
    #[serde(default)]
    ids: Vec<uuid::Uuid>,
    at: Option<chrono::DateTime<chrono::Utc>>,
    inner: Option<Inner>,
    #[serde(default)]
    files: Vec<AttachmentToSend>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Open,
    Closed,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only its shape matters")]
struct Inner {
    is_typing: bool,
    email: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its shape matters")]
enum AttachmentToSend {
    Id(String),
    Whole { id: String },
}

fn wrong(body: &str) -> (String, String) {
    let Err(Error::Invalid(fields)) = read_json::<Body>(body.as_bytes()) else { panic!("{body} was taken") };
    let [field] = &fields[..] else { panic!("{fields:?}") };
    (field.pointer.clone(), field.detail.clone())
}

#[test]
fn each_mistake_names_its_place_and_what_belongs_there() {
    let open = |field: &str, value: serde_json::Value| json!({"status": "open", field: value}).to_string();
    let uuid = "01981f6e-7a3b-7c11-9d2e-0123456789ab";
    let time = "Must be a time such as 2026-01-31T12:00:00Z";
    for (body, pointer, detail) in [
        ("{}".to_owned(), "/status", "Give a status"),
        (r#"{"status": "gone"}"#.to_owned(), "/status", "Must be one of open, closed"),
        (r#"{"status": 5}"#.to_owned(), "/status", "Must be text, not a number"),
        (r#"{"status": null}"#.to_owned(), "/status", "Must be text, not null"),
        (r#"{"status": "open", "status": "open"}"#.to_owned(), "/status", "Is there twice: give it once"),
        (open("full_name", json!(7)), "/full_name", "Must be text, not a number"),
        (open("full_name", json!(["x"])), "/full_name", "Must be text, not a list"),
        (open("full_name", json!({"x": 1})), "/full_name", "Must be text, not an object"),
        (open("full_name", json!(true)), "/full_name", "Must be text, not true"),
        (open("is_private", json!("yes, expected a map")), "/is_private", "Must be true or false, not text"),
        (open("is_private", json!(null)), "/is_private", "Must be true or false, not null"),
        (open("few", json!(-1)), "/few", "Must be a whole number from 0 to 255, not -1"),
        (open("few", json!(1.5)), "/few", "Must be a whole number from 0 to 255, not 1.5"),
        (open("ids", json!([uuid, "x"])), "/ids/1", "Must be an id (a UUID)"),
        (open("ids", json!([uuid, 7])), "/ids/1", "Must be an id (a UUID), not a number"),
        (open("ids", json!(uuid)), "/ids", "Must be a list, not text"),
        (open("at", json!("tomorrow")), "/at", time),
        (open("at", json!("2026-13-01T00:00:00Z")), "/at", time),
        (open("at", json!(5)), "/at", "Must be a time such as 2026-01-31T12:00:00Z, not a number"),
        (open("inner", json!({"email": "x"})), "/inner/is_typing", "Give is_typing: true or false"),
        (open("inner", json!({"is_typing": true})), "/inner/email", "Give an email"),
        (open("inner", json!("x")), "/inner", "Must be an object, not text"),
        (open("files", json!([5])), "/files/0", "Must be what the upload answered, or its id"),
        ("[]".to_owned(), "", "Must be an object, not a list"),
        ("null".to_owned(), "", "Must be an object, not null"),
    ] {
        assert_eq!(wrong(&body), (pointer.to_owned(), detail.to_owned()), "{body}");
    }
    let (pointer, detail) = wrong(&open("a/b", json!(1)));
    assert_eq!(pointer, "/a~1b");
    assert!(detail.starts_with("There is no such field; there are status, full_name, "), "{detail}");
}

#[test]
fn what_is_no_json_is_said_to_be_none() {
    for (body, detail) in [
        ("", "Send JSON: the body is empty"),
        ("{\"status\"", "The body ends in the middle of its JSON"),
        ("{\"status\": }", "The body is not JSON: expected value at line 1 column 12"),
        (
            "{\"status\":\"open\"}}",
            "The body goes on after its JSON: trailing characters at line 1 column 18",
        ),
    ] {
        assert_eq!(wrong(body), (String::new(), detail.to_owned()), "{body}");
    }
}

#[test]
fn nothing_that_somebody_wrote_makes_a_sentence_long_or_strange() {
    let long = "x".repeat(100_000);
    let tricky = format!("`, expected {long}");
    for text in [long.as_str(), tricky.as_str(), "` at line 1 column 2", "\u{0}"] {
        for body in [
            json!({"status": text}),
            json!({"status": "open", text: 1}),
            json!({"status": "open", "at": text}),
        ] {
            let (pointer, detail) = wrong(&body.to_string());
            assert!(pointer.len() < 300 && detail.len() < 200, "{pointer} {detail}");
        }
    }
}

#[test]
fn plurals_and_articles() {
    for (field, sentence) in [
        ("changes", "Give changes"),
        ("status", "Give a status"),
        ("address", "Give an address"),
        ("id_token", "Give an id token"),
        ("business_id", "Give a business id"),
        ("content", "Give the content"),
    ] {
        assert_eq!(give(field), sentence);
    }
}

#[test]
fn a_list_is_no_object() {
    for (body, pointer) in [
        (r#"["open", null, false]"#, ""),
        (r#"{"status": "open", "inner": [true, "ada@acme.test"]}"#, "/inner"),
    ] {
        assert_eq!(wrong(body), (pointer.into(), "Must be an object, not a list".into()), "{body}");
    }
    let lists = r#"{"status": "open", "full_name": "[Ada]", "ids": ["01981f6e-7a3b-7c11-9d2e-0123456789ab"],
        "files": [{"id": "a"}, "b"], "few": 3, "at": "2026-01-31T12:00:00Z"}"#;
    let body: Body = read_json(lists.as_bytes()).unwrap();
    assert_eq!((body.ids.len(), body.files.len(), body.few), (1, 2, 3));
}
