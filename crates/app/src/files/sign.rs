//! Signed addresses: who has one may read one file for an hour, and nobody can make one up.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use pingback_model::{AttachmentId, WorkspaceId};
use subtle::ConstantTimeEq;

use crate::App;
use crate::error::Result;
use crate::keys::hmac_sha256;

/// How long an address is good.
const VALIDITY: TimeDelta = TimeDelta::hours(1);

/// What makes an address of a file good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Until when, in seconds since 1970.
    pub exp: i64,
    /// The signature, in URL-safe base64.
    pub sig: String,
}

/// Signs the address of a file, from now on for an hour.
pub fn sign(app: &App, workspace: WorkspaceId, id: AttachmentId) -> Signature {
    let exp = (app.now() + VALIDITY).timestamp();
    // A key of 32 bytes always signs; if it ever did not, the address would just not be good.
    let sig =
        digest(app, workspace, id, exp).map(|digest| URL_SAFE_NO_PAD.encode(digest)).unwrap_or_default();
    Signature { exp, sig }
}

/// Whether an address is good now. Takes the same time whatever is wrong with the signature.
pub(super) fn is_good(
    app: &App,
    workspace: WorkspaceId,
    id: AttachmentId,
    signature: &Signature,
) -> Result<bool> {
    let Ok(given) = URL_SAFE_NO_PAD.decode(&signature.sig) else { return Ok(false) };
    let right = digest(app, workspace, id, signature.exp)?;
    let is_ours = bool::from(right.as_slice().ct_eq(&given));
    Ok(is_ours && app.now().timestamp() <= signature.exp)
}

fn digest(app: &App, workspace: WorkspaceId, id: AttachmentId, exp: i64) -> Result<[u8; 32]> {
    let parts = [workspace.0.as_bytes().as_slice(), id.0.as_bytes(), &exp.to_be_bytes()];
    hmac_sha256(&app.keys.file, &parts)
}
