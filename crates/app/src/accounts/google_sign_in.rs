//! Signing in with Google.

use pingback_model::User;
use pingback_storage::users::{self, Credentials};
use pingback_storage::{Error as StorageError, Tx};

use super::fields::{Fields, is_email};
use super::sign_in::{Origin, SignIn};
use super::{register, sign_in};
use crate::App;
use crate::actor::Nobody;
use crate::error::{Error, Result};
use crate::google::Person;
use crate::rates::Rule;

const UNCONFIRMED: &str = "An account with this email address exists, but the address is not confirmed. \
     Sign in with your password and confirm it first, or reset your password.";
const OTHER_PERSON: &str = "This email address belongs to the account of another Google user.";
const NO_ADDRESS: &str = "Google has not confirmed an email address for this account.";

/// Signs in whom Google's ID token names, with a new account where there is none. An account that exists is
/// only taken for the same person's when its owner proved that the address is theirs: anybody could have
/// signed up with it and waited.
pub async fn google_sign_in(app: &App, origin: &Origin, id_token: &str) -> Result<SignIn> {
    if let Some(ip) = origin.ip {
        app.check_rate(Rule::SignInPerAddress, ip)?;
    }
    let person = app.google.verify(app, id_token).await?;
    let email = person.email.as_deref().filter(|email| person.email_verified && is_email(email));
    let email = &email.ok_or(Error::Unauthenticated(NO_ADDRESS))?.to_owned();
    let fresh = &new_user(app, &person, email);
    let person = &person;
    let begin = || {
        app.write(&Nobody, |mut tx| async move {
            let user = account(app, &mut tx, person, email, fresh).await?;
            let session = sign_in::begin(app, &mut tx, user.id, origin).await?;
            Ok(tx.commit((user, session)).await?)
        })
    };
    let signed_in = match begin().await {
        // Of several first sign-ins at once one makes the account; the others find it when they look again.
        Err(Error::Rejected(_)) => begin().await?,
        result => result?,
    };
    if let Some(ip) = origin.ip {
        app.forgive(Rule::SignInPerAddress, ip);
    }
    sign_in::finish(app, signed_in)
}

/// The person's account as it would be made.
fn new_user(app: &App, person: &Person, email: &str) -> User {
    let mut fields = Fields::default();
    let name = fields.person("/name", person.name.as_deref().unwrap_or_default());
    let fallback = email.split('@').next().unwrap_or(email).to_owned();
    let name = if fields.check().is_ok() { name } else { fallback };
    let mut fields = Fields::default();
    let picture = fields.picture("/picture", person.picture.as_deref());
    let avatar_url = picture.filter(|_| fields.check().is_ok());
    let user = register::new_user(app, email.to_owned(), name);
    User { is_verified: true, is_google_account: true, avatar_url, ..user }
}

async fn account(app: &App, tx: &mut Tx, person: &Person, email: &str, fresh: &User) -> Result<User> {
    if let Some(user) = users::find_by_google_subject(tx, &person.subject).await? {
        return Ok(user);
    }
    let Some(user) = users::find_by_email(tx, email).await? else {
        let credentials = Credentials { password_hash: None, google_subject: Some(person.subject.clone()) };
        register::insert(app, tx, fresh, &credentials).await?;
        return Ok(fresh.clone());
    };
    if !user.is_verified {
        return Err(Error::Unauthenticated(UNCONFIRMED));
    }
    match users::lock_credentials(tx, user.id).await?.google_subject {
        // Another first sign-in of the same person has committed since the subject was looked for.
        Some(subject) if subject == person.subject => return Ok(user),
        Some(_) => return Err(Error::Unauthenticated(OTHER_PERSON)),
        None => {}
    }
    let linked: Result<(), StorageError> = users::set_google_subject(tx, user.id, &person.subject).await;
    linked.map_err(|error| {
        if error.is_unique_violation() { Error::Unauthenticated(OTHER_PERSON) } else { error.into() }
    })?;
    Ok(user)
}
