//! PostgreSQL's half of the executor.

use sqlx::postgres::{PgArguments, PgColumn, PgConnection, PgRow};
use sqlx::query::Query;
use sqlx::{Arguments, AssertSqlSafe, Column, ColumnIndex, Postgres, Row as _, ValueRef};

use super::{Arg, Row, Value};
use crate::error::{Error, Result};

/// SQL is written in this crate alone, where values are bound and never pasted: hence the assertion.
fn query(sql: &str, args: &[Arg<'_>]) -> Result<Query<'static, Postgres, PgArguments>> {
    let mut bound = PgArguments::default();
    for arg in args {
        match arg {
            Arg::Bool(value) => bound.add(value),
            Arg::Int(value) => bound.add(value),
            Arg::Text(value) => bound.add(value.as_deref()),
            Arg::Uuid(value) => bound.add(value),
            Arg::Time(value) => bound.add(value),
            Arg::Bytes(value) => bound.add(value.as_deref()),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(sqlx::query_with(AssertSqlSafe(sql.to_owned()), bound))
}

pub(super) fn read<T: Value, I>(row: &PgRow, index: I) -> Result<T>
where
    I: ColumnIndex<PgRow>,
{
    let index = index.index(row)?;
    let column = || row.columns().get(index).map(PgColumn::name).unwrap_or_default().to_owned();
    let result = if row.try_get_raw(index)?.is_null() {
        T::null().ok_or_else(|| "null".to_owned())
    } else {
        T::from_postgres(row, index)
    };
    result.map_err(|reason| Error::Decode { column: column(), reason })
}

/// Runs a query to its end.
pub(crate) async fn fetch<T>(
    conn: &mut PgConnection,
    sql: &str,
    args: &[Arg<'_>],
    read: impl Fn(&Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let rows = query(sql, args)?.fetch_all(conn).await?;
    rows.iter().map(|row| read(&Row::Postgres(row))).collect()
}

/// Runs a statement; returns how many rows it changed.
pub(crate) async fn execute(conn: &mut PgConnection, sql: &str, args: &[Arg<'_>]) -> Result<u64> {
    Ok(query(sql, args)?.execute(conn).await?.rows_affected())
}
