//! Changing many conversations at once: all or nothing.

use std::collections::{BTreeMap, BTreeSet};

use pingback_model::{
    Action, Conversation, ConversationId, ConversationStatus, LabelId, Priority, Timestamp, UserId,
};
use pingback_storage::{Tx, conversations, labels};

use super::assign::{NOT_A_MEMBER, is_active};
use super::change::{MAX_LABELS, check_snooze, no_such_label, stand, too_many_labels};
use super::changed;
use crate::App;
use crate::actor::Actor;
use crate::error::{Error, FieldError, Result};

/// The most conversations that are changed at once.
const MOST: usize = 100;

/// What to change of one of them; what is `None` stays.
#[derive(Debug, Clone)]
pub struct ChangeOne {
    /// Which.
    pub id: ConversationId,
    /// Where it stands.
    pub status: Option<ConversationStatus>,
    /// How much it presses; `Some(None)`: nobody says so any more.
    pub priority: Option<Option<Priority>>,
    /// Labels to put on.
    pub add_label_ids: Vec<LabelId>,
    /// Labels to take off.
    pub remove_label_ids: Vec<LabelId>,
    /// Put it aside until then; `Some(None)`: not any more.
    pub snoozed_until: Option<Option<Timestamp>>,
    /// Who holds it; `Some(None)`: nobody.
    pub assignee: Option<Option<UserId>>,
}

impl ChangeOne {
    /// The labels that it names, by field.
    fn labels(&self) -> impl Iterator<Item = (&'static str, &Vec<LabelId>)> {
        [("add_label_ids", &self.add_label_ids), ("remove_label_ids", &self.remove_label_ids)].into_iter()
    }

    fn is_empty(&self) -> bool {
        self.status.is_none()
            && self.priority.is_none()
            && self.add_label_ids.is_empty()
            && self.remove_label_ids.is_empty()
            && self.snoozed_until.is_none()
            && self.assignee.is_none()
    }
}

/// Makes all the changes or none, and returns the conversations in the order given, with their customers, without
/// messages. To assign asks for more than to handle. What is wrong is said of each change.
pub async fn bulk(app: &App, actor: &Actor, changes: Vec<ChangeOne>) -> Result<Vec<Conversation>> {
    actor.require(Action::ConversationHandle)?;
    if changes.iter().any(|change| change.assignee.is_some()) {
        actor.require(Action::ConversationAssign)?;
    }
    let changes = &check(changes, app.now())?;
    app.write(actor, |mut tx| async move {
        // Members and labels before conversations, and these in the order of their ids, as everywhere.
        let members = members_among(&mut tx, actor, changes).await?;
        let labels = labels_among(&mut tx, actor, changes).await?;
        let before = lock(&mut tx, actor, changes).await?;
        let mut wrong = Vec::new();
        let mut pairs = Vec::with_capacity(changes.len());
        for (place, change) in changes.iter().enumerate() {
            let found = before.get(&change.id);
            let new = found.map(|old| changed(old, change, tx.now()));
            wrong.extend(refusals(&format!("/changes/{place}"), change, &members, &labels, new.as_ref()));
            pairs.extend(found.cloned().zip(new));
        }
        if !wrong.is_empty() {
            return Err(Error::Invalid(wrong));
        }
        let after = changed::apply(app, &mut tx, actor.workspace_id, Some(actor.user_id), pairs).await?;
        Ok(tx.commit(after).await?)
    })
    .await
}

/// The changes as they can be made, or all that is wrong with them.
fn check(mut changes: Vec<ChangeOne>, now: Timestamp) -> Result<Vec<ChangeOne>> {
    if changes.is_empty() || changes.len() > MOST {
        return Err(Error::invalid("/changes", format!("Name 1 to {MOST} changes")));
    }
    let mut wrong = Vec::new();
    let mut known = BTreeSet::new();
    for (place, change) in changes.iter_mut().enumerate() {
        let pointer = format!("/changes/{place}");
        if change.is_empty() {
            let detail = "Say what to change of it".into();
            wrong.push(FieldError { pointer: pointer.clone(), detail });
        }
        if !known.insert(change.id) {
            let detail = "This conversation is named twice".into();
            wrong.push(FieldError { pointer: format!("{pointer}/id"), detail });
        }
        if let Some(Some(until)) = &mut change.snoozed_until {
            wrong.extend(check_snooze(&pointer, until, change.status, now));
        }
        for (name, ids) in change.labels() {
            if ids.len() > MAX_LABELS {
                wrong.push(too_many_labels(&format!("{pointer}/{name}")));
            }
        }
    }
    if wrong.is_empty() { Ok(changes) } else { Err(Error::Invalid(wrong)) }
}

/// Which of the named assignees can be given conversations.
async fn members_among(tx: &mut Tx, actor: &Actor, changes: &[ChangeOne]) -> Result<BTreeSet<UserId>> {
    let named: BTreeSet<UserId> = changes.iter().filter_map(|change| change.assignee.flatten()).collect();
    let mut active = BTreeSet::new();
    for user in named {
        if is_active(tx, actor, user).await? {
            active.insert(user);
        }
    }
    Ok(active)
}

/// Which of the named labels there are.
async fn labels_among(tx: &mut Tx, actor: &Actor, changes: &[ChangeOne]) -> Result<BTreeSet<LabelId>> {
    let named: BTreeSet<LabelId> =
        changes.iter().flat_map(|change| change.labels().flat_map(|(_, ids)| ids)).copied().collect();
    let named: Vec<LabelId> = named.into_iter().collect();
    let mut known = BTreeSet::new();
    for part in named.chunks(MOST) {
        known.extend(labels::keep(tx, actor.workspace_id, part).await?);
    }
    Ok(known)
}

async fn lock(
    tx: &mut Tx,
    actor: &Actor,
    changes: &[ChangeOne],
) -> Result<BTreeMap<ConversationId, Conversation>> {
    let ids: BTreeSet<ConversationId> = changes.iter().map(|change| change.id).collect();
    let mut found = BTreeMap::new();
    for id in ids {
        if let Some(conversation) = conversations::lock(tx, actor.workspace_id, id.into()).await? {
            found.insert(id, conversation);
        }
    }
    Ok(found)
}

fn refusals(
    pointer: &str,
    change: &ChangeOne,
    members: &BTreeSet<UserId>,
    labels: &BTreeSet<LabelId>,
    new: Option<&Conversation>,
) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    let mut field = |name: &str, detail: &str| {
        wrong.push(FieldError { pointer: format!("{pointer}/{name}"), detail: detail.into() });
    };
    if new.is_none() {
        field("id", "There is no such conversation");
    }
    if change.assignee.flatten().is_some_and(|user| !members.contains(&user)) {
        field("assignee_id", NOT_A_MEMBER);
    }
    for (name, ids) in change.labels() {
        let unknown = ids.iter().enumerate().filter(|(_, id)| !labels.contains(id));
        wrong.extend(unknown.map(|(place, _)| no_such_label(format!("{pointer}/{name}/{place}"))));
    }
    if new.is_some_and(|new| new.label_ids.len() > MAX_LABELS) {
        wrong.push(too_many_labels(&format!("{pointer}/add_label_ids")));
    }
    wrong
}

fn changed(old: &Conversation, change: &ChangeOne, now: Timestamp) -> Conversation {
    let mut new = old.clone();
    stand(&mut new, change.status, change.snoozed_until, now);
    if let Some(priority) = change.priority {
        new.priority = priority;
    }
    if let Some(assignee) = change.assignee {
        new.assignee_id = assignee;
    }
    new.label_ids.retain(|id| !change.remove_label_ids.contains(id));
    for id in &change.add_label_ids {
        if !new.label_ids.contains(id) {
            new.label_ids.push(*id);
        }
    }
    new
}
