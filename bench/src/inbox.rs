//! The inbox's first page while the workspace grows: its cost must follow the page, not the workspace. And searching
//! the largest.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use pingback_model::{
    ChannelType, Clock, Conversation, ConversationId, Customer, CustomerId, Message, MessageId, SenderType,
    WorkspaceId,
};
use pingback_storage::{Db, Error as StorageError, Location, Tx, conversations, customers, messages};
use uuid::Uuid;

use crate::Result;
use crate::figures;
use crate::http::Connection;
use crate::operations::{Measured, Operation, Targets, measure};
use crate::server::Setup;

/// Conversations added by one transaction.
const BATCH: usize = 500;

/// Sizes of the workspace, in conversations.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// How long the index may take for all that was added at once.
const INDEXED_WITHIN: Duration = Duration::from_mins(3);

/// Prints the tables.
pub async fn run(mut setup: Setup, time: Duration) -> Result<()> {
    println!();
    figures::head(&["list inbox (25) at", "connections", "req/s", "p50 ms", "p99 ms", "server CPU ms"]);
    let (mut there, mut indexing) = (0, Duration::ZERO);
    for size in SIZES {
        fill(&setup.location(), setup.business.parse()?, size - there).await?;
        there = size;
        setup = setup.restart().await?;
        // Else the index of what was added at once would be measured, not the list.
        indexing = indexed(&setup).await?;
        let targets = Targets::prepare(&setup).await?;
        for connections in [1, 16] {
            let m = measure(&setup.server, &targets, Operation::ListInbox, connections, time).await?;
            row(format!("{size} conversations"), connections, &m);
        }
    }
    println!("\n{there} conversations were searched {:.0} s after the start.\n", indexing.as_secs_f64());
    search(&setup, time).await
}

/// What is looked for in the largest workspace: in how much of it is said by the label.
const QUESTIONS: [(&str, &str); 4] = [
    ("a number in one message", "order%2054321"),
    ("two words in every message", "cracked%20bowls"),
    ("the beginning of a word in every message", "cr"),
    ("a name that every customer has", "marta"),
];

/// Waits until the newest conversation is found: by then the index has all that was added.
async fn indexed(setup: &Setup) -> Result<Duration> {
    let mut http = Connection::open(&setup.server.host).await?;
    let list = http.json("GET", "/api/v1/conversations?limit=1", &setup.owner, None).await?;
    let newest = format!("/api/v1/search?q=order%20{}", list[0]["number"]);
    let begun = Instant::now();
    loop {
        let found = http.json("GET", &newest, &setup.owner, None).await?;
        if found["conversations"].as_array().is_some_and(|found| !found.is_empty()) {
            return Ok(begun.elapsed());
        }
        if begun.elapsed() > INDEXED_WITHIN {
            return Err("what was added is not searched yet".into());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn search(setup: &Setup, time: Duration) -> Result<()> {
    let targets = Targets::prepare(setup).await?;
    figures::head(&["search for", "connections", "req/s", "p50 ms", "p99 ms", "server CPU ms"]);
    for (label, words) in QUESTIONS {
        for connections in [1, 16] {
            let m = measure(&setup.server, &targets, Operation::Search(words), connections, time).await?;
            row(label.to_owned(), connections, &m);
        }
    }
    Ok(())
}

fn row(what: String, connections: usize, m: &Measured) {
    figures::row(&[
        what,
        connections.to_string(),
        format!("{:.0}", m.per_second),
        format!("{:.2}", m.p50),
        format!("{:.2}", m.p99),
        format!("{:.3}", m.cpu),
    ]);
}

/// Adds conversations of one message each, straight into the database, and lets PostgreSQL look at its tables as it
/// would by itself within a minute.
pub async fn fill(location: &Location, workspace: WorkspaceId, count: usize) -> Result<()> {
    let db = Db::connect(location, Clock::system()).await?;
    for batch in (0..count).step_by(BATCH) {
        let size = BATCH.min(count - batch);
        db.write(|mut tx| async move {
            for _ in 0..size {
                add(&mut tx, workspace).await?;
            }
            tx.commit(()).await
        })
        .await?;
    }
    db.close().await;
    if let Location::Postgres { url, .. } = location {
        use sqlx::Connection as _;
        let mut connection = sqlx::PgConnection::connect(url).await?;
        sqlx::raw_sql("ANALYZE").execute(&mut connection).await?;
    }
    Ok(())
}

async fn add(tx: &mut Tx, workspace: WorkspaceId) -> Result<(), StorageError> {
    let now = tx.now();
    let customer = Customer {
        id: CustomerId(new_id()),
        workspace_id: workspace,
        name: Some("Marta Jansen".into()),
        email: Some("marta@customer.test".into()),
        external_id: None,
        created_at: now,
        attributes: BTreeMap::new(),
        visit: None,
    };
    customers::insert(tx, &customer).await?;
    let message = MessageId(new_id());
    let conversation = Conversation {
        number: conversations::next_number(tx, workspace).await?,
        customer_id: Some(customer.id),
        ..Conversation::new(ConversationId(new_id()), workspace, ChannelType::Widget, None, now)
    };
    conversations::insert(tx, &conversation, Some(message)).await?;
    let message = Message {
        id: message,
        workspace_id: workspace,
        conversation_id: conversation.id,
        sender_type: SenderType::Customer,
        sender_id: Some(customer.id.0),
        sender_name: None,
        content: format!("Order {}: two of the six bowls came with cracked rims.", conversation.number),
        attachments: Vec::new(),
        created_at: now,
        delivered_at: None,
        read_at: None,
        is_private: false,
        delivery: None,
        delivery_error: None,
        client_id: None,
        mentions: Vec::new(),
    };
    messages::insert(tx, message).await.map(drop)
}

#[expect(clippy::disallowed_methods, reason = "rows made beside the product")]
fn new_id() -> Uuid {
    Uuid::now_v7()
}
