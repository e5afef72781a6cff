//! SQLite: one writer with group commit, several readers.
//!
//! A writer task owns the only connection that writes and lends it out. Each use case works behind a
//! savepoint of the open transaction; when it is done the connection goes to whoever waits next, and the
//! transaction commits when nobody waits (or the group is full). Everybody whose work a commit holds is
//! answered after it, so a write that was answered is on disk (`synchronous=FULL`), a lone write commits at
//! once, and the busier the server is, the more writes share one flush.
//!
//! A borrower that fails, panics or is dropped loses only its own savepoint: its lease's `Drop` says so.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot, watch};

use crate::error::{Error, Result};

/// Connections that read. They never block each other nor the writer.
const READERS: usize = 8;
/// The most use cases in one commit: a bound on how long the first of them waits.
const GROUP: usize = 128;
/// Statements each connection keeps prepared.
const STATEMENTS: usize = 256;
/// How long after a commit the write-ahead log is folded back into the file. Under load the log grows by some
/// thousand pages in that time: what is left to fold, where a commit has to do it, takes a few milliseconds.
const CHECKPOINT: Duration = Duration::from_millis(100);
/// How long another process may hold the database, and how often we look again.
const LOCKED: Duration = Duration::from_secs(5);
const LOCKED_STEP: Duration = Duration::from_millis(2);
/// What those hear whose work is lost with their group's.
const UNDONE: &str = "the transaction was undone by a failure in it";

#[derive(Clone)]
pub(super) struct Sqlite {
    writer: mpsc::UnboundedSender<oneshot::Sender<Lease>>,
    readers: Arc<Readers>,
}

struct Readers {
    #[expect(clippy::vec_box, reason = "the box is what is lent: a connection does not move in memory")]
    idle: Mutex<Vec<Box<Connection>>>,
    permits: Arc<Semaphore>,
}

/// A borrowed connection. Dropped without [`Lease::commit`], what was written through it is undone.
pub(super) struct Lease {
    conn: Option<Box<Connection>>,
    home: Home,
}

enum Home {
    Writer(Option<oneshot::Sender<Returned>>),
    Readers(
        Arc<Readers>,
        #[expect(dead_code, reason = "held until the connection is back")] OwnedSemaphorePermit,
    ),
}

struct Returned {
    conn: Box<Connection>,
    /// Whom to tell of the commit; none: undo.
    keep: Option<oneshot::Sender<Result<(), String>>>,
}

fn open(path: &Path, writes: bool) -> Result<Box<Connection>> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)
        .map_err(|error| Error::Open(format!("cannot open {}: {error}", path.display())))?;
    conn.busy_timeout(LOCKED)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    // A plan does not depend on what is bound: else SQLite prepares some statements anew each time they run, which
    // takes longer than running them.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;
         PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000; PRAGMA journal_size_limit = 67108864;",
    )?;
    // Checkpoints run beside the writer (below). Its own, which let the log begin anew, come only when it is long.
    conn.execute_batch(if writes { "PRAGMA wal_autocheckpoint = 20000" } else { "PRAGMA query_only = ON" })?;
    Ok(Box::new(conn))
}

impl Sqlite {
    pub(super) fn open(path: &Path) -> Result<Self> {
        let writer = open(path, true)?;
        writer.busy_timeout(Duration::ZERO)?;
        let readers = (0..READERS).map(|_| open(path, false)).collect::<Result<Vec<_>>>()?;
        let (requests, queue) = mpsc::unbounded_channel();
        let (committed, commits) = watch::channel(());
        tokio::spawn(lend(writer, queue, committed));
        tokio::spawn(checkpoint(open(path, true)?, commits));
        let readers = Readers { idle: Mutex::new(readers), permits: Arc::new(Semaphore::new(READERS)) };
        Ok(Self { writer: requests, readers: Arc::new(readers) })
    }

    pub(super) async fn write(&self) -> Result<Lease> {
        let (answer, lease) = oneshot::channel();
        let gone =
            || Error::NotCommitted("another process holds the database, or its writer has stopped".into());
        self.writer.send(answer).map_err(|_| gone())?;
        lease.await.map_err(|_| gone())
    }

    pub(super) async fn read(&self) -> Result<Lease> {
        let gone = || Error::Open("the readers have stopped".into());
        let permit = self.readers.permits.clone().acquire_owned().await.map_err(|_| gone())?;
        let conn = self.readers.idle.lock().unwrap_or_else(PoisonError::into_inner).pop().ok_or_else(gone)?;
        Ok(Lease { conn: Some(conn), home: Home::Readers(self.readers.clone(), permit) })
    }

    pub(super) async fn copy_to(&self, file: &Path) -> Result<()> {
        let mut lease = self.read().await?;
        let file = file.to_owned();
        let copy = move || {
            let conn = lease.connection()?;
            // One moment for all of it: else each write meanwhile would make the copy begin again.
            conn.execute_batch("BEGIN")?;
            conn.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |_| Ok(()))?;
            conn.backup("main", &file, None)?;
            Ok(())
        };
        tokio::task::spawn_blocking(copy).await.map_err(|error| Error::Open(error.to_string()))?
    }
}

impl Lease {
    pub(super) fn connection(&mut self) -> Result<&Connection> {
        let gone = || Error::NotCommitted("the connection was handed back".into());
        let conn = self.conn.as_deref().ok_or_else(gone)?;
        // Who ignores an error that undid the whole transaction would from here on write without one.
        if matches!(self.home, Home::Writer(_)) && conn.is_autocommit() {
            return Err(Error::NotCommitted(UNDONE.into()));
        }
        Ok(conn)
    }

    /// Hands the connection back with the work kept, and waits for the commit that holds it.
    pub(super) async fn commit(mut self) -> Result<()> {
        let (keep, committed) = oneshot::channel();
        if let (Some(conn), Home::Writer(back)) = (self.conn.take(), &mut self.home)
            && let Some(back) = back.take()
        {
            // A writer that is gone drops `keep` with the rest, and the wait below fails.
            let _ = back.send(Returned { conn, keep: Some(keep) });
        }
        match committed.await {
            Ok(result) => result.map_err(Error::NotCommitted),
            Err(_) => Err(Error::NotCommitted("the writer has stopped".into())),
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(conn) = self.conn.take() else { return };
        match &mut self.home {
            Home::Writer(back) => {
                if let Some(back) = back.take() {
                    let _ = back.send(Returned { conn, keep: None });
                }
            }
            Home::Readers(readers, _) => {
                if !conn.is_autocommit() {
                    let _ = conn.execute_batch("ROLLBACK");
                }
                readers.idle.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
            }
        }
    }
}

/// The writer task: lends the connection until the database is dropped.
async fn lend(
    mut conn: Box<Connection>,
    mut queue: mpsc::UnboundedReceiver<oneshot::Sender<Lease>>,
    committed: watch::Sender<()>,
) {
    while let Some(first) = queue.recv().await {
        let Some(back) = run_group(conn, first, &mut queue).await else {
            tracing::error!("the writer's connection was lost; no further write is possible");
            return;
        };
        conn = back;
        committed.send_replace(());
    }
}

/// One transaction, shared by everybody who came before its commit. `None` when the connection is lost.
async fn run_group(
    mut conn: Box<Connection>,
    first: oneshot::Sender<Lease>,
    queue: &mut mpsc::UnboundedReceiver<oneshot::Sender<Lease>>,
) -> Option<Box<Connection>> {
    let (back, begun) = begin(conn).await;
    conn = back;
    if let Err(error) = begun {
        // Dropping the request answers it with an error; the next one tries anew.
        tracing::warn!(%error, "the database could not be locked for writing");
        return Some(conn);
    }
    let mut group: Vec<oneshot::Sender<Result<(), String>>> = Vec::new();
    let mut next = Some(first);
    while let Some(request) = next {
        conn = lend_once(conn, request, &mut group).await?;
        if conn.is_autocommit() {
            // Some errors (a full disk, for one) make SQLite undo the whole transaction.
            answer(group, &Err(UNDONE.into()));
            return Some(conn);
        }
        next = if group.len() < GROUP { queue.try_recv().ok() } else { None };
    }
    let nothing = group.is_empty();
    let flush = move || {
        let result = conn
            .execute_batch(if nothing { "ROLLBACK" } else { "COMMIT" })
            .map_err(|error| error.to_string());
        if result.is_err() && !conn.is_autocommit() {
            let _ = conn.execute_batch("ROLLBACK");
        }
        (conn, result)
    };
    // The flush waits for the disk: on a thread of its own, so that no task waits with it.
    let (conn, result) = tokio::task::spawn_blocking(flush).await.ok()?;
    answer(group, &result);
    Some(conn)
}

/// Begins a transaction. Another process that writes is waited for here, and not by SQLite's own waiting,
/// which would hold up the tasks of this thread.
async fn begin(conn: Box<Connection>) -> (Box<Connection>, rusqlite::Result<()>) {
    let mut waited = Duration::ZERO;
    loop {
        match conn.execute_batch("BEGIN IMMEDIATE") {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && waited < LOCKED => {
                tokio::time::sleep(LOCKED_STEP).await;
                waited += LOCKED_STEP;
            }
            result => return (conn, result),
        }
    }
}

async fn lend_once(
    conn: Box<Connection>,
    request: oneshot::Sender<Lease>,
    group: &mut Vec<oneshot::Sender<Result<(), String>>>,
) -> Option<Box<Connection>> {
    if request.is_closed() {
        return Some(conn);
    }
    if let Err(error) = execute(&conn, "SAVEPOINT work") {
        tracing::warn!(%error, "no savepoint");
        return Some(conn);
    }
    let (back, returned) = oneshot::channel();
    // A requester that has gone drops the lease, which comes back like any other that was not kept.
    drop(request.send(Lease { conn: Some(conn), home: Home::Writer(Some(back)) }));
    let Returned { conn, keep } = returned.await.ok()?;
    match keep {
        Some(keep) => match execute(&conn, "RELEASE work") {
            Ok(()) => group.push(keep),
            Err(error) => drop(keep.send(Err(error.to_string()))),
        },
        None if !conn.is_autocommit() => {
            if let Err(error) = conn.execute_batch("ROLLBACK TO work; RELEASE work") {
                tracing::error!(%error, "a failed use case could not be undone alone: its whole group is");
                let _ = conn.execute_batch("ROLLBACK");
            }
        }
        None => {}
    }
    Some(conn)
}

fn execute(conn: &Connection, sql: &str) -> rusqlite::Result<()> {
    conn.prepare_cached(sql)?.raw_execute().map(drop)
}

fn answer(group: Vec<oneshot::Sender<Result<(), String>>>, result: &Result<(), String>) {
    for waiting in group {
        // Nobody waits any more where the caller was dropped; the work is committed all the same.
        let _ = waiting.send(result.clone());
    }
}

/// Folds the write-ahead log back beside the writer, so that no commit pays for it. Ends with the writer.
async fn checkpoint(mut conn: Box<Connection>, mut commits: watch::Receiver<()>) {
    while commits.changed().await.is_ok() {
        tokio::time::sleep(CHECKPOINT).await;
        let fold = move || {
            let result = conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
            (conn, result)
        };
        let Ok((back, result)) = tokio::task::spawn_blocking(fold).await else { return };
        conn = back;
        if let Err(error) = result {
            tracing::warn!(%error, "the write-ahead log could not be folded back");
        }
    }
}
