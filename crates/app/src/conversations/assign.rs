//! Giving a conversation to somebody.

use pingback_model::{Action, Conversation, ConversationRef, Event, NotificationKind, UserId};
use pingback_storage::{Tx, conversations, members};

use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Kind, Result};
use crate::jobs::AssignmentMail;
use crate::notifications::{NewNotification, notify};

/// The contract's sentence for an assignee who is not in this workspace, suspended, or nobody at all.
fn not_a_member() -> Error {
    Error::rejected("Agent is not a team member")
}

/// Reads whom to assign to. What is no id names nobody, who is no member: the same answer.
pub fn parse_assignee(text: &str) -> Result<UserId> {
    text.trim().parse().map_err(|_| not_a_member())
}

/// Gives a conversation to an active member, who is told at once; to somebody who holds it already: nothing
/// happens and nobody is told.
pub async fn assign(
    app: &App,
    actor: &Actor,
    named: ConversationRef,
    assignee: UserId,
) -> Result<Conversation> {
    change(app, actor, named, Some(assignee)).await
}

/// Takes a conversation from whoever holds it.
pub async fn unassign(app: &App, actor: &Actor, named: ConversationRef) -> Result<Conversation> {
    change(app, actor, named, None).await
}

async fn change(
    app: &App,
    actor: &Actor,
    named: ConversationRef,
    assignee: Option<UserId>,
) -> Result<Conversation> {
    actor.require(Action::ConversationAssign)?;
    app.write(actor, |mut tx| async move {
        // The membership is held before the conversation, in the order of a removal: it cannot end in between.
        let is_member = match assignee {
            Some(user) => is_active(&mut tx, actor, user).await?,
            None => true,
        };
        let not_found = Error::NotFound(Kind::Conversation);
        if !is_member {
            let found = conversations::find(&mut tx, actor.workspace_id, named).await?;
            return Err(found.map_or(not_found, |_| not_a_member()));
        }
        let changed = conversations::assign(&mut tx, actor.workspace_id, named, assignee).await?;
        let (conversation, before) = changed.ok_or(not_found)?;
        if before != assignee {
            tell(app, &mut tx, actor, &conversation, before).await?;
        }
        Ok(tx.commit(conversation).await?)
    })
    .await
}

async fn is_active(tx: &mut Tx, actor: &Actor, user: UserId) -> Result<bool> {
    let access = members::lock_access(tx, actor.workspace_id, user).await?;
    Ok(access.is_some_and(|access| access.is_active))
}

async fn tell(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    conversation: &Conversation,
    before: Option<UserId>,
) -> Result<()> {
    let assigned = Event::ConversationAssigned {
        conversation_id: conversation.id,
        conversation_number: conversation.number,
        assigned_by: Some(actor.user_id),
        assignee_id: conversation.assignee_id,
        previous_assignee_id: before,
    };
    tx.record(actor.workspace_id, assigned);
    let Some(user_id) = conversation.assignee_id.filter(|assignee| *assignee != actor.user_id) else {
        return Ok(());
    };
    let new = NewNotification {
        user_id,
        kind: NotificationKind::ConversationAssigned,
        conversation_id: Some(conversation.id),
        actor_id: Some(actor.user_id),
    };
    if let Some(notification) = notify(tx, &app.ids, actor.workspace_id, new).await? {
        AssignmentMail::enqueue(app, tx, &notification).await?;
    }
    Ok(())
}
