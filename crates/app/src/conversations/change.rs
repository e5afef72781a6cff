//! Changing where a conversation stands, how much it presses, its labels; putting it aside.

use pingback_model::{
    Action, Conversation, ConversationRef, ConversationStatus, LabelId, Priority, Timestamp,
};
use pingback_storage::{Tx, conversations, labels, messages};

use super::{changed, snooze};
use crate::App;
use crate::actor::Actor;
use crate::error::{Error, FieldError, Kind, Result};

/// The most labels of a conversation.
pub(super) const MAX_LABELS: usize = 50;

/// What to change of a conversation; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct ChangeConversation {
    /// Where it stands. Any status may follow any other.
    pub status: Option<ConversationStatus>,
    /// How much it presses; `Some(None)`: nobody says so any more.
    pub priority: Option<Option<Priority>>,
    /// All its labels.
    pub label_ids: Option<Vec<LabelId>>,
    /// Put it aside until then, which makes it pending; `Some(None)`: not any more, which opens it unless a
    /// status is named.
    pub snoozed_until: Option<Option<Timestamp>>,
}

/// Changes a conversation, and returns it with its customer and its newest message.
pub async fn change(
    app: &App,
    actor: &Actor,
    named: ConversationRef,
    input: ChangeConversation,
) -> Result<Conversation> {
    actor.require(Action::ConversationHandle)?;
    let input = check(input, app.now())?;
    Ok(apply(app, actor, named, &input).await?.0)
}

/// Sets where a conversation stands, and returns it with its customer and its newest message, and whether
/// that changed anything.
pub async fn set_status(
    app: &App,
    actor: &Actor,
    named: ConversationRef,
    status: ConversationStatus,
) -> Result<(Conversation, bool)> {
    actor.require(Action::ConversationHandle)?;
    apply(app, actor, named, &ChangeConversation { status: Some(status), ..Default::default() }).await
}

async fn apply(
    app: &App,
    actor: &Actor,
    named: ConversationRef,
    input: &ChangeConversation,
) -> Result<(Conversation, bool)> {
    let workspace = actor.workspace_id;
    app.write(actor, |mut tx| async move {
        if let Some(ids) = &input.label_ids {
            require_labels(&mut tx, actor, ids).await?;
        }
        let found = conversations::lock(&mut tx, workspace, named).await?;
        let old = found.ok_or(Error::NotFound(Kind::Conversation))?;
        let new = changed(&old, input, tx.now());
        let is_new = old != new;
        let by = Some(actor.user_id);
        let after = changed::apply(app, &mut tx, workspace, by, vec![(old, new)]).await?;
        let conversation = after.into_iter().next().ok_or(Error::NotFound(Kind::Conversation))?;
        let newest = messages::newest(&mut tx, workspace, conversation.id, 1).await?;
        Ok(tx.commit((Conversation { messages: newest, ..conversation }, is_new)).await?)
    })
    .await
}

/// The change as it can be made, or all that is wrong with it.
fn check(mut input: ChangeConversation, now: Timestamp) -> Result<ChangeConversation> {
    let mut wrong = Vec::new();
    if let ChangeConversation { status: None, priority: None, label_ids: None, snoozed_until: None } = &input
    {
        return Err(Error::invalid("", "Name at least one of status, priority, label_ids, snoozed_until"));
    }
    if let Some(Some(until)) = &mut input.snoozed_until {
        wrong.extend(check_snooze("", until, input.status, now));
    }
    if let Some(ids) = &mut input.label_ids {
        let mut known = std::collections::HashSet::new();
        ids.retain(|id| known.insert(*id));
        if ids.len() > MAX_LABELS {
            wrong.push(too_many_labels("/label_ids"));
        }
    }
    if wrong.is_empty() { Ok(input) } else { Err(Error::Invalid(wrong)) }
}

/// Makes `until` the moment that is kept, or says what is wrong with the change at `pointer`.
pub(super) fn check_snooze(
    pointer: &str,
    until: &mut Timestamp,
    status: Option<ConversationStatus>,
    now: Timestamp,
) -> Option<FieldError> {
    let refused = |detail: String| Some(FieldError { pointer: format!("{pointer}/snoozed_until"), detail });
    if status.is_some_and(|status| status != ConversationStatus::Pending) {
        return refused("What is put aside is pending: leave the status out".into());
    }
    match snooze::moment(*until, now) {
        Ok(kept) => {
            *until = kept;
            None
        }
        Err(detail) => refused(detail),
    }
}

pub(super) fn too_many_labels(pointer: &str) -> FieldError {
    let detail = format!("A conversation has at most {MAX_LABELS} labels");
    FieldError { pointer: pointer.to_owned(), detail }
}

/// Goes on only where there are all these labels, which then stay until the transaction ends.
async fn require_labels(tx: &mut Tx, actor: &Actor, ids: &[LabelId]) -> Result<()> {
    let known = labels::keep(tx, actor.workspace_id, ids).await?;
    let unknown = ids.iter().enumerate().filter(|(_, id)| !known.contains(id));
    let wrong: Vec<_> = unknown.map(|(i, _)| no_such_label(format!("/label_ids/{i}"))).collect();
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

pub(super) fn no_such_label(pointer: String) -> FieldError {
    FieldError { pointer, detail: "There is no such label".into() }
}

fn changed(old: &Conversation, input: &ChangeConversation, now: Timestamp) -> Conversation {
    let mut new = old.clone();
    stand(&mut new, input.status, input.snoozed_until, now);
    if let Some(priority) = input.priority {
        new.priority = priority;
    }
    if let Some(ids) = &input.label_ids {
        // Those that stay keep their places: to send the same ones in another order changes nothing.
        new.label_ids.retain(|id| ids.contains(id));
        new.label_ids.extend(ids.iter().filter(|id| !old.label_ids.contains(id)));
    }
    new
}

/// Sets where a conversation stands, and until when.
#[expect(clippy::option_option, reason = "not given, or given as none")]
pub(super) fn stand(
    conversation: &mut Conversation,
    status: Option<ConversationStatus>,
    snoozed_until: Option<Option<Timestamp>>,
    now: Timestamp,
) {
    if let Some(status) = status {
        conversation.enter(status, now);
    }
    match (status, snoozed_until) {
        (_, None) => {}
        // The status that was named says where it stands: only the moment is dropped.
        (Some(_), Some(None)) => conversation.snoozed_until = None,
        (_, Some(until)) => snooze::snooze(conversation, until, now),
    }
}
