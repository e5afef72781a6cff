//! The senders' own ids of their messages: a repeated send is known by them.

use pingback_model::{ConversationId, MessageId, WorkspaceId};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::{Tx, args};

/// The message that a sender already sent under that id of theirs.
pub async fn find_client_id(
    tx: &mut Tx,
    workspace: WorkspaceId,
    sender: Uuid,
    client_id: &str,
) -> Result<Option<(ConversationId, MessageId)>> {
    tx.fetch_optional(
        "SELECT conversation_id, message_id FROM message_client_ids
         WHERE workspace_id = $1 AND sender_id = $2 AND client_id = $3",
        args![workspace, sender, client_id],
    )
    .await
}

/// Keeps a sender's id of a message. Where another transaction kept it first, the whole transaction is run
/// again, and then finds it.
pub async fn insert_client_id(
    tx: &mut Tx,
    workspace: WorkspaceId,
    sender: Uuid,
    client_id: &str,
    conversation: ConversationId,
    message: MessageId,
) -> Result<()> {
    tx.execute(
        "INSERT INTO message_client_ids (workspace_id, sender_id, client_id, conversation_id, message_id)
         VALUES ($1, $2, $3, $4, $5)",
        args![workspace, sender, client_id, conversation, message],
    )
    .await
    .map(drop)
    .map_err(|error| if error.is_unique_violation() { Error::KeyRaced } else { error })
}
