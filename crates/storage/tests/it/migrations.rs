//! The schema: the same on both engines, brought up to date by whoever comes first, refused when too new.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use pingback_model::Clock;
use pingback_storage::db::migrations;
use pingback_storage::dump::{Kind, TABLES};
use pingback_storage::{Db, Error, Location, Result, args};
use pingback_testkit::{Engine, Start, TestDb, both_engines};

/// Where the database is that has no schema yet: another file, another namespace of a test's database.
pub async fn empty(db: &TestDb) -> Location {
    match db.location() {
        Location::Sqlite(_) => Location::Sqlite(db.folder().join("empty.db")),
        Location::Postgres { url, .. } => {
            run(db, "CREATE SCHEMA empty").await;
            Location::Postgres { url: format!("{url}?options[search_path]=empty"), connections: 4 }
        }
    }
}

async fn run(db: &Db, sql: &str) {
    let done: Result<()> = db
        .write(|mut tx| async move {
            tx.execute(sql, args![]).await?;
            tx.commit(()).await
        })
        .await;
    done.unwrap();
}

async fn connect(location: &Location) -> Db {
    Db::connect(location, Clock::system()).await.unwrap()
}

/// A column as both engines can tell it: its name, its class of storage, whether it can be null, its place
/// in the primary key (from 1).
type Column = (String, String, bool, i64);

/// Every column of every table, in order.
pub async fn columns(db: &Db) -> BTreeMap<String, Vec<Column>> {
    let sql = match db.engine_name() {
        "SQLite" => {
            "SELECT t.name, c.name, c.type, c.\"notnull\", c.pk FROM sqlite_schema t, pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid"
        }
        _ => {
            "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT), CAST(c.data_type AS TEXT),
                    c.is_nullable = 'NO', COALESCE((
                 SELECT CAST(k.ordinal_position AS BIGINT)
                 FROM information_schema.key_column_usage k
                 JOIN information_schema.table_constraints t USING (constraint_schema, constraint_name)
                 WHERE t.constraint_type = 'PRIMARY KEY' AND k.table_schema = c.table_schema
                   AND k.table_name = c.table_name AND k.column_name = c.column_name), 0)
             FROM information_schema.columns c WHERE c.table_schema = 'public'
             ORDER BY c.table_name, c.ordinal_position"
        }
    };
    let rows: Vec<(String, String, String, bool, i64)> =
        db.read().await.unwrap().fetch_all(sql, args![]).await.unwrap();
    let mut tables = BTreeMap::<String, Vec<Column>>::new();
    for (table, column, kind, not_null, key) in rows {
        let class = match kind.as_str() {
            "uuid" | "bytea" => "BLOB",
            "bigint" | "boolean" | "timestamp with time zone" => "INTEGER",
            "text" => "TEXT",
            other => other,
        };
        tables.entry(table).or_default().push((column, class.to_owned(), !not_null, key));
    }
    // The index of the search is each engine's own, and made anew from the rest.
    tables.retain(|name, _| !name.starts_with("search_"));
    // The migrations' own table is made before the first of them.
    tables.remove("schema_migrations").expect("a migrated database");
    tables
}

async fn indexes(db: &Db) -> BTreeSet<String> {
    let sql = match db.engine_name() {
        "SQLite" => "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
        _ => {
            "SELECT CAST(indexname AS TEXT) FROM pg_indexes WHERE schemaname = 'public'
             AND indexname NOT IN (SELECT conname FROM pg_constraint) ORDER BY 1"
        }
    };
    let rows: Vec<(String,)> = db.read().await.unwrap().fetch_all(sql, args![]).await.unwrap();
    rows.into_iter().map(|(name,)| name).filter(|name| !name.starts_with("search_")).collect()
}

both_engines! {
    async fn a_database_is_migrated_once(db: TestDb) {
        let new = connect(&empty(&db).await).await;
        assert!(new.check().await.is_err(), "without a schema it is not ready");
        let names: Vec<_> = migrations().iter().map(|migration| migration.name).collect();
        assert_eq!(new.migrate().await.unwrap(), names);
        assert!(new.migrate().await.unwrap().is_empty());
        new.check().await.unwrap();
        new.close().await;
    }

    async fn nodes_that_start_at_once_migrate_once(db: TestDb) {
        let location = empty(&db).await;
        let mut nodes = Vec::new();
        for _ in 0..4 {
            let node = connect(&location).await;
            nodes.push(tokio::spawn(async move {
                let applied = node.migrate().await.unwrap();
                node.check().await.unwrap();
                node.close().await;
                applied
            }));
        }
        let mut applied = Vec::new();
        for node in nodes {
            applied.extend(node.await.unwrap());
        }
        assert_eq!(applied.len(), migrations().len(), "each migration ran once: {applied:?}");
    }

    async fn a_newer_schema_is_refused(db: TestDb) {
        run(&db, "INSERT INTO schema_migrations (version, name, applied_at_ms) VALUES (99, '0099_later', 0)").await;
        for refused in [db.migrate().await.map(drop), db.check().await] {
            let error = refused.unwrap_err();
            assert!(matches!(error, Error::SchemaTooNew { found: 99, .. }));
            let text = error.to_string();
            assert!(text.contains("schema version 99") && text.contains("newer program"), "{text}");
        }
    }

    async fn an_older_schema_says_what_to_do(db: TestDb) {
        run(&db, "DELETE FROM schema_migrations").await;
        assert!(db.check().await.unwrap_err().to_string().contains("pingback migrate"));
    }

    async fn dumps_hold_every_table_and_column(db: TestDb) {
        let mut schema = columns(&db).await;
        assert!(schema.remove("connections").is_some(), "it is of the moment, and not dumped");
        let mut dumped = BTreeMap::new();
        for table in TABLES {
            let of = |kind| match kind {
                Kind::Id | Kind::Bytes => "BLOB",
                Kind::Text => "TEXT",
                Kind::Int | Kind::Bool | Kind::Time => "INTEGER",
            };
            let columns = table.columns.iter().map(|column| (column.name.to_owned(), of(column.kind).to_owned()));
            dumped.insert(table.name.to_owned(), columns.collect::<Vec<_>>());
            let mut key: Vec<_> = schema[table.name].iter().filter(|(_, _, _, place)| *place > 0).collect();
            key.sort_by_key(|(_, _, _, place)| *place);
            assert_eq!(key.iter().map(|(name, ..)| name).collect::<Vec<_>>(), table.key, "{}", table.name);
        }
        let schema: BTreeMap<_, Vec<_>> = schema
            .into_iter()
            .map(|(table, columns)| (table, columns.into_iter().map(|(name, class, ..)| (name, class)).collect()))
            .collect();
        assert_eq!(dumped, schema);
    }
}

#[test]
fn both_folders_hold_the_same_migrations() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let files = |engine: &str| {
        let entries = std::fs::read_dir(folder.join(engine)).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<BTreeSet<_>>()
    };
    let known =
        migrations().iter().map(|migration| format!("{}.sql", migration.name)).collect::<BTreeSet<_>>();
    assert_eq!(files("sqlite"), known);
    assert_eq!(files("postgres"), known);
    for (version, migration) in (1..).zip(migrations()) {
        assert_eq!(migration.version, version);
        assert!(migration.name.starts_with(&format!("{version:04}_")), "{}", migration.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_engines_have_the_same_tables() {
    let (sqlite, postgres) = (TestDb::start(Engine::Sqlite).await, TestDb::start(Engine::Postgres).await);
    let (left, right) = (columns(&sqlite).await, columns(&postgres).await);
    assert_eq!(left.keys().collect::<Vec<_>>(), right.keys().collect::<Vec<_>>());
    for (table, columns) in left {
        assert_eq!(columns, right[&table], "{table}");
    }
    assert_eq!(indexes(&sqlite).await, indexes(&postgres).await);
}

/// Without statistics SQLite guesses, and takes the first columns of a WITHOUT ROWID table's key for good enough.
#[tokio::test(flavor = "multi_thread")]
async fn sqlite_takes_the_index_that_was_meant() {
    let db = TestDb::start(Engine::Sqlite).await;
    for (query, index) in [
        ("SELECT content FROM messages WHERE workspace_id = x'00' AND id = x'00'", "messages_by_id"),
        (
            "SELECT 1 FROM notifications WHERE workspace_id = x'00' AND user_id = x'00' AND conversation_id = x'00'
             AND type = 'new_message' AND read_at IS NULL",
            "notifications_unread",
        ),
    ] {
        let sql = format!("EXPLAIN QUERY PLAN {query}");
        let mut tx = db.read().await.unwrap();
        let plan = tx.fetch_with(&sql, args![], |row| row.get::<String>("detail")).await.unwrap();
        assert!(plan.iter().any(|step| step.contains(index)), "{query}: {plan:?}");
    }
}

/// What a tenant's table need not be: led by its workspace, with the reason.
const NOT_LED_BY_WORKSPACE: &[(&str, &str)] = &[
    ("routes", "is asked which workspace a public id belongs to"),
    ("search_pending", "is worked off in the order of arrival, for all workspaces"),
    (
        "search_documents",
        "its number is the row of the word index; (workspace_id, item_id) is unique beside it",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_keeps_what_it_committed_and_checks_types() {
    let db = TestDb::start(Engine::Sqlite).await;
    let settings: Result<(i64, String)> = db
        .write(|mut tx| async move {
            let (synchronous,): (i64,) = tx.fetch_one("PRAGMA synchronous", args![]).await?;
            let (journal,): (String,) = tx.fetch_one("PRAGMA journal_mode", args![]).await?;
            tx.commit((synchronous, journal)).await
        })
        .await;
    assert_eq!(
        settings.unwrap(),
        (2, "wal".to_owned()),
        "2 is FULL: a commit is on disk before it is answered"
    );

    let sql = "SELECT t.name, t.strict, COALESCE((SELECT c.name FROM pragma_table_info(t.name) c WHERE c.pk = 1), ''),
                      EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = 'workspace_id')
               FROM pragma_table_list t WHERE t.type = 'table' AND t.schema = 'main' AND t.name NOT LIKE 'sqlite%'
               ORDER BY t.name";
    let tables: Vec<(String, bool, String, bool)> =
        db.read().await.unwrap().fetch_all(sql, args![]).await.unwrap();
    assert!(tables.len() > 30, "{tables:?}");
    let lax: Vec<_> =
        tables.iter().filter(|(_, strict, ..)| !strict).map(|(name, ..)| name.as_str()).collect();
    assert_eq!(lax, ["schema_migrations"], "it is made by one text for both engines");
    let others: BTreeSet<_> = tables
        .iter()
        .filter(|(_, _, leader, is_tenants)| *is_tenants && leader != "workspace_id")
        .map(|(name, ..)| name.as_str())
        .collect();
    assert_eq!(others, NOT_LED_BY_WORKSPACE.iter().map(|(table, _)| *table).collect());
}
