//! Tokens of mailed links. A global table; only a hash of each token is kept.

use pingback_model::{Timestamp, UserId};

use crate::error::Result;
use crate::{Tx, args};

/// What a link is for. One for one purpose is good for no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Confirms the account's address.
    VerifyEmail,
    /// Sets a new password.
    ResetPassword,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify_email",
            Self::ResetPassword => "reset_password",
        }
    }
}

/// Keeps a token. The account's earlier ones for this purpose die.
pub async fn replace(
    tx: &mut Tx,
    user: UserId,
    purpose: Purpose,
    token_hash: &[u8],
    expires_at: Timestamp,
) -> Result<()> {
    delete(tx, user, purpose).await?;
    let now = tx.now();
    tx.execute(
        "INSERT INTO account_tokens (token_hash, user_id, purpose, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
        args![token_hash, user, purpose.as_str(), now, expires_at],
    )
    .await
    .map(drop)
}

/// Kills the account's links for this purpose.
pub async fn delete(tx: &mut Tx, user: UserId, purpose: Purpose) -> Result<()> {
    tx.execute(
        "DELETE FROM account_tokens WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL",
        args![user, purpose.as_str()],
    )
    .await
    .map(drop)
}

/// Uses a token up and tells whose it was; none where it is unknown, used or expired. Of two uses at once
/// one gets it.
pub async fn take(tx: &mut Tx, purpose: Purpose, token_hash: &[u8]) -> Result<Option<UserId>> {
    let now = tx.now();
    let taken = tx
        .fetch_optional::<(UserId,)>(
            "UPDATE account_tokens SET used_at = $3
             WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3 RETURNING user_id",
            args![token_hash, purpose.as_str(), now],
        )
        .await?;
    Ok(taken.map(|(user,)| user))
}

/// Deletes tokens that ended before `before`.
pub async fn delete_old(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.execute("DELETE FROM account_tokens WHERE expires_at < $1", args![before]).await
}
