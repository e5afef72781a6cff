//! Putting a conversation aside until a moment.
//!
//! To snooze is to make it pending with a moment at which it is opened again: by a job of that moment, which
//! does nothing where the conversation was changed since.

use chrono::{DurationRound as _, TimeDelta};
use pingback_model::{Conversation, ConversationId, ConversationStatus, Timestamp, WorkspaceId};
use pingback_storage::conversations;

use super::changed;
use crate::App;
use crate::actor::Nobody;
use crate::error::Result;

/// The longest that a conversation is put aside: what is meant for later than that is a typing mistake.
const LONGEST: TimeDelta = TimeDelta::days(3660);

/// The moment as it is kept; a sentence where it is none to wait for.
pub(super) fn moment(asked: Timestamp, now: Timestamp) -> Result<Timestamp, String> {
    let kept = asked.duration_trunc(TimeDelta::milliseconds(1)).unwrap_or(asked);
    if kept <= now {
        Err("Name a moment in the future".into())
    } else if kept > now + LONGEST {
        Err("Name a moment within the next ten years".into())
    } else {
        Ok(kept)
    }
}

/// Puts a conversation aside until then; none: opens it, if it was put aside or waits for its customer.
pub(super) fn snooze(conversation: &mut Conversation, until: Option<Timestamp>, now: Timestamp) {
    match until {
        Some(_) => {
            conversation.enter(ConversationStatus::Pending, now);
            conversation.snoozed_until = until;
        }
        None if conversation.status == ConversationStatus::Pending => {
            conversation.enter(ConversationStatus::Open, now);
        }
        None => {}
    }
}

/// Opens a conversation whose moment has come; not where it was changed since, or put aside until another.
pub(crate) async fn wake(
    app: &App,
    workspace: WorkspaceId,
    id: ConversationId,
    snoozed_until: Timestamp,
) -> Result<()> {
    app.write(&Nobody, |mut tx| async move {
        let found = conversations::lock(&mut tx, workspace, id.into()).await?;
        if let Some(old) = found.filter(|found| found.snoozed_until == Some(snoozed_until)) {
            let mut new = old.clone();
            snooze(&mut new, None, tx.now());
            changed::apply(app, &mut tx, workspace, None, vec![(old, new)]).await?;
        }
        Ok(tx.commit(()).await?)
    })
    .await
}
