//! Google's ID tokens: who Google says somebody is.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use pingback_model::Timestamp;
use serde::Deserialize;

use crate::App;
use crate::error::{Error, Result};

const ISSUERS: [&str; 2] = ["accounts.google.com", "https://accounts.google.com"];
const REFUSED: &str = "Google's sign-in token is not valid or has expired: sign in again.";

/// How long Google's keys are good without asking again.
const KEEP: TimeDelta = TimeDelta::hours(1);
/// How long they may still be used when Google cannot be asked.
const KEEP_IN_NEED: TimeDelta = TimeDelta::hours(24);
/// A token with an unknown key makes us ask, but not more often than this.
const ASK_EVERY: TimeDelta = TimeDelta::minutes(1);
/// How long Google may take.
const TIMEOUT: Duration = Duration::from_secs(10);
/// The largest set of keys taken, in bytes.
const LARGEST: usize = 256 * 1024;

/// Whom a token names. Everything in it was claimed by Google, and checked to be by Google for us.
#[derive(Debug, Clone)]
pub struct Person {
    /// Google's own, unchanging id.
    pub subject: String,
    /// The address.
    pub email: Option<String>,
    /// Whether Google knows that the address is theirs. What is not said is not so.
    pub email_verified: bool,
    /// The name.
    pub name: Option<String>,
    /// The address of a picture.
    pub picture: Option<String>,
}

/// Types are checked as well: a claim of another type than Google documents makes the token unreadable, so
/// that `"email_verified": "false"` cannot be taken for true, nor a list of audiences for one.
#[derive(Deserialize)]
struct Claims {
    #[serde(rename = "aud")]
    _audience: String,
    sub: String,
    exp: i64,
    email: Option<String>,
    #[serde(default)]
    email_verified: bool,
    name: Option<String>,
    picture: Option<String>,
}

/// Checks Google's tokens; keeps Google's keys.
#[derive(Debug, Default)]
pub struct Google {
    keys: Mutex<Option<Keys>>,
}

#[derive(Debug, Clone)]
struct Keys {
    set: Arc<JwkSet>,
    fetched_at: Timestamp,
}

impl Google {
    /// Whom the token names. 503 where Google sign-in is not configured or Google's keys cannot be had.
    pub async fn verify(&self, app: &App, id_token: &str) -> Result<Person> {
        let client_id =
            app.settings.google_client_id.as_deref().ok_or_else(|| {
                Error::Unavailable("Google sign-in is not configured on this server.".into())
            })?;
        let refused = || Error::Unauthenticated(REFUSED);
        let header = jsonwebtoken::decode_header(id_token).map_err(|_| refused())?;
        let key_id = header.kid.filter(|_| header.alg == Algorithm::RS256).ok_or_else(refused)?;
        let key = self.key(app, &key_id).await?.ok_or_else(refused)?;
        let mut validation = Validation::new(Algorithm::RS256);
        validation.leeway = 0;
        validation.set_issuer(&ISSUERS);
        validation.set_audience(&[client_id]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // Checked below, by App's clock.
        validation.validate_exp = false;
        let claims =
            jsonwebtoken::decode::<Claims>(id_token, &key, &validation).map_err(|_| refused())?.claims;
        if claims.exp <= app.now().timestamp() || claims.sub.is_empty() || claims.sub.len() > 255 {
            return Err(refused());
        }
        Ok(Person {
            subject: claims.sub,
            email: claims.email,
            email_verified: claims.email_verified,
            name: claims.name,
            picture: claims.picture,
        })
    }

    /// The key of that id, from what is kept or from Google.
    async fn key(&self, app: &App, key_id: &str) -> Result<Option<DecodingKey>> {
        let find = |keys: &Keys| keys.set.find(key_id).and_then(|key| DecodingKey::from_jwk(key).ok());
        let kept = self.keys.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let age = kept.as_ref().map(|keys| app.now() - keys.fetched_at);
        let known = kept.as_ref().and_then(find);
        if age.is_some_and(|age| age < if known.is_some() { KEEP } else { ASK_EVERY }) {
            return Ok(known);
        }
        match fetch(app).await {
            Ok(set) => {
                let keys = Keys { set: Arc::new(set), fetched_at: app.now() };
                let key = find(&keys);
                *self.keys.lock().unwrap_or_else(PoisonError::into_inner) = Some(keys);
                Ok(key)
            }
            Err(error) => {
                tracing::warn!(%error, "Google's keys could not be fetched");
                let in_need = known.filter(|_| age.is_some_and(|age| age < KEEP_IN_NEED));
                in_need.map(Some).ok_or_else(|| {
                    Error::Unavailable(
                        "Google cannot be reached at the moment: try again, or use your password.".into(),
                    )
                })
            }
        }
    }
}

/// Asks Google. The address is the operator's setting, never a caller's.
async fn fetch(app: &App) -> Result<JwkSet> {
    let failed = |error: &dyn std::fmt::Display| Error::Unavailable(error.to_string());
    let client = reqwest::Client::builder()
        .timeout(TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|error| failed(&error))?;
    let request = client.get(app.settings.google_jwks.clone());
    let mut response =
        request.send().await.and_then(reqwest::Response::error_for_status).map_err(|error| failed(&error))?;
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| failed(&error))? {
        if body.len() + chunk.len() > LARGEST {
            return Err(failed(&"the set of keys is too large"));
        }
        body.extend_from_slice(&chunk);
    }
    serde_json::from_slice(&body).map_err(|error| failed(&error))
}
