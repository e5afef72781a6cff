//! Confirming one's address.

use pingback_model::WorkspaceId;
use pingback_storage::account_tokens::{self, Purpose};
use pingback_storage::users;
use url::Url;

use crate::App;
use crate::actor::{Caller, Nobody};
use crate::error::{Error, Kind, Result};
use crate::jobs::SendMail;
use crate::keys::sha256;
use crate::rates::Rule;

pub(super) const BAD_LINK: &str = "This link is invalid or has expired";

/// Confirms the address that the link was mailed to. Needs no sign-in: the token says whose it is.
pub async fn verify_email(app: &App, token: &str) -> Result<()> {
    let hash = &sha256(token.as_bytes());
    app.write(&Nobody, |mut tx| async move {
        let user = account_tokens::take(&mut tx, Purpose::VerifyEmail, hash).await?;
        users::set_verified(&mut tx, user.ok_or_else(|| Error::rejected(BAD_LINK))?).await?;
        Ok(tx.commit(()).await?)
    })
    .await
}

/// Mails another link; the earlier one dies at once. At most one a minute. Nothing is sent where the address
/// is confirmed already or mail is not configured. `base` as in [`Origin`](super::Origin).
pub async fn resend_confirmation(app: &App, caller: &Caller, base: Option<&Url>) -> Result<()> {
    let user =
        users::find(&mut app.read().await?, caller.user_id).await?.ok_or(Error::NotFound(Kind::User))?;
    app.check_rate(Rule::ResendMail, user.id)?;
    app.check_rate(Rule::MailPerEmail, &*users::email_key(&user.email))?;
    if user.is_verified {
        return Ok(());
    }
    app.write(caller, |mut tx| async move {
        account_tokens::delete(&mut tx, caller.user_id, Purpose::VerifyEmail).await?;
        if app.mail.is_configured() {
            let mail = SendMail::Confirmation { user_id: caller.user_id, base: base.cloned() };
            app.enqueue(&mut tx, WorkspaceId::NONE, &mail).await?;
        }
        Ok(tx.commit(()).await?)
    })
    .await
}
