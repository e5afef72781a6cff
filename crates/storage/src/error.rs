//! What can go wrong with storage.

/// A failure of the database. Never shown to clients: `app` turns it into its own errors.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// SQLite failed.
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL, or the way to it, failed.
    #[error("PostgreSQL: {0}")]
    Postgres(#[from] sqlx::Error),
    /// A statement that must find a row found none.
    #[error("no row where one was expected")]
    NoRow,
    /// A column holds what the code cannot read.
    #[error("column {column}: {reason}")]
    Decode {
        /// The column.
        column: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The database was made by a newer version of the program.
    #[error(
        "the database has schema version {found}, this program knows versions up to {known}: run the newer program, or restore a backup made before the upgrade"
    )]
    SchemaTooNew {
        /// The database's version.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The database was made with another secret key.
    #[error(
        "the database belongs to another secret key: set PINGBACK_SECRET_KEY to the one it was made with"
    )]
    OtherSecretKey,
    /// The database cannot be opened as asked.
    #[error("{0}")]
    Open(String),
    /// An idempotency key came with another request than the first time.
    #[error("this Idempotency-Key was used for another request")]
    KeyReused,
    /// Another transaction with the same idempotency key committed first.
    #[error("the same request was committed by another transaction")]
    KeyRaced,
    /// The writer of the SQLite database is gone, or the commit that held this work failed.
    #[error("the write was not committed: {0}")]
    NotCommitted(String),
}

impl Error {
    /// Whether the statement broke a unique or primary key. SQLite does not say which: the caller knows
    /// what it was inserting.
    pub fn is_unique_violation(&self) -> bool {
        match self {
            Self::Sqlite(rusqlite::Error::SqliteFailure(failure, _)) => matches!(
                failure.extended_code,
                rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
            ),
            Self::Postgres(sqlx::Error::Database(error)) => error.is_unique_violation(),
            _ => false,
        }
    }
}

/// Errors that may mean "run the whole transaction again".
pub trait Retry {
    /// Whether the transaction lost against another one and would pass if it were run again.
    fn is_retryable(&self) -> bool;
}

impl Retry for Error {
    fn is_retryable(&self) -> bool {
        match self {
            Self::KeyRaced => true,
            Self::Sqlite(rusqlite::Error::SqliteFailure(failure, _)) => matches!(
                failure.code,
                rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked
            ),
            Self::Postgres(sqlx::Error::Database(error)) => {
                matches!(error.code().as_deref(), Some("40001" | "40P01"))
            }
            _ => false,
        }
    }
}

/// A storage result.
pub type Result<T, E = Error> = std::result::Result<T, E>;
