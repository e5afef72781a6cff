//! Uploading a file: it waits until a message takes it, at most a day.

use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use object_store::{ObjectStoreExt as _, PutPayloadMut, WriteMultipart};
use pingback_model::{Attachment, AttachmentId, ConversationId, WorkspaceId};
use pingback_storage::attachments;
use uuid::Uuid;

use super::kind::Sniffer;
use super::{Files, MAX_BYTES, key, name, unavailable};
use crate::App;
use crate::actor::Nobody;
use crate::error::{Error, Result};

/// What is held in memory of a file before it goes to the store in parts; S3 takes no smaller parts.
const PART: usize = 5 << 20;

/// Whose a file is.
#[derive(Debug, Clone, Copy)]
pub struct Owner {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// The conversation it is for; none for a visitor who has none yet.
    pub conversation_id: Option<ConversationId>,
    /// The account or the customer who uploads it.
    pub uploaded_by: Uuid,
}

/// Takes a file in: at most 20 MiB, of a type on the allow list. That the owner may is the caller's to see to.
pub async fn upload(
    app: &App,
    owner: Owner,
    file_name: &str,
    bytes: impl Stream<Item = Result<Bytes>> + Unpin + Send,
) -> Result<Attachment> {
    let id: AttachmentId = app.ids.new_id();
    let name = name::clean(file_name);
    let (content_type, size) = write(&app.files, owner.workspace_id, id, &name, bytes).await?;
    let attachment = &Attachment { id, name, content_type: content_type.to_owned(), size };
    // The bytes are there before the row: a message never carries a file that cannot be read.
    let inserted = app.write(&Nobody, |mut tx| async move {
        let Owner { workspace_id, conversation_id, uploaded_by } = owner;
        attachments::insert(&mut tx, workspace_id, conversation_id, uploaded_by, attachment).await?;
        Ok(tx.commit(()).await?)
    });
    if let Err(error) = inserted.await {
        let _ = app.files.delete(owner.workspace_id, id).await;
        return Err(error);
    }
    Ok(attachment.clone())
}

async fn write(
    files: &Files,
    workspace: WorkspaceId,
    id: AttachmentId,
    name: &str,
    mut bytes: impl Stream<Item = Result<Bytes>> + Unpin + Send,
) -> Result<(&'static str, i64)> {
    let mut target = Target { files, workspace, id, held: PutPayloadMut::new(), parts: None };
    match copy(&mut target, name, &mut bytes).await {
        Ok(done) => target.finish().await.map(|()| done),
        Err(error) => {
            target.abort().await;
            // Who is still sending when the answer comes loses the connection, and the answer with it.
            while let Some(Ok(_)) = bytes.next().await {}
            Err(error)
        }
    }
}

/// Copies the bytes into the target, and says of which type and how many they were.
async fn copy(
    target: &mut Target<'_>,
    name: &str,
    bytes: &mut (impl Stream<Item = Result<Bytes>> + Unpin + Send),
) -> Result<(&'static str, i64)> {
    let mut sniffer = Sniffer::new(name);
    let mut size = 0_u64;
    while let Some(chunk) = bytes.next().await.transpose()? {
        size += chunk.len() as u64;
        if size > MAX_BYTES {
            return Err(Error::TooLarge("The file is too large: at most 20 MiB are taken".into()));
        }
        sniffer.look(&chunk)?;
        target.push(chunk).await?;
    }
    if size == 0 {
        return Err(Error::invalid("/file", "The file is empty"));
    }
    Ok((sniffer.finish()?, i64::try_from(size).unwrap_or(i64::MAX)))
}

/// A file on its way to the store: a small one at once, a large one in parts.
struct Target<'a> {
    files: &'a Files,
    workspace: WorkspaceId,
    id: AttachmentId,
    held: PutPayloadMut,
    parts: Option<WriteMultipart>,
}

impl Target<'_> {
    async fn push(&mut self, chunk: Bytes) -> Result<()> {
        if let Some(parts) = &mut self.parts {
            parts.wait_for_capacity(2).await.map_err(|error| unavailable(&error))?;
            parts.put(chunk);
            return Ok(());
        }
        self.held.push(chunk);
        if self.held.content_length() > PART {
            let upload = self.files.0.put_multipart(&key(self.workspace, self.id)).await;
            let mut parts =
                WriteMultipart::new_with_chunk_size(upload.map_err(|error| unavailable(&error))?, PART);
            for chunk in std::mem::take(&mut self.held).freeze() {
                parts.put(chunk);
            }
            self.parts = Some(parts);
        }
        Ok(())
    }

    async fn finish(self) -> Result<()> {
        let written = match self.parts {
            Some(parts) => parts.finish().await,
            None => self.files.0.put(&key(self.workspace, self.id), self.held.freeze()).await,
        };
        written.map(drop).map_err(|error| unavailable(&error))
    }

    async fn abort(self) {
        let Some(parts) = self.parts else { return };
        if let Err(error) = parts.abort().await {
            tracing::warn!(%error, "an upload that was given up left parts behind");
        }
    }
}
