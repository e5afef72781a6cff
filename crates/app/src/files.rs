//! Uploaded files: the bytes, in a folder or in an S3 bucket; their addresses; what is taken at all.
//!
//! A file's key is `workspace/attachment`, both ids: nothing of what an uploader names reaches the store.

mod archive;
mod clean_up;
mod kind;
mod name;
mod open;
mod sign;
mod upload;

use std::path::Path as FilePath;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt, RetryConfig};
use pingback_model::{AttachmentId, WorkspaceId};

use crate::error::{Error, Result};

pub use clean_up::delete_untaken;
pub use open::{Opened, Part, open};
pub use sign::{Signature, sign};
pub use upload::{Owner, upload};

/// The largest file taken: 20 MiB.
pub const MAX_BYTES: u64 = 20 << 20;

/// Where uploaded files are kept. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// In a folder, which is made when absent.
    pub fn in_folder(folder: &FilePath) -> Result<Self> {
        let cannot = |error: &dyn std::fmt::Display| {
            Error::Unavailable(format!("cannot use {}: {error}", folder.display()))
        };
        std::fs::create_dir_all(folder).map_err(|error| cannot(&error))?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(|error| cannot(&error))?;
        Ok(Self(Arc::new(store.with_fsync(true))))
    }

    /// In an S3 bucket, under a prefix. Region, endpoint and credentials come from the usual `AWS_…` environment.
    pub fn in_bucket(bucket: &str, prefix: &str) -> Result<Self> {
        // Somebody waits for the answer, so a bucket that fails is not tried for minutes.
        let retry =
            RetryConfig { max_retries: 3, retry_timeout: Duration::from_secs(10), ..RetryConfig::default() };
        let store = AmazonS3Builder::from_env()
            .with_bucket_name(bucket)
            .with_retry(retry)
            // One file at a time is deleted, and not everything that speaks S3 knows how to delete many.
            .with_disable_bulk_delete(true)
            .build()
            .map_err(|error| Error::Unavailable(format!("cannot use the bucket {bucket}: {error}")))?;
        Ok(Self(Arc::new(PrefixStore::new(store, prefix))))
    }

    /// In memory, gone with the process: for tests.
    pub fn in_memory() -> Self {
        Self(Arc::new(InMemory::new()))
    }

    /// Deletes a file's bytes; that there are none is not an error.
    pub(crate) async fn delete(&self, workspace: WorkspaceId, id: AttachmentId) -> Result<()> {
        match self.0.delete(&key(workspace, id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(failed(&error)),
        }
    }
}

fn key(workspace: WorkspaceId, id: AttachmentId) -> Path {
    Path::from_iter([workspace.to_string(), id.to_string()])
}

fn failed(error: &object_store::Error) -> Error {
    Error::Internal(format!("the file store failed: {error}"))
}

/// What somebody is told who waits for a file; the reason is the operator's, and only in the log.
fn unavailable(error: &object_store::Error) -> Error {
    tracing::error!(%error, "the file store failed");
    Error::Unavailable("Files cannot be stored or read right now. Try again in a moment.".into())
}
