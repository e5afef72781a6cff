//! System mail.

use pingback_model::UserId;
use pingback_storage::account_tokens::Purpose;
use pingback_storage::{users, workspaces};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Attempt, Job};
use crate::error::Result;
use crate::{App, accounts, mail};

/// A mail to be sent. Holds no link: the token of a link is made when the mail is, so that it is nowhere
/// but in the mail.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "mail", rename_all = "snake_case")]
pub enum SendMail {
    /// Asks an account to confirm its address.
    Confirmation {
        /// The account.
        user_id: UserId,
        /// Where the server is reached when it has no public address.
        base: Option<Url>,
    },
    /// A link to set a new password, where the address has an account. Enqueued for any address, so that
    /// asking takes the same time whether it has one or not.
    PasswordReset {
        /// The address.
        email: String,
        /// Where the server is reached when it has no public address.
        base: Option<Url>,
    },
    /// Tells somebody that they are now in the job's workspace.
    Invitation {
        /// Who was invited.
        user_id: UserId,
        /// Who invited them.
        invited_by: UserId,
    },
}

impl Job for SendMail {
    const KIND: &'static str = "send_mail";

    /// Half a day: mail servers are down for hours.
    const ATTEMPTS: i64 = 20;

    async fn run(self, app: &App, attempt: Attempt) -> Result<()> {
        if !app.mail.is_configured() {
            return Ok(());
        }
        let mail = match self {
            Self::Confirmation { user_id, base } => confirmation(app, user_id, base.as_ref()).await?,
            Self::PasswordReset { email, base } => password_reset(app, &email, base.as_ref()).await?,
            Self::Invitation { user_id, invited_by } => invitation(app, attempt, user_id, invited_by).await?,
        };
        match mail {
            Some(mail) => app.mail.send(&mail).await,
            None => Ok(()),
        }
    }
}

async fn confirmation(app: &App, user: UserId, base: Option<&Url>) -> Result<Option<mail::Mail>> {
    let user = users::find(&mut app.read().await?, user).await?;
    let Some(user) = user.filter(|user| !user.is_verified) else { return Ok(None) };
    let link = accounts::new_link(app, base, user.id, Purpose::VerifyEmail).await?;
    Ok(Some(mail::confirmation(&user, &link)))
}

async fn password_reset(app: &App, email: &str, base: Option<&Url>) -> Result<Option<mail::Mail>> {
    let user = users::find_by_email(&mut app.read().await?, email).await?;
    let Some(user) = user else { return Ok(None) };
    let link = accounts::new_link(app, base, user.id, Purpose::ResetPassword).await?;
    Ok(Some(mail::password_reset(&user, &link)))
}

async fn invitation(app: &App, attempt: Attempt, user: UserId, by: UserId) -> Result<Option<mail::Mail>> {
    let mut tx = app.read().await?;
    let user = users::find(&mut tx, user).await?;
    let by = users::find(&mut tx, by).await?;
    let workspace = workspaces::find(&mut tx, attempt.workspace_id).await?;
    let (Some(user), Some(by), Some(workspace)) = (user, by, workspace) else { return Ok(None) };
    let link = accounts::page(app, None, &[]);
    Ok(Some(mail::invitation(&user, &by.full_name, &workspace.name, link.as_str())))
}
