//! Conversations.

use crate::text_enum::text_enum;
use crate::{
    Activity, ChannelId, ChannelType, ConversationId, Customer, CustomerId, LabelId, Message, Rating,
    Timestamp, UserId, WorkspaceId,
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

impl ConversationStatus {
    /// Whether nobody works on it any more.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Resolved | Self::Closed)
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

text_enum! {
    /// How much a conversation presses.
    pub enum Priority: "priority" {
        /// Can wait.
        Low = "low",
        /// As usual, and said so.
        Medium = "medium",
        /// Before others.
        High = "high",
        /// Now.
        Urgent = "urgent",
    }
}

text_enum! {
    /// What comes first in a list of conversations.
    pub enum ConversationOrder: "sort" {
        /// The most recently updated.
        Newest = "newest",
        /// The least recently updated.
        Oldest = "oldest",
        /// Whose customer waits longest; those who wait for nothing follow, the last answered first.
        Wait = "wait",
    }
}

/// A conversation's place in the order by longest wait, ascending: the millisecond from which its customer
/// waits for an answer; where nobody waits, a number after all of those, the smaller the later the last answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct WaitOrder(pub i64);

impl WaitOrder {
    /// What the last answer's millisecond is taken from.
    const CALM: i64 = 8_000_000_000_000_000;
    /// Between all moments and all places of those who do not wait.
    const BORDER: i64 = Self::CALM / 2;

    /// The customer waits since then.
    pub const fn waiting(since: Timestamp) -> Self {
        Self(since.timestamp_millis())
    }

    /// Nobody waits: answered, resolved or begun by the team then.
    pub const fn calm(since: Timestamp) -> Self {
        Self(Self::CALM - since.timestamp_millis())
    }

    /// Since when the customer waits.
    pub const fn waiting_since(self) -> Option<Timestamp> {
        if self.0 < Self::BORDER { Timestamp::from_timestamp_millis(self.0) } else { None }
    }
}

impl Default for WaitOrder {
    fn default() -> Self {
        Self(Self::CALM)
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
    /// How much it presses, where somebody said so.
    #[serde(default)]
    pub priority: Option<Priority>,
    /// When it is opened again by itself; only while pending.
    #[serde(default)]
    pub snoozed_until: Option<Timestamp>,
    /// Its place by longest wait, and since when its customer waits.
    #[serde(default)]
    pub wait_order: WaitOrder,
    /// Its labels, in the order in which they were put on.
    #[serde(default)]
    pub label_ids: Vec<LabelId>,
    /// How many messages its customer wrote.
    #[serde(default)]
    pub customer_messages: i64,
    /// When the last of them came.
    #[serde(default)]
    pub last_customer_message_at: Option<Timestamp>,
    /// What its customer thought of how it went.
    #[serde(default)]
    pub rating: Option<Rating>,
    /// How many of them the caller has not read, where the use case loaded it. Never in events.
    #[serde(default)]
    pub unread_count: Option<i64>,
    /// The customer, where the use case loaded them.
    pub customer: Option<Customer>,
    /// All messages oldest first, or at most the newest one in lists.
    pub messages: Vec<Message>,
    /// What happened in it besides messages, oldest first, where the use case loaded it.
    #[serde(default)]
    pub activity: Option<Vec<Activity>>,
}

impl Conversation {
    /// An open one of now, that nobody holds and nothing was written in. Its number is still to be set.
    pub fn new(
        id: ConversationId,
        workspace_id: WorkspaceId,
        channel_type: ChannelType,
        channel_id: Option<ChannelId>,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            number: 0,
            workspace_id,
            customer_id: None,
            assignee_id: None,
            status: ConversationStatus::Open,
            channel_type,
            channel_id,
            created_at: now,
            updated_at: now,
            first_response_at: None,
            resolved_at: None,
            closed_at: None,
            needs_handoff: false,
            handoff_reason: None,
            priority: None,
            snoozed_until: None,
            wait_order: WaitOrder::calm(now),
            label_ids: Vec::new(),
            customer_messages: 0,
            last_customer_message_at: None,
            rating: None,
            unread_count: None,
            customer: None,
            messages: Vec::new(),
            activity: None,
        }
    }

    /// Since when its customer waits for an answer.
    pub const fn waiting_since(&self) -> Option<Timestamp> {
        self.wait_order.waiting_since()
    }

    /// Puts it where it stands from `now` on. Any other status than before ends its snooze. Closing keeps the
    /// moment of resolution, since it ends what was resolved; going back to work clears both moments. Resolving
    /// and closing end the customer's wait and Theo's call for a person.
    pub fn enter(&mut self, status: ConversationStatus, now: Timestamp) {
        if self.status == status {
            return;
        }
        self.status = status;
        self.snoozed_until = None;
        (self.resolved_at, self.closed_at) = match status {
            ConversationStatus::Open | ConversationStatus::Pending => (None, None),
            ConversationStatus::Resolved => (Some(now), None),
            ConversationStatus::Closed => (self.resolved_at, Some(now)),
        };
        if status.is_over() {
            if self.waiting_since().is_some() {
                self.wait_order = WaitOrder::calm(now);
            }
            self.needs_handoff = false;
            self.handoff_reason = None;
        }
    }
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
    fn who_waits_longest_comes_first_and_then_who_was_answered_last() {
        let at = |millis| Timestamp::from_timestamp_millis(millis).unwrap();
        let places = [
            WaitOrder::waiting(at(1_764_000_000_000)),
            WaitOrder::waiting(at(1_764_000_000_001)),
            WaitOrder::calm(at(1_764_000_000_009)),
            WaitOrder::calm(at(1_764_000_000_008)),
            WaitOrder::default(),
        ];
        assert!(places.is_sorted());
        let since = places.map(WaitOrder::waiting_since);
        assert_eq!(since, [Some(at(1_764_000_000_000)), Some(at(1_764_000_000_001)), None, None, None]);
    }

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
