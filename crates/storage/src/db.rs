//! The database: connect, read, write.
//!
//! ```ignore
//! let mut tx = db.read().await?;                  // reads
//! db.write(|mut tx| async move { …; tx.commit(value).await }).await?;   // one transaction
//! ```

mod migrations;
mod postgres;
mod sqlite;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use pingback_model::{Clock, Event, StoredEvent, Timestamp, WorkspaceId};

use crate::error::{Error, Result, Retry};
use crate::sql::{self, Arg, FromRow};
use crate::idempotency::{self, Once};
use crate::{args, events};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use migrations::{Migration, migrations};

/// Where the database is.
#[derive(Debug, Clone)]
pub enum Location {
    /// A SQLite file; made when absent.
    Sqlite(PathBuf),
    /// A `postgres://` address.
    Postgres {
        /// The address, password included.
        url: String,
        /// The most connections this process opens.
        connections: u32,
    },
}

/// What a committed transaction leaves to be told: its events, in order, and whether it enqueued jobs.
#[derive(Debug)]
pub struct Committed {
    /// The events, all of one workspace.
    pub events: Vec<StoredEvent>,
    /// Whether a job is due now.
    pub jobs: bool,
}

type Listener = Box<dyn Fn(Committed) + Send + Sync>;

/// A database of either engine. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    engine: Engine,
    clock: Clock,
    listener: Arc<OnceLock<Listener>>,
}

#[derive(Clone)]
enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(sqlx::PgPool),
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Db").field(&self.engine_name()).finish()
    }
}

/// A transaction that reads and writes, or a connection that only reads.
pub struct Tx {
    conn: Conn,
    now: Timestamp,
    events: Vec<(WorkspaceId, Event)>,
    jobs: bool,
    once: Option<Once>,
    listener: Arc<OnceLock<Listener>>,
}

/// A value whose transaction is committed. Only [`Tx::commit`] makes one, so a use case cannot answer with
/// work that it forgot to commit.
#[derive(Debug)]
pub struct Done<T>(T);

enum Conn {
    Sqlite(sqlite::Lease),
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
    PostgresRead(sqlx::pool::PoolConnection<sqlx::Postgres>),
}

/// How often a transaction that loses races is run before its error is handed on.
const ATTEMPTS: u32 = 10;

impl Db {
    /// Opens the database. Does not change its schema: see [`Db::migrate`].
    pub async fn connect(location: &Location, clock: Clock) -> Result<Self> {
        let engine = match location {
            Location::Sqlite(path) => Engine::Sqlite(sqlite::Sqlite::open(path)?),
            Location::Postgres { url, connections } => Engine::Postgres(postgres::connect(url, *connections).await?),
        };
        Ok(Self { engine, clock, listener: Arc::default() })
    }

    /// Brings the schema up to date, each migration in a transaction of its own, and returns the names of
    /// those applied. Refuses a database that a newer program made.
    pub async fn migrate(&self) -> Result<Vec<&'static str>> {
        migrations::run(self).await
    }

    /// Whether the database answers and its schema is the one this program knows.
    pub async fn check(&self) -> Result<()> {
        migrations::check(self).await
    }

    /// The engine's name: "SQLite" or "PostgreSQL".
    pub fn engine_name(&self) -> &'static str {
        match self.engine {
            Engine::Sqlite(_) => "SQLite",
            Engine::Postgres(_) => "PostgreSQL",
        }
    }

    /// The pool behind a PostgreSQL database, for the files that differ per engine.
    pub(crate) fn postgres(&self) -> Option<&sqlx::PgPool> {
        match &self.engine {
            Engine::Postgres(pool) => Some(pool),
            Engine::Sqlite(_) => None,
        }
    }

    /// Who is told of each commit, in this process, after it. Set once, by whoever wires the server.
    pub fn on_commit(&self, listener: impl Fn(Committed) + Send + Sync + 'static) {
        if self.listener.set(Box::new(listener)).is_err() {
            tracing::error!("a second commit listener was refused");
        }
    }

    /// A connection for reading. Each statement sees what was committed before it.
    pub async fn read(&self) -> Result<Tx> {
        let conn = match &self.engine {
            Engine::Sqlite(sqlite) => Conn::Sqlite(sqlite.read().await?),
            Engine::Postgres(pool) => Conn::PostgresRead(pool.acquire().await?),
        };
        Ok(self.tx(conn))
    }

    /// A connection for reading whose statements all see the same moment.
    pub async fn snapshot(&self) -> Result<Tx> {
        match &self.engine {
            Engine::Sqlite(_) => {
                let mut tx = self.read().await?;
                tx.script("BEGIN").await?;
                Ok(tx)
            }
            Engine::Postgres(pool) => {
                let tx = pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
                Ok(self.tx(Conn::Postgres(tx)))
            }
        }
    }

    /// Runs `work` in one transaction, which ends with `tx.commit(value).await`; an error rolls all of it back.
    ///
    /// Answers only when the commit is on disk. `work` may run more than once: when the transaction lost
    /// against another (a deadlock, a serialization failure, a busy file) it is run again from the start.
    /// So it must have no effect but on the transaction. Never await anything else in it: on SQLite every
    /// other writer waits.
    pub async fn write<T, E, F>(&self, work: impl FnMut(Tx) -> F) -> Result<T, E>
    where
        E: From<Error> + Retry,
        F: Future<Output = Result<Done<T>, E>>,
    {
        self.attempts(None, work, |_| Err(Error::NoRow)).await
    }

    /// Like [`Db::write`], but at most once per key: repeated with the same key and request, the first
    /// answer is given again and `work` is not run; with another request, [`Error::KeyReused`].
    pub async fn write_once<T, E, F>(&self, once: Option<&Once>, work: impl FnMut(Tx) -> F) -> Result<T, E>
    where
        T: DeserializeOwned,
        E: From<Error> + Retry,
        F: Future<Output = Result<Done<T>, E>>,
    {
        let read = |answer: &str| {
            serde_json::from_str(answer).map_err(|e| Error::Decode { column: "answer".into(), reason: e.to_string() })
        };
        self.attempts(once, work, read).await
    }

    async fn attempts<T, E, F>(
        &self,
        once: Option<&Once>,
        mut work: impl FnMut(Tx) -> F,
        read: impl Fn(&str) -> Result<T>,
    ) -> Result<T, E>
    where
        E: From<Error> + Retry,
        F: Future<Output = Result<Done<T>, E>>,
    {
        let mut attempt = 1;
        loop {
            let result = async {
                let mut tx = self.begin().await?;
                if let Some(once) = once {
                    if let Some(answer) = idempotency::find(&mut tx, once).await? {
                        return Ok(read(&answer)?);
                    }
                    tx.once = Some(once.clone());
                }
                work(tx).await.map(|done| done.0)
            };
            match result.await {
                Err(error) if error.is_retryable() && attempt < ATTEMPTS => {
                    tracing::debug!(attempt, "a transaction lost a race and is run again");
                    tokio::time::sleep(Duration::from_millis(u64::from(2 * attempt * attempt))).await;
                    attempt += 1;
                }
                done => return done,
            }
        }
    }

    async fn begin(&self) -> Result<Tx> {
        let conn = match &self.engine {
            Engine::Sqlite(sqlite) => Conn::Sqlite(sqlite.write().await?),
            Engine::Postgres(pool) => Conn::Postgres(pool.begin().await?),
        };
        Ok(self.tx(conn))
    }

    fn tx(&self, conn: Conn) -> Tx {
        let listener = self.listener.clone();
        Tx { conn, now: self.clock.now(), events: Vec::new(), jobs: false, once: None, listener }
    }

    /// Closes the connections, waiting for those in use. Needed only where somebody wants the database alone.
    pub async fn close(&self) {
        if let Engine::Postgres(pool) = &self.engine {
            pool.close().await;
        }
    }

    /// Copies a SQLite database into a new file while it is in use. PostgreSQL: an error that says what to use.
    pub async fn copy_to(&self, file: &std::path::Path) -> Result<()> {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.copy_to(file).await,
            Engine::Postgres(_) => Err(Error::Open("this database is PostgreSQL's: it is copied table by table".into())),
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
        debug_assert!(self.events.iter().all(|(other, _)| *other == workspace), "one transaction, one workspace");
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
        match &mut self.conn {
            Conn::Sqlite(lease) => sql::sqlite::fetch(lease.connection()?, sql, args, read),
            Conn::Postgres(tx) => sql::postgres::fetch(tx, sql, args, read).await,
            Conn::PostgresRead(conn) => sql::postgres::fetch(conn, sql, args, read).await,
        }
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
        match &mut self.conn {
            Conn::Sqlite(lease) => sql::sqlite::execute(lease.connection()?, sql, args),
            Conn::Postgres(tx) => sql::postgres::execute(tx, sql, args).await,
            Conn::PostgresRead(conn) => sql::postgres::execute(conn, sql, args).await,
        }
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

    /// Writes the events, each at its place in the log, commits, and tells who listens. Waits for the disk.
    pub async fn commit<T: Serialize>(mut self, value: T) -> Result<Done<T>> {
        if let Some(once) = self.once.take() {
            idempotency::insert(&mut self, &once, &value).await?;
        }
        let events = self.write_events().await?;
        match self.conn {
            Conn::Sqlite(lease) => lease.commit().await?,
            Conn::Postgres(tx) => tx.commit().await?,
            Conn::PostgresRead(_) => {}
        }
        if let Some(listener) = self.listener.get() {
            if self.jobs || !events.is_empty() {
                listener(Committed { events, jobs: self.jobs });
            }
        }
        Ok(Done(value))
    }

    async fn write_events(&mut self) -> Result<Vec<StoredEvent>> {
        let events = std::mem::take(&mut self.events);
        let Some(&(workspace, _)) = events.first() else { return Ok(Vec::new()) };
        // The counter comes last: its row lock orders the commits of a workspace, and is held shortly.
        let count = i64::try_from(events.len()).unwrap_or(i64::MAX);
        let (last,): (i64,) = self
            .fetch_one(
                "UPDATE workspace_counters SET value = value + $2
                 WHERE workspace_id = $1 AND kind = 'event' RETURNING value",
                args![workspace, count],
            )
            .await?;
        let mut stored = Vec::with_capacity(events.len());
        for (offset, (_, event)) in (1..).zip(events) {
            let seq = last - count + offset;
            let event = StoredEvent { workspace_id: workspace, seq, created_at: self.now, event };
            events::insert(self, &event).await?;
            stored.push(event);
        }
        Ok(stored)
    }
}
