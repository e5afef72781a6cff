//! Everything in the database, table by table, as JSON: for backups that either engine can read.

mod tables;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pingback_model::Timestamp;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::sql::{Arg, Row};
use crate::{Db, Tx, args, instance};

pub use tables::{Column, Kind, TABLES, Table};

/// One row, by column. Ids and times are text, bytes are base64.
pub type DumpedRow = Map<String, Json>;

/// Facts that belong to an installation, not to its data: a restore makes or keeps its own.
const OWN_FACTS: [&str; 2] = ["epoch", "key_check"];

/// The next rows of a table in the order of its key, after `last`.
pub async fn rows(
    tx: &mut Tx,
    table: &Table,
    last: Option<&DumpedRow>,
    limit: i64,
) -> Result<Vec<DumpedRow>> {
    let columns = table.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", ");
    let key = table.key.join(", ");
    let mut args = vec![Arg::from(limit)];
    let mut after = String::new();
    if let Some(last) = last {
        let places = (2..).take(table.key.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
        after = format!("WHERE ({key}) > ({places})");
        for name in table.key {
            args.push(arg(table.column(name)?, last.get(*name).unwrap_or(&Json::Null))?);
        }
    }
    let sql = format!("SELECT {columns} FROM {} {after} ORDER BY {key} LIMIT $1", table.name);
    tx.fetch_with(&sql, &args, |row| {
        table.columns.iter().map(|column| Ok((column.name.to_owned(), read(row, column)?))).collect()
    })
    .await
}

/// Writes rows as [`rows`] gave them.
pub async fn insert(db: &Db, table: &Table, rows: &[DumpedRow]) -> Result<()> {
    let columns = table.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", ");
    let places = (1..).take(table.columns.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = &format!("INSERT INTO {} ({columns}) VALUES ({places})", table.name);
    db.write(|mut tx| async move {
        for row in rows.iter().filter(|row| !is_own_fact(table, row)) {
            let args =
                table.columns.iter().map(|column| arg(column, row.get(column.name).unwrap_or(&Json::Null)));
            tx.execute(sql, &args.collect::<Result<Vec<_>>>()?).await?;
        }
        tx.commit(()).await
    })
    .await
}

/// Whether nobody has used the database yet.
pub async fn is_empty(db: &Db) -> Result<bool> {
    let (users,): (i64,) = db.read().await?.fetch_one("SELECT COUNT(*) FROM users", args![]).await?;
    Ok(users == 0)
}

/// The fact that a restore has begun and not ended.
const UNFINISHED: &str = "unfinished_restore";

/// Notes that rows are about to be written: until [`finish_restore`] the database is of no use.
pub async fn begin_restore(db: &Db) -> Result<()> {
    db.write(|mut tx| async move {
        instance::set(&mut tx, UNFINISHED, "yes").await?;
        tx.commit(()).await
    })
    .await
}

/// Whether a restore into this database did not come to its end.
pub async fn is_half_restored(db: &Db) -> Result<bool> {
    Ok(instance::get(&mut db.read().await?, UNFINISHED).await?.is_some())
}

/// Ends a restore. Gives the log another epoch: whoever followed it before must fetch afresh.
pub async fn finish_restore(db: &Db, epoch: Uuid) -> Result<()> {
    let epoch = &epoch.to_string();
    db.write(|mut tx| async move {
        tx.execute("DELETE FROM instance WHERE name = $1", args![UNFINISHED]).await?;
        instance::set(&mut tx, "epoch", epoch).await?;
        tx.commit(()).await
    })
    .await
}

fn is_own_fact(table: &Table, row: &DumpedRow) -> bool {
    table.name == "instance"
        && row.get("name").and_then(Json::as_str).is_some_and(|name| OWN_FACTS.contains(&name))
}

fn read(row: &Row<'_>, column: &Column) -> Result<Json> {
    Ok(match column.kind {
        Kind::Id => row.get::<Option<Uuid>>(column.name)?.map(|id| id.to_string()).into(),
        Kind::Text => row.get::<Option<String>>(column.name)?.into(),
        Kind::Int => row.get::<Option<i64>>(column.name)?.into(),
        Kind::Bool => row.get::<Option<bool>>(column.name)?.into(),
        Kind::Time => row.get::<Option<Timestamp>>(column.name)?.map(|time| time.to_rfc3339()).into(),
        Kind::Bytes => row.get::<Option<Vec<u8>>>(column.name)?.map(|bytes| STANDARD.encode(bytes)).into(),
    })
}

fn arg(column: &Column, value: &Json) -> Result<Arg<'static>> {
    let bad = || Error::Decode {
        column: column.name.to_owned(),
        reason: format!("{value} is no {:?}", column.kind),
    };
    let text = || value.as_str().ok_or_else(bad);
    if value.is_null() {
        return Ok(match column.kind {
            Kind::Id => Arg::Uuid(None),
            Kind::Text => Arg::Text(None),
            Kind::Int => Arg::Int(None),
            Kind::Bool => Arg::Bool(None),
            Kind::Time => Arg::Time(None),
            Kind::Bytes => Arg::Bytes(None),
        });
    }
    Ok(match column.kind {
        Kind::Id => text()?.parse::<Uuid>().map_err(|_| bad())?.into(),
        Kind::Text => text()?.to_owned().into(),
        Kind::Int => value.as_i64().ok_or_else(bad)?.into(),
        Kind::Bool => value.as_bool().ok_or_else(bad)?.into(),
        Kind::Time => text()?.parse::<Timestamp>().map_err(|_| bad())?.into(),
        Kind::Bytes => STANDARD.decode(text()?).map_err(|_| bad())?.into(),
    })
}
