//! What members noted about customers.

use pingback_model::{CustomerId, CustomerNote, CustomerNoteId, WorkspaceId};

use crate::error::Result;
use crate::{Tx, args, from_row};

from_row!(CustomerNote { id, customer_id, author_id, content, created_at });

/// The notes about a customer, the newest first, at most `limit`.
pub async fn list(
    tx: &mut Tx,
    workspace: WorkspaceId,
    customer: CustomerId,
    limit: i64,
) -> Result<Vec<CustomerNote>> {
    tx.fetch_all(
        "SELECT id, customer_id, author_id, content, created_at FROM customer_notes
         WHERE workspace_id = $1 AND customer_id = $2 ORDER BY id DESC LIMIT $3",
        args![workspace, customer, limit],
    )
    .await
}

/// How many notes there are about a customer.
pub async fn count(tx: &mut Tx, workspace: WorkspaceId, customer: CustomerId) -> Result<i64> {
    let (n,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM customer_notes WHERE workspace_id = $1 AND customer_id = $2",
            args![workspace, customer],
        )
        .await?;
    Ok(n)
}

/// Adds a note.
pub async fn insert(tx: &mut Tx, workspace: WorkspaceId, note: &CustomerNote) -> Result<()> {
    tx.execute(
        "INSERT INTO customer_notes (workspace_id, customer_id, id, author_id, content, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![workspace, note.customer_id, note.id, note.author_id, &note.content, note.created_at],
    )
    .await
    .map(drop)
}

/// Deletes a note; false where there is none.
pub async fn delete(
    tx: &mut Tx,
    workspace: WorkspaceId,
    customer: CustomerId,
    id: CustomerNoteId,
) -> Result<bool> {
    let deleted = tx
        .execute(
            "DELETE FROM customer_notes WHERE workspace_id = $1 AND customer_id = $2 AND id = $3",
            args![workspace, customer, id],
        )
        .await?;
    Ok(deleted > 0)
}
