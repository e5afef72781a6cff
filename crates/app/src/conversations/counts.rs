//! The numbers beside the inbox' folders.

use pingback_model::Action;
use pingback_storage::counts::{self, ConversationCounts};
use pingback_storage::{mentions, reads};

use crate::App;
use crate::actor::Actor;
use crate::error::Result;

/// How many conversations there are, as one member sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// By status and holder: exact, from kept counters.
    pub conversations: ConversationCounts,
    /// Open ones that the member holds and has not read all of.
    pub unread: i64,
    /// Open and pending ones that mention the member.
    pub mentions: i64,
}

/// How many conversations there are, as the caller sees them.
pub async fn counts(app: &App, actor: &Actor) -> Result<Counts> {
    actor.require(Action::ConversationHandle)?;
    let (workspace, user) = (actor.workspace_id, actor.user_id);
    let mut tx = app.read().await?;
    Ok(Counts {
        conversations: counts::of_member(&mut tx, workspace, user).await?,
        unread: reads::count_unread(&mut tx, workspace, user).await?,
        mentions: mentions::count(&mut tx, workspace, user).await?,
    })
}
