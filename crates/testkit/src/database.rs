//! A migrated database for each test: a copy of a file, or of a PostgreSQL template.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::LazyLock;

use pingback_model::Clock;
use pingback_storage::{Db, Location};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use uuid::Uuid;

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The one inside.
    Sqlite,
    /// The one beside.
    Postgres,
}

/// A migrated database of a test's own; gone when dropped.
#[derive(Debug)]
pub struct TestDb {
    db: Db,
    location: Location,
    postgres: Option<String>,
    folder: TempDir,
}

impl Deref for TestDb {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

impl TestDb {
    /// A migrated, empty database.
    pub async fn new(engine: Engine, clock: Clock) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (location, postgres) = match engine {
            Engine::Sqlite => {
                let path = folder.path().join("pingback.db");
                std::fs::copy(SQLITE.get_or_init(migrated_file).await, &path).unwrap();
                (Location::Sqlite(path), None)
            }
            Engine::Postgres => {
                let name = format!("t_{}", Uuid::new_v4().simple());
                copy_template(&name).await;
                (Location::Postgres { url: address_of(&name), connections: 8 }, Some(name))
            }
        };
        let db = Db::connect(&location, clock).await.unwrap();
        db.migrate().await.unwrap();
        Self { db, location, postgres, folder }
    }

    /// The same database, opened once more as another process would. Lives no longer than this one.
    pub async fn again(&self, clock: Clock) -> Self {
        let db = Db::connect(&self.location, clock).await.unwrap();
        Self { db, location: self.location.clone(), postgres: None, folder: tempfile::tempdir().unwrap() }
    }

    /// Where it is, for a second process or node.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// A folder for files, gone with the database.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let Some(name) = self.postgres.take() else { return };
        // Dropping cannot wait for a future of this runtime, so it takes a thread and a runtime of its own.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                if let Ok(mut admin) = PgConnection::connect(&admin_address()).await {
                    let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                    let _ = sqlx::raw_sql(AssertSqlSafe(drop)).execute(&mut admin).await;
                }
            });
        });
        let _ = dropping.join();
    }
}

static SQLITE: OnceCell<PathBuf> = OnceCell::const_new();

/// The template as a file. It outlives the process: nextest runs each test in one of its own.
async fn migrated_file() -> PathBuf {
    let file = std::env::temp_dir().join(format!("{}.db", *TEMPLATE));
    if !file.exists() {
        let folder = tempfile::tempdir().unwrap();
        let location = Location::Sqlite(folder.path().join("empty.db"));
        let db = Db::connect(&location, Clock::system()).await.unwrap();
        db.migrate().await.unwrap();
        // Complete under its name or not there: other processes look for it meanwhile.
        let half = file.with_extension(Uuid::new_v4().simple().to_string());
        db.copy_to(&half).await.unwrap();
        std::fs::rename(half, &file).unwrap();
    }
    file
}

fn admin_address() -> String {
    std::env::var("PINGBACK_TEST_POSTGRES_URL").expect(
        "PINGBACK_TEST_POSTGRES_URL names the PostgreSQL to test on; `cargo xtask test` starts one, \
         `cargo xtask pg -- COMMAND` runs a command with one",
    )
}

fn address_of(database: &str) -> String {
    let admin = admin_address();
    let (server, _) = admin.rsplit_once('/').expect("an address with a database in it");
    format!("{server}/{database}")
}

/// Templates are named after their migrations, so that a change of the schema makes another.
static TEMPLATE: LazyLock<String> = LazyLock::new(|| {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hash = DefaultHasher::new();
    for migration in pingback_storage::db::migrations() {
        (migration.sqlite, migration.postgres).hash(&mut hash);
    }
    format!("pingback_template_{:x}", hash.finish())
});

async fn copy_template(name: &str) {
    static READY: OnceCell<()> = OnceCell::const_new();
    READY.get_or_init(make_template).await;
    let mut admin = PgConnection::connect(&admin_address()).await.expect("PostgreSQL answers");
    let create = format!("CREATE DATABASE {name} TEMPLATE {}", *TEMPLATE);
    sqlx::raw_sql(AssertSqlSafe(create)).execute(&mut admin).await.unwrap();
}

/// Several test processes may come here at once: the lock lets one of them make the template.
async fn make_template() {
    let mut admin = PgConnection::connect(&admin_address()).await.expect("PostgreSQL answers");
    sqlx::raw_sql("SELECT pg_advisory_lock(7250)").execute(&mut admin).await.unwrap();
    let exists: Option<(i32,)> = sqlx::query_as("SELECT 1 FROM pg_database WHERE datname = $1")
        .bind(TEMPLATE.as_str())
        .fetch_optional(&mut admin)
        .await
        .unwrap();
    if exists.is_none() {
        let raw = format!("{}_raw", *TEMPLATE);
        for sql in [format!("DROP DATABASE IF EXISTS {raw} WITH (FORCE)"), format!("CREATE DATABASE {raw}")] {
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut admin).await.unwrap();
        }
        let location = Location::Postgres { url: address_of(&raw), connections: 1 };
        let db = Db::connect(&location, Clock::system()).await.unwrap();
        db.migrate().await.unwrap();
        db.close().await;
        let rename = format!("ALTER DATABASE {raw} RENAME TO {}", *TEMPLATE);
        sqlx::raw_sql(AssertSqlSafe(rename)).execute(&mut admin).await.unwrap();
    }
    sqlx::raw_sql("SELECT pg_advisory_unlock(7250)").execute(&mut admin).await.unwrap();
}
