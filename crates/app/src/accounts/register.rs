//! Signing up.

use pingback_model::{User, UserId, WorkspaceId};
use pingback_storage::users::{self, Credentials};
use pingback_storage::{Error as StorageError, Tx};

use super::fields::Fields;
use super::sign_in::{Origin, SignIn};
use super::{password, sign_in};
use crate::App;
use crate::actor::Nobody;
use crate::error::{Error, Result};
use crate::jobs::SendMail;
use crate::rates::Rule;

const CLOSED: &str = "Registration is closed on this server: ask whoever runs it for an account.";

/// A new account.
#[derive(Clone)]
pub struct Register {
    /// Its address.
    pub email: String,
    /// The person's name.
    pub full_name: String,
    /// The password.
    pub password: String,
}

/// Makes an account and signs it in. Where registration is closed, only the installation's first account can
/// be made: of many at once, one.
pub async fn register(app: &App, origin: &Origin, input: &Register) -> Result<SignIn> {
    let mut fields = Fields::default();
    let email = fields.email("/email", &input.email);
    let full_name = fields.person("/full_name", &input.full_name);
    fields.new_password("/password", &input.password);
    fields.check()?;
    if let Some(ip) = origin.ip {
        app.check_rate(Rule::SignUp, ip)?;
    }
    // Asked again below, where the answer counts; here it saves the hash.
    refuse_early(app, &email).await?;
    let user = new_user(app, email, full_name);
    let credentials = Credentials {
        password_hash: Some(password::hash(app, &input.password).await?),
        google_subject: None,
    };
    let (user, credentials) = (&user, &credentials);
    let signed_in = app
        .write(&Nobody, |mut tx| async move {
            insert(app, &mut tx, user, credentials).await?;
            if app.mail.is_configured() {
                let mail = SendMail::Confirmation { user_id: user.id, base: origin.base.clone() };
                app.enqueue(&mut tx, WorkspaceId::NONE, &mail).await?;
            }
            let session = sign_in::begin(app, &mut tx, user.id, origin).await?;
            Ok(tx.commit((user.clone(), session)).await?)
        })
        .await?;
    sign_in::finish(app, signed_in)
}

async fn refuse_early(app: &App, email: &str) -> Result<()> {
    let mut tx = app.read().await?;
    if !app.settings.registration_open && users::is_any(&mut tx).await? {
        return Err(Error::Refused(CLOSED));
    }
    if users::find_by_email(&mut tx, email).await?.is_some() { Err(taken()) } else { Ok(()) }
}

fn taken() -> Error {
    Error::rejected("Email already registered")
}

pub(super) fn new_user(app: &App, email: String, full_name: String) -> User {
    User {
        id: app.ids.new_id::<UserId>(),
        email,
        full_name,
        is_verified: false,
        is_google_account: false,
        avatar_url: None,
        current_workspace_id: None,
        created_at: app.now(),
    }
}

/// Adds the account where one may be added.
pub(super) async fn insert(app: &App, tx: &mut Tx, user: &User, credentials: &Credentials) -> Result<()> {
    if !app.settings.registration_open
        && (users::is_any(tx).await? || !users::claim_first(tx, user.id).await?)
    {
        return Err(Error::Refused(CLOSED));
    }
    let inserted: Result<(), StorageError> = users::insert(tx, user, credentials).await;
    inserted.map_err(|error| if error.is_unique_violation() { taken() } else { error.into() })
}
