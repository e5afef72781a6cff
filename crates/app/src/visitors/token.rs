//! The two tokens of a visitor, both verified without the database.
//!
//! The *session token* is good for an hour and for everything a visitor may do. The *visitor token* is kept
//! in the browser and only says who came back; it names nobody that a signed identity was needed for.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use pingback_model::{CustomerId, Timestamp, Visit, WidgetId, WorkspaceId};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::{Said, Visitor};
use crate::App;
use crate::error::{Error, Result};
use crate::keys::hmac_sha256;

/// How long a session token is good.
pub(super) const SESSION: TimeDelta = TimeDelta::hours(1);

/// No token of a browser is as long: a name of 200 characters and an address of 254 bytes, escaped, in base64.
const LONGEST: usize = 8_000;

const AUDIENCE: &str = "visitor";
const ISSUER: &str = "pingback";

/// What a session token says.
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    aud: String,
    iss: String,
    exp: i64,
    workspace: Uuid,
    widget: Uuid,
    channel: Uuid,
    /// The customer.
    sub: Uuid,
    /// Whether the website vouched for them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    identified: bool,
    /// What they said of themselves before they were one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    said: Option<Said>,
    /// Where they came from, while they are no customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    visit: Option<Visit>,
}

/// A session token for the visitor, with the time it ends.
pub(super) fn issue(app: &App, visitor: &Visitor) -> Result<(String, Timestamp)> {
    let expires_at = app.now() + SESSION;
    let claims = Claims {
        aud: AUDIENCE.to_owned(),
        iss: ISSUER.to_owned(),
        exp: expires_at.timestamp(),
        workspace: visitor.workspace_id.0,
        widget: visitor.widget_id.0,
        channel: visitor.channel_id.0,
        sub: visitor.customer_id.0,
        identified: visitor.is_identified,
        said: visitor.said.as_deref().cloned(),
        visit: visitor.visit.as_deref().cloned(),
    };
    let key = EncodingKey::from_secret(&app.keys.visitor);
    let token = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key)
        .map_err(|error| Error::Internal(format!("a visitor's token could not be signed: {error}")))?;
    Ok((token, expires_at))
}

/// The visitor that a session token names. 401 for any other text, and when its time is over.
pub fn authenticate(app: &App, token: &str) -> Result<Visitor> {
    let refused =
        || Error::Unauthenticated("The visitor's token is not valid or has ended: begin a new session");
    let mut rules = Validation::new(Algorithm::HS256);
    rules.set_audience(&[AUDIENCE]);
    rules.set_issuer(&[ISSUER]);
    rules.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
    // The product's clock decides, below: jsonwebtoken knows only the system's.
    rules.validate_exp = false;
    let key = DecodingKey::from_secret(&app.keys.visitor);
    let claims = jsonwebtoken::decode::<Claims>(token, &key, &rules).map_err(|_| refused())?.claims;
    if claims.exp <= app.now().timestamp() {
        return Err(refused());
    }
    Ok(Visitor {
        workspace_id: WorkspaceId(claims.workspace),
        widget_id: WidgetId(claims.widget),
        channel_id: claims.channel.into(),
        customer_id: CustomerId(claims.sub),
        is_identified: claims.identified,
        said: claims.said.map(Arc::new),
        visit: claims.visit.map(Arc::new),
        once: None,
    })
}

/// The token a browser keeps: a customer's id and what they said of themselves while they were none yet, signed
/// for one widget of one workspace.
pub(super) fn remember(
    app: &App,
    workspace: WorkspaceId,
    widget: WidgetId,
    customer: CustomerId,
    said: &Said,
) -> Result<String> {
    let said = if said.is_empty() { Vec::new() } else { serde_json::to_vec(said).unwrap_or_default() };
    let signature = sign(app, workspace, widget, customer, &said)?;
    Ok(URL_SAFE_NO_PAD.encode([&customer.0.as_bytes()[..], &signature, &said].concat()))
}

/// Who came back, with what they said; `None` where the token is no token of ours for this widget.
pub(super) fn recognise(
    app: &App,
    workspace: WorkspaceId,
    widget: WidgetId,
    token: &str,
) -> Result<Option<(CustomerId, Said)>> {
    // A longer text need not be decoded to be refused.
    let Some(bytes) = (token.len() < LONGEST).then(|| URL_SAFE_NO_PAD.decode(token).ok()).flatten() else {
        return Ok(None);
    };
    let Some((id, rest)) = bytes.split_at_checked(16) else { return Ok(None) };
    let Some((signature, said)) = rest.split_at_checked(32) else { return Ok(None) };
    let Ok(id) = Uuid::from_slice(id) else { return Ok(None) };
    let customer = CustomerId(id);
    let expected = sign(app, workspace, widget, customer, said)?;
    if !bool::from(expected[..].ct_eq(signature)) {
        return Ok(None);
    }
    Ok(Some((customer, serde_json::from_slice(said).unwrap_or_default())))
}

fn sign(
    app: &App,
    workspace: WorkspaceId,
    widget: WidgetId,
    customer: CustomerId,
    said: &[u8],
) -> Result<[u8; 32]> {
    let parts: [&[u8]; 5] =
        [b"visitor-token", workspace.0.as_bytes(), widget.0.as_bytes(), customer.0.as_bytes(), said];
    hmac_sha256(&app.keys.visitor, &parts)
}
