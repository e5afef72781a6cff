//! What a message may say and carry.

use std::collections::HashSet;

use pingback_model::{Attachment, AttachmentId, ConversationId, Message, MessageId, WorkspaceId};
use pingback_storage::{Tx, attachments};
use uuid::Uuid;

use crate::error::{Error, FieldError, Result};

/// Checks text and number of files; `text` is where in the body the text is. Returns all that is wrong.
pub(super) fn check(content: &str, text: &str, files: &[AttachmentId]) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    let mut field = |pointer: String, detail: String| wrong.push(FieldError { pointer, detail });
    let max = Message::MAX_CHARS;
    if content.trim().is_empty() && files.is_empty() {
        field(text.into(), "Write something, or attach a file".into());
    } else if content.len() > max && content.chars().count() > max {
        field(text.into(), format!("A message has at most {max} characters"));
    } else if content.contains('\0') {
        field(text.into(), "A message is plain text, without NUL".into());
    }
    if files.len() > Message::MAX_ATTACHMENTS {
        let max = Message::MAX_ATTACHMENTS;
        field("/attachments".into(), format!("A message carries at most {max} files"));
    }
    let mut seen = HashSet::new();
    for (index, id) in files.iter().enumerate().take(Message::MAX_ATTACHMENTS) {
        if !seen.insert(id) {
            field(format!("/attachments/{index}"), "This file is there twice".into());
        }
    }
    wrong
}

/// [`check`], as a result.
pub(super) fn require(content: &str, text: &str, files: &[AttachmentId]) -> Result<()> {
    let wrong = check(content, text, files);
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

/// Gives the files to the message, in their order. Only what its sender uploaded, for the same conversation or
/// before there was one, and what no other message took.
pub(super) async fn take_files(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    message: MessageId,
    sender: Uuid,
    files: &[AttachmentId],
) -> Result<Vec<Attachment>> {
    let mut taken = Vec::with_capacity(files.len());
    for (index, id) in files.iter().enumerate() {
        let attachment = attachments::take(tx, workspace, conversation, message, sender, *id).await?;
        let refused = || {
            let detail = "No such file waits here: upload it to this conversation, and send it once";
            Error::invalid(format!("/attachments/{index}"), detail)
        };
        taken.push(attachment.ok_or_else(refused)?);
    }
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_counted_in_characters() {
        assert!(check(&"ä".repeat(20_000), "/content", &[]).is_empty());
        assert_eq!(check(&"ä".repeat(20_001), "/content", &[]).len(), 1);
        assert_eq!(check("", "/content", &[])[0].pointer, "/content");
        assert_eq!(check("a\0b", "/content", &[]).len(), 1);
    }

    #[test]
    fn files_are_few_and_each_there_once() {
        let id = |n: u128| AttachmentId(Uuid::from_u128(n));
        assert!(check("", "/content", &[id(1)]).is_empty());
        let many: Vec<_> = (0..11).map(id).collect();
        assert_eq!(check("", "/content", &many)[0].pointer, "/attachments");
        assert_eq!(check("", "/content", &[id(1), id(1)])[0].pointer, "/attachments/1");
    }
}
