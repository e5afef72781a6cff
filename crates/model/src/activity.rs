//! Activities: what happened in a conversation besides messages.

use crate::{
    ActivityId, Conversation, ConversationId, ConversationStatus, LabelId, Priority, Timestamp, UserId,
};

/// Something that was done to a conversation. Seen by the team alone.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Activity {
    /// The activity's id; within a conversation, ids ascend.
    pub id: ActivityId,
    /// The conversation.
    pub conversation_id: ConversationId,
    /// Who did it; none: the product itself, or the customer.
    pub actor_id: Option<UserId>,
    /// When.
    pub created_at: Timestamp,
    /// What.
    pub change: Change,
}

/// What was done to a conversation, with the values before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Change {
    /// It went from one holder to another; none: nobody.
    Assigned {
        /// Who held it.
        from: Option<UserId>,
        /// Who holds it.
        to: Option<UserId>,
    },
    /// It stands elsewhere.
    StatusChanged {
        /// Where it stood.
        from: ConversationStatus,
        /// Where it stands.
        to: ConversationStatus,
    },
    /// It was put aside until a moment; none: it is not any more.
    Snoozed {
        /// Until when.
        to: Option<Timestamp>,
    },
    /// It presses more, or less.
    PriorityChanged {
        /// How much it did.
        from: Option<Priority>,
        /// How much it does.
        to: Option<Priority>,
    },
    /// A label was put on.
    Labelled {
        /// Which.
        to: LabelId,
    },
    /// A label was taken off.
    Unlabelled {
        /// Which.
        from: LabelId,
    },
    /// Its customer rated how it went.
    Rated {
        /// What they had given before.
        from: Option<i64>,
        /// From 1 to 5, the best.
        to: i64,
    },
}

impl Change {
    /// The change's name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Assigned { .. } => "assigned",
            Self::StatusChanged { .. } => "status_changed",
            Self::Snoozed { .. } => "snoozed",
            Self::PriorityChanged { .. } => "priority_changed",
            Self::Labelled { .. } => "labelled",
            Self::Unlabelled { .. } => "unlabelled",
            Self::Rated { .. } => "rated",
        }
    }

    /// Whether the conversation may stand elsewhere by it: what its customer's side is told.
    pub const fn concerns_status(self) -> bool {
        matches!(self, Self::StatusChanged { .. } | Self::Snoozed { .. })
    }

    /// What made `new` of `old`. To snooze, and to end a snooze by opening, is one change, not also one of the
    /// status.
    pub fn between(old: &Conversation, new: &Conversation) -> Vec<Self> {
        let mut changes = Vec::new();
        if old.assignee_id != new.assignee_id {
            changes.push(Self::Assigned { from: old.assignee_id, to: new.assignee_id });
        }
        changes.extend(Self::of_status(old, new));
        if old.priority != new.priority {
            changes.push(Self::PriorityChanged { from: old.priority, to: new.priority });
        }
        let missing = |ids: &[LabelId], in_ids: &[LabelId]| -> Vec<LabelId> {
            in_ids.iter().copied().filter(|id| !ids.contains(id)).collect()
        };
        changes.extend(
            missing(&new.label_ids, &old.label_ids).into_iter().map(|from| Self::Unlabelled { from }),
        );
        changes.extend(missing(&old.label_ids, &new.label_ids).into_iter().map(|to| Self::Labelled { to }));
        changes
    }

    fn of_status(old: &Conversation, new: &Conversation) -> Option<Self> {
        let (before, after) = (old.snoozed_until, new.snoozed_until);
        let is_back = matches!(new.status, ConversationStatus::Open | ConversationStatus::Pending);
        match (before, after) {
            (_, Some(_)) if before != after => Some(Self::Snoozed { to: after }),
            (Some(_), None) if is_back => Some(Self::Snoozed { to: None }),
            _ if old.status != new.status => Some(Self::StatusChanged { from: old.status, to: new.status }),
            _ => None,
        }
    }
}
