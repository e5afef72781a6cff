//! Attachments: uploaded files.

use crate::AttachmentId;

/// A file as a message carries it. Its address is signed and made afresh on each read (`http`).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Attachment {
    /// The file's id.
    pub id: AttachmentId,
    /// The name it was uploaded under, without a path.
    pub name: String,
    /// Its type, as sniffed from its first bytes, not as claimed.
    pub content_type: String,
    /// Bytes.
    pub size: i64,
}
