//! Giving a conversation to somebody.

use pingback_model::{Action, Conversation, ConversationRef, UserId};
use pingback_storage::{Tx, conversations, members};

use super::changed;
use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Kind, Result};

/// The contract's sentence for an assignee who is not in this workspace, suspended, or nobody at all.
pub(super) const NOT_A_MEMBER: &str = "Agent is not a team member";

/// Reads whom to assign to. What is no id names nobody, who is no member: the same answer.
pub fn parse_assignee(text: &str) -> Result<UserId> {
    text.trim().parse().map_err(|_| Error::rejected(NOT_A_MEMBER))
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
        let found = conversations::lock(&mut tx, actor.workspace_id, named).await?;
        let old = found.ok_or(Error::NotFound(Kind::Conversation))?;
        if !is_member {
            return Err(Error::rejected(NOT_A_MEMBER));
        }
        let new = Conversation { assignee_id: assignee, ..old.clone() };
        let by = Some(actor.user_id);
        let after = changed::apply(app, &mut tx, actor.workspace_id, by, vec![(old, new)]).await?;
        let conversation = after.into_iter().next().ok_or(Error::NotFound(Kind::Conversation))?;
        Ok(tx.commit(conversation).await?)
    })
    .await
}

/// Whether somebody can be given conversations; they can until the transaction ends.
pub(super) async fn is_active(tx: &mut Tx, actor: &Actor, user: UserId) -> Result<bool> {
    let access = members::lock_access(tx, actor.workspace_id, user).await?;
    Ok(access.is_some_and(|access| access.is_active))
}
