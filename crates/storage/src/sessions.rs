//! Sign-ins. A global table. [`find_caller`] is asked on every request.

use pingback_model::{MemberId, Role, Session, SessionId, Timestamp, UserId, WorkspaceId};

use crate::error::Result;
use crate::{Tx, args, from_row};

from_row!(Session { id, user_id, device, ip, created_at, last_seen_at, expires_at });

/// Who a session speaks for, and their membership in the workspace that is meant.
#[derive(Debug)]
pub struct FoundCaller {
    /// The account.
    pub user_id: UserId,
    /// Whether its address was confirmed.
    pub is_verified: bool,
    /// When the session ends unless it is used.
    pub expires_at: Timestamp,
    /// When it was last used, to within five minutes.
    pub last_seen_at: Timestamp,
    /// The workspace that the account worked in last, whether it still may or not.
    pub current_workspace_id: Option<WorkspaceId>,
    /// The workspace of the membership: the one asked for, else the account's current one; none where the
    /// account is no member there.
    pub workspace_id: Option<WorkspaceId>,
    /// The membership.
    pub member_id: Option<MemberId>,
    /// Its role.
    pub role: Option<Role>,
    /// Whether it is not suspended.
    pub is_active: Option<bool>,
}

from_row!(FoundCaller {
    user_id,
    is_verified,
    expires_at,
    last_seen_at,
    current_workspace_id,
    workspace_id,
    member_id,
    role,
    is_active
});

/// Whose session that is, unless it was revoked, and the membership in `workspace` or else in the account's
/// current one. Three look-ups by unique keys.
pub async fn find_caller(
    tx: &mut Tx,
    session: SessionId,
    workspace: Option<WorkspaceId>,
) -> Result<Option<FoundCaller>> {
    tx.fetch_optional(
        "SELECT s.user_id, u.is_verified, s.expires_at, s.last_seen_at, u.current_workspace_id,
                m.workspace_id, m.id AS member_id, m.role, m.is_active
         FROM sessions s
         JOIN users u ON u.id = s.user_id
         LEFT JOIN members m ON m.workspace_id = COALESCE($2, u.current_workspace_id) AND m.user_id = u.id
         WHERE s.id = $1 AND s.revoked_at IS NULL",
        args![session, workspace],
    )
    .await
}

/// Adds a sign-in.
pub async fn insert(tx: &mut Tx, session: &Session) -> Result<()> {
    tx.execute(
        "INSERT INTO sessions (id, user_id, device, ip, created_at, last_seen_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![
            session.id,
            session.user_id,
            &session.device,
            &session.ip,
            session.created_at,
            session.last_seen_at,
            session.expires_at
        ],
    )
    .await
    .map(drop)
}

/// Slides a session forward: it was used now, from `ip`. Does nothing where it was seen after `not_after`,
/// so of many requests at once one writes.
pub async fn touch(
    tx: &mut Tx,
    session: SessionId,
    ip: Option<&str>,
    expires_at: Timestamp,
    not_after: Timestamp,
) -> Result<bool> {
    let now = tx.now();
    let touched = tx
        .execute(
            "UPDATE sessions SET last_seen_at = $2, expires_at = $3, ip = COALESCE($4, ip)
         WHERE id = $1 AND last_seen_at <= $5 AND revoked_at IS NULL",
            args![session, now, expires_at, ip, not_after],
        )
        .await?;
    Ok(touched > 0)
}

/// The account's sign-ins that are still good, the last used first.
pub async fn list(tx: &mut Tx, user: UserId) -> Result<Vec<Session>> {
    let now = tx.now();
    tx.fetch_all(
        "SELECT id, user_id, device, ip, created_at, last_seen_at, expires_at FROM sessions
         WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2 ORDER BY last_seen_at DESC, id DESC",
        args![user, now],
    )
    .await
}

/// Ends one sign-in of that account; false where it is none of theirs, or has ended.
pub async fn revoke(tx: &mut Tx, user: UserId, session: SessionId) -> Result<bool> {
    let now = tx.now();
    let revoked = tx
        .execute(
            "UPDATE sessions SET revoked_at = $3
             WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL AND expires_at > $3",
            args![session, user, now],
        )
        .await?;
    Ok(revoked == 1)
}

/// Ends every sign-in of that account but `keep`.
pub async fn revoke_all(tx: &mut Tx, user: UserId, keep: Option<SessionId>) -> Result<()> {
    let now = tx.now();
    tx.execute(
        "UPDATE sessions SET revoked_at = $3
         WHERE user_id = $1 AND revoked_at IS NULL AND ($2 IS NULL OR id <> $2)",
        args![user, keep, now],
    )
    .await
    .map(drop)
}

/// Deletes sign-ins that ended before `before`.
pub async fn delete_old(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.execute("DELETE FROM sessions WHERE expires_at < $1 OR revoked_at < $1", args![before]).await
}
