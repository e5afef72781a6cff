//! Keeping what one has begun to write.

use pingback_model::{Action, ConversationRef, Draft, Message};
use pingback_storage::drafts;

use crate::error::{Error, Result};
use crate::{Actor, App};

/// What is kept of a draft.
#[derive(Debug, Clone)]
pub struct PutDraft {
    /// Plain text, at most what a message may have; empty: nothing is kept.
    pub content: String,
    /// Whether it is to become a note.
    pub is_private: bool,
}

/// Keeps the caller's draft in the place of what there was; an empty one deletes it, and `None` is the answer.
pub async fn put(
    app: &App,
    actor: &Actor,
    named: ConversationRef,
    input: &PutDraft,
) -> Result<Option<Draft>> {
    actor.require(Action::ConversationHandle)?;
    let most = Message::MAX_CHARS;
    if input.content.chars().count() > most || input.content.contains('\0') {
        let detail = format!("Write at most {most} characters of plain text, without NUL");
        return Err(Error::invalid("/content", detail));
    }
    let (workspace, user) = (actor.workspace_id, actor.user_id);
    app.write(actor, |mut tx| async move {
        let conversation_id = super::conversation(&mut tx, actor, named).await?;
        if input.content.is_empty() {
            drafts::delete(&mut tx, workspace, user, conversation_id).await?;
            return Ok(tx.commit(None).await?);
        }
        let (content, is_private, updated_at) = (input.content.clone(), input.is_private, tx.now());
        let draft = Draft { conversation_id, content, is_private, updated_at };
        drafts::put(&mut tx, workspace, user, &draft).await?;
        Ok(tx.commit(Some(draft)).await?)
    })
    .await
}
