//! Uploaded files: the rows. The bytes are `app::files`' business.

use pingback_model::{Attachment, AttachmentId, ConversationId, MessageId, Timestamp, WorkspaceId};
use uuid::Uuid;

use crate::error::Result;
use crate::{Tx, args, from_row};

from_row!(Attachment { id, name, content_type, size });

/// Adds a file that no message carries yet. `conversation` is none for a visitor who has none yet;
/// `uploaded_by` is the account or the customer whose file it is.
pub async fn insert(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: Option<ConversationId>,
    uploaded_by: Uuid,
    attachment: &Attachment,
) -> Result<()> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO attachments (workspace_id, id, conversation_id, uploaded_by, message_id, name, content_type,
            size, created_at)
         VALUES ($1, $2, $3, $4, NULL, $5, $6, $7, $8)",
        args![
            workspace,
            attachment.id,
            conversation,
            uploaded_by,
            &attachment.name,
            &attachment.content_type,
            attachment.size,
            now,
        ],
    )
    .await
    .map(drop)
}

/// The file of that id.
pub async fn find(tx: &mut Tx, workspace: WorkspaceId, id: AttachmentId) -> Result<Option<Attachment>> {
    tx.fetch_optional(
        "SELECT id, name, content_type, size FROM attachments WHERE workspace_id = $1 AND id = $2",
        args![workspace, id],
    )
    .await
}

/// Gives a file to a message of whoever uploaded it. `None` where there is no such file, another message has it,
/// somebody else than `sender` uploaded it (what a member has not sent is not the customer's to show, nor the
/// other way round), or it was uploaded for another conversation.
pub async fn take(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    message: MessageId,
    sender: Uuid,
    id: AttachmentId,
) -> Result<Option<Attachment>> {
    tx.fetch_optional(
        "UPDATE attachments SET message_id = $3, conversation_id = $2
         WHERE workspace_id = $1 AND id = $4 AND message_id IS NULL
           AND uploaded_by = $5 AND (conversation_id = $2 OR conversation_id IS NULL)
         RETURNING id, name, content_type, size",
        args![workspace, conversation, message, id, sender],
    )
    .await
}

/// Deletes files that were uploaded before `before` and that no message took, of every workspace, and returns
/// them, so that their bytes can be deleted too.
pub async fn delete_untaken_any_workspace(
    tx: &mut Tx,
    before: Timestamp,
) -> Result<Vec<(WorkspaceId, AttachmentId)>> {
    tx.fetch_all(
        "DELETE FROM attachments WHERE message_id IS NULL AND created_at < $1 RETURNING workspace_id, id",
        args![before],
    )
    .await
}
