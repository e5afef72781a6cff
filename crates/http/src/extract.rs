//! Input: bodies, queries and paths, whose mistakes are answered as problems that name the place.

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
        let mut reader = serde_json::Deserializer::from_slice(&bytes);
        let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            Problem::from(Error::invalid(pointer(error.path()), plain(&error.into_inner().to_string())))
        })?;
        match reader.end() {
            Ok(()) => Ok(Self(value)),
            Err(error) => Err(Error::invalid("", format!("the body goes on after its JSON: {error}")).into()),
        }
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
            let name = error.path().to_string();
            let detail = plain(&error.into_inner().to_string());
            Error::invalid(if name == "." { "?".into() } else { format!("?{name}") }, detail).into()
        })
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match AxumPath::<T>::from_request_parts(parts, state).await {
            Ok(AxumPath(value)) => Ok(Self(value)),
            Err(rejection) => Err(Problem::new(
                StatusCode::NOT_FOUND,
                format!("Nothing has this address: {}", rejection.body_text()),
            )),
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

/// `a.b[0]` as a JSON pointer: `/a/b/0`.
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => "/?".to_owned(),
        })
        .collect()
}

/// serde's sentence without its Rust.
fn plain(message: &str) -> String {
    message.replace("invalid type: ", "wrong type: found ").replace("unit value", "nothing")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_names_the_place() {
        #[derive(Debug, Deserialize)]
        #[expect(dead_code, reason = "only its shape matters")]
        struct Body {
            attachments: Vec<i64>,
        }
        let mut reader = serde_json::Deserializer::from_str(r#"{"attachments": [1, "x"]}"#);
        let error = serde_path_to_error::deserialize::<_, Body>(&mut reader).unwrap_err();
        assert_eq!(pointer(error.path()), "/attachments/1");
    }
}
