//! Answers that follow a visitor by mail: how far they did, and how often an address was written to.

use pingback_model::{ConversationId, CustomerId, Message, MessageId, WorkspaceId};

use crate::error::Result;
use crate::{Tx, args, messages};

/// The address of a customer, where one is known.
pub async fn address(tx: &mut Tx, workspace: WorkspaceId, customer: CustomerId) -> Result<Option<String>> {
    let row = tx
        .fetch_optional::<(Option<String>,)>(
            "SELECT email FROM customers WHERE workspace_id = $1 AND id = $2",
            args![workspace, customer],
        )
        .await?;
    Ok(row.and_then(|(email,)| email))
}

/// The newest answer in a conversation that was in a mail.
pub async fn newest_mailed(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
) -> Result<Option<MessageId>> {
    let row = tx
        .fetch_optional::<(MessageId,)>(
            "SELECT message_id FROM answer_mails WHERE workspace_id = $1 AND conversation_id = $2",
            args![workspace, conversation],
        )
        .await?;
    Ok(row.map(|(message,)| message))
}

/// The answers after `after` that the customer's browser has not had, the newest `limit` of them, oldest first.
pub async fn unseen(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    after: Option<MessageId>,
    limit: i64,
) -> Result<Vec<Message>> {
    let after = after.unwrap_or(MessageId(uuid::Uuid::nil()));
    let mut found: Vec<Message> = tx
        .fetch_all(
            concat!(
                "SELECT ",
                messages::columns!("m.", "u."),
                " FROM messages m LEFT JOIN users u ON u.id = m.sender_id AND m.sender_type = 'agent'
                 WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.id > $3
                   AND m.sender_type = 'agent' AND m.is_private = FALSE
                   AND m.delivered_at IS NULL AND m.read_at IS NULL
                 ORDER BY m.id DESC LIMIT $4"
            ),
            args![workspace, conversation, after, limit],
        )
        .await?;
    found.reverse();
    Ok(found)
}

/// Notes that the answers up to that one were mailed.
pub async fn note_mailed(
    tx: &mut Tx,
    workspace: WorkspaceId,
    conversation: ConversationId,
    up_to: MessageId,
) -> Result<()> {
    tx.execute(
        "INSERT INTO answer_mails (workspace_id, conversation_id, message_id) VALUES ($1, $2, $3)
         ON CONFLICT (workspace_id, conversation_id) DO UPDATE SET message_id = excluded.message_id
         WHERE answer_mails.message_id < excluded.message_id",
        args![workspace, conversation, up_to],
    )
    .await
    .map(drop)
}

/// Counts one mail to an address on a day, of all workspaces together; false where it had `most` already.
pub async fn count_any_workspace(tx: &mut Tx, email: &str, day: &str, most: i64) -> Result<bool> {
    let counted = tx
        .execute(
            "INSERT INTO answer_mail_days (email_key, day, n) VALUES ($1, $2, 1)
             ON CONFLICT (email_key, day) DO UPDATE SET n = answer_mail_days.n + 1 WHERE answer_mail_days.n < $3",
            args![email.to_lowercase(), day, most],
        )
        .await?;
    Ok(counted > 0)
}

/// Takes one count back: the mail could not be sent.
pub async fn take_back_any_workspace(tx: &mut Tx, email: &str, day: &str) -> Result<()> {
    tx.execute(
        "UPDATE answer_mail_days SET n = n - 1 WHERE email_key = $1 AND day = $2 AND n > 0",
        args![email.to_lowercase(), day],
    )
    .await
    .map(drop)
}

/// Deletes the counts of days before that one. Returns how many.
pub async fn delete_days_before_any_workspace(tx: &mut Tx, day: &str) -> Result<u64> {
    tx.execute("DELETE FROM answer_mail_days WHERE day < $1", args![day]).await
}
