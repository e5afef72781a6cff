//! The mail to somebody who got a conversation while they were not looking.

use chrono::TimeDelta;
use pingback_model::{ConversationRef, Notification, NotificationId, UserId};
use pingback_storage::{
    Result as StorageResult, Tx, conversations, members, notifications, users, workspaces,
};
use serde::{Deserialize, Serialize};

use super::{Attempt, Job};
use crate::error::Result;
use crate::{App, accounts, mail};

/// How long the dashboard's notification may be seen before a mail is sent instead.
const DELAY: TimeDelta = TimeDelta::minutes(2);

/// Mails a notification of an assignment, unless it was read by then.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AssignmentMail {
    /// Who is to hear of it.
    pub user_id: UserId,
    /// The notification.
    pub notification_id: NotificationId,
}

impl AssignmentMail {
    /// Enqueues the mail in the transaction that writes the notification; does nothing without mail.
    pub async fn enqueue(app: &App, tx: &mut Tx, notification: &Notification) -> StorageResult<()> {
        if !app.mail.is_configured() {
            return Ok(());
        }
        let job = Self { user_id: notification.user_id, notification_id: notification.id };
        let at = tx.now() + DELAY;
        app.enqueue_at(tx, notification.workspace_id, &job, at).await.map(drop)
    }
}

impl Job for AssignmentMail {
    const KIND: &'static str = "assignment_mail";
    const ATTEMPTS: i64 = 20;

    async fn run(self, app: &App, attempt: Attempt) -> Result<()> {
        let workspace = attempt.workspace_id;
        let mut tx = app.read().await?;
        let found = notifications::find(&mut tx, workspace, self.user_id, self.notification_id).await?;
        let Some(found) = found.filter(|found| found.notification.read_at.is_none()) else { return Ok(()) };
        let Some(conversation) = found.notification.conversation_id else { return Ok(()) };
        let conversation = conversations::find(&mut tx, workspace, ConversationRef::Id(conversation)).await?;
        let member = members::access(&mut tx, workspace, self.user_id).await?;
        let (Some(conversation), Some(true)) = (conversation, member.map(|member| member.is_active)) else {
            return Ok(());
        };
        // Given to somebody else meanwhile: nothing for them to do.
        if conversation.assignee_id != Some(self.user_id) {
            return Ok(());
        }
        let user = users::find(&mut tx, self.user_id).await?;
        let in_workspace = workspaces::find(&mut tx, workspace).await?;
        drop(tx);
        let (Some(user), Some(in_workspace)) = (user, in_workspace) else { return Ok(()) };
        let link = accounts::page(app, None, &["inbox", &conversation.number.to_string()]);
        let by = found.actor_name.as_deref();
        app.mail
            .send(&mail::assignment(&user, by, &in_workspace.name, conversation.number, link.as_str()))
            .await
    }
}
