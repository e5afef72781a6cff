//! Facts about this installation.

use uuid::Uuid;

use crate::error::{Error, Result};
use crate::{Db, Tx, args};

/// The fact of that name.
pub async fn get(tx: &mut Tx, name: &str) -> Result<Option<String>> {
    let row =
        tx.fetch_optional::<(String,)>("SELECT value FROM instance WHERE name = $1", args![name]).await?;
    Ok(row.map(|(value,)| value))
}

/// Sets a fact, whatever it was before.
pub async fn set(tx: &mut Tx, name: &str, value: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO instance (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        args![name, value],
    )
    .await
    .map(drop)
}

/// Sets a fact where there is none, and returns the one that counts.
async fn set_once(tx: &mut Tx, name: &str, value: &str) -> Result<String> {
    tx.execute(
        "INSERT INTO instance (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
        args![name, value],
    )
    .await?;
    get(tx, name).await?.ok_or(Error::NoRow)
}

/// Claims a migrated database for this installation: the first start gives it an epoch and ties it to the
/// secret key (by `key_check`, from which the key cannot be had); a start with another key is refused.
pub async fn claim(db: &Db, new_epoch: Uuid, key_check: &str) -> Result<()> {
    let new_epoch = &new_epoch.to_string();
    db.write(|mut tx| async move {
        set_once(&mut tx, "epoch", new_epoch).await?;
        if set_once(&mut tx, "key_check", key_check).await? == key_check {
            tx.commit(()).await
        } else {
            Err(Error::OtherSecretKey)
        }
    })
    .await
}
