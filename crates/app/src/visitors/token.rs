//! The two tokens of a visitor, both verified without the database.
//!
//! The *session token* is good for an hour and for everything a visitor may do. The *visitor token* is kept
//! in the browser and only says who came back; it names nobody that a signed identity was needed for.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use pingback_model::{CustomerId, Timestamp, WidgetId, WorkspaceId};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::Visitor;
use crate::App;
use crate::error::{Error, Result};
use crate::keys::hmac_sha256;

/// How long a session token is good.
pub(super) const SESSION: TimeDelta = TimeDelta::hours(1);

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
    })
}

/// The token a browser keeps: a customer's id, signed for one widget of one workspace.
pub(super) fn remember(
    app: &App,
    workspace: WorkspaceId,
    widget: WidgetId,
    customer: CustomerId,
) -> Result<String> {
    let signature = sign(app, workspace, widget, customer)?;
    Ok(URL_SAFE_NO_PAD.encode([&customer.0.as_bytes()[..], &signature].concat()))
}

/// Who came back; `None` where the token is no token of ours for this widget.
pub(super) fn recognise(
    app: &App,
    workspace: WorkspaceId,
    widget: WidgetId,
    token: &str,
) -> Result<Option<CustomerId>> {
    // A longer text need not be decoded to be refused.
    let Some(bytes) = (token.len() < 100).then(|| URL_SAFE_NO_PAD.decode(token).ok()).flatten() else {
        return Ok(None);
    };
    let Some((id, signature)) = bytes.split_at_checked(16) else { return Ok(None) };
    let Ok(id) = Uuid::from_slice(id) else { return Ok(None) };
    let customer = CustomerId(id);
    let expected = sign(app, workspace, widget, customer)?;
    Ok(bool::from(expected[..].ct_eq(signature)).then_some(customer))
}

fn sign(app: &App, workspace: WorkspaceId, widget: WidgetId, customer: CustomerId) -> Result<[u8; 32]> {
    let parts: [&[u8]; 4] =
        [b"visitor-token", workspace.0.as_bytes(), widget.0.as_bytes(), customer.0.as_bytes()];
    hmac_sha256(&app.keys.visitor, &parts)
}
