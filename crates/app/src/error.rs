//! What a use case can answer instead of its result: one enum for all of them.

use std::time::Duration;

use pingback_model::{Action, Feature, MessageId, Plan, UserId};
use pingback_storage::{Error as StorageError, Retry};

/// A use case's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case did not do what was asked. `http` maps each to one status and one problem+json.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// 401: nobody is signed in, or not any more.
    #[error("{0}")]
    Unauthenticated(&'static str),
    /// 403: the permission table says no.
    #[error("{}", .0.refusal())]
    Forbidden(Action),
    /// 403 for another reason than the table: suspended, no member, a foreign origin.
    #[error("{0}")]
    Refused(&'static str),
    /// 403: the team blocked who calls. They are not told why.
    #[error("Refused")]
    Blocked,
    /// 403: the widget is only for customers whom its website vouches for.
    #[error("Identity required: this widget is for customers who are signed in on its website")]
    IdentityRequired,
    /// 404: there is none, or it is another workspace's.
    #[error("{0} not found")]
    NotFound(Kind),
    /// 400: understood, but it cannot be done as things stand. A sentence of the contract.
    #[error("{0}")]
    Rejected(String),
    /// 422: fields that do not validate.
    #[error("{}", summary(.0))]
    Invalid(Vec<FieldError>),
    /// 409: somebody else answered after what the writer had before them.
    #[error("Somebody answered meanwhile: read that first, then send yours if it is still needed")]
    AnsweredMeanwhile {
        /// The newest such answer.
        last_message_id: MessageId,
        /// Who wrote it; none: Theo.
        answered_by: Option<UserId>,
    },
    /// 402, or 429 for messages: the plan's limit is reached.
    #[error("{}", limit_message(*feature, *limit))]
    LimitExceeded {
        /// The plan.
        plan: Plan,
        /// What is limited.
        feature: Feature,
        /// How many there are.
        current: i64,
        /// How many there may be.
        limit: i64,
        /// For monthly limits: when counting starts anew.
        retry_after: Option<Duration>,
    },
    /// 402: the plan does not have the feature at all.
    #[error("Upgrade to use {feature}. The {} plan does not include it.", plan.title())]
    FeatureLocked {
        /// The plan.
        plan: Plan,
        /// The feature's name on the wire.
        feature: &'static str,
    },
    /// 413: more bytes than are taken.
    #[error("{0}")]
    TooLarge(String),
    /// 415: a type of content that is not taken.
    #[error("{0}")]
    UnsupportedType(String),
    /// 429: too many attempts.
    #[error("Too many requests: try again in {} seconds.", .retry_after.as_secs().max(1))]
    RateLimited {
        /// When it may be tried again.
        retry_after: Duration,
    },
    /// 503: not configured, or not reachable now.
    #[error("{0}")]
    Unavailable(String),
    /// 500: the database failed.
    #[error(transparent)]
    Storage(StorageError),
    /// 500: something else that is not the caller's fault.
    #[error("{0}")]
    Internal(String),
}

/// A field that does not validate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// A JSON pointer into the body (`/password`), or the name of a query parameter (`?limit`) or header.
    pub pointer: String,
    /// What is wrong and how to mend it.
    pub detail: String,
}

/// What was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    User,
    Member,
    Session,
    Workspace,
    Conversation,
    Message,
    Customer,
    Channel,
    Label,
    Widget,
    Attachment,
    Block,
    Notification,
    CannedReply,
    View,
    Note,
    Page,
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::User => "User",
            Self::Member => "Team member",
            Self::Session => "Session",
            Self::Workspace => "Workspace",
            Self::Conversation => "Conversation",
            Self::Message => "Message",
            Self::Customer => "Customer",
            Self::Channel => "Channel",
            Self::Label => "Label",
            Self::Widget => "Widget",
            Self::Attachment => "Attachment",
            Self::Block => "Block",
            Self::Notification => "Notification",
            Self::CannedReply => "Canned reply",
            Self::View => "View",
            Self::Note => "Note",
            Self::Page => "Page",
        })
    }
}

impl Error {
    /// One field that does not validate.
    pub fn invalid(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError { pointer: pointer.into(), detail: detail.into() }])
    }

    /// 400 with a sentence.
    pub fn rejected(sentence: impl Into<String>) -> Self {
        Self::Rejected(sentence.into())
    }
}

impl From<StorageError> for Error {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::KeyReused => Self::invalid("Idempotency-Key", error.to_string()),
            other => Self::Storage(other),
        }
    }
}

impl Retry for Error {
    fn is_retryable(&self) -> bool {
        matches!(self, Self::Storage(error) if error.is_retryable())
    }
}

fn summary(fields: &[FieldError]) -> String {
    match fields {
        [only] => only.detail.clone(),
        many => format!("{} fields are not valid; see errors", many.len()),
    }
}

fn limit_message(feature: Feature, limit: i64) -> String {
    let (more, things) = match feature {
        Feature::Agents => ("add more agents", if limit == 1 { "agent" } else { "agents" }),
        Feature::Channels => ("add more channels", if limit == 1 { "channel" } else { "channels" }),
        Feature::KbArticles => ("add more articles", if limit == 1 { "article" } else { "articles" }),
        Feature::Messages => ("send more messages", "messages a month"),
    };
    format!("Upgrade to {more}. Current plan allows {limit} {things}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contracts_sentence() {
        let limit = |limit| limit_message(Feature::Agents, limit);
        assert_eq!(limit(2), "Upgrade to add more agents. Current plan allows 2 agents.");
        assert_eq!(limit(0), "Upgrade to add more agents. Current plan allows 0 agents.");
    }
}
