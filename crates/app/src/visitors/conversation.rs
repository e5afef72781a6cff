//! A visitor's own conversation.

use pingback_model::{Conversation, MessageId};
use pingback_storage::visitors::{self, VisibleMessage};
use pingback_storage::{Tx, conversations};

use super::Visitor;
use crate::App;
use crate::error::Result;

/// The most messages in one answer. Who comes back for more asks `after` the last one.
const MOST: i64 = 500;

/// A visitor's conversation with what they may see of it.
#[derive(Debug, Clone)]
pub struct OwnConversation {
    /// The conversation, without messages. Who holds it and why it waits is the team's business.
    pub conversation: Conversation,
    /// The messages they may see, oldest first.
    pub messages: Vec<VisibleMessage>,
}

/// The visitor's conversation: the one their next message goes to, else the last one they had, which is then
/// closed. Of its messages the newest, or those after `after`; never a note.
pub async fn conversation(
    app: &App,
    visitor: &Visitor,
    after: Option<MessageId>,
) -> Result<Option<OwnConversation>> {
    find(&mut app.read().await?, visitor, after).await
}

pub(super) async fn find(
    tx: &mut Tx,
    visitor: &Visitor,
    after: Option<MessageId>,
) -> Result<Option<OwnConversation>> {
    let (workspace, customer) = (visitor.workspace_id, visitor.customer_id);
    let current = conversations::find_current(tx, workspace, customer, Some(visitor.channel_id)).await?;
    let found = match current {
        Some(current) => Some(current),
        None => visitors::latest_conversation(tx, workspace, customer).await?,
    };
    let Some(conversation) = found else { return Ok(None) };
    let mut messages = match after {
        Some(after) => visitors::messages_after(tx, workspace, conversation.id, after, MOST).await?,
        None => visitors::newest_messages(tx, workspace, conversation.id, MOST).await?,
    };
    // The query already leaves them out; a mistake there must not show a note to a customer.
    messages.retain(|found| found.message.is_visible_to_visitor());
    Ok(Some(OwnConversation { conversation, messages }))
}
