//! A widget's `config`: the keys the product knows are checked, all others are the website's own and kept.

use pingback_model::Widget;
use serde_json::{Map, Value};

use crate::FieldError;

const REQUIRE_IDENTITY: &str = "require_identity";
const SHOW_TEAM: &str = "show_team";

/// How far from the page's edge the launcher may stand, in pixels.
const MAX_OFFSET: i64 = 120;

/// What a known key takes.
#[derive(Debug, Clone, Copy)]
enum Takes {
    Switch,
    /// Text of at most so many characters.
    Text(usize),
    Pixels,
    OneOf(&'static [&'static str]),
    /// An object of known keys; others in it are kept.
    Object(&'static [(&'static str, Takes)]),
}

/// Whether a visitor is asked before the first message.
const ASKED: Takes = Takes::OneOf(&["off", "optional", "required"]);

/// The known keys.
#[rustfmt::skip]
const KNOWN: &[(&str, Takes)] = &[
    ("position",            Takes::OneOf(&["right", "left"])),
    ("launcher_text",       Takes::Text(24)),
    ("launcher_icon",       Takes::OneOf(&["chat", "question", "wave"])),
    ("offset_x",            Takes::Pixels),
    ("offset_y",            Takes::Pixels),
    ("reply_time",          Takes::Text(80)),
    ("away_message",        Takes::Text(200)),
    ("ask_email_when_away", Takes::Switch),
    ("pre_chat",            Takes::Object(&[("is_on", Takes::Switch), ("name", ASKED), ("email", ASKED)])),
    ("rating",              Takes::Switch),
    (SHOW_TEAM,             Takes::Switch),
    ("sound",               Takes::Switch),
    ("hide_launcher",       Takes::Switch),
    ("locale",              Takes::OneOf(&["auto", "en", "de", "fr", "es", "pt", "ar"])),
    (REQUIRE_IDENTITY,      Takes::Switch),
];

/// What of a configuration is wrong, each at `/config/KEY`. That it is an object, and how long it is, is not
/// looked at here.
pub(super) fn check(config: &Value) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    if let Value::Object(config) = config {
        check_keys("/config", config, KNOWN, &mut wrong);
    }
    wrong
}

fn check_keys(at: &str, given: &Map<String, Value>, known: &[(&str, Takes)], wrong: &mut Vec<FieldError>) {
    for (key, takes) in known {
        let Some(value) = given.get(*key) else { continue };
        let pointer = format!("{at}/{key}");
        match (takes, value) {
            (Takes::Object(inner), Value::Object(value)) => check_keys(&pointer, value, inner, wrong),
            (takes, value) => {
                wrong.extend(refusal(*takes, value).map(|detail| FieldError { pointer, detail }));
            }
        }
    }
}

/// What belongs there instead.
fn refusal(takes: Takes, value: &Value) -> Option<String> {
    let (is_right, detail) = match takes {
        Takes::Switch => (value.is_boolean(), "must be true or false".to_owned()),
        Takes::Text(most) => (
            value
                .as_str()
                .is_some_and(|text| text.chars().count() <= most && !text.chars().any(char::is_control)),
            format!("must be one line of at most {most} characters"),
        ),
        Takes::Pixels => (
            value.as_i64().is_some_and(|pixels| (0..=MAX_OFFSET).contains(&pixels)),
            format!("must be a whole number of pixels from 0 to {MAX_OFFSET}"),
        ),
        Takes::OneOf(words) => (
            value.as_str().is_some_and(|word| words.contains(&word)),
            format!("must be one of {}", words.join(", ")),
        ),
        Takes::Object(_) => (false, "must be an object".to_owned()),
    };
    (!is_right).then_some(detail)
}

fn is_on(widget: &Widget, key: &str, default: bool) -> bool {
    widget.config.get(key).and_then(Value::as_bool).unwrap_or(default)
}

/// Whether the widget is only for customers whom its website vouches for.
pub(crate) fn requires_identity(widget: &Widget) -> bool {
    is_on(widget, REQUIRE_IDENTITY, false)
}

/// Whether the widget shows who is on the team.
pub(crate) fn shows_team(widget: &Widget) -> bool {
    is_on(widget, SHOW_TEAM, true)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pointers(config: &Value) -> Vec<String> {
        check(config).into_iter().map(|field| field.pointer).collect()
    }

    #[test]
    fn what_is_right_passes_and_what_is_not_known_is_kept() {
        let whole = json!({
            "position": "left", "launcher_text": "Ask us", "launcher_icon": "wave", "offset_x": 0, "offset_y": 120,
            "reply_time": "Usually answers within an hour", "away_message": "", "ask_email_when_away": false,
            "pre_chat": {"is_on": true, "name": "optional", "email": "required", "phone": 7}, "rating": true,
            "show_team": false, "sound": true, "hide_launcher": true, "locale": "ar", "require_identity": true,
            "theirs": {"any": ["thing"]},
        });
        assert_eq!(pointers(&whole), [""; 0]);
        assert_eq!(pointers(&json!({})), [""; 0]);
        // An emoji of several code points is what it is: characters are counted as the database counts them.
        assert_eq!(pointers(&json!({"launcher_text": "ü".repeat(24)})), [""; 0]);
    }

    #[test]
    fn each_known_key_is_checked() {
        let wrong: &[(&str, &[Value])] = &[
            ("position", &[json!("top"), json!(null), json!(1)]),
            ("launcher_text", &[json!("x".repeat(25)), json!("a\nb"), json!("\0"), json!(7)]),
            ("launcher_icon", &[json!("robot"), json!([])]),
            ("offset_x", &[json!(-1), json!(121), json!(1.5), json!("10"), json!(1e300)]),
            ("offset_y", &[json!(-1), json!(121)]),
            ("reply_time", &[json!("x".repeat(81))]),
            ("away_message", &[json!("x".repeat(201))]),
            ("ask_email_when_away", &[json!("yes"), json!(1)]),
            ("pre_chat", &[json!(true), json!([]), json!("name")]),
            ("rating", &[json!("true")]),
            ("show_team", &[json!(0)]),
            ("sound", &[json!("on")]),
            ("hide_launcher", &[json!({})]),
            ("locale", &[json!("EN"), json!("xx"), json!("")]),
            ("require_identity", &[json!("true"), json!(null)]),
        ];
        assert_eq!(wrong.len(), KNOWN.len());
        for (key, values) in wrong {
            for value in *values {
                let mut config = json!({});
                config[*key] = value.clone();
                assert_eq!(pointers(&config), [format!("/config/{key}")], "{value}");
            }
        }
        let inside = json!({"pre_chat": {"is_on": "yes", "name": "always", "email": null}});
        assert_eq!(
            pointers(&inside),
            ["/config/pre_chat/is_on", "/config/pre_chat/name", "/config/pre_chat/email"]
        );
    }
}
