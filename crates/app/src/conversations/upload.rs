//! Uploading a file for a conversation.

use bytes::Bytes;
use futures_util::Stream;
use pingback_model::{Action, Attachment, ConversationRef};
use pingback_storage::conversations;

use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Kind, Result};
use crate::files::{self, Owner};

/// Takes in a file that a member's next message in the conversation may carry.
pub async fn upload(
    app: &App,
    actor: &Actor,
    named: ConversationRef,
    file_name: &str,
    bytes: impl Stream<Item = Result<Bytes>> + Unpin + Send,
) -> Result<Attachment> {
    actor.require(Action::ConversationHandle)?;
    let found = conversations::find(&mut app.read().await?, actor.workspace_id, named).await?;
    let conversation = found.ok_or(Error::NotFound(Kind::Conversation))?;
    let owner = Owner {
        workspace_id: actor.workspace_id,
        conversation_id: Some(conversation.id),
        uploaded_by: actor.user_id.into(),
    };
    files::upload(app, owner, file_name, bytes).await
}
