//! How far a member has read, as their own list shows it. The customer is told nothing of it: that is what
//! receipts are for.

use pingback_model::{Action, ConversationId, ConversationRef, Event, MessageId};
use pingback_storage::reads::{self, Standing};
use pingback_storage::{Tx, conversations, messages};

use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Kind, Result};

/// The caller has read a conversation, up to that message or all of it. Returns how many of the customer's
/// messages they have not read then. Having read less than before changes nothing.
pub async fn mark_read(
    app: &App,
    actor: &Actor,
    named: ConversationRef,
    up_to: Option<MessageId>,
) -> Result<i64> {
    actor.require(Action::ConversationHandle)?;
    app.write(actor, |mut tx| async move {
        let conversation = find(&mut tx, actor, named).await?;
        if let Some(id) = up_to {
            let message = messages::find(&mut tx, actor.workspace_id, id).await?;
            let is_there = message.is_some_and(|message| message.conversation_id == conversation);
            is_there.then_some(()).ok_or(Error::NotFound(Kind::Message))?;
        }
        let unread = note(&mut tx, actor, conversation, up_to).await?;
        Ok(tx.commit(unread).await?)
    })
    .await
}

/// The newest message of the customer counts as unread again, for the caller. Returns how many do then: none where
/// the customer never wrote, and no fewer than before.
pub async fn mark_unread(app: &App, actor: &Actor, named: ConversationRef) -> Result<i64> {
    actor.require(Action::ConversationHandle)?;
    app.write(actor, |mut tx| async move {
        let conversation = find(&mut tx, actor, named).await?;
        let before = standing(&mut tx, actor, conversation).await?;
        let unread = before.unread.max(before.customer_messages.min(1));
        if unread != before.unread {
            let known = before.customer_messages - unread;
            set(&mut tx, actor, conversation, known, unread, false).await?;
        }
        Ok(tx.commit(unread).await?)
    })
    .await
}

/// Notes in the caller's transaction that a member has read a conversation, up to that message or all of it.
/// Returns how many messages they have not read then.
pub(super) async fn note(
    tx: &mut Tx,
    actor: &Actor,
    conversation: ConversationId,
    up_to: Option<MessageId>,
) -> Result<i64> {
    let before = standing(tx, actor, conversation).await?;
    if before.unread == 0 {
        return Ok(0);
    }
    let later = match up_to {
        Some(message) => reads::count_after(tx, actor.workspace_id, conversation, message).await?,
        None => 0,
    };
    let unread = before.unread.min(later);
    if unread != before.unread {
        let known = before.customer_messages - unread;
        set(tx, actor, conversation, known, unread, true).await?;
    }
    Ok(unread)
}

async fn find(tx: &mut Tx, actor: &Actor, named: ConversationRef) -> Result<ConversationId> {
    let found = conversations::find_id(tx, actor.workspace_id, named).await?;
    found.ok_or(Error::NotFound(Kind::Conversation))
}

/// How the caller stands in a conversation, which stays so until the transaction ends: what is told then counts
/// every message before it in the log, and none after it.
async fn standing(tx: &mut Tx, actor: &Actor, conversation: ConversationId) -> Result<Standing> {
    let not_found = Error::NotFound(Kind::Conversation);
    if !conversations::keep(tx, actor.workspace_id, conversation).await? {
        return Err(not_found);
    }
    let found = reads::standing(tx, actor.workspace_id, actor.user_id, conversation).await?;
    found.ok_or(not_found)
}

async fn set(
    tx: &mut Tx,
    actor: &Actor,
    conversation_id: ConversationId,
    known: i64,
    unread_count: i64,
    is_more: bool,
) -> Result<()> {
    let (workspace, user_id) = (actor.workspace_id, actor.user_id);
    if reads::set(tx, workspace, user_id, conversation_id, known, is_more).await? {
        tx.record(workspace, Event::UnreadChanged { user_id, conversation_id, unread_count });
    }
    Ok(())
}
