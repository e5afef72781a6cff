//! A new password for who forgot theirs.

use pingback_model::WorkspaceId;
use pingback_storage::account_tokens::{self, Purpose};
use pingback_storage::{sessions, users};
use url::Url;

use super::fields::Fields;
use super::verify_email::BAD_LINK;
use super::{end_access, password};
use crate::App;
use crate::actor::Nobody;
use crate::error::{Error, Result};
use crate::jobs::SendMail;
use crate::keys::sha256;
use crate::rates::Rule;

/// Mails a link to the address, if it has an account. Does the same and takes as long if it has none: whether
/// there is one is found out later, by the job. `base` as in [`Origin`](super::Origin).
pub async fn forgot_password(app: &App, email: &str, base: Option<&Url>) -> Result<()> {
    let mut fields = Fields::default();
    let email = fields.email("/email", email);
    fields.check()?;
    app.check_rate(Rule::MailPerEmail, &*users::email_key(&email))?;
    if !app.mail.is_configured() {
        return Ok(());
    }
    let mail = &SendMail::PasswordReset { email, base: base.cloned() };
    app.write(&Nobody, |mut tx| async move {
        app.enqueue(&mut tx, WorkspaceId::NONE, mail).await?;
        Ok(tx.commit(()).await?)
    })
    .await
}

/// Sets a new password by a mailed link. Ends every session of the account, and confirms its address: who has
/// the link reads that mailbox.
pub async fn reset_password(app: &App, token: &str, new_password: &str) -> Result<()> {
    let mut fields = Fields::default();
    fields.new_password("/password", new_password);
    fields.check()?;
    let (new_hash, token) = (&password::hash(app, new_password).await?, &sha256(token.as_bytes()));
    let promise = app
        .write(&Nobody, |mut tx| async move {
            let user = account_tokens::take(&mut tx, Purpose::ResetPassword, token).await?;
            let user = user.ok_or_else(|| Error::rejected(BAD_LINK))?;
            users::set_password(&mut tx, user, new_hash).await?;
            users::set_verified(&mut tx, user).await?;
            sessions::revoke_all(&mut tx, user, None).await?;
            let promise = end_access::promise(app, &mut tx, user, None).await?;
            Ok(tx.commit(promise).await?)
        })
        .await?;
    end_access::keep(app, promise).await;
    Ok(())
}
