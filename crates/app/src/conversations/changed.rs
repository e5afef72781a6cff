//! What follows a change of a conversation: it is written, noted, told.

use std::collections::BTreeSet;

use pingback_model::{
    Activity, Change, Conversation, ConversationId, Event, NotificationKind, UserId, WaitOrder, WorkspaceId,
};
use pingback_storage::{Tx, activities, conversations, customers, messages};

use crate::App;
use crate::error::Result;
use crate::jobs::{AssignmentMail, WakeConversation};
use crate::notifications::{NewNotification, notify};

/// The conversation with its customer, who is kept as told: what is told replaces what a dashboard has of both.
pub(crate) async fn with_customer(tx: &mut Tx, conversation: Conversation) -> Result<Conversation> {
    let customer = match (&conversation.customer, conversation.customer_id) {
        (None, Some(id)) => customers::keep(tx, conversation.workspace_id, id).await?,
        _ => return Ok(conversation),
    };
    Ok(Conversation { customer, ..conversation })
}

/// Notes what was done to a conversation, by whom; none: by the product itself, or the customer.
pub(crate) async fn note(
    app: &App,
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation_id: ConversationId,
    actor_id: Option<UserId>,
    change: Change,
) -> Result<Activity> {
    let activity = Activity { id: app.ids.new_id(), conversation_id, actor_id, created_at: tx.now(), change };
    activities::insert(tx, workspace, std::slice::from_ref(&activity)).await?;
    Ok(activity)
}

/// Records that a conversation changed, with what was noted of it.
pub(crate) fn record(tx: &mut Tx, conversation: &Conversation, activity: Vec<Activity>) {
    let conversation = Conversation { messages: Vec::new(), activity: None, ..conversation.clone() };
    tx.record(conversation.workspace_id, Event::ConversationUpdated { conversation, activity });
}

/// Writes conversations that the transaction holds locked, each before and after, and all that follows from it:
/// what is noted, the events, the job that ends a snooze, the notification of whoever holds one now. Returns
/// them as they are then, with their customers. Nothing follows where nothing changed.
pub(super) async fn apply(
    app: &App,
    tx: &mut Tx,
    workspace: WorkspaceId,
    actor: Option<UserId>,
    mut changes: Vec<(Conversation, Conversation)>,
) -> Result<Vec<Conversation>> {
    for (old, new) in &mut changes {
        resume_wait(tx, old, new).await?;
    }
    let mut mailed = BTreeSet::new();
    let mut after = Vec::with_capacity(changes.len());
    for (old, new) in conversations::save_all(tx, workspace, changes).await? {
        let new = with_customer(tx, new).await?;
        tell(app, tx, actor, &old, &new).await?;
        if let Some(snoozed_until) = new.snoozed_until.filter(|_| new.snoozed_until != old.snoozed_until) {
            let job = WakeConversation { conversation_id: new.id, snoozed_until };
            app.enqueue_at(tx, workspace, &job, snoozed_until).await?;
        }
        let is_given = new.assignee_id != old.assignee_id && new.assignee_id != actor;
        if let Some(user) = new.assignee_id.filter(|_| is_given) {
            // However many are given at once, one mail says so.
            let by_mail = mailed.insert(user);
            tell_assignee(app, tx, workspace, actor, user, Some(new.id), by_mail).await?;
        }
        after.push(new);
    }
    Ok(after)
}

/// Who was not answered before it ended waits again, since the same moment, where it is taken up again.
async fn resume_wait(tx: &mut Tx, old: &Conversation, new: &mut Conversation) -> Result<()> {
    if !old.status.is_over() || new.status.is_over() {
        return Ok(());
    }
    if let Some(since) = messages::unanswered_since(tx, new.workspace_id, new.id).await? {
        new.wait_order = WaitOrder::waiting(since);
    }
    Ok(())
}

/// Notes what was done, and records the events that say so: one of an assignment, one of all else.
async fn tell(
    app: &App,
    tx: &mut Tx,
    actor: Option<UserId>,
    old: &Conversation,
    new: &Conversation,
) -> Result<()> {
    let (conversation_id, created_at) = (new.id, tx.now());
    let noted =
        |change| Activity { id: app.ids.new_id(), conversation_id, actor_id: actor, created_at, change };
    let activity: Vec<_> = Change::between(old, new).into_iter().map(noted).collect();
    activities::insert(tx, new.workspace_id, &activity).await?;
    let (assigned, other): (Vec<_>, Vec<_>) =
        activity.into_iter().partition(|activity| matches!(activity.change, Change::Assigned { .. }));
    if !assigned.is_empty() {
        let assigned = Event::ConversationAssigned {
            conversation_id: new.id,
            conversation_number: new.number,
            assigned_by: actor,
            assignee_id: new.assignee_id,
            previous_assignee_id: old.assignee_id,
            activity: assigned,
        };
        tx.record(new.workspace_id, assigned);
    }
    if !other.is_empty() {
        record(tx, new, other);
    }
    Ok(())
}

/// Tells a member that they hold a conversation now; none: several, more than are told one by one.
pub(crate) async fn tell_assignee(
    app: &App,
    tx: &mut Tx,
    workspace: WorkspaceId,
    actor_id: Option<UserId>,
    user_id: UserId,
    conversation_id: Option<ConversationId>,
    by_mail: bool,
) -> Result<()> {
    let new =
        NewNotification { user_id, kind: NotificationKind::ConversationAssigned, conversation_id, actor_id };
    let notification = notify(tx, &app.ids, workspace, new).await?;
    if let Some(notification) = notification.filter(|_| by_mail) {
        AssignmentMail::enqueue(app, tx, &notification).await?;
    }
    Ok(())
}
