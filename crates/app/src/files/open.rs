//! Reading a file by its signed address.

use std::ops::Range;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use object_store::{GetOptions, GetRange, ObjectStore as _};
use pingback_model::{Attachment, AttachmentId, WorkspaceId};
use pingback_storage::attachments;

use super::{Signature, failed, key, kind, sign};
use crate::App;
use crate::error::{Error, Kind, Result};

/// A file being read.
pub struct Opened {
    /// The file.
    pub attachment: Attachment,
    /// Whether a browser may show it in place instead of downloading it.
    pub is_inline: bool,
    /// Which of its bytes follow.
    pub range: Range<u64>,
    /// The bytes.
    pub bytes: BoxStream<'static, object_store::Result<Bytes>>,
}

/// Opens a file, or a part of it that begins within it. A wrong or expired signature is refused before
/// anything is looked up, so nobody learns which files there are.
pub async fn open(
    app: &App,
    workspace: WorkspaceId,
    id: AttachmentId,
    signature: &Signature,
    range: Option<GetRange>,
) -> Result<Opened> {
    if !sign::is_good(app, workspace, id, signature)? {
        return Err(Error::Refused(
            "This address of a file is not valid any more. Load the conversation again.",
        ));
    }
    let attachment = attachments::find(&mut app.read().await?, workspace, id).await?;
    let attachment = attachment.ok_or(Error::NotFound(Kind::Attachment))?;
    let options = GetOptions { range, ..GetOptions::default() };
    let read = app.files.0.get_opts(&key(workspace, id), options).await.map_err(|error| failed(&error))?;
    Ok(Opened {
        is_inline: kind::is_inline(&attachment.content_type),
        attachment,
        range: read.range.clone(),
        bytes: read.into_stream(),
    })
}
