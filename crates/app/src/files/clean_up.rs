//! Deleting what no message took.

use chrono::TimeDelta;
use pingback_storage::attachments;

use crate::App;
use crate::actor::Nobody;
use crate::error::Result;

/// How long a file waits for a message.
const WAITS: TimeDelta = TimeDelta::days(1);

/// Deletes the files of every workspace that waited a day and that no message took. Returns how many.
///
/// The row goes first: a message that takes the file at the same moment either has it, or is refused.
pub async fn delete_untaken(app: &App) -> Result<u64> {
    let untaken = app.write(&Nobody, |mut tx| async move {
        let before = tx.now() - WAITS;
        let untaken = attachments::delete_untaken_any_workspace(&mut tx, before).await?;
        Ok(tx.commit(untaken).await?)
    });
    let mut deleted = 0;
    for (workspace, id) in untaken.await? {
        match app.files.delete(workspace, id).await {
            Ok(()) => deleted += 1,
            Err(error) => tracing::warn!(%error, attachment.id = %id, "a file could not be deleted"),
        }
    }
    Ok(deleted)
}
