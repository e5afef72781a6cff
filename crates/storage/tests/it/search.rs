//! The search index: what waits for it, what it holds, and what it costs.

use std::time::Instant;

use pingback_model::{ConversationId, CustomerId, MessageId, WorkspaceId};
use pingback_storage::dump::{self, TABLES};
use pingback_storage::search::{self, Words};
use pingback_storage::{Db, Result, args};
use pingback_testkit::{Engine, Start, TestDb, both_engines};
use uuid::Uuid;

/// Customers' ids lie behind those of conversations and messages.
const CUSTOMERS: usize = 1 << 40;

/// An id that sorts by its number.
fn id(n: usize) -> Uuid {
    Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0000 + n as u128)
}

async fn add_workspace(db: &Db, workspace: WorkspaceId) {
    let added: Result<()> = db
        .write(|mut tx| async move {
            let now = tx.now();
            let sql = "INSERT INTO workspaces (id, name, plan, limit_overrides, created_at) VALUES ($1, 'W', 'free', '{}', $2)";
            tx.execute(sql, args![workspace, now]).await?;
            tx.commit(()).await
        })
        .await;
    added.unwrap();
}

/// Adds conversations of one customer and one message each, as any program might.
async fn add(db: &Db, workspace: WorkspaceId, from: usize, texts: &[String]) {
    let added: Result<()> = db
        .write(|mut tx| async move {
            let now = tx.now();
            for (n, text) in texts.iter().enumerate() {
                let n = from + n;
                let number = i64::try_from(n).unwrap();
                tx.execute(
                    "INSERT INTO customers (workspace_id, id, name, email, external_id, created_at)
                     VALUES ($1, $2, $3, $4, NULL, $5)",
                    args![workspace, id(CUSTOMERS + n), format!("Marta {n}"), format!("m{n}@shop.test"), now],
                )
                .await?;
                tx.execute(
                    "INSERT INTO conversations (workspace_id, id, number, customer_id, status, channel_type, created_at, updated_at, needs_handoff)
                     VALUES ($1, $2, $3, $5, 'open', 'widget', $4, $4, FALSE)",
                    args![workspace, id(n), number, now, id(CUSTOMERS + n)],
                )
                .await?;
                tx.execute(
                    "INSERT INTO messages (workspace_id, conversation_id, id, sender_type, content, attachments, created_at, is_private)
                     VALUES ($1, $2, $2, 'customer', $3, '[]', $4, FALSE)",
                    args![workspace, id(n), text, now],
                )
                .await?;
            }
            tx.commit(()).await
        })
        .await;
    added.unwrap();
}

async fn index(db: &Db, limit: i64) -> usize {
    let indexed: Result<usize> = db
        .write(|mut tx| async move {
            let indexed = search::index_pending_any_workspace(&mut tx, limit).await?;
            tx.commit(indexed).await
        })
        .await;
    indexed.unwrap()
}

async fn index_all(db: &Db) {
    while index(db, 200).await > 0 {}
}

async fn messages(db: &Db, workspace: WorkspaceId, asked: &str) -> Vec<MessageId> {
    let mut tx = db.read().await.unwrap();
    let found = search::messages(&mut tx, workspace, &Words::of(asked), None, 100).await.unwrap();
    found.into_iter().map(|message| message.id).collect()
}

async fn customers(db: &Db, workspace: WorkspaceId, asked: &str) -> Vec<CustomerId> {
    let mut tx = db.read().await.unwrap();
    search::customers(&mut tx, workspace, &Words::of(asked), 100).await.unwrap()
}

both_engines! {
    async fn what_is_written_waits_and_is_then_found(db: TestDb) {
        let workspace = WorkspaceId(id(0));
        add_workspace(&db, workspace).await;
        add(&db, workspace, 1, &["a refund".into(), "no Refunds".into(), String::new()]).await;
        assert!(search::has_pending_any_workspace(&mut db.read().await.unwrap()).await.unwrap());
        assert!(messages(&db, workspace, "refund").await.is_empty(), "not yet");
        assert_eq!((index(&db, 4).await, index(&db, 4).await, index(&db, 4).await), (4, 2, 0));
        assert!(!search::has_pending_any_workspace(&mut db.read().await.unwrap()).await.unwrap());
        assert_eq!(messages(&db, workspace, "refund").await, [MessageId(id(2)), MessageId(id(1))], "the newest first");
        assert_eq!(customers(&db, workspace, "marta 2").await, [CustomerId(id(CUSTOMERS + 2))]);
        let mut tx = db.read().await.unwrap();
        let newest = search::messages(&mut tx, workspace, &Words::of("refund"), None, 1).await.unwrap();
        let next = search::messages(&mut tx, workspace, &Words::of("refund"), Some(newest[0].place), 1).await.unwrap();
        assert_eq!((newest[0].conversation_id, next[0].id), (ConversationId(id(2)), MessageId(id(1))));
        assert!(search::messages(&mut tx, workspace, &Words::of("--"), None, 1).await.unwrap().is_empty());
    }

    async fn a_workspace_finds_its_own(db: TestDb) {
        // Their scopes are the same: only the document itself tells them apart.
        let (one, other) = (WorkspaceId(id(7)), WorkspaceId(Uuid::from_u128(id(7).as_u128() ^ 1 << 100)));
        for (workspace, from) in [(one, 1), (other, 11)] {
            add_workspace(&db, workspace).await;
            add(&db, workspace, from, &["a refund".into()]).await;
        }
        index_all(&db).await;
        assert_eq!(messages(&db, one, "refund").await, [MessageId(id(1))]);
        assert_eq!(messages(&db, other, "refund").await, [MessageId(id(11))]);
        assert_eq!(customers(&db, other, "marta").await, [CustomerId(id(CUSTOMERS + 11))]);
    }

    async fn a_restore_is_searched_though_no_backup_holds_the_index(engine: Engine) {
        assert!(TABLES.iter().all(|table| !table.name.starts_with("search_")));
        let (from, to) = (TestDb::start(engine).await, TestDb::start(engine).await);
        let workspace = WorkspaceId(id(0));
        add_workspace(&from, workspace).await;
        add(&from, workspace, 1, &["a refund".into()]).await;
        let mut tx = from.snapshot().await.unwrap();
        for table in TABLES {
            let rows = dump::rows(&mut tx, table, None, 100).await.unwrap();
            dump::insert(&to, table, &rows).await.unwrap();
        }
        index_all(&to).await;
        assert_eq!(messages(&to, workspace, "refund").await, [MessageId(id(1))]);
        assert_eq!(customers(&to, workspace, "marta").await, [CustomerId(id(CUSTOMERS + 1))]);
    }

    async fn several_may_index_at_once(db: TestDb) {
        let workspace = WorkspaceId(id(0));
        add_workspace(&db, workspace).await;
        let texts: Vec<_> = (0..300).map(|n| format!("refund {n}")).collect();
        add(&db, workspace, 1, &texts).await;
        let mut indexers = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let db = (*db).clone();
            indexers.spawn(async move { index_all(&db).await });
        }
        indexers.join_all().await;
        index_all(&db).await;
        let mut tx = db.read().await.unwrap();
        let found = search::messages(&mut tx, workspace, &Words::of("refund"), None, 1_000).await.unwrap();
        assert_eq!(found.len(), 300);
    }
}

/// This process's CPU time, in seconds.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<_> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    let ticks = fields[11..13].iter().map(|field| field.parse::<u32>().unwrap()).sum::<u32>();
    f64::from(ticks) / 100.0
}

/// Sixteen writers add messages to one conversation, each in a transaction of its own: the CPU of one, in µs.
async fn write_messages(db: &Db, workspace: WorkspaceId, from: usize, is_indexed: bool) -> f64 {
    const EACH: usize = 1_000;
    let begun = cpu();
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..16 {
        let db = db.clone();
        writers.spawn(async move {
            for n in 0..EACH {
                let n = from + writer * EACH + n;
                let written: Result<()> = db
                    .write(|mut tx| async move {
                        let now = tx.now();
                        let text = format!("Order {n}: two of the six bowls came with cracked rims, and I would like a refund please.");
                        tx.execute(
                            "INSERT INTO messages (workspace_id, conversation_id, id, sender_type, content, attachments, created_at, is_private)
                             VALUES ($1, $2, $3, 'customer', $4, '[]', $5, FALSE)",
                            args![workspace, id(1), id(n), text, now],
                        )
                        .await?;
                        if is_indexed {
                            search::index_pending_any_workspace(&mut tx, 10).await?;
                        }
                        tx.commit(()).await
                    })
                    .await;
                written.unwrap();
            }
        });
    }
    writers.join_all().await;
    (cpu() - begun) * 1e6 / 16_000.0
}

/// What is added to the transaction of each message.
async fn measure_writing(db: &Db, workspace: WorkspaceId) {
    let noted = write_messages(db, workspace, 1 << 30, false).await;
    let begun = cpu();
    index_all(db).await;
    let later = (cpu() - begun) * 1e6 / 16_000.0;
    let at_once = write_messages(db, workspace, 2 << 30, true).await;
    let table = if db.engine_name() == "SQLite" { "" } else { " ON messages" };
    let sql = &format!("DROP TRIGGER search_new_message{table}");
    let dropped: Result<()> = db
        .write(|mut tx| async move {
            tx.execute(sql, args![]).await?;
            tx.commit(()).await
        })
        .await;
    dropped.unwrap();
    let bare = write_messages(db, workspace, 3 << 30, false).await;
    println!(
        "CPU of a message among 16 writers: {bare:.0} µs not searched, {noted:.0} µs noted and {later:.0} µs later, {at_once:.0} µs indexed at once"
    );
}

/// What the index costs, and how long questions take:
/// `cargo test --release -p pingback-storage --test it search::measured -- --ignored --nocapture`.
async fn measure(engine: Engine) {
    const WORDS: [&str; 12] = [
        "order", "refund", "bowl", "cracked", "the", "that", "delivery", "thanks", "invoice", "where",
        "please", "address",
    ];
    const SIZE: usize = 100_000;
    let db = TestDb::start(engine).await;
    let workspace = WorkspaceId(id(0));
    add_workspace(&db, workspace).await;
    let (mut writing, mut indexing) = (0.0, 0.0);
    for from in (0..SIZE).step_by(500) {
        let text = |n: usize| {
            let words: Vec<_> = (0..20)
                .map(|w| {
                    WORDS[(n * 7 + w * w + n / 3) % WORDS.len()].to_owned() + ["", "s", "ing"][(n + w) % 3]
                })
                .collect();
            format!("{} w{} {}", words.join(" "), n % 5_000, if n == SIZE / 2 { "needle" } else { "" })
        };
        let texts: Vec<_> = (from..from + 500).map(text).collect();
        let begun = Instant::now();
        add(&db, workspace, from + 1, &texts).await;
        writing += begun.elapsed().as_secs_f64();
        let begun = Instant::now();
        index_all(&db).await;
        indexing += begun.elapsed().as_secs_f64();
    }
    let per = |seconds: f64| seconds * 10.0;
    println!(
        "{}: a conversation is written in {:.1} µs, its message and customer are indexed in {:.1} µs",
        db.engine_name(),
        per(writing),
        per(indexing)
    );
    for asked in [
        "needle",
        "w4711",
        "w4711 refund",
        "refund",
        "order refund bowl",
        "th",
        "t",
        "w",
        "nothing",
        "marta",
        "m",
        "marta 77777",
    ] {
        let mut times = Vec::new();
        let mut counts = (0, 0);
        for _ in 0..10 {
            let mut tx = db.read().await.unwrap();
            let begun = Instant::now();
            let words = Words::of(asked);
            let said = search::messages(&mut tx, workspace, &words, None, 80).await.unwrap();
            let between = begun.elapsed();
            let known = search::customers(&mut tx, workspace, &words, 20).await.unwrap();
            times.push((between, begun.elapsed().saturating_sub(between)));
            counts = (said.len(), known.len());
        }
        times.sort_unstable();
        println!(
            "{asked:>20}: messages {:>10.2?} ({}), customers {:>10.2?} ({})",
            times[5].0, counts.0, times[5].1, counts.1
        );
    }
    measure_writing(&db, workspace).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
async fn measured_on_sqlite() {
    measure(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
async fn measured_on_postgres() {
    measure(Engine::Postgres).await;
}
