//! Answers kept so that a repeated request is not carried out twice.

use pingback_model::{Timestamp, WorkspaceId};
use serde::Serialize;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::sql::Json;
use crate::{Tx, args};

/// What makes a request the same as an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    /// The workspace, or [`WorkspaceId::NONE`] for an account's own writes.
    pub workspace_id: WorkspaceId,
    /// Who asks.
    pub caller_id: Uuid,
    /// The `Idempotency-Key`.
    pub key: String,
    /// A digest of method, path and body: the same key with another request is an error.
    pub request_hash: Vec<u8>,
}

/// The first answer, where there was one.
pub(crate) async fn find(tx: &mut Tx, once: &Once) -> Result<Option<String>> {
    let row = tx
        .fetch_optional::<(Vec<u8>, String)>(
            "SELECT request_hash, answer FROM idempotency_keys
             WHERE workspace_id = $1 AND caller_id = $2 AND key = $3",
            args![once.workspace_id, once.caller_id, &once.key],
        )
        .await?;
    match row {
        Some((hash, _)) if hash != once.request_hash => Err(Error::KeyReused),
        Some((_, answer)) => Ok(Some(answer)),
        None => Ok(None),
    }
}

pub(crate) async fn insert(tx: &mut Tx, once: &Once, answer: &impl Serialize) -> Result<()> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO idempotency_keys (workspace_id, caller_id, key, request_hash, answer, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![once.workspace_id, once.caller_id, &once.key, &once.request_hash, Json(answer), now],
    )
    .await
    .map(drop)
    .map_err(|error| if error.is_unique_violation() { Error::KeyRaced } else { error })
}

/// Forgets answers given before `before`, of every workspace.
pub async fn delete_old_any_workspace(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.execute("DELETE FROM idempotency_keys WHERE created_at < $1", args![before]).await
}
