//! Problems (RFC 9457): the one mapping from errors to `application/problem+json`.

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use pingback_app::Error;
use pingback_model::Feature;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What a handler answers when it does not answer what was asked.
pub type Result<T, E = Problem> = std::result::Result<T, E>;

/// A problem. Plan errors carry their members (`plan`, `feature`, …) beside the standard ones.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Problem {
    /// The status' name.
    #[schema(example = "Not Found")]
    pub title: String,
    /// The HTTP status.
    #[schema(example = 404)]
    pub status: u16,
    /// One sentence for a person: what, where, how to mend.
    #[schema(example = "User not found")]
    pub detail: String,
    /// The fields that do not validate.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// The request's id, to find it in the server's log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// For plan errors: what is locked or exceeded.
    #[serde(flatten)]
    pub plan: Option<PlanProblem>,
    /// For an answer that another one had come before: which.
    #[serde(flatten)]
    pub answered: Option<AnsweredProblem>,
    /// For a visitor who is not let in: a word for programs.
    #[serde(flatten)]
    pub refused: Option<RefusedProblem>,
    /// Seconds after which to try again; also the `Retry-After` header.
    #[serde(skip)]
    pub retry_after: Option<u64>,
}

/// One field that does not validate.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldProblem {
    /// A JSON pointer into the body (`/password`), or the name of a query parameter (`?limit`) or header.
    pub pointer: String,
    /// What is wrong and how to mend it.
    pub detail: String,
}

/// The members of a plan error.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PlanProblem {
    /// `limit_exceeded` or `feature_locked`.
    pub error: &'static str,
    /// The plan's name: "Free", "Mini", "Pro".
    pub plan: &'static str,
    /// What is limited or locked.
    pub feature: &'static str,
    /// How many there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current: Option<i64>,
    /// How many there may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    /// The same sentence as `detail`.
    pub message: String,
}

/// The members of a 409 for an answer that another one had come before.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AnsweredProblem {
    /// `answered_meanwhile`.
    #[serde(rename = "error")]
    #[schema(example = "answered_meanwhile")]
    pub word: &'static str,
    /// The newest such answer.
    pub last_message_id: Uuid,
    /// The `user_id` of who wrote it; null for Theo.
    pub answered_by: Option<Uuid>,
}

/// The members of a 403 for a visitor.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RefusedProblem {
    /// `refused`, or `identity_required`: begin the session with a signed identity.
    #[serde(rename = "error")]
    #[schema(example = "identity_required")]
    pub word: &'static str,
}

impl Problem {
    /// A problem with nothing but a status and a sentence.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            errors: Vec::new(),
            request_id: None,
            plan: None,
            answered: None,
            refused: None,
            retry_after: None,
        }
    }

    /// The status.
    pub fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

fn status(error: &Error) -> StatusCode {
    match error {
        Error::Unauthenticated(_) => StatusCode::UNAUTHORIZED,
        Error::Forbidden(_) | Error::Refused(_) | Error::Blocked | Error::IdentityRequired => {
            StatusCode::FORBIDDEN
        }
        Error::NotFound(_) => StatusCode::NOT_FOUND,
        Error::Rejected(_) => StatusCode::BAD_REQUEST,
        Error::AnsweredMeanwhile { .. } => StatusCode::CONFLICT,
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::LimitExceeded { feature: Feature::Messages, .. } | Error::RateLimited { .. } => {
            StatusCode::TOO_MANY_REQUESTS
        }
        Error::LimitExceeded { .. } | Error::FeatureLocked { .. } => StatusCode::PAYMENT_REQUIRED,
        Error::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
        Error::UnsupportedType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Storage(_) | Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let status = status(&error);
        if status == StatusCode::INTERNAL_SERVER_ERROR {
            // Said in the log; the client gets the request's id to ask about.
            tracing::error!(%error, "a request failed");
            return Self::new(
                status,
                "Something went wrong on our side. Try again, or tell whoever runs this server.",
            );
        }
        let detail = error.to_string();
        let mut problem = Self::new(status, detail.clone());
        match error {
            Error::Invalid(fields) => {
                problem.errors = fields
                    .into_iter()
                    .map(|f| FieldProblem { pointer: f.pointer, detail: f.detail })
                    .collect();
            }
            Error::LimitExceeded { plan, feature, current, limit, retry_after } => {
                problem.retry_after = retry_after.map(|after| after.as_secs().max(1));
                problem.plan = Some(PlanProblem {
                    error: "limit_exceeded",
                    plan: plan.title(),
                    feature: feature.as_str(),
                    current: Some(current),
                    limit: Some(limit),
                    message: detail,
                });
            }
            Error::FeatureLocked { plan, feature } => {
                problem.plan = Some(PlanProblem {
                    error: "feature_locked",
                    plan: plan.title(),
                    feature,
                    current: None,
                    limit: None,
                    message: detail,
                });
            }
            Error::AnsweredMeanwhile { last_message_id, answered_by } => {
                problem.answered = Some(AnsweredProblem {
                    word: "answered_meanwhile",
                    last_message_id: last_message_id.into(),
                    answered_by: answered_by.map(Into::into),
                });
            }
            Error::Blocked => problem.refused = Some(RefusedProblem { word: "refused" }),
            Error::IdentityRequired => problem.refused = Some(RefusedProblem { word: "identity_required" }),
            Error::RateLimited { retry_after } => problem.retry_after = Some(retry_after.as_secs().max(1)),
            _ => {}
        }
        problem
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status_code(), axum::Json(&self)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == 401 {
            headers.insert(axum::http::header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(self);
        response
    }
}
