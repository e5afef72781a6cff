//! Deleting what no message took.

use chrono::TimeDelta;
use pingback_storage::attachments;

use crate::App;
use crate::actor::Nobody;
use crate::error::Result;
use crate::jobs::DeleteFile;

/// How long a file waits for a message.
const WAITS: TimeDelta = TimeDelta::days(1);

/// Deletes the files of every workspace that waited a day and that no message took. Returns how many.
///
/// The row goes first: a message that takes the file at the same moment either has it, or is refused. The bytes
/// follow in a job for each file, so that none are left behind where the store fails.
pub async fn delete_untaken(app: &App) -> Result<usize> {
    app.write(&Nobody, |mut tx| async move {
        let before = tx.now() - WAITS;
        let untaken = attachments::delete_untaken_any_workspace(&mut tx, before).await?;
        for &(workspace, attachment_id) in &untaken {
            app.enqueue(&mut tx, workspace, &DeleteFile { attachment_id }).await?;
        }
        Ok(tx.commit(untaken.len()).await?)
    })
    .await
}
