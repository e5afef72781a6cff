//! Known customers: a website vouches for who is signed in there, by a token signed with the widget's secret.

use std::time::Duration;

use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;
use serde_json::Value;

use crate::App;
use crate::customers::fields;
use crate::error::{Error, FieldError, Result};

/// How far the website's clock may run ahead of ours.
const AHEAD: Duration = Duration::from_mins(1);

/// What a website vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    /// The id under which the website knows the customer.
    pub(super) external_id: String,
    pub(super) name: Option<String>,
    pub(super) email: Option<String>,
}

#[derive(Deserialize)]
struct Claims {
    exp: f64,
    nbf: Option<f64>,
    sub: Option<Id>,
    external_id: Option<Id>,
    name: Option<String>,
    email: Option<String>,
}

/// Websites count their customers in numbers as often as in text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(i64),
}

/// Reads an identity token: HS256 with one of the widget's secrets, with an end in `exp`.
pub(super) fn verify(app: &App, secrets: &[String], token: &str) -> Result<Identity> {
    let refused = |detail: &str| Error::invalid("/identity", detail);
    if secrets.is_empty() {
        return Err(refused("this widget has no identity secret"));
    }
    let mut rules = Validation::new(Algorithm::HS256);
    rules.validate_aud = false;
    // The product's clock decides, below: jsonwebtoken knows only the system's.
    rules.validate_exp = false;
    rules.required_spec_claims.clear();
    let decode = |secret: &String| {
        let key = DecodingKey::from_secret(secret.as_bytes());
        jsonwebtoken::decode::<Value>(token, &key, &rules).ok()
    };
    let signed = secrets.iter().find_map(decode);
    let signed =
        signed.ok_or_else(|| refused("not a JWT signed (HS256) with this widget's identity secret"))?;
    let claims = Claims::deserialize(signed.claims)
        .map_err(|wrong| refused(&format!("the token's claims cannot be read: {wrong}")))?;
    let now = Duration::from_millis(app.now().timestamp_millis().try_into().unwrap_or_default());
    if since_1970(claims.exp) <= now {
        return Err(refused("the token's time (exp) is over: sign a new one for each page"));
    }
    if claims.nbf.is_some_and(|begins| since_1970(begins) > now + AHEAD) {
        return Err(refused("the token is not good yet (nbf): compare the website's clock with the world's"));
    }
    let external_id = match claims.external_id.or(claims.sub) {
        Some(Id::Text(id)) => id,
        Some(Id::Number(id)) => id.to_string(),
        None => String::new(),
    };
    if external_id.is_empty() || external_id.chars().count() > 255 || external_id.contains('\0') {
        return Err(refused("sub or external_id must name the customer, in 1 to 255 characters"));
    }
    let [name, email, _] = fields::clean(claims.name, claims.email, None).map_err(|error| match error {
        Error::Invalid(wrong) => Error::Invalid(wrong.iter().map(of_claim).collect()),
        error => error,
    })?;
    Ok(Identity { external_id, name, email })
}

/// A token's time: seconds, which may have fractions (a "numeric date" of RFC 7519).
fn since_1970(seconds: f64) -> Duration {
    let beyond = if seconds > 0.0 { Duration::MAX } else { Duration::ZERO };
    Duration::try_from_secs_f64(seconds).unwrap_or(beyond)
}

/// What is wrong is in the token, not beside it.
fn of_claim(wrong: &FieldError) -> FieldError {
    let claim = wrong.pointer.trim_start_matches('/');
    FieldError { detail: format!("{claim}: {}", wrong.detail), pointer: "/identity".into() }
}
