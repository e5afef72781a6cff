//! Sign-ins: seeing and ending them.

use pingback_model::{Session, SessionId};
use pingback_storage::sessions;

use super::end_access;
use crate::App;
use crate::actor::Caller;
use crate::error::{Error, Kind, Result};

/// The caller's sign-ins, the last used first.
pub async fn list_sessions(app: &App, caller: &Caller) -> Result<Vec<Session>> {
    Ok(sessions::list(&mut app.read().await?, caller.user_id).await?)
}

/// Ends one of the caller's sign-ins, at once: its token is refused and its sockets are cut.
pub async fn revoke_session(app: &App, caller: &Caller, session: SessionId) -> Result<()> {
    let promise = app
        .write(caller, |mut tx| async move {
            if !sessions::revoke(&mut tx, caller.user_id, session).await? {
                return Err(Error::NotFound(Kind::Session));
            }
            let promise = end_access::promise(app, &mut tx, caller.user_id, Some(vec![session])).await?;
            Ok(tx.commit(promise).await?)
        })
        .await?;
    end_access::keep(app, promise).await;
    Ok(())
}

/// Ends the sign-in that the call was made with.
pub async fn log_out(app: &App, caller: &Caller) -> Result<()> {
    revoke_session(app, caller, caller.session_id).await
}
