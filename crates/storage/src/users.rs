//! Accounts. A global table: an account belongs to no workspace.

use pingback_model::{User, UserId, WorkspaceId};

use crate::error::Result;
use crate::{Tx, args, from_row};

/// The columns of a [`User`].
macro_rules! columns {
    () => {
        "id, email, full_name, is_verified, password_hash IS NULL AS is_google_account, avatar_url,
         current_workspace_id, created_at"
    };
}

from_row!(User {
    id,
    email,
    full_name,
    is_verified,
    is_google_account,
    avatar_url,
    current_workspace_id,
    created_at
});

/// What makes an address the same as another: two that differ in case only are one.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// How an account proves that it is meant.
#[derive(Debug, Clone, Default)]
pub struct Credentials {
    /// The hash of its password, where it has one.
    pub password_hash: Option<String>,
    /// Google's id of the person, where they signed in with Google.
    pub google_subject: Option<String>,
}

from_row!(Credentials { password_hash, google_subject });

/// Adds an account. A taken address or Google subject is a unique violation.
pub async fn insert(tx: &mut Tx, user: &User, credentials: &Credentials) -> Result<()> {
    tx.execute(
        "INSERT INTO users (id, email, email_key, full_name, password_hash, google_subject, is_verified, avatar_url,
                            current_workspace_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            user.id,
            &user.email,
            email_key(&user.email),
            &user.full_name,
            &credentials.password_hash,
            &credentials.google_subject,
            user.is_verified,
            &user.avatar_url,
            user.current_workspace_id,
            user.created_at
        ],
    )
    .await
    .map(drop)
}

/// The account of that id.
pub async fn find(tx: &mut Tx, user: UserId) -> Result<Option<User>> {
    tx.fetch_optional(concat!("SELECT ", columns!(), " FROM users WHERE id = $1"), args![user]).await
}

/// The account of that address, in any spelling of its case.
pub async fn find_by_email(tx: &mut Tx, email: &str) -> Result<Option<User>> {
    tx.fetch_optional(
        concat!("SELECT ", columns!(), " FROM users WHERE email_key = $1"),
        args![email_key(email)],
    )
    .await
}

/// The account that Google knows by that subject.
pub async fn find_by_google_subject(tx: &mut Tx, subject: &str) -> Result<Option<User>> {
    tx.fetch_optional(concat!("SELECT ", columns!(), " FROM users WHERE google_subject = $1"), args![subject])
        .await
}

/// How the account proves itself; empty where there is no such account.
pub async fn credentials(tx: &mut Tx, user: UserId) -> Result<Credentials> {
    let found = tx
        .fetch_optional("SELECT password_hash, google_subject FROM users WHERE id = $1", args![user])
        .await?;
    Ok(found.unwrap_or_default())
}

/// Whether there is any account at all.
pub async fn is_any(tx: &mut Tx) -> Result<bool> {
    Ok(tx.fetch_optional::<(UserId,)>("SELECT id FROM users LIMIT 1", args![]).await?.is_some())
}

/// Takes the place of the installation's first account; false where it is taken. Of two transactions that
/// find no account, the second waits here for the first.
pub async fn claim_first(tx: &mut Tx, user: UserId) -> Result<bool> {
    let taken = tx
        .execute(
            "INSERT INTO instance (name, value) VALUES ('first_account', $1) ON CONFLICT (name) DO NOTHING",
            args![user.to_string()],
        )
        .await?;
    Ok(taken == 1)
}

/// The address is the person's own.
pub async fn set_verified(tx: &mut Tx, user: UserId) -> Result<()> {
    tx.execute("UPDATE users SET is_verified = TRUE WHERE id = $1", args![user]).await.map(drop)
}

/// Sets what people see of the account.
pub async fn set_profile(tx: &mut Tx, user: UserId, full_name: &str, avatar_url: Option<&str>) -> Result<()> {
    tx.execute(
        "UPDATE users SET full_name = $2, avatar_url = $3 WHERE id = $1",
        args![user, full_name, avatar_url],
    )
    .await
    .map(drop)
}

/// Sets the password's hash.
pub async fn set_password(tx: &mut Tx, user: UserId, password_hash: &str) -> Result<()> {
    tx.execute("UPDATE users SET password_hash = $2 WHERE id = $1", args![user, password_hash])
        .await
        .map(drop)
}

/// Ties the account to a Google subject. One that another account has is a unique violation.
pub async fn set_google_subject(tx: &mut Tx, user: UserId, subject: &str) -> Result<()> {
    tx.execute("UPDATE users SET google_subject = $2 WHERE id = $1", args![user, subject]).await.map(drop)
}

/// The workspace that calls without `X-Business-Id` mean.
pub async fn set_current_workspace(tx: &mut Tx, user: UserId, workspace: Option<WorkspaceId>) -> Result<()> {
    tx.execute("UPDATE users SET current_workspace_id = $2 WHERE id = $1", args![user, workspace])
        .await
        .map(drop)
}

/// Like [`credentials`], and whoever wants to change them waits until this transaction ends.
pub async fn lock_credentials(tx: &mut Tx, user: UserId) -> Result<Credentials> {
    let found = tx
        .fetch_optional(
            "UPDATE users SET is_verified = is_verified WHERE id = $1 RETURNING password_hash, google_subject",
            args![user],
        )
        .await?;
    Ok(found.unwrap_or_default())
}
