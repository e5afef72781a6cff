//! Conversations.

use crate::text_enum::text_enum;
use crate::{
    ChannelId, ChannelType, ConversationId, Customer, CustomerId, Message, Timestamp, UserId, WorkspaceId,
};

text_enum! {
    /// Where a conversation stands.
    pub enum ConversationStatus: "status" {
        /// Waits for the team.
        Open = "open",
        /// Waits for the customer or an automated process.
        Pending = "pending",
        /// Done; a customer's message reopens it.
        Resolved = "resolved",
        /// Out of the active inbox; a customer's message opens a new conversation.
        Closed = "closed",
    }
}

text_enum! {
    /// Why Theo asked for a person.
    pub enum HandoffReason: "handoff reason" {
        /// Theo was not sure enough.
        LowConfidence = "low_confidence",
        /// More than Theo should answer.
        ComplexIssue = "complex_issue",
        /// The customer asked for a person.
        UserRequested = "user_requested",
    }
}

/// A conversation with one customer through one channel.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Conversation {
    /// The conversation's id.
    pub id: ConversationId,
    /// The small number people say aloud, counted per workspace.
    pub number: i64,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// Who it is with.
    pub customer_id: Option<CustomerId>,
    /// Who holds it.
    pub assignee_id: Option<UserId>,
    /// Where it stands.
    pub status: ConversationStatus,
    /// What it came through.
    pub channel_type: ChannelType,
    /// The channel, while that exists.
    pub channel_id: Option<ChannelId>,
    /// When it began.
    pub created_at: Timestamp,
    /// When something last happened in it; lists sort by it.
    pub updated_at: Timestamp,
    /// When the team first answered; set once.
    pub first_response_at: Option<Timestamp>,
    /// When it was resolved, while it is.
    pub resolved_at: Option<Timestamp>,
    /// When it was closed, while it is.
    pub closed_at: Option<Timestamp>,
    /// Theo asks for a person.
    pub needs_handoff: bool,
    /// Why.
    pub handoff_reason: Option<HandoffReason>,
    /// The customer, where the use case loaded them.
    pub customer: Option<Customer>,
    /// All messages oldest first, or at most the newest one in lists.
    pub messages: Vec<Message>,
}

/// A conversation as callers name it: by id, or by the number people say aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum ConversationRef {
    /// By id.
    Id(ConversationId),
    /// By number.
    Number(i64),
}

impl From<ConversationId> for ConversationRef {
    fn from(id: ConversationId) -> Self {
        Self::Id(id)
    }
}

impl std::str::FromStr for ConversationRef {
    type Err = crate::UnknownValue;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.bytes().all(|b| b.is_ascii_digit())
            && let Ok(number) = digits.parse()
        {
            return Ok(Self::Number(number));
        }
        text.parse().map(Self::Id).map_err(|_| crate::UnknownValue {
            what: "conversation",
            expected: "its UUID, its number".into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conversation_is_named_by_uuid_or_number() {
        assert_eq!("42".parse(), Ok(ConversationRef::Number(42)));
        assert_eq!("#42".parse(), Ok(ConversationRef::Number(42)));
        assert!("01981f6e-7a3b-7c11-9d2e-0123456789ab".parse::<ConversationRef>().is_ok());
        for bad in ["", "#", "-1", "99999999999999999999", "x", "1e3"] {
            assert!(bad.parse::<ConversationRef>().is_err(), "{bad}");
        }
    }
}
