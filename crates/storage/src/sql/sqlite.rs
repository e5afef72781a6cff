//! SQLite's half of the executor. Statements run on the calling task: each takes microseconds, and a hop to
//! another thread would cost more than the statement (`docs/decisions/0002-sqlite-driver.md`).

use rusqlite::types::{ToSqlOutput, Value as Owned, ValueRef};
use rusqlite::{Connection, Statement};

use super::{Arg, Row, Value};
use crate::error::{Error, Result};

impl rusqlite::ToSql for Arg<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let borrowed = ToSqlOutput::Borrowed;
        let null = || ToSqlOutput::Owned(Owned::Null);
        Ok(match self {
            Self::Bool(value) => ToSqlOutput::Owned(value.map_or(Owned::Null, |b| Owned::Integer(b.into()))),
            Self::Int(value) => ToSqlOutput::Owned(value.map_or(Owned::Null, Owned::Integer)),
            Self::Time(value) => {
                ToSqlOutput::Owned(value.map_or(Owned::Null, |t| Owned::Integer(t.timestamp_millis())))
            }
            Self::Text(value) => value.as_ref().map_or_else(null, |t| borrowed(ValueRef::Text(t.as_bytes()))),
            Self::Uuid(value) => {
                value.as_ref().map_or_else(null, |id| borrowed(ValueRef::Blob(id.as_bytes())))
            }
            Self::Bytes(value) => value.as_ref().map_or_else(null, |bytes| borrowed(ValueRef::Blob(bytes))),
        })
    }
}

/// Binds `$n` to the n-th argument. SQLite numbers named parameters by their first appearance, not by
/// their name, so the name decides here.
fn bind(statement: &mut Statement<'_>, args: &[Arg<'_>]) -> Result<()> {
    for index in 1..=statement.parameter_count() {
        let number = statement.parameter_name(index).and_then(|name| name[1..].parse::<usize>().ok());
        let arg = number
            .and_then(|n| args.get(n.wrapping_sub(1)))
            .ok_or(rusqlite::Error::InvalidParameterCount(index, args.len()))?;
        statement.raw_bind_parameter(index, arg)?;
    }
    Ok(())
}

pub(super) fn read<T: Value>(row: &rusqlite::Row<'_>, index: usize) -> Result<T> {
    let decode = |reason| {
        let column = row.as_ref().column_name(index).unwrap_or("?").to_owned();
        Error::Decode { column, reason }
    };
    match row.get_ref(index)? {
        ValueRef::Null => T::null().ok_or_else(|| decode("null".into())),
        cell => T::from_sqlite(cell).map_err(decode),
    }
}

/// Runs a query to its end.
pub(crate) fn fetch<T>(
    conn: &Connection,
    sql: &str,
    args: &[Arg<'_>],
    read: impl Fn(&Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    bind(&mut statement, args)?;
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(&Row::Sqlite(row))?);
    }
    Ok(found)
}

/// Runs a statement; returns how many rows it changed.
pub(crate) fn execute(conn: &Connection, sql: &str, args: &[Arg<'_>]) -> Result<u64> {
    let mut statement = conn.prepare_cached(sql)?;
    bind(&mut statement, args)?;
    Ok(statement.raw_execute()? as u64)
}
