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

use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt};
use pingback_model::{AttachmentId, WorkspaceId};

use crate::error::{Error, Kind, Result};

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
        let store = AmazonS3Builder::from_env()
            .with_bucket_name(bucket)
            .build()
            .map_err(|error| Error::Unavailable(format!("cannot use the bucket {bucket}: {error}")))?;
        Ok(Self(Arc::new(PrefixStore::new(store, prefix))))
    }

    /// In memory, gone with the process: for tests.
    pub fn in_memory() -> Self {
        Self(Arc::new(InMemory::new()))
    }

    /// Deletes a file's bytes; that there are none is not an error.
    async fn delete(&self, workspace: WorkspaceId, id: AttachmentId) -> Result<()> {
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
    match error {
        object_store::Error::NotFound { .. } => Error::NotFound(Kind::Attachment),
        error => Error::Internal(format!("the file store failed: {error}")),
    }
}
