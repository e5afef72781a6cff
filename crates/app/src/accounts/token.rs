//! Access tokens: JWTs that name a session. The session, not the token, decides how long it is good.

use std::sync::LazyLock;

use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use pingback_model::{SessionId, Timestamp, UserId};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::error::{Error, Result};

const ISSUER: &str = "pingback";
const AUDIENCE: &str = "api";

/// No token outlives this, however long its session is slid forward.
const HARD_BOUND: TimeDelta = TimeDelta::days(400);

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: UserId,
    sid: SessionId,
    iat: i64,
    exp: i64,
}

static VALIDATION: LazyLock<Validation> = LazyLock::new(|| {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.leeway = 0;
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    // Checked below, by App's clock.
    validation.validate_exp = false;
    validation
});

/// The token of a session.
pub(super) fn issue(app: &App, user: UserId, session: SessionId, now: Timestamp) -> Result<String> {
    let claims = Claims {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: user,
        sid: session,
        iat: now.timestamp(),
        exp: (now + HARD_BOUND).timestamp(),
    };
    jsonwebtoken::encode(
        &Header::new(Algorithm::HS256),
        &claims,
        &EncodingKey::from_secret(&app.keys.session),
    )
    .map_err(|error| Error::Internal(format!("a token could not be signed: {error}")))
}

/// Whose token that is and of which session; none where it is not one of ours, or too old.
pub(super) fn read(app: &App, token: &str) -> Option<(UserId, SessionId)> {
    let key = DecodingKey::from_secret(&app.keys.session);
    let claims = jsonwebtoken::decode::<Claims>(token, &key, &VALIDATION).ok()?.claims;
    (claims.exp > app.now().timestamp()).then_some((claims.sub, claims.sid))
}
