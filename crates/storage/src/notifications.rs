//! What members must hear of.

use pingback_model::{
    ConversationId, Notification, NotificationId, NotificationKind, Preferences, Timestamp, UserId,
    WorkspaceId,
};

use crate::error::Result;
use crate::sql::{FromRow, Json, Row};
use crate::{Tx, args};

/// A notification as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Listed {
    /// The notification.
    pub notification: Notification,
    /// The number of the conversation it is about.
    pub conversation_number: Option<i64>,
    /// The name of who caused it.
    pub actor_name: Option<String>,
}

/// Which notifications a list shows.
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    /// Only unread ones, or only read ones.
    pub unread: Option<bool>,
    /// Only those older than this one.
    pub before: Option<NotificationId>,
    /// At most this many.
    pub limit: i64,
}

impl FromRow for Listed {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            notification: Notification {
                id: row.get("id")?,
                workspace_id: row.get("workspace_id")?,
                user_id: row.get("user_id")?,
                kind: row.get("type")?,
                conversation_id: row.get("conversation_id")?,
                actor_id: row.get("actor_id")?,
                created_at: row.get("created_at")?,
                read_at: row.get("read_at")?,
            },
            conversation_number: row.get("conversation_number")?,
            actor_name: row.get("actor_name")?,
        })
    }
}

/// Whole notifications of one member: $1 is the workspace, $2 the account.
macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT n.id, n.workspace_id, n.user_id, n.type, n.conversation_id, n.actor_id, n.created_at, n.read_at,
                    c.number AS conversation_number, u.full_name AS actor_name
             FROM notifications n
             LEFT JOIN conversations c ON c.workspace_id = n.workspace_id AND c.id = n.conversation_id
             LEFT JOIN users u ON u.id = n.actor_id
             WHERE n.workspace_id = $1 AND n.user_id = $2 ",
            $tail
        )
    };
}

/// Keeps a notification for its member.
pub async fn insert(tx: &mut Tx, workspace: WorkspaceId, notification: &Notification) -> Result<()> {
    tx.execute(
        "INSERT INTO notifications (workspace_id, user_id, id, type, conversation_id, actor_id, created_at, read_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            workspace,
            notification.user_id,
            notification.id,
            notification.kind,
            notification.conversation_id,
            notification.actor_id,
            notification.created_at,
            notification.read_at
        ],
    )
    .await
    .map(drop)
}

/// How a member wants to be told, and whether they have an unread notification of that kind about that
/// conversation: one question, since it is asked for each message of a customer. `None`: no such member.
pub async fn standing(
    tx: &mut Tx,
    workspace: WorkspaceId,
    user: UserId,
    kind: NotificationKind,
    conversation: Option<ConversationId>,
) -> Result<Option<(Preferences, bool)>> {
    let row = tx
        .fetch_optional::<(Json<Preferences>, bool)>(
            "SELECT m.preferences, EXISTS (SELECT 1 FROM notifications n WHERE n.workspace_id = $1
                    AND n.user_id = $2 AND n.conversation_id = $3 AND n.type = $4 AND n.read_at IS NULL)
             FROM members m WHERE m.workspace_id = $1 AND m.user_id = $2",
            args![workspace, user, conversation, kind],
        )
        .await?;
    Ok(row.map(|(Json(preferences), has_unread)| (preferences, has_unread)))
}

/// A member's notifications, newest first.
pub async fn list(tx: &mut Tx, workspace: WorkspaceId, user: UserId, filter: Filter) -> Result<Vec<Listed>> {
    // Every id is below the all-ones one: where no place is given, all are older.
    let before = filter.before.unwrap_or(NotificationId(uuid::Uuid::max()));
    let args = args![workspace, user, before, filter.limit];
    match filter.unread {
        None => tx.fetch_all(select!("AND n.id < $3 ORDER BY n.id DESC LIMIT $4"), args).await,
        Some(true) => {
            tx.fetch_all(select!("AND n.id < $3 AND n.read_at IS NULL ORDER BY n.id DESC LIMIT $4"), args)
                .await
        }
        Some(false) => {
            tx.fetch_all(select!("AND n.id < $3 AND n.read_at IS NOT NULL ORDER BY n.id DESC LIMIT $4"), args)
                .await
        }
    }
}

/// A member's own notification, as a list shows it.
pub async fn find(
    tx: &mut Tx,
    workspace: WorkspaceId,
    user: UserId,
    id: NotificationId,
) -> Result<Option<Listed>> {
    tx.fetch_optional(select!("AND n.id = $3"), args![workspace, user, id]).await
}

/// The member saw it. The first time counts.
pub async fn mark_read(tx: &mut Tx, workspace: WorkspaceId, user: UserId, id: NotificationId) -> Result<()> {
    let now = tx.now();
    tx.execute(
        "UPDATE notifications SET read_at = $4
         WHERE workspace_id = $1 AND user_id = $2 AND id = $3 AND read_at IS NULL",
        args![workspace, user, id, now],
    )
    .await
    .map(drop)
}

/// The member saw all there are. Returns how many were unread.
pub async fn mark_all_read(tx: &mut Tx, workspace: WorkspaceId, user: UserId) -> Result<u64> {
    let now = tx.now();
    tx.execute(
        "UPDATE notifications SET read_at = $3 WHERE workspace_id = $1 AND user_id = $2 AND read_at IS NULL",
        args![workspace, user, now],
    )
    .await
}

/// Deletes read notifications made before `before`, of every workspace.
pub async fn delete_old_any_workspace(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.execute("DELETE FROM notifications WHERE read_at IS NOT NULL AND created_at < $1", args![before]).await
}
