//! A process that is killed while it writes loses nothing that it acknowledged.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use pingback_model::{Clock, WorkspaceId};
use pingback_storage::{Db, Location, Result};
use pingback_testkit::{Engine, Start, TestDb};

use crate::workspace::{self, Random, event, note, notes};

const ROUNDS: u64 = 20;
const TASKS: u64 = 16;
/// Tells [`child`] what to do: round, workspace and database.
const ORDERS: &str = "PINGBACK_TEST_KILLED_CHILD";

/// No test, but what the tests below start and kill: it writes until then, and prints what was acknowledged.
#[test]
fn child() {
    let Ok(orders) = std::env::var(ORDERS) else { return };
    let (round, rest) = orders.split_once(' ').unwrap();
    let (workspace, database) = rest.split_once(' ').unwrap();
    let (round, workspace) = (round.to_owned(), workspace.parse::<WorkspaceId>().unwrap());
    let location = if database.starts_with("postgres") {
        Location::Postgres { url: database.to_owned(), connections: 8 }
    } else {
        Location::Sqlite(PathBuf::from(database))
    };
    runtime().block_on(async move {
        let db = Db::connect(&location, Clock::system()).await.unwrap();
        let tasks: Vec<_> = (0..TASKS)
            .map(|task| tokio::spawn(write(db.clone(), workspace, format!("{round}-{task}"))))
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
    });
}

async fn write(db: Db, workspace: WorkspaceId, prefix: String) {
    for nth in 0_u64.. {
        let name = &format!("{prefix}-{nth}");
        let written: Result<()> = db
            .write(|mut tx| async move {
                note(&mut tx, name, "x").await?;
                tx.record(workspace, event(nth.into()));
                tx.commit(()).await
            })
            .await;
        written.unwrap();
        let mut out = std::io::stdout().lock();
        writeln!(out, "acknowledged {name}").and_then(|()| out.flush()).unwrap();
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// Starts a child, kills it in the middle, and returns what it had acknowledged.
fn run_and_kill(round: u64, workspace: WorkspaceId, location: &Location, random: &mut Random) -> Vec<String> {
    let database = match location {
        Location::Sqlite(path) => path.to_str().unwrap().to_owned(),
        Location::Postgres { url, .. } => url.clone(),
    };
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed::child", "--nocapture", "--test-threads=1"])
        .env(ORDERS, format!("{round} {workspace} {database}"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut acknowledged = Vec::new();
    let mut next = |out: &mut BufReader<_>| {
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        if let Some((_, name)) = line.trim_end().split_once("acknowledged ") {
            // A line that was cut short names nothing.
            if line.ends_with('\n') {
                acknowledged.push(name.to_owned());
            }
        }
        (!line.is_empty(), acknowledged.len())
    };
    // From its first write on, not while it starts.
    while next(&mut out) == (true, 0) {}
    let killer = {
        let after = Duration::from_micros(random.below(100_000));
        std::thread::spawn(move || {
            std::thread::sleep(after);
            child.kill().unwrap();
            child.wait().unwrap();
        })
    };
    while next(&mut out).0 {}
    killer.join().unwrap();
    acknowledged
}

/// In a runtime of its own, so that nothing of this process holds the file open in the next round.
fn look(location: &Location, workspace: WorkspaceId) -> BTreeSet<String> {
    let location = location.clone();
    let looking = std::thread::spawn(move || {
        runtime().block_on(async {
            let db = Db::connect(&location, Clock::system()).await.unwrap();
            db.check().await.unwrap();
            let found = notes(&db).await;
            // Whatever a killed client's last statement still did, it did between these two.
            let events = workspace::log(&mut db.snapshot().await.unwrap(), workspace).await.len();
            let after = notes(&db).await;
            assert!((found.len()..=after.len()).contains(&events), "each write is there whole");
            db.close().await;
            found.into_iter().collect()
        })
    });
    looking.join().unwrap()
}

async fn nothing_acknowledged_is_lost(engine: Engine) {
    let db = TestDb::start(engine).await;
    let workspace = workspace::add(&db).await;
    let location = match db.location() {
        Location::Sqlite(_) => {
            // A file that this process does not hold open: the next one to open it must recover it.
            let file = db.folder().join("killed.db");
            db.copy_to(&file).await.unwrap();
            Location::Sqlite(file)
        }
        postgres @ Location::Postgres { .. } => postgres.clone(),
    };
    let killing = tokio::task::spawn_blocking(move || {
        let mut random = Random(4);
        let mut acknowledged = BTreeSet::new();
        for round in 0..ROUNDS {
            acknowledged.extend(run_and_kill(round, workspace, &location, &mut random));
            let found = look(&location, workspace);
            let lost: Vec<_> = acknowledged.difference(&found).collect();
            assert!(lost.is_empty(), "lost in round {round}: {lost:?}");
        }
        acknowledged.len()
    });
    let acknowledged = killing.await.unwrap();
    assert!(acknowledged > 50, "the children wrote something: {acknowledged}");
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite() {
    nothing_acknowledged_is_lost(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres() {
    nothing_acknowledged_is_lost(Engine::Postgres).await;
}
