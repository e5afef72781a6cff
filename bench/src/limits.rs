//! What the machine can do without the product: the yardstick of the same run.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::time::{Duration, Instant};

use rusqlite::Connection as Sqlite;
use sqlx::Connection as _;

use crate::Result;
use crate::figures::{self, Times};
use crate::http::Connection;

/// Prints the machine's limits.
pub async fn run(postgres: Option<&str>, time: Duration) -> Result<()> {
    println!("## The machine itself\n");
    figures::head(&["limit", "per second", "p50 ms", "p99 ms"]);
    let folder = tempfile::tempdir()?;
    let mut file =
        std::fs::OpenOptions::new().append(true).create(true).mode(0o600).open(folder.path().join("log"))?;
    print(
        "append 4 KiB and fdatasync",
        1,
        repeat(time, || {
            file.write_all(&[7; 4096])?;
            Ok(file.sync_data()?)
        })?,
    );
    for batch in [1_u32, 8, 64] {
        let sqlite = Sqlite::open(folder.path().join(format!("{batch}.db")))?;
        sqlite.execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
             CREATE TABLE conversations (id INTEGER PRIMARY KEY, updated INTEGER);
             CREATE TABLE messages (id INTEGER PRIMARY KEY, conversation INTEGER, content TEXT);
             INSERT INTO conversations SELECT value, 0 FROM (WITH RECURSIVE n(value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM n WHERE value < 31) SELECT value FROM n);",
        )?;
        let times = repeat(time, || {
            sqlite.execute_batch("BEGIN IMMEDIATE")?;
            for n in 0..batch {
                sqlite
                    .prepare_cached("INSERT INTO messages (conversation, content) VALUES (?1, ?2)")?
                    .execute((n % 32, "Could they still arrive before Friday?"))?;
                sqlite
                    .prepare_cached("UPDATE conversations SET updated = updated + 1 WHERE id = ?1")?
                    .execute([n % 32])?;
            }
            Ok(sqlite.execute_batch("COMMIT")?)
        })?;
        print(&format!("SQLite FULL: messages, {batch} a commit"), batch, times);
    }
    if let Some(admin) = postgres {
        for clients in [1, 16] {
            print(
                &format!("PostgreSQL: messages, one a commit, {clients} clients"),
                1,
                postgres_commits(admin, clients, time).await?,
            );
        }
    }
    for connections in [1, 16] {
        print(
            &format!("empty HTTP answers, {connections} connections"),
            1,
            empty_http(connections, time).await?,
        );
    }
    Ok(())
}

struct Run {
    times: Times,
    time: Duration,
}

impl Run {
    #[expect(clippy::cast_precision_loss, reason = "a count of runs")]
    fn per_second(&self) -> f64 {
        self.times.count() as f64 / self.time.as_secs_f64()
    }
}

fn print(name: &str, each: u32, mut run: Run) {
    let per_second = run.per_second() * f64::from(each);
    let (p50, p99) = (run.times.percentile(50.0), run.times.percentile(99.0));
    figures::row(&[name.into(), format!("{per_second:.0}"), format!("{p50:.2}"), format!("{p99:.2}")]);
}

fn repeat(time: Duration, mut once: impl FnMut() -> Result<()>) -> Result<Run> {
    let mut times = Times::default();
    let began = Instant::now();
    while began.elapsed() < time {
        let started = Instant::now();
        once()?;
        times.add(started.elapsed());
    }
    Ok(Run { times, time: began.elapsed() })
}

/// Messages a second, one a commit, by so many clients.
pub async fn postgres_per_second(admin: &str, clients: usize, time: Duration) -> Result<f64> {
    Ok(postgres_commits(admin, clients, time).await?.per_second())
}

async fn postgres_commits(admin: &str, clients: usize, time: Duration) -> Result<Run> {
    let mut connection = sqlx::PgConnection::connect(admin).await?;
    sqlx::raw_sql(
        "DROP TABLE IF EXISTS bench_messages, bench_conversations;
         CREATE TABLE bench_conversations (id BIGINT PRIMARY KEY, updated BIGINT);
         CREATE TABLE bench_messages (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, conversation BIGINT, content TEXT);
         INSERT INTO bench_conversations SELECT n, 0 FROM generate_series(0, 31) n;",
    )
    .execute(&mut connection)
    .await?;
    let end = Instant::now() + time;
    let mut tasks = Vec::new();
    for client in 0..clients {
        let mut connection = sqlx::PgConnection::connect(admin).await?;
        tasks.push(tokio::spawn(async move {
            let mut times = Times::default();
            let mut n = i64::try_from(client)?;
            while Instant::now() < end {
                let started = Instant::now();
                n = (n + 7) % 32;
                let mut tx = connection.begin().await?;
                sqlx::query("INSERT INTO bench_messages (conversation, content) VALUES ($1, $2)")
                    .bind(n)
                    .bind("Could they still arrive before Friday?")
                    .execute(&mut *tx)
                    .await?;
                sqlx::query("UPDATE bench_conversations SET updated = updated + 1 WHERE id = $1")
                    .bind(n)
                    .execute(&mut *tx)
                    .await?;
                tx.commit().await?;
                times.add(started.elapsed());
            }
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(times)
        }));
    }
    let mut times = Times::default();
    for task in tasks {
        times.join(task.await??);
    }
    Ok(Run { times, time })
}

async fn empty_http(connections: usize, time: Duration) -> Result<Run> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let host = listener.local_addr()?.to_string();
    let router = axum::Router::new().route("/", axum::routing::get(async || "ok"));
    let serving = tokio::spawn(async move { axum::serve(listener, router).await });
    let end = Instant::now() + time;
    let mut tasks = Vec::new();
    for _ in 0..connections {
        let mut http = Connection::open(&host).await?;
        tasks.push(tokio::spawn(async move {
            let mut times = Times::default();
            while Instant::now() < end {
                let started = Instant::now();
                http.send("GET", "/", "", None).await?;
                times.add(started.elapsed());
            }
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(times)
        }));
    }
    let mut times = Times::default();
    for task in tasks {
        times.join(task.await??);
    }
    serving.abort();
    Ok(Run { times, time })
}
