//! What whoever runs the server can do for an account, from the command line: the same as the mailed links.

use pingback_model::User;
use pingback_storage::account_tokens::{self, Purpose};
use pingback_storage::users;
use url::Url;

use super::links::new_link;
use crate::App;
use crate::actor::Nobody;
use crate::error::{Error, Kind, Result};

/// Confirms the address of an account.
pub async fn confirm_by_operator(app: &App, email: &str) -> Result<User> {
    app.write(&Nobody, |mut tx| async move {
        let mut user = users::find_by_email(&mut tx, email).await?.ok_or(Error::NotFound(Kind::User))?;
        users::set_verified(&mut tx, user.id).await?;
        account_tokens::delete(&mut tx, user.id, Purpose::VerifyEmail).await?;
        user.is_verified = true;
        Ok(tx.commit(user).await?)
    })
    .await
}

/// A link by which the account's owner sets a new password, good for one hour and one use. `base`: where the
/// server is reached when it has no public address.
pub async fn reset_link_by_operator(app: &App, email: &str, base: Option<&Url>) -> Result<String> {
    let user =
        users::find_by_email(&mut app.read().await?, email).await?.ok_or(Error::NotFound(Kind::User))?;
    new_link(app, base, user.id, Purpose::ResetPassword).await
}
