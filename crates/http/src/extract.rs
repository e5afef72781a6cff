//! Input: bodies, queries and paths, whose mistakes are answered as problems that name the place.

mod plain;

use axum::body::{Body, Bytes};
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Path as AxumPath, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use pingback_app::Error;
use pingback_model::ConversationRef;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::problem::Problem;

/// The largest body taken, uploads aside: 1 MiB.
pub const MAX_BODY: usize = 1 << 20;

/// A JSON body.
#[derive(Debug, Clone, Copy)]
pub struct Json<T>(pub T);

/// A query string.
#[derive(Debug, Clone, Copy)]
pub struct Query<T>(pub T);

/// Parameters in the path. One that does not parse is a thing that does not exist: 404.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Problem;
    async fn from_request(request: Request<Body>, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            let detail = "Send JSON, with the header Content-Type: application/json";
            return Err(Error::UnsupportedType(detail.into()).into());
        }
        let bytes =
            Bytes::from_request(request, state).await.map_err(|rejection| body_problem(&rejection))?;
        Ok(Self(plain::read_json(&bytes)?))
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let pairs = url::form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes());
        // No text of ours holds NUL, and PostgreSQL cannot store it: refused here for every query.
        if let Some((name, _)) =
            pairs.clone().find(|(name, value)| name.contains('\0') || value.contains('\0'))
        {
            let name = name.replace('\0', "");
            return Err(Error::invalid(format!("?{name}"), "leave the NUL character out").into());
        }
        let reader = serde_urlencoded::Deserializer::new(pairs);
        serde_path_to_error::deserialize(reader).map(Self).map_err(|error| {
            let plain::Mistake { field, detail } = plain::explain(&error.inner().to_string());
            let place = Some(error.path().to_string()).filter(|place| place != ".");
            let name = field.or(place).unwrap_or_default();
            Error::invalid(format!("?{name}"), detail).into()
        })
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match AxumPath::<T>::from_request_parts(parts, state).await {
            Ok(AxumPath(value)) => Ok(Self(value)),
            Err(_) => {
                Err(Problem::new(StatusCode::NOT_FOUND, "Nothing has this address: look at the id in it"))
            }
        }
    }
}

/// A conversation in a path or body: a UUID or a number, as text or as a JSON number.
pub fn conversation_ref<'de, D: serde::Deserializer<'de>>(reader: D) -> Result<ConversationRef, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Named {
        Number(i64),
        Text(String),
    }
    match Named::deserialize(reader)? {
        Named::Number(number) => Ok(ConversationRef::Number(number)),
        Named::Text(text) => text.parse().map_err(serde::de::Error::custom),
    }
}

/// For optional fields of a PATCH: absent is `None`, `null` is `Some(None)`.
pub fn present<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(
    reader: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(reader).map(Some)
}

/// What a socket's client sent, as a value. The same sentences as for a body.
pub fn read_value<T: DeserializeOwned>(json: serde_json::Value) -> Result<T, Error> {
    plain::read_value(json)
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
    let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

fn body_problem(rejection: &BytesRejection) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Error::TooLarge("The body is too large: at most 1 MiB of JSON is taken".into()).into()
    } else {
        Problem::new(StatusCode::BAD_REQUEST, "The body did not arrive whole: send it again")
    }
}
