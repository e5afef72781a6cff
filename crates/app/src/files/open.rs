//! Reading a file by its signed address.

use std::ops::Range;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use object_store::{GetOptions, GetRange, ObjectStore as _};
use pingback_model::{Attachment, AttachmentId, WorkspaceId};
use pingback_storage::attachments;

use super::{Signature, key, kind, sign, unavailable};
use crate::App;
use crate::error::{Error, Kind, Result};

/// A part of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// From a byte on, to another one (included) or to the end.
    From(u64, Option<u64>),
    /// That many bytes at the end.
    Last(u64),
}

/// A file being read.
pub struct Opened {
    /// The file.
    pub attachment: Attachment,
    /// Whether a browser may show it in place instead of downloading it.
    pub is_inline: bool,
    /// Which of its bytes follow; none: all.
    pub part: Option<Range<u64>>,
    /// The bytes.
    pub bytes: BoxStream<'static, object_store::Result<Bytes>>,
}

impl Part {
    /// Which bytes that is of a file of `size`; none where it lies outside.
    fn of(self, size: u64) -> Option<Range<u64>> {
        let range = match self {
            Self::From(from, to) => from..to.map_or(size, |to| size.min(to.saturating_add(1))),
            Self::Last(length) => size.saturating_sub(length)..size,
        };
        (range.start < range.end).then_some(range)
    }
}

/// Opens a file, or a part of it; the whole where the part lies outside. A wrong or expired signature is
/// refused before anything is looked up, so nobody learns which files there are.
pub async fn open(
    app: &App,
    workspace: WorkspaceId,
    id: AttachmentId,
    signature: &Signature,
    part: Option<Part>,
) -> Result<Opened> {
    if !sign::is_good(app, workspace, id, signature)? {
        return Err(Error::Refused(
            "This address of a file is not valid any more. Load the conversation again.",
        ));
    }
    let attachment = attachments::find(&mut app.read().await?, workspace, id).await?;
    let attachment = attachment.ok_or(Error::NotFound(Kind::Attachment))?;
    let part = part.and_then(|part| part.of(u64::try_from(attachment.size).unwrap_or_default()));
    let options = GetOptions { range: part.clone().map(GetRange::Bounded), ..GetOptions::default() };
    let read = match app.files.0.get_opts(&key(workspace, id), options).await {
        Err(object_store::Error::NotFound { .. }) => return Err(Error::NotFound(Kind::Attachment)),
        read => read.map_err(|error| unavailable(&error))?,
    };
    let is_inline = kind::is_inline(&attachment.content_type);
    Ok(Opened { attachment, is_inline, part, bytes: read.into_stream() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_lies_within_the_file() {
        assert_eq!(Part::From(0, Some(4)).of(10), Some(0..5));
        assert_eq!(Part::From(5, None).of(10), Some(5..10));
        assert_eq!(Part::From(5, Some(u64::MAX)).of(10), Some(5..10));
        assert_eq!(Part::Last(3).of(10), Some(7..10));
        assert_eq!(Part::Last(30).of(10), Some(0..10));
        assert_eq!(Part::From(10, None).of(10), None);
        assert_eq!(Part::Last(0).of(10), None);
        assert_eq!(Part::From(5, Some(2)).of(10), None);
    }
}
