//! The database: connect, read, write.
//!
//! ```ignore
//! let mut tx = db.read().await?;                  // reads
//! db.write(|mut tx| async move { …; tx.commit(value).await }).await?;   // one transaction
//! ```

mod migrations;
mod postgres;
mod sqlite;
mod tx;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use pingback_model::{Clock, StoredEvent, Timestamp};
use serde::de::DeserializeOwned;

use crate::args;
use crate::error::{Error, Result, Retry};
use crate::idempotency::{self, Once};
use tx::Conn;

pub use migrations::{Migration, migrations};
pub use tx::{Done, Tx};

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

/// How often a transaction that loses races is run before its error is handed on.
const ATTEMPTS: u32 = 10;

impl Db {
    /// Opens the database. Does not change its schema: see [`Db::migrate`].
    pub async fn connect(location: &Location, clock: Clock) -> Result<Self> {
        let engine = match location {
            Location::Sqlite(path) => Engine::Sqlite(sqlite::Sqlite::open(path)?),
            Location::Postgres { url, connections } => {
                Engine::Postgres(postgres::connect(url, *connections).await?)
            }
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

    /// What the time is by the database's own clock. `None` on SQLite, which has none but this machine's.
    pub async fn server_time(&self) -> Result<Option<Timestamp>> {
        if let Engine::Sqlite(_) = &self.engine {
            return Ok(None);
        }
        let (now,) = self.read().await?.fetch_one("SELECT clock_timestamp()", args![]).await?;
        Ok(Some(now))
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
            serde_json::from_str(answer)
                .map_err(|e| Error::Decode { column: "answer".into(), reason: e.to_string() })
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
                        let answer = read(&answer)?;
                        // On SQLite the first write may still wait for the flush that this one shares.
                        tx.conn.commit().await?;
                        return Ok(answer);
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
                Err(error) => {
                    // The same request may have won beside this one, and the error be only its consequence.
                    let Some(once) = once else { return Err(error) };
                    let first = match self.read().await {
                        Ok(mut tx) => idempotency::find(&mut tx, once).await.unwrap_or(None),
                        Err(_) => None,
                    };
                    return first.map_or(Err(error), |answer| Ok(read(&answer)?));
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
        Tx {
            conn,
            now: self.clock.now(),
            events: Vec::new(),
            jobs: false,
            failed: false,
            once: None,
            listener,
        }
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
            Engine::Postgres(_) => {
                Err(Error::Open("this database is PostgreSQL's: it is copied table by table".into()))
            }
        }
    }
}
