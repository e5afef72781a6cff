//! What a person changes of their own account.

use pingback_model::{User, WorkspaceId};
use pingback_storage::users::{self, Credentials, email_key};
use pingback_storage::{Tx, sessions};

use super::fields::Fields;
use super::{end_access, password};
use crate::App;
use crate::actor::{Caller, Nobody};
use crate::error::{Error, Kind, Result};
use crate::jobs::TellTeams;
use crate::rates::Rule;

/// What to change; what is absent stays.
#[derive(Clone, Default)]
pub struct ChangeMe {
    /// The name.
    pub full_name: Option<String>,
    /// The picture's address, or none.
    pub avatar_url: Option<Option<String>>,
    /// A new password; needs the current one.
    pub password: Option<String>,
    /// The current password.
    pub current_password: Option<String>,
}

/// Changes the account and returns it. Its teams hear of a new name or picture; a new password ends every
/// other session.
pub async fn change_me(app: &App, caller: &Caller, input: &ChangeMe) -> Result<User> {
    let mut fields = Fields::default();
    let name = input.full_name.as_ref().map(|name| fields.person("/full_name", name));
    let picture = input.avatar_url.as_ref().map(|picture| fields.picture("/avatar_url", picture.as_deref()));
    if let Some(password) = &input.password {
        fields.new_password("/password", password);
    }
    fields.check()?;
    let user = match &input.password {
        Some(password) => {
            Some(change_password(app, caller, password, input.current_password.as_deref()).await?)
        }
        None => None,
    };
    match (user, &name, &picture) {
        (Some(user), None, None) => Ok(user),
        _ => change_profile(app, caller, name.as_deref(), picture.as_ref().map(Option::as_deref)).await,
    }
}

#[expect(clippy::option_option, reason = "not given, or given as none")]
async fn change_profile(
    app: &App,
    caller: &Caller,
    name: Option<&str>,
    picture: Option<Option<&str>>,
) -> Result<User> {
    app.write(caller, |mut tx| async move {
        users::lock_credentials(&mut tx, caller.user_id).await?;
        let before = find(&mut tx, caller).await?;
        let mut user = before.clone();
        if let Some(name) = name {
            name.clone_into(&mut user.full_name);
        }
        if let Some(picture) = picture {
            user.avatar_url = picture.map(str::to_owned);
        }
        if user != before {
            users::set_profile(&mut tx, user.id, &user.full_name, user.avatar_url.as_deref()).await?;
            app.enqueue(&mut tx, WorkspaceId::NONE, &TellTeams { user_id: user.id }).await?;
        }
        Ok(tx.commit(user).await?)
    })
    .await
}

async fn find(tx: &mut Tx, caller: &Caller) -> Result<User> {
    users::find(tx, caller.user_id).await?.ok_or(Error::NotFound(Kind::User))
}

async fn change_password(app: &App, caller: &Caller, new: &str, current: Option<&str>) -> Result<User> {
    let compared = &require_current(app, caller, current).await?;
    let new_hash = &password::hash(app, new).await?;
    let (user, promise) = app
        .write(&Nobody, |mut tx| async move {
            if users::lock_credentials(&mut tx, caller.user_id).await?.password_hash != compared.password_hash
            {
                return Err(wrong_current());
            }
            users::set_password(&mut tx, caller.user_id, new_hash).await?;
            let all = sessions::list(&mut tx, caller.user_id).await?;
            let others = all.iter().map(|session| session.id).filter(|id| *id != caller.session_id).collect();
            sessions::revoke_all(&mut tx, caller.user_id, Some(caller.session_id)).await?;
            let promise = end_access::promise(app, &mut tx, caller.user_id, Some(others)).await?;
            let user = find(&mut tx, caller).await?;
            Ok(tx.commit((user, promise)).await?)
        })
        .await?;
    end_access::keep(app, promise).await;
    Ok(user)
}

fn wrong_current() -> Error {
    Error::invalid("/current_password", "This is not your current password")
}

/// Who has only the session must not take over the account: they are asked for the password, and cannot
/// guess it faster than at a sign-in.
async fn require_current(app: &App, caller: &Caller, current: Option<&str>) -> Result<Credentials> {
    let mut tx = app.read().await?;
    let user = find(&mut tx, caller).await?;
    let credentials = users::credentials(&mut tx, user.id).await?;
    drop(tx);
    if credentials.password_hash.is_none() {
        let detail = "This account has no password yet: use \"Forgot password\" to set one";
        return Err(Error::invalid("/current_password", detail));
    }
    let current = current
        .ok_or_else(|| Error::invalid("/current_password", "Enter your current password to set a new one"))?;
    let key = email_key(&user.email);
    app.check_rate(Rule::SignInPerEmail, &*key)?;
    if !password::verify(app, current, credentials.password_hash.clone()).await? {
        return Err(wrong_current());
    }
    app.forgive(Rule::SignInPerEmail, &*key);
    Ok(credentials)
}
