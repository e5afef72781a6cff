//! What each kind of channel must be configured with.

use pingback_model::ChannelType;
use serde_json::Value;

/// The names of the credentials that `config` lacks, in the order of the contract.
pub(super) fn missing(kind: ChannelType, config: &Value) -> Vec<&'static str> {
    let lacks = |name: &&'static str| match config.get(*name) {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.trim().is_empty(),
        Some(_) => false,
    };
    let half = |prefix: &str| {
        config.as_object().is_some_and(|config| config.keys().any(|name| name.starts_with(prefix)))
    };
    let mut needed: Vec<&'static str> = match kind {
        ChannelType::Widget => vec![],
        ChannelType::Telegram => vec!["bot_token"],
        ChannelType::Whatsapp => vec!["access_token", "phone_number_id", "app_secret"],
        ChannelType::Instagram => vec!["access_token", "page_id", "app_secret"],
        ChannelType::X => vec!["api_key", "access_token"],
        ChannelType::Sms => vec!["account_sid", "auth_token", "from"],
        ChannelType::Email => vec!["address"],
    };
    // Either half of an email channel may be left out, but not one begun and not finished.
    if kind == ChannelType::Email {
        if half("imap_") {
            needed.extend(["imap_host", "imap_username", "imap_password"]);
        }
        if half("smtp_") {
            needed.extend(["smtp_host", "smtp_username", "smtp_password"]);
        }
    }
    needed.retain(lacks);
    needed
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(missing(ChannelType::Telegram, &json!({})), ["bot_token"]);
        assert_eq!(missing(ChannelType::Telegram, &json!({"bot_token": " "})), ["bot_token"]);
        assert!(missing(ChannelType::Telegram, &json!({"bot_token": "1:a"})).is_empty());
        assert_eq!(missing(ChannelType::X, &json!({"api_key": null})), ["api_key", "access_token"]);
        assert_eq!(missing(ChannelType::Sms, &json!({"from": "+1"})), ["account_sid", "auth_token"]);
        assert_eq!(
            missing(ChannelType::Email, &json!({"address": "a@b.c", "smtp_host": "h"})),
            ["smtp_username", "smtp_password"]
        );
        assert!(missing(ChannelType::Widget, &json!({})).is_empty());
    }
}
