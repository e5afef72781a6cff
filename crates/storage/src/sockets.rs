//! What a node asks every few seconds about the sockets that are open on it: is there news, and does their
//! access still hold? One statement for many, since there may be thousands.

use std::fmt::Write as _;

use pingback_model::{SessionId, WorkspaceId};

use crate::error::Result;
use crate::sql::Arg;
use crate::{Tx, args};

/// How many rows a statement asks about. Shorter lists are filled up, so that few statements are prepared.
const SIZES: [usize; 3] = [1, 16, 256];

fn size_for(rows: usize) -> usize {
    SIZES.into_iter().find(|size| rows <= *size).unwrap_or(SIZES[SIZES.len() - 1])
}

/// The places of the newest events of those workspaces.
pub async fn last_events_any_workspace(
    tx: &mut Tx,
    workspaces: &[WorkspaceId],
) -> Result<Vec<(WorkspaceId, i64)>> {
    let mut found = Vec::with_capacity(workspaces.len());
    for chunk in workspaces.chunks(SIZES[SIZES.len() - 1]) {
        let size = size_for(chunk.len());
        let mut sql = String::from(
            "SELECT workspace_id, value FROM workspace_counters WHERE kind = 'event' AND workspace_id IN (",
        );
        for n in 1..=size {
            let _ = write!(sql, "{}${n}", if n == 1 { "" } else { ", " });
        }
        sql.push_str(") ORDER BY workspace_id");
        let ids: Vec<Arg<'_>> = chunk
            .iter()
            .copied()
            .chain(std::iter::repeat(WorkspaceId::NONE))
            .take(size)
            .map(Arg::from)
            .collect();
        found.extend(tx.fetch_all::<(WorkspaceId, i64)>(&sql, &ids).await?);
    }
    Ok(found)
}

/// Of those sign-ins in those workspaces, the ones that still have access: neither revoked nor expired, of
/// an active member.
pub async fn with_access_any_workspace(
    tx: &mut Tx,
    open: &[(WorkspaceId, SessionId)],
) -> Result<Vec<(WorkspaceId, SessionId)>> {
    let now = tx.now();
    let mut found = Vec::with_capacity(open.len());
    for chunk in open.chunks(SIZES[SIZES.len() - 1]) {
        let size = size_for(chunk.len());
        let mut sql = String::from("WITH open_sockets (workspace_id, session_id) AS (VALUES ");
        for n in 0..size {
            let _ = write!(sql, "{}(${}, ${})", if n == 0 { "" } else { ", " }, 2 * n + 2, 2 * n + 3);
        }
        sql.push_str(
            ") SELECT o.workspace_id, o.session_id FROM open_sockets o
             JOIN sessions s ON s.id = o.session_id AND s.revoked_at IS NULL AND s.expires_at > $1
             JOIN members m ON m.workspace_id = o.workspace_id AND m.user_id = s.user_id AND m.is_active
             ORDER BY o.workspace_id, o.session_id",
        );
        let nobody = (WorkspaceId::NONE, SessionId(uuid::Uuid::nil()));
        let pairs = chunk.iter().copied().chain(std::iter::repeat(nobody)).take(size);
        let ids: Vec<Arg<'_>> = args![now]
            .iter()
            .cloned()
            .chain(pairs.flat_map(|(workspace, session)| [Arg::from(workspace), Arg::from(session)]))
            .collect();
        found.extend(tx.fetch_all::<(WorkspaceId, SessionId)>(&sql, &ids).await?);
    }
    Ok(found)
}
