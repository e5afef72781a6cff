//! What every way of signing in ends with: a session, and a token that names it.

use std::net::IpAddr;

use pingback_model::{Session, SessionId, User, UserId};
use pingback_storage::{Tx, sessions};
use url::Url;

use super::authenticate::SESSION;
use super::token;
use crate::App;
use crate::error::Result;

/// The longest `User-Agent` kept, in characters.
const LONGEST_DEVICE: usize = 300;

/// Where a sign-in comes from.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The client's address.
    pub ip: Option<IpAddr>,
    /// Its `User-Agent`.
    pub device: Option<String>,
    /// The address under which it reached the server, where that may be put into mails.
    pub base: Option<Url>,
}

/// Somebody is signed in.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// The account.
    pub user: User,
    /// The session.
    pub session_id: SessionId,
    /// The access token.
    pub token: String,
}

/// Begins a session in the caller's transaction.
pub(super) async fn begin(app: &App, tx: &mut Tx, user: UserId, origin: &Origin) -> Result<SessionId> {
    let now = tx.now();
    let session = Session {
        id: app.ids.new_id(),
        user_id: user,
        device: origin.device.as_ref().map(|device| device.chars().take(LONGEST_DEVICE).collect()),
        ip: origin.ip.map(|ip| ip.to_canonical().to_string()),
        created_at: now,
        last_seen_at: now,
        expires_at: now + SESSION,
    };
    sessions::insert(tx, &session).await?;
    Ok(session.id)
}

/// The answer to a sign-in whose session is committed.
pub(super) fn finish(app: &App, (user, session_id): (User, SessionId)) -> Result<SignIn> {
    let token = token::issue(app, user.id, session_id, app.now())?;
    Ok(SignIn { user, session_id, token })
}
