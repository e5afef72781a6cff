//! One's own preferences.

use pingback_model::{Action, Preferences};
use pingback_storage::preferences;

use crate::error::{Error, Kind, Result};
use crate::{Actor, App};

/// The caller's preferences in the workspace; what they never set is as usual.
pub async fn get(app: &App, actor: &Actor) -> Result<Preferences> {
    actor.require(Action::ConversationHandle)?;
    let found = preferences::find(&mut app.read().await?, actor.workspace_id, actor.user_id).await?;
    found.ok_or(Error::NotFound(Kind::Member))
}
