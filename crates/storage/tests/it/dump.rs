//! Dumps: what one engine wrote, the other can hold.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pingback_model::Timestamp;
use pingback_storage::dump::{self, DumpedRow, Kind, TABLES, Table};
use pingback_storage::{Db, events, instance};
use pingback_testkit::{Engine, Start, TestDb, both_engines, json};
use serde_json::Value;
use uuid::Uuid;

use crate::migrations::columns;

/// How many rows each table gets. Row n refers to row n of other tables.
const ROWS: u8 = 4;

/// A value that fits a column; the same in every run.
fn value(table: &Table, column: &str, kind: Kind, row: u8) -> Value {
    let extreme = row == 3;
    match kind {
        Kind::Id => json!(Uuid::from_u128(u128::from(row) + 1).to_string()),
        Kind::Text if extreme => json!(format!("{} {column} O'Brien \"\\\r\n\t你好 👩‍👩‍👧", table.name)),
        Kind::Text => json!(format!("{} {column} {row}", table.name)),
        Kind::Int if extreme => json!(i64::MIN),
        Kind::Int => json!(i64::MAX - i64::from(row)),
        Kind::Bool => json!(row.is_multiple_of(2)),
        Kind::Time => {
            let time = if extreme { "1969-12-31T23:59:59.999Z" } else { "2026-11-24T12:00:00.120Z" };
            json!(time.parse::<Timestamp>().unwrap().to_rfc3339())
        }
        Kind::Bytes => json!(STANDARD.encode([row, 0, 255])),
    }
}

/// Rows for every table; the odd ones are null wherever that is allowed.
async fn rows(db: &Db) -> Vec<(&'static Table, Vec<DumpedRow>)> {
    let schema = columns(db).await;
    let nullable =
        |table: &str, name: &str| schema[table].iter().any(|(column, _, null, _)| column == name && *null);
    let row = |table: &'static Table, row| -> DumpedRow {
        let values = table.columns.iter().map(|column| {
            let is_null = row == 1 && nullable(table.name, column.name);
            let value = if is_null { Value::Null } else { value(table, column.name, column.kind, row) };
            (column.name.to_owned(), value)
        });
        values.collect()
    };
    TABLES.iter().map(|table| (table, (0..ROWS).map(|n| row(table, n)).collect())).collect()
}

/// The whole database, read in pages of three rows.
async fn dumped(db: &Db) -> Vec<(&'static Table, Vec<DumpedRow>)> {
    let mut tx = db.snapshot().await.unwrap();
    let mut tables = Vec::new();
    for table in TABLES {
        let mut rows: Vec<DumpedRow> = Vec::new();
        loop {
            let page = dump::rows(&mut tx, table, rows.last(), 3).await.unwrap();
            if page.is_empty() {
                break;
            }
            rows.extend(page);
        }
        tables.push((table, rows));
    }
    tables
}

async fn restore(db: &Db, tables: &[(&'static Table, Vec<DumpedRow>)]) {
    for (table, rows) in tables {
        dump::insert(db, table, rows).await.unwrap_or_else(|error| panic!("{}: {error}", table.name));
    }
}

/// The engines order text differently: rows are compared in an order of our own.
fn assert_equal(left: &[(&'static Table, Vec<DumpedRow>)], right: &[(&'static Table, Vec<DumpedRow>)]) {
    let sorted = |rows: &[DumpedRow]| {
        let mut rows: Vec<_> = rows.iter().map(|row| serde_json::to_string_pretty(row).unwrap()).collect();
        rows.sort();
        rows
    };
    assert_eq!(left.len(), right.len());
    for ((table, left), (_, right)) in left.iter().zip(right) {
        assert_eq!(sorted(left), sorted(right), "{}", table.name);
    }
}

both_engines! {
    async fn a_dump_of_one_engine_fills_the_other(db: TestDb) {
        let other_engine = if db.engine_name() == "SQLite" { Engine::Postgres } else { Engine::Sqlite };
        let other = TestDb::start(other_engine).await;
        assert!(dump::is_empty(&db).await.unwrap());
        let written = rows(&db).await;
        restore(&db, &written).await;
        assert!(!dump::is_empty(&db).await.unwrap());
        let dump = dumped(&db).await;
        assert_equal(&dump, &written);
        restore(&other, &dump).await;
        assert_equal(&dumped(&other).await, &dump);
    }

    async fn a_restore_keeps_what_belongs_to_the_installation(db: TestDb) {
        instance::claim(&db, Uuid::from_u128(1), "key").await.unwrap();
        let facts = &TABLES[0];
        assert_eq!(facts.name, "instance");
        let row = |name: &str| DumpedRow::from_iter([("name".into(), json!(name)), ("value".into(), json!("theirs"))]);
        dump::insert(&db, facts, &[row("epoch"), row("key_check"), row("other")]).await.unwrap();
        assert_eq!(events::epoch(&db).await.unwrap(), Uuid::from_u128(1).to_string());
        let mut tx = db.read().await.unwrap();
        assert_eq!(instance::get(&mut tx, "key_check").await.unwrap().as_deref(), Some("key"));
        assert_eq!(instance::get(&mut tx, "other").await.unwrap().as_deref(), Some("theirs"));
        dump::finish_restore(&db, Uuid::from_u128(2)).await.unwrap();
        assert_eq!(events::epoch(&db).await.unwrap(), Uuid::from_u128(2).to_string());
    }

    async fn a_row_that_cannot_be_read_says_where(db: TestDb) {
        let users = TABLES.iter().find(|table| table.name == "users").unwrap();
        let row = DumpedRow::from_iter([("id".into(), json!("no id"))]);
        let error = dump::insert(&db, users, &[row]).await.unwrap_err();
        assert!(error.to_string().contains("column id"), "{error}");
    }
}
