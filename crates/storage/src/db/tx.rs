//! What a use case holds while it reads and writes.

use std::sync::{Arc, OnceLock};

use pingback_model::{Event, StoredEvent, Timestamp, WorkspaceId};
use serde::Serialize;
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::Semaphore;
use tokio::task::block_in_place;

use super::{Committed, Listener, sqlite};
use crate::error::{Error, Result};
use crate::events;
use crate::idempotency::{self, Once};
use crate::sql::{self, Arg, FromRow};

/// Turns of slow queries on SQLite: more at once take longer together than one after the other.
static SLOW_QUERIES: Semaphore = Semaphore::const_new(2);

/// A transaction that reads and writes, or a connection that only reads.
pub struct Tx {
    pub(super) conn: Conn,
    pub(super) now: Timestamp,
    pub(super) events: Vec<(WorkspaceId, Event)>,
    pub(super) jobs: bool,
    /// Whether a statement failed. PostgreSQL would answer the commit as if it had succeeded.
    pub(super) failed: bool,
    pub(super) once: Option<Once>,
    pub(super) listener: Arc<OnceLock<Listener>>,
}

/// A value whose transaction is committed. Only [`Tx::commit`] makes one, so a use case cannot answer with
/// work that it forgot to commit:
///
/// ```
/// # async fn f(db: &pingback_storage::Db) -> pingback_storage::Result<i64> {
/// db.write(|mut tx| async move {
///     let (two,): (i64,) = tx.fetch_one("SELECT CAST(2 AS BIGINT)", &[]).await?;
///     tx.commit(two).await
/// }).await
/// # }
/// ```
///
/// ```compile_fail
/// # async fn f(db: &pingback_storage::Db) -> pingback_storage::Result<i64> {
/// db.write(|mut tx| async move {
///     let (two,): (i64,) = tx.fetch_one("SELECT CAST(2 AS BIGINT)", &[]).await?;
///     Ok(two)
/// }).await
/// # }
/// ```
#[derive(Debug)]
pub struct Done<T>(pub(super) T);

pub(super) enum Conn {
    Sqlite(sqlite::Lease),
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
    PostgresRead(sqlx::pool::PoolConnection<sqlx::Postgres>),
}

impl Conn {
    pub(super) async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(lease) => lease.commit().await,
            Self::Postgres(tx) => Ok(tx.commit().await?),
            Self::PostgresRead(_) => Ok(()),
        }
    }
}

impl Tx {
    /// Now, as of the transaction's start: one moment for everything it writes.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Records an event. It is written last, with its place in the log, and told after the commit.
    /// A transaction's events all belong to one workspace.
    pub fn record(&mut self, workspace: WorkspaceId, event: Event) {
        debug_assert!(
            self.events.iter().all(|(other, _)| *other == workspace),
            "one transaction, one workspace"
        );
        self.events.push((workspace, event));
    }

    pub(crate) fn wake_jobs(&mut self) {
        self.jobs = true;
    }

    /// All rows of a query.
    pub async fn fetch_all<T: FromRow>(&mut self, sql: &str, args: &[Arg<'_>]) -> Result<Vec<T>> {
        self.fetch_with(sql, args, T::from_row).await
    }

    /// All rows of a query, read by a function: for rows whose columns are known only at run time.
    pub async fn fetch_with<T>(
        &mut self,
        sql: &str,
        args: &[Arg<'_>],
        read: impl Fn(&sql::Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let result = match &mut self.conn {
            Conn::Sqlite(lease) => {
                lease.connection().and_then(|conn| sql::sqlite::fetch(conn, sql, args, read))
            }
            Conn::Postgres(tx) => sql::postgres::fetch(tx, sql, args, read).await,
            Conn::PostgresRead(conn) => sql::postgres::fetch(conn, sql, args, read).await,
        };
        self.failed |= result.is_err();
        result
    }

    /// All rows of a query that may take long. On SQLite, where queries run on the calling thread, the thread's other
    /// tasks are given to another one meanwhile.
    pub(crate) async fn fetch_slowly<T: FromRow>(&mut self, sql: &str, args: &[Arg<'_>]) -> Result<Vec<T>> {
        let result = match &mut self.conn {
            Conn::Sqlite(lease) => {
                let _turn = SLOW_QUERIES.acquire().await;
                let conn = lease.connection()?;
                let fetch = || sql::sqlite::fetch(conn, sql, args, T::from_row);
                // A runtime of one thread has no other to give them to.
                match Handle::current().runtime_flavor() {
                    RuntimeFlavor::CurrentThread => fetch(),
                    _ => block_in_place(fetch),
                }
            }
            _ => return self.fetch_all(sql, args).await,
        };
        self.failed |= result.is_err();
        result
    }

    /// The first row, if there is one.
    pub async fn fetch_optional<T: FromRow>(&mut self, sql: &str, args: &[Arg<'_>]) -> Result<Option<T>> {
        Ok(self.fetch_all(sql, args).await?.into_iter().next())
    }

    /// The row that must be there; [`Error::NoRow`] where it is not.
    pub async fn fetch_one<T: FromRow>(&mut self, sql: &str, args: &[Arg<'_>]) -> Result<T> {
        self.fetch_optional(sql, args).await?.ok_or(Error::NoRow)
    }

    /// Runs a statement; returns how many rows it changed.
    pub async fn execute(&mut self, sql: &str, args: &[Arg<'_>]) -> Result<u64> {
        let result = match &mut self.conn {
            Conn::Sqlite(lease) => lease.connection().and_then(|conn| sql::sqlite::execute(conn, sql, args)),
            Conn::Postgres(tx) => sql::postgres::execute(tx, sql, args).await,
            Conn::PostgresRead(conn) => sql::postgres::execute(conn, sql, args).await,
        };
        self.failed |= result.is_err();
        result
    }

    /// Runs a script of several statements, without arguments.
    pub(crate) async fn script(&mut self, sql: &'static str) -> Result<()> {
        match &mut self.conn {
            Conn::Sqlite(lease) => Ok(lease.connection()?.execute_batch(sql)?),
            Conn::Postgres(tx) => Ok(sqlx::raw_sql(sql).execute(&mut **tx).await.map(drop)?),
            Conn::PostgresRead(conn) => Ok(sqlx::raw_sql(sql).execute(&mut **conn).await.map(drop)?),
        }
    }

    /// Whether this is PostgreSQL, for the files that differ per engine.
    pub(crate) fn is_postgres(&self) -> bool {
        !matches!(self.conn, Conn::Sqlite(_))
    }

    /// A SELECT that keeps its rows as they are until the transaction ends: who changes them waits, who keeps them
    /// too does not. SQLite has one writer, which is that already.
    pub(crate) fn sharing_lock(&self, select: &str) -> String {
        format!("{select}{}", if self.is_postgres() { " FOR SHARE" } else { "" })
    }

    /// Writes the events, each at its place in the log, commits, and tells who listens. Waits for the disk.
    /// A transaction in which a statement failed cannot be committed, on either engine: after such an error
    /// a use case can only fail or be run again.
    pub async fn commit<T: Serialize>(mut self, value: T) -> Result<Done<T>> {
        if self.failed {
            return Err(Error::NotCommitted("a statement of the transaction had failed".into()));
        }
        if let Some(once) = self.once.take() {
            idempotency::insert(&mut self, &once, &value).await?;
        }
        let events = self.write_events().await?;
        self.conn.commit().await?;
        if let Some(listener) = self.listener.get()
            && (self.jobs || !events.is_empty())
        {
            listener(Committed { events, jobs: self.jobs });
        }
        Ok(Done(value))
    }

    async fn write_events(&mut self) -> Result<Vec<StoredEvent>> {
        let events = std::mem::take(&mut self.events);
        let Some(&(workspace, _)) = events.first() else { return Ok(Vec::new()) };
        let events: Vec<Event> = events.into_iter().map(|(_, event)| event).collect();
        let last = events::append(self, workspace, &events).await?;
        let count = i64::try_from(events.len()).unwrap_or(i64::MAX);
        let created_at = self.now;
        let stored = |(offset, event)| StoredEvent {
            workspace_id: workspace,
            seq: last - count + offset,
            created_at,
            event,
        };
        Ok((1..).zip(events).map(stored).collect())
    }
}
