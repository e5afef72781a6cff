//! How members want to be told, and which keys they use.

use pingback_model::{Preferences, UserId, WorkspaceId};

use crate::error::Result;
use crate::sql::Json;
use crate::{Tx, args};

/// A member's preferences; `None` where the account is no member.
pub async fn find(tx: &mut Tx, workspace: WorkspaceId, user: UserId) -> Result<Option<Preferences>> {
    let row = tx
        .fetch_optional::<(Json<Preferences>,)>(
            "SELECT preferences FROM members WHERE workspace_id = $1 AND user_id = $2",
            args![workspace, user],
        )
        .await?;
    Ok(row.map(|(Json(preferences),)| preferences))
}

/// Like [`find`], with the membership locked until the transaction ends: two changes at once keep both.
pub async fn lock(tx: &mut Tx, workspace: WorkspaceId, user: UserId) -> Result<Option<Preferences>> {
    let row = tx
        .fetch_optional::<(Json<Preferences>,)>(
            "UPDATE members SET preferences = preferences WHERE workspace_id = $1 AND user_id = $2
             RETURNING preferences",
            args![workspace, user],
        )
        .await?;
    Ok(row.map(|(Json(preferences),)| preferences))
}

/// Keeps a member's preferences.
pub async fn set(tx: &mut Tx, workspace: WorkspaceId, user: UserId, preferences: &Preferences) -> Result<()> {
    tx.execute(
        "UPDATE members SET preferences = $3 WHERE workspace_id = $1 AND user_id = $2",
        args![workspace, user, Json(preferences)],
    )
    .await
    .map(drop)
}
