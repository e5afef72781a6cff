//! Schema migrations: two folders of equal file names, applied in order, each in its own transaction.
//!
//! A migration must work with the code before and after it. To add one, put a file of the same name into
//! both folders and a line here.

use super::{Db, Tx};
use crate::args;
use crate::error::{Error, Result};

/// One step of the schema.
#[derive(Debug)]
pub struct Migration {
    /// Its number, from 1, without gaps.
    pub version: i64,
    /// Its name.
    pub name: &'static str,
    /// The script for SQLite.
    pub sqlite: &'static str,
    /// The script for PostgreSQL.
    pub postgres: &'static str,
}

macro_rules! migrations {
    ($($version:literal $name:literal),+ $(,)?) => {
        &[$(Migration {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../../migrations/postgres/", $name, ".sql")),
        }),+]
    };
}

const MIGRATIONS: &[Migration] = migrations![
    1 "0001_init", 2 "0002_inbox", 3 "0003_search", 4 "0004_widget", 5 "0005_counts", 6 "0006_identified"
];

const TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (
    version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at_ms BIGINT NOT NULL)";

/// All migrations this program knows, in order.
pub fn migrations() -> &'static [Migration] {
    MIGRATIONS
}

fn newest() -> i64 {
    MIGRATIONS.last().map_or(0, |migration| migration.version)
}

pub(super) async fn run(db: &Db) -> Result<Vec<&'static str>> {
    // Two nodes may start at once: the second's CREATE can fail against the first's, and then succeeds.
    if create_table(db).await.is_err() {
        create_table(db).await?;
    }
    let mut applied = Vec::new();
    for migration in MIGRATIONS {
        let is_new = db.write(|mut tx| async move {
            let is_new = apply(&mut tx, migration).await?;
            tx.commit(is_new).await
        });
        if is_new.await? {
            tracing::info!(migration = migration.name, "schema migrated");
            applied.push(migration.name);
        }
    }
    Ok(applied)
}

async fn create_table(db: &Db) -> Result<()> {
    db.write(|mut tx| async move {
        tx.script(TABLE).await?;
        tx.commit(()).await
    })
    .await
}

async fn apply(tx: &mut Tx, migration: &Migration) -> Result<bool> {
    if tx.is_postgres() {
        tx.script("LOCK TABLE schema_migrations IN ACCESS EXCLUSIVE MODE").await?;
    }
    let found = version(tx).await?;
    if found > newest() {
        return Err(Error::SchemaTooNew { found, known: newest() });
    }
    if found >= migration.version {
        return Ok(false);
    }
    tx.script(if tx.is_postgres() { migration.postgres } else { migration.sqlite }).await?;
    let now = tx.now().timestamp_millis();
    tx.execute(
        "INSERT INTO schema_migrations (version, name, applied_at_ms) VALUES ($1, $2, $3)",
        args![migration.version, migration.name, now],
    )
    .await?;
    Ok(true)
}

async fn version(tx: &mut Tx) -> Result<i64> {
    let (version,): (Option<i64>,) =
        tx.fetch_one("SELECT MAX(version) FROM schema_migrations", args![]).await?;
    Ok(version.unwrap_or(0))
}

pub(super) async fn check(db: &Db) -> Result<()> {
    let found = version(&mut db.read().await?).await?;
    match found.cmp(&newest()) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(Error::SchemaTooNew { found, known: newest() }),
        std::cmp::Ordering::Less => Err(Error::Open(format!(
            "the schema has version {found}, this program needs {}: run `pingback migrate`",
            newest()
        ))),
    }
}
