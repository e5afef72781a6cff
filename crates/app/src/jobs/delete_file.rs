//! Deletes a file's bytes.

use pingback_model::AttachmentId;
use serde::{Deserialize, Serialize};

use super::{Attempt, Job};
use crate::App;
use crate::error::Result;

/// A file of the job's workspace that has no row any more.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct DeleteFile {
    /// Which.
    pub(crate) attachment_id: AttachmentId,
}

impl Job for DeleteFile {
    const KIND: &'static str = "delete_file";

    /// Two days: nothing else would ever delete it.
    const ATTEMPTS: i64 = 56;

    async fn run(self, app: &App, attempt: Attempt) -> Result<()> {
        app.files.delete(attempt.workspace_id, self.attachment_id).await
    }
}
