//! Signing in with a password.

use pingback_model::{User, UserId};
use pingback_storage::users::{self, email_key};

use super::fields::Fields;
use super::sign_in::{Origin, SignIn};
use super::{password, sign_in};
use crate::App;
use crate::actor::Nobody;
use crate::error::{Error, Result};
use crate::rates::Rule;

const INCORRECT: &str = "Incorrect email or password";

/// Who wants to be signed in.
#[derive(Clone)]
pub struct LogIn {
    /// The account's address.
    pub email: String,
    /// Its password.
    pub password: String,
}

/// Signs in. An unknown address gets the same answer as a wrong password, after the same time. Failures are
/// limited by address of mail and of network.
pub async fn log_in(app: &App, origin: &Origin, input: &LogIn) -> Result<SignIn> {
    let mut fields = Fields::default();
    fields.no_null("/email", &input.email);
    fields.no_null("/password", &input.password);
    fields.check()?;
    let key = email_key(&input.email);
    if let Some(ip) = origin.ip {
        app.check_rate(Rule::SignInPerAddress, ip)?;
    }
    app.check_rate(Rule::SignInPerEmail, &*key)?;
    let (user, hash) = find(app, &key).await?;
    let is_right = password::verify(app, &input.password, hash.clone()).await?;
    let user = user.filter(|_| is_right).ok_or(Error::Unauthenticated(INCORRECT))?;
    let signed_in = begin(app, origin, user.id, hash.as_deref()).await?;
    if let Some(ip) = origin.ip {
        app.forgive(Rule::SignInPerAddress, ip);
    }
    app.forgive(Rule::SignInPerEmail, &*key);
    sign_in::finish(app, signed_in)
}

async fn find(app: &App, email: &str) -> Result<(Option<User>, Option<String>)> {
    let mut tx = app.read().await?;
    match users::find_by_email(&mut tx, email).await? {
        Some(user) => {
            let hash = users::credentials(&mut tx, user.id).await?.password_hash;
            Ok((Some(user), hash))
        }
        None => Ok((None, None)),
    }
}

/// The session begins only if the password is still the one that was compared: a reset in between ends every
/// session, and must end this one too.
async fn begin(
    app: &App,
    origin: &Origin,
    user: UserId,
    compared: Option<&str>,
) -> Result<(User, pingback_model::SessionId)> {
    app.write(&Nobody, |mut tx| async move {
        if users::lock_credentials(&mut tx, user).await?.password_hash.as_deref() != compared {
            return Err(Error::Unauthenticated(INCORRECT));
        }
        let user = users::find(&mut tx, user).await?.ok_or(Error::Unauthenticated(INCORRECT))?;
        let session = sign_in::begin(app, &mut tx, user.id, origin).await?;
        Ok(tx.commit((user, session)).await?)
    })
    .await
}
