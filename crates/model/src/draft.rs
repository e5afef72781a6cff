//! Drafts: text that a member has begun and not sent.

use crate::{ConversationId, Timestamp};

/// What a member has begun to write in a conversation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Draft {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// Plain text.
    pub content: String,
    /// Whether it was to become a note.
    pub is_private: bool,
    /// When it was last changed.
    pub updated_at: Timestamp,
}
