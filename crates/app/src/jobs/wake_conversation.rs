//! Opens a conversation that was put aside.

use pingback_model::{ConversationId, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Attempt, Job};
use crate::App;
use crate::conversations::snooze;
use crate::error::Result;

/// Ends a snooze at its moment, unless something else ended it before.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct WakeConversation {
    /// The conversation.
    pub(crate) conversation_id: ConversationId,
    /// The moment it was put aside until: another one means another job.
    pub(crate) snoozed_until: Timestamp,
}

impl Job for WakeConversation {
    const KIND: &'static str = "wake_conversation";

    async fn run(self, app: &App, attempt: Attempt) -> Result<()> {
        snooze::wake(app, attempt.workspace_id, self.conversation_id, self.snoozed_until).await
    }
}
