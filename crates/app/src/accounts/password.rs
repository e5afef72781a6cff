//! Passwords: argon2id with OWASP's parameters, on threads of their own and two at a time, so that signing in
//! cannot starve everything else.

use std::sync::OnceLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::App;
use crate::error::{Error, Result};

/// How many hashes are computed at once: each takes 19 MiB and some 20 ms of a core.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// What the password of an account that does not exist is compared with, so that it takes as long; one for
/// each cost.
static NOBODYS: [OnceLock<String>; 2] = [OnceLock::new(), OnceLock::new()];

fn hasher(development: bool) -> Result<Argon2<'static>> {
    let params = if development { Params::new(64, 1, 1, None) } else { Params::new(19 * 1024, 2, 1, None) };
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params.map_err(|error| broken(&error))?))
}

fn broken(error: &dyn std::fmt::Display) -> Error {
    Error::Internal(format!("a password could not be hashed: {error}"))
}

/// The hash of a new password.
pub(super) async fn hash(app: &App, password: &str) -> Result<String> {
    let (argon2, salt, password) =
        (hasher(app.settings.development)?, app.ids.random::<16>(), password.to_owned());
    blocking(move || hash_with(&argon2, &password, &salt)).await
}

fn hash_with(argon2: &Argon2<'_>, password: &str, salt: &[u8]) -> Result<String> {
    let hash: PasswordHash =
        argon2.hash_password_with_salt(password.as_bytes(), salt).map_err(|error| broken(&error))?;
    Ok(hash.to_string())
}

/// Whether the password is the one that was hashed. Without a hash it is not, which takes as long to say.
pub(super) async fn verify(app: &App, password: &str, hash: Option<String>) -> Result<bool> {
    let development = app.settings.development;
    let (argon2, salt, password) = (hasher(development)?, app.ids.random::<16>(), password.to_owned());
    blocking(move || {
        // Made whether it is needed or not: else the first sign-in to no account would take longer.
        let nobodys = &NOBODYS[usize::from(development)];
        let nobodys = if let Some(hash) = nobodys.get() {
            hash
        } else {
            let made = hash_with(&argon2, "nobody's", &salt)?;
            nobodys.get_or_init(|| made)
        };
        let is_somebodys = hash.is_some();
        let hash = hash.as_ref().unwrap_or(nobodys);
        let hash = PasswordHash::new(hash).map_err(|error| broken(&error))?;
        // The hash names its own parameters.
        Ok(argon2.verify_password(password.as_bytes(), &hash).is_ok() && is_somebodys)
    })
    .await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let permit = AT_ONCE.acquire().await.map_err(|error| broken(&error))?;
    let result = tokio::task::spawn_blocking(work).await.map_err(|error| broken(&error))?;
    drop(permit);
    result
}
