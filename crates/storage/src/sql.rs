//! One SQL text for both engines: arguments in, rows out.
//!
//! A call site holds SQL with `$1` parameters, [`args!`](crate::args) and a row type. What differs between
//! the engines (how a value is bound and read) is in this file and its two children, nowhere else.
//!
//! | in Rust | SQLite (STRICT) | PostgreSQL |
//! |---|---|---|
//! | ids, `Uuid` | BLOB, 16 bytes | UUID |
//! | [`Timestamp`] | INTEGER, milliseconds since 1970 | TIMESTAMPTZ |
//! | `bool` | INTEGER 0/1 | BOOLEAN |
//! | `i64` | INTEGER | BIGINT |
//! | `String`, text enums | TEXT | TEXT |
//! | [`Json`] | TEXT | TEXT |
//! | `Vec<u8>` | BLOB | BYTEA |

pub(crate) mod postgres;
pub(crate) mod sqlite;
mod value;

use std::borrow::Cow;

use pingback_model::Timestamp;
use uuid::Uuid;

use crate::error::Result;
pub use value::{Json, Value};

/// A value bound to a parameter. Every variant knows its type also when it is null: PostgreSQL asks.
#[derive(Debug, Clone)]
pub enum Arg<'a> {
    /// A boolean.
    Bool(Option<bool>),
    /// A 64-bit integer.
    Int(Option<i64>),
    /// Text, JSON text included.
    Text(Option<Cow<'a, str>>),
    /// A UUID.
    Uuid(Option<Uuid>),
    /// A moment.
    Time(Option<Timestamp>),
    /// Bytes.
    Bytes(Option<Cow<'a, [u8]>>),
}

/// Builds the arguments of a statement: `args![workspace, name, None::<i64>]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { &[$($crate::sql::Arg::from($value)),*] };
}

/// One row of an answer, of either engine.
#[derive(Debug)]
pub enum Row<'r> {
    /// A row of SQLite's.
    Sqlite(&'r rusqlite::Row<'r>),
    /// A row of PostgreSQL's.
    Postgres(&'r sqlx::postgres::PgRow),
}

impl Row<'_> {
    /// The column of that name.
    pub fn get<T: Value>(&self, column: &str) -> Result<T> {
        match self {
            Self::Sqlite(row) => sqlite::read(row, row.as_ref().column_index(column)?),
            Self::Postgres(row) => postgres::read(row, column),
        }
    }

    /// The column at that place, from 0.
    pub fn at<T: Value>(&self, index: usize) -> Result<T> {
        match self {
            Self::Sqlite(row) => sqlite::read(row, index),
            Self::Postgres(row) => postgres::read(row, index),
        }
    }
}

/// What can be read from a row: a struct whose fields are columns ([`from_row!`](crate::from_row)), or a tuple of columns in
/// their order.
pub trait FromRow: Sized {
    /// Reads one row.
    fn from_row(row: &Row<'_>) -> Result<Self>;
}

/// Reads a struct from the columns named like its fields. A field written `name: optional` is filled by
/// [`Default`], for what a query does not select.
#[macro_export]
macro_rules! from_row {
    ($type:path { $($field:ident),* $(,)? } $(default { $($default:ident),* $(,)? })?) => {
        impl $crate::sql::FromRow for $type {
            fn from_row(row: &$crate::sql::Row<'_>) -> $crate::error::Result<Self> {
                Ok(Self { $($field: row.get(stringify!($field))?,)* $($($default: Default::default(),)*)? })
            }
        }
    };
}

macro_rules! tuples {
    ($(($($name:ident $index:tt),+)),+ $(,)?) => {$(
        impl<$($name: Value),+> FromRow for ($($name,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self> { Ok(($(row.at::<$name>($index)?,)+)) }
        }
    )+};
}
tuples!((A 0), (A 0, B 1), (A 0, B 1, C 2), (A 0, B 1, C 2, D 3), (A 0, B 1, C 2, D 3, E 4));
