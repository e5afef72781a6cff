//! All files, for backups.

use futures_util::TryStreamExt;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};

use super::{Files, failed};
use crate::error::Result;

impl Files {
    /// The keys of all files.
    pub async fn keys(&self) -> Result<Vec<String>> {
        let listed = self.0.list(None).map_ok(|file| file.location.to_string());
        listed.try_collect().await.map_err(|error| failed(&error))
    }

    /// A file's bytes; `None` where it was deleted meanwhile.
    pub async fn read(&self, key: &str) -> Result<Option<Vec<u8>>> {
        let found = match self.0.get(&Path::from(key)).await {
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            found => found.map_err(|error| failed(&error))?,
        };
        Ok(Some(found.bytes().await.map_err(|error| failed(&error))?.to_vec()))
    }

    /// Puts a file back under the key it had.
    pub async fn write(&self, key: &str, bytes: Vec<u8>) -> Result<()> {
        self.0.put(&Path::from(key), bytes.into()).await.map(drop).map_err(|error| failed(&error))
    }
}
