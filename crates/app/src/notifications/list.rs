//! Seeing one's notifications.

use pingback_model::{Action, NotificationId};
use pingback_storage::notifications::{self, Filter, Listed};

use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Result};

/// Which of one's notifications to list.
#[derive(Debug, Clone, Copy, Default)]
pub struct ListNotifications {
    /// Only unread ones, or only read ones; none: both.
    pub unread: Option<bool>,
    /// Only those older than this one.
    pub before: Option<NotificationId>,
    /// At most this many: 1 to 100, 50 where absent.
    pub limit: Option<i64>,
}

/// One's own notifications in the workspace, newest first.
pub async fn list(app: &App, actor: &Actor, input: ListNotifications) -> Result<Vec<Listed>> {
    actor.require(Action::ConversationHandle)?;
    let limit = input.limit.unwrap_or(50);
    if !(1..=100).contains(&limit) {
        return Err(Error::invalid("?limit", "Ask for 1 to 100 at a time"));
    }
    let filter = Filter { unread: input.unread, before: input.before, limit };
    Ok(notifications::list(&mut app.read().await?, actor.workspace_id, actor.user_id, filter).await?)
}
