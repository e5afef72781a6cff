//! Answers to what clients send: `{ok: true, …}` or `{ok: false, error}`.

use pingback_app::{Error, FieldError};
use serde::Serialize;
use serde_json::{Value, json};
use socketioxide::extract::AckSender;

/// The caller may not, or not any more.
pub(super) const UNAUTHORIZED: &str = "unauthorized";
/// The team blocked the caller.
pub(super) const REFUSED: &str = "refused";
/// The log cannot go on from there: fetch afresh.
pub(super) const TOO_OLD: &str = "too_old";
/// The payload is not what the event takes.
pub(super) const INVALID: &str = "invalid";
/// No event of that name is taken.
pub(super) const UNKNOWN_EVENT: &str = "unknown_event";
/// Too many at once.
pub(super) const RATE_LIMITED: &str = "rate_limited";

/// Answers that it is done. False where the answer found no room.
pub(super) fn accept(ack: AckSender, more: &Value) -> bool {
    #[derive(Serialize)]
    struct Accepted<'a> {
        ok: bool,
        #[serde(flatten)]
        more: &'a Value,
    }
    ack.send(&Accepted { ok: true, more }).is_ok()
}

/// Answers a `resume` that has everything up to `last`. False where the answer found no room.
pub(super) fn resumed(ack: AckSender, epoch: &str, last: i64) -> bool {
    accept(ack, &json!({"epoch": epoch, "last": last}))
}

/// Answers that it is not done, with a word for programs. False where the answer found no room.
pub(super) fn refuse(ack: AckSender, error: &str) -> bool {
    ack.send(&json!({"ok": false, "error": error})).is_ok()
}

/// Answers with what a use case said: a word for programs and a sentence for people. False where the answer
/// found no room.
pub(super) fn fail(ack: AckSender, error: &Error) -> bool {
    let word = match error {
        Error::Unauthenticated(_) => UNAUTHORIZED,
        Error::Forbidden(_) | Error::Refused(_) | Error::IdentityRequired => "forbidden",
        Error::Blocked => REFUSED,
        Error::NotFound(_) => "not_found",
        Error::Rejected(_) | Error::Invalid(_) | Error::TooLarge(_) | Error::UnsupportedType(_) => INVALID,
        Error::AnsweredMeanwhile { .. } => "answered_meanwhile",
        Error::LimitExceeded { .. } => "limit_exceeded",
        Error::FeatureLocked { .. } => "feature_locked",
        Error::RateLimited { .. } => RATE_LIMITED,
        Error::Unavailable(_) => "unavailable",
        Error::Storage(_) | Error::Internal(_) => {
            tracing::error!(%error, "what a socket asked for failed");
            return refuse(ack, "internal");
        }
    };
    let mut answer = json!({"ok": false, "error": word, "detail": error.to_string()});
    if let Error::Invalid(fields) = error {
        let field = |field: &FieldError| json!({"pointer": field.pointer, "detail": field.detail});
        answer["errors"] = fields.iter().map(field).collect();
    }
    if let Error::RateLimited { retry_after } = error {
        answer["retry_after"] = json!(retry_after.as_secs().max(1));
    }
    if let Error::AnsweredMeanwhile { last_message_id, answered_by } = error {
        answer["last_message_id"] = json!(last_message_id);
        answer["answered_by"] = json!(answered_by);
    }
    ack.send(&answer).is_ok()
}
