//! Members of workspaces, and the seats they take.

use pingback_model::{Member, MemberId, MemberStatus, Role, UserId, WorkspaceId};

use crate::error::Result;
use crate::{Tx, args, connections, from_row};

from_row!(Member {
    id,
    workspace_id,
    user_id,
    email,
    name,
    avatar_url,
    role,
    status,
    is_active,
    invited_at,
    is_connected,
    open_conversations,
});

/// Whole members; $1 is the workspace, $2 the moment since when a connection counts.
macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT m.id, m.workspace_id, m.user_id, u.email, u.full_name AS name, u.avatar_url, m.role, m.status,
                    m.is_active, m.invited_at,
                    EXISTS (SELECT 1 FROM connections c WHERE c.workspace_id = m.workspace_id
                            AND c.user_id = m.user_id AND c.seen_at > $2) AS is_connected,
                    COALESCE((SELECT n.n FROM conversation_counts n WHERE n.workspace_id = m.workspace_id
                              AND n.assignee_id = m.user_id AND n.status = 'open'), 0) AS open_conversations
             FROM members m JOIN users u ON u.id = m.user_id
             WHERE m.workspace_id = $1 ",
            $tail
        )
    };
}

/// A membership to be made.
#[derive(Debug, Clone)]
pub struct NewMember {
    /// Its id.
    pub id: MemberId,
    /// The account.
    pub user_id: UserId,
    /// The role.
    pub role: Role,
    /// Who invited them; none for the owner.
    pub invited_by: Option<UserId>,
}

/// What a request needs to know of a membership: less than the whole [`Member`], by one index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Access {
    /// The membership.
    pub id: MemberId,
    /// The role.
    pub role: Role,
    /// False while suspended.
    pub is_active: bool,
}
from_row!(Access { id, role, is_active });

/// A workspace as one of its members sees it in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// The workspace's name.
    pub workspace_name: String,
    /// The membership.
    pub member_id: MemberId,
    /// The role there.
    pub role: Role,
    /// False while suspended there.
    pub is_active: bool,
}
from_row!(Membership { workspace_id, workspace_name, member_id, role, is_active });

/// Adds a member, active and offline, invited now. A unique violation: the account is a member already.
pub async fn insert(tx: &mut Tx, workspace: WorkspaceId, member: &NewMember) -> Result<()> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO members (workspace_id, id, user_id, role, status, is_active, invited_at, invited_by)
         VALUES ($1, $2, $3, $4, $5, TRUE, $6, $7)",
        args![
            workspace,
            member.id,
            member.user_id,
            member.role,
            MemberStatus::Offline,
            now,
            member.invited_by
        ],
    )
    .await
    .map(drop)
}

/// The member of that membership id.
pub async fn find(tx: &mut Tx, workspace: WorkspaceId, id: MemberId) -> Result<Option<Member>> {
    let since = connections::counting_since(tx);
    tx.fetch_optional(select!("AND m.id = $3"), args![workspace, since, id]).await
}

/// The member that an account is in the workspace, suspended or not.
pub async fn find_by_user(tx: &mut Tx, workspace: WorkspaceId, user: UserId) -> Result<Option<Member>> {
    let since = connections::counting_since(tx);
    tx.fetch_optional(select!("AND m.user_id = $3"), args![workspace, since, user]).await
}

/// All members, suspended ones included, in the order in which they came.
pub async fn list(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<Member>> {
    let since = connections::counting_since(tx);
    tx.fetch_all(select!("ORDER BY m.invited_at, m.id"), args![workspace, since]).await
}

/// What an account may do in the workspace, or `None` where it is no member. Asked by every request.
pub async fn access(tx: &mut Tx, workspace: WorkspaceId, user: UserId) -> Result<Option<Access>> {
    tx.fetch_optional(
        "SELECT id, role, is_active FROM members WHERE workspace_id = $1 AND user_id = $2",
        args![workspace, user],
    )
    .await
}

/// Like [`access`], and keeps the membership as it is until the transaction ends: a removal or suspension
/// waits. For changes that rest on somebody's being a member, like giving them a conversation. Taken
/// before the conversation's row, as removal does.
pub async fn lock_access(tx: &mut Tx, workspace: WorkspaceId, user: UserId) -> Result<Option<Access>> {
    let sql =
        tx.sharing_lock("SELECT id, role, is_active FROM members WHERE workspace_id = $1 AND user_id = $2");
    tx.fetch_optional(&sql, args![workspace, user]).await
}

/// Every workspace an account is a member of, oldest membership first, suspended ones included.
pub async fn workspaces_of_user_any_workspace(tx: &mut Tx, user: UserId) -> Result<Vec<Membership>> {
    tx.fetch_all(
        "SELECT m.workspace_id, w.name AS workspace_name, m.id AS member_id, m.role, m.is_active
         FROM members m JOIN workspaces w ON w.id = m.workspace_id
         WHERE m.user_id = $1 ORDER BY m.invited_at, m.id",
        args![user],
    )
    .await
}

/// How many seats are taken: by every active member whose role takes one.
pub async fn count_seats(tx: &mut Tx, workspace: WorkspaceId) -> Result<i64> {
    let roles = tx
        .fetch_all::<(Role, i64)>(
            "SELECT role, COUNT(*) FROM members WHERE workspace_id = $1 AND is_active GROUP BY role ORDER BY role",
            args![workspace],
        )
        .await?;
    Ok(roles.into_iter().filter(|(role, _)| role.takes_seat()).map(|(_, n)| n).sum())
}

/// The accounts of all active members, with their roles.
pub async fn active(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<(UserId, Role)>> {
    tx.fetch_all(
        "SELECT user_id, role FROM members WHERE workspace_id = $1 AND is_active ORDER BY invited_at, id",
        args![workspace],
    )
    .await
}

/// Changes role and activity. Returns whether there was such a member.
pub async fn update(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: MemberId,
    role: Role,
    is_active: bool,
) -> Result<bool> {
    let changed = tx
        .execute(
            "UPDATE members SET role = $3, is_active = $4 WHERE workspace_id = $1 AND id = $2",
            args![workspace, id, role, is_active],
        )
        .await?;
    Ok(changed > 0)
}

/// Declares an active member's status. Returns whether it is another than before.
pub async fn set_status(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: MemberId,
    status: MemberStatus,
) -> Result<bool> {
    let changed = tx
        .execute(
            "UPDATE members SET status = $3 WHERE workspace_id = $1 AND id = $2 AND is_active AND status <> $3",
            args![workspace, id, status],
        )
        .await?;
    Ok(changed > 0)
}

/// Ends a membership. Returns whether there was one.
pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, id: MemberId) -> Result<bool> {
    let deleted =
        tx.execute("DELETE FROM members WHERE workspace_id = $1 AND id = $2", args![workspace, id]).await?;
    Ok(deleted > 0)
}
