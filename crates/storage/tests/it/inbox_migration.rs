//! Migration 0002 on rows: what it makes of conversations that are there already.

use chrono::{DateTime, TimeDelta};
use pingback_model::{
    ChannelType, Clock, Conversation, ConversationStatus, SenderType, Timestamp, WorkspaceId,
};
use pingback_storage::db::migrations;
use pingback_storage::{Db, Result, Tx, args, conversations};
use pingback_testkit::{TestDb, both_engines};
use uuid::Uuid;

use crate::migrations::empty;

const WORKSPACE: Uuid = Uuid::from_u128(1);

/// The schema as it was before: what migration 1 alone makes.
async fn first_schema(tx: &mut Tx, is_postgres: bool) -> Result<()> {
    let first = &migrations()[0];
    let script = if is_postgres { first.postgres } else { first.sqlite };
    let code: Vec<_> = script.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
    tx.execute(
        "CREATE TABLE schema_migrations (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL,
            applied_at_ms BIGINT NOT NULL)",
        args![],
    )
    .await?;
    for statement in code.join("\n").split(';').filter(|statement| !statement.trim().is_empty()) {
        tx.execute(statement, args![]).await?;
    }
    tx.execute(
        "INSERT INTO schema_migrations (version, name, applied_at_ms) VALUES (1, '0001_init', 0)",
        args![],
    )
    .await?;
    tx.execute(
        "INSERT INTO workspaces (id, name, plan, limit_overrides, created_at) VALUES ($1, 'Acme', 'free', '{}', $2)",
        args![WORKSPACE, minute(0)],
    )
    .await
    .map(drop)
}

/// Noon and so many minutes, and a part of a second.
fn minute(n: i64) -> Timestamp {
    let noon = DateTime::parse_from_rfc3339("2026-11-24T12:00:00.123Z").unwrap().to_utc();
    noon + TimeDelta::minutes(n)
}

/// Who wrote, whether it is a note, in which minute.
type Entry = (SenderType, bool, i64);

const fn said(minute: i64) -> Entry {
    (SenderType::Customer, false, minute)
}
const fn answered(minute: i64) -> Entry {
    (SenderType::Agent, false, minute)
}
const fn noted(minute: i64) -> Entry {
    (SenderType::Agent, true, minute)
}

/// A conversation as it is before, and what is expected of it: since which minute its customer waits, or in which
/// it became calm; how many messages of theirs there are, and when the last one came.
struct Case {
    status: ConversationStatus,
    entries: Vec<Entry>,
    waits: std::result::Result<i64, i64>,
    customer_messages: i64,
    last: Option<i64>,
}

fn case(
    status: ConversationStatus,
    entries: Vec<Entry>,
    waits: std::result::Result<i64, i64>,
    customer_messages: i64,
    last: Option<i64>,
) -> Case {
    Case { status, entries, waits, customer_messages, last }
}

fn cases() -> Vec<Case> {
    use ConversationStatus::{Closed, Open, Pending, Resolved};
    vec![
        // Never answered; notes are no answers.
        case(Open, vec![said(1), said(2)], Ok(1), 2, Some(2)),
        case(Open, vec![said(1), noted(2)], Ok(1), 1, Some(1)),
        // Answered, and asked again.
        case(Open, vec![said(1), answered(2)], Err(2), 1, Some(1)),
        case(Open, vec![said(1), answered(2), noted(3), said(4), said(5)], Ok(4), 3, Some(5)),
        case(Pending, vec![said(1), (SenderType::Ai, false, 2), said(3)], Ok(3), 2, Some(3)),
        // The team's own; nothing at all.
        case(Open, vec![answered(1), answered(2)], Err(2), 0, None),
        case(Open, vec![noted(1)], Err(0), 0, None),
        case(Pending, vec![], Err(0), 0, None),
        // Done: nobody waits, whoever wrote last.
        case(Resolved, vec![said(1)], Err(0), 1, Some(1)),
        case(Closed, vec![said(1), answered(2), said(3)], Err(2), 2, Some(3)),
    ]
}

async fn insert(tx: &mut Tx, number: i64, case: &Case) -> Result<()> {
    let id = Uuid::from_u128(u128::try_from(number).unwrap());
    tx.execute(
        "INSERT INTO conversations (workspace_id, id, number, status, channel_type, created_at, updated_at, needs_handoff)
         VALUES ($1, $2, $3, $4, $5, $6, $6, FALSE)",
        args![WORKSPACE, id, number, case.status, ChannelType::Widget, minute(0)],
    )
    .await?;
    for (sender, is_private, at) in &case.entries {
        let message = Uuid::from_u128(u128::try_from(number * 100 + at).unwrap());
        tx.execute(
            "INSERT INTO messages (workspace_id, conversation_id, id, sender_type, content, attachments, created_at, is_private)
             VALUES ($1, $2, $3, $4, '', '[]', $5, $6)",
            args![WORKSPACE, id, message, *sender, minute(*at), *is_private],
        )
        .await?;
    }
    Ok(())
}

async fn read(db: &Db, number: i64) -> Conversation {
    let named = pingback_model::ConversationRef::Number(number);
    let mut tx = db.read().await.unwrap();
    conversations::find(&mut tx, WorkspaceId(WORKSPACE), named).await.unwrap().unwrap()
}

both_engines! {
    async fn who_waits_and_who_wrote_is_known_of_old_conversations(db: TestDb) {
        let is_postgres = db.engine_name() != "SQLite";
        let old = Db::connect(&empty(&db).await, Clock::system()).await.unwrap();
        let filled: Result<()> = old
            .write(|mut tx| async move {
                first_schema(&mut tx, is_postgres).await?;
                for (number, case) in (1..).zip(cases()) {
                    insert(&mut tx, number, &case).await?;
                }
                tx.commit(()).await
            })
            .await;
        filled.unwrap();
        assert_eq!(old.migrate().await.unwrap(), migrations()[1..].iter().map(|one| one.name).collect::<Vec<_>>());
        let counts = async |sql: &str| -> Vec<(String, String, i64)> {
            old.read().await.unwrap().fetch_all(sql, args![]).await.unwrap()
        };
        // Later migrations: what is kept is what there is, and every message waits for the search.
        let kept = counts("SELECT channel_type, status, n FROM channel_counts ORDER BY 1, 2").await;
        let counted = "SELECT channel_type, status, COUNT(*) FROM conversations GROUP BY 1, 2 ORDER BY 1, 2";
        assert_eq!(kept, counts(counted).await);
        assert_eq!(kept.iter().map(|(.., n)| *n).sum::<i64>(), 10);
        let sql = "SELECT 'message', 'waiting', COUNT(*) FROM search_pending p JOIN messages m
                   ON m.workspace_id = p.workspace_id AND m.id = p.item_id WHERE NOT p.is_customer";
        let written = cases().iter().map(|case| i64::try_from(case.entries.len()).unwrap()).sum();
        assert_eq!(counts(sql).await, [("message".to_owned(), "waiting".to_owned(), written)]);
        let mut by_wait = Vec::new();
        for (number, case) in (1..).zip(cases()) {
            let found = read(&old, number).await;
            let expected = match case.waits {
                Ok(since) => pingback_model::WaitOrder::waiting(minute(since)),
                Err(since) => pingback_model::WaitOrder::calm(minute(since)),
            };
            assert_eq!(found.wait_order, expected, "{number}");
            assert_eq!(found.waiting_since(), case.waits.ok().map(minute), "{number}");
            assert_eq!(found.customer_messages, case.customer_messages, "{number}");
            assert_eq!(found.last_customer_message_at, case.last.map(minute), "{number}");
            assert_eq!((found.priority, found.snoozed_until, found.label_ids.len()), (None, None, 0));
            by_wait.push((found.wait_order, number));
        }
        by_wait.sort_unstable();
        let order: Vec<i64> = by_wait.into_iter().map(|(_, number)| number).collect();
        assert_eq!(order[..4], [1, 2, 5, 4], "who waits longest is first");
        old.close().await;
    }
}
