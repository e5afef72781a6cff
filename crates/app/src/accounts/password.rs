//! Passwords: argon2id with OWASP's parameters, on threads of their own and two at a time, so that signing in
//! cannot starve everything else.

use std::sync::OnceLock;

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use subtle::ConstantTimeEq;
use tokio::sync::Semaphore;

use crate::App;
use crate::error::{Error, Result};

/// How many hashes are computed at once: each takes 19 MiB and some 20 ms of a core.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// What the password of an account that does not exist is compared with, so that it takes as long; one for
/// each cost.
static NOBODYS: [OnceLock<String>; 2] = [OnceLock::new(), OnceLock::new()];

/// What hashing a password costs, and with it each guess of whoever stole the hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordCost {
    /// What OWASP asks for.
    Full,
    /// Next to nothing: for tests, which sign many people up.
    Cheap,
}

fn hasher(cost: PasswordCost) -> Result<Argon2<'static>> {
    let params = match cost {
        PasswordCost::Full => Params::new(19 * 1024, 2, 1, None),
        PasswordCost::Cheap => Params::new(64, 1, 1, None),
    };
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params.map_err(|error| broken(&error))?))
}

fn broken(error: &dyn std::fmt::Display) -> Error {
    Error::Internal(format!("a password could not be hashed: {error}"))
}

/// The hash of a new password.
pub(super) async fn hash(app: &App, password: &str) -> Result<String> {
    let (argon2, salt, password) = (hasher(app.password_cost)?, app.ids.random::<16>(), password.to_owned());
    blocking(move || hash_with(&argon2, &password, &salt)).await
}

fn hash_with(argon2: &Argon2<'_>, password: &str, salt: &[u8]) -> Result<String> {
    let mut out = [0; Params::DEFAULT_OUTPUT_LEN];
    fill(argon2, password, salt, &mut out)?;
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(argon2.params()).map_err(|error| broken(&error))?,
        salt: Some(Salt::new(salt).map_err(|error| broken(&error))?),
        hash: Some(Output::new(&out).map_err(|error| broken(&error))?),
    };
    Ok(hash.to_string())
}

/// Whether `hash`, which names its own parameters, is the password's.
fn is_of(password: &str, hash: &str) -> Result<bool> {
    let hash = PasswordHash::new(hash).map_err(|error| broken(&error))?;
    let (Some(salt), Some(expected)) = (&hash.salt, &hash.hash) else {
        return Err(broken(&"a stored hash has no salt or no value"));
    };
    let algorithm = Algorithm::try_from(hash.algorithm.as_str()).map_err(|error| broken(&error))?;
    let version = hash.version.unwrap_or(Version::V0x13.into());
    let version = Version::try_from(version).map_err(|error| broken(&error))?;
    let params = Params::try_from(&hash).map_err(|error| broken(&error))?;
    let mut out = vec![0; expected.len()];
    fill(&Argon2::new(algorithm, version, params), password, salt, &mut out)?;
    Ok(out.ct_eq(expected.as_bytes()).into())
}

/// Allocations above glibc's highest threshold (32 MiB) are always mappings of their own, given back when they
/// are freed. At the 19 MiB that a hash needs the allocator would keep them for ever. What is not used of it is
/// never touched, and so costs nothing.
const ALWAYS_GIVEN_BACK: usize = 40 * 1024 * 1024 / Block::SIZE;

fn fill(argon2: &Argon2<'_>, password: &str, salt: &[u8], out: &mut [u8]) -> Result<()> {
    let blocks = argon2.params().block_count();
    let mut memory = Vec::with_capacity(blocks.max(ALWAYS_GIVEN_BACK));
    memory.resize(blocks, Block::default());
    argon2
        .hash_password_into_with_memory(password.as_bytes(), salt, out, &mut memory)
        .map_err(|error| broken(&error))
}

/// Whether the password is the one that was hashed. Without a hash it is not, which takes as long to say.
pub(super) async fn verify(app: &App, password: &str, hash: Option<String>) -> Result<bool> {
    let cost = app.password_cost;
    let (argon2, salt, password) = (hasher(cost)?, app.ids.random::<16>(), password.to_owned());
    blocking(move || {
        // Made whether it is needed or not: else the first sign-in to no account would take longer.
        let nobodys = &NOBODYS[usize::from(cost == PasswordCost::Cheap)];
        let nobodys = if let Some(hash) = nobodys.get() {
            hash
        } else {
            let made = hash_with(&argon2, "nobody's", &salt)?;
            nobodys.get_or_init(|| made)
        };
        let is_somebodys = hash.is_some();
        let hash = hash.as_ref().unwrap_or(nobodys);
        Ok(is_of(&password, hash)? && is_somebodys)
    })
    .await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let permit = AT_ONCE.acquire().await.map_err(|error| broken(&error))?;
    let result = tokio::task::spawn_blocking(work).await.map_err(|error| broken(&error))?;
    drop(permit);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_the_librarys_own() {
        use argon2::password_hash::{PasswordHasher, PasswordVerifier};
        let argon2 = hasher(PasswordCost::Cheap).expect("parameters");
        let ours = hash_with(&argon2, "correct horse", b"0123456789abcdef").expect("a hash");
        let theirs: PasswordHash =
            argon2.hash_password_with_salt(b"correct horse", b"0123456789abcdef").expect("a hash");
        assert_eq!(ours, theirs.to_string());
        let parsed = PasswordHash::new(&ours).expect("a hash");
        assert!(argon2.verify_password(b"correct horse", &parsed).is_ok());
        assert!(is_of("correct horse", &ours).expect("a hash"));
        assert!(!is_of("Correct horse", &ours).expect("a hash"));
        assert!(is_of("x", "not a hash").is_err());
    }
}
