//! Telling of a changed conversation.

use pingback_model::{Conversation, Event};
use pingback_storage::{Tx, customers};

use crate::error::Result;

/// The conversation with its customer: what is told of it replaces what a dashboard has of it.
pub(super) async fn with_customer(tx: &mut Tx, conversation: Conversation) -> Result<Conversation> {
    let customer = match (&conversation.customer, conversation.customer_id) {
        (None, Some(id)) => customers::find(tx, conversation.workspace_id, id).await?,
        _ => return Ok(conversation),
    };
    Ok(Conversation { customer, ..conversation })
}

/// Records that a conversation's status or flags changed.
pub(super) fn record(tx: &mut Tx, conversation: &Conversation) {
    let conversation = Conversation { messages: Vec::new(), ..conversation.clone() };
    tx.record(conversation.workspace_id, Event::ConversationUpdated { conversation });
}
