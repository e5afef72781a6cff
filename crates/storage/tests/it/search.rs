//! The search index: what waits for it, and what it holds.

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
