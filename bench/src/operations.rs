//! The operations that users wait for, at 1 and at 16 connections.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::Result;
use crate::figures::{self, Times};
use crate::http::Connection;
use crate::limits;
use crate::server::{Server, Setup, Workspace, text};

/// Conversations that writes are spread over.
const CONVERSATIONS: usize = 32;

/// What is measured.
#[derive(Debug, Clone, Copy)]
pub enum Operation {
    /// A visitor writes.
    CustomerMessage,
    /// A member answers.
    AgentReply,
    /// The first page of the inbox.
    ListInbox,
    /// A conversation with its messages.
    OpenConversation,
    /// A conversation is given to another member.
    Assign,
    /// Words are looked for, written as in an address.
    Search(&'static str),
}

/// What requests need.
#[derive(Debug, Clone)]
pub struct Targets {
    owner: String,
    users: Vec<String>,
    visitors: Vec<Visitor>,
    conversations: Vec<String>,
}

#[derive(Debug, Clone)]
struct Visitor {
    widget: String,
    token: String,
}

impl Targets {
    /// Visitors with a conversation each.
    pub async fn prepare(setup: &Setup) -> Result<Self> {
        Self::over(setup, std::slice::from_ref(&setup.widget)).await
    }

    /// Visitors of several workspaces' widgets, in turn.
    async fn over(setup: &Setup, widgets: &[String]) -> Result<Self> {
        let mut http = Connection::open(&setup.server.host).await?;
        let (mut visitors, mut conversations) = (Vec::new(), Vec::new());
        for (n, widget) in (0..CONVERSATIONS).zip(widgets.iter().cycle()) {
            let session = format!("/api/v1/widget/{widget}/session");
            let session = http.json("POST", &session, "", Some(json!({}))).await?;
            let token = text(&session["token"]);
            let message = json!({"content": "Is the glaze food safe?", "client_id": format!("first-{n}")});
            let path = format!("/api/v1/widget/{widget}/messages");
            let message = http.json("POST", &path, &token, Some(message)).await?;
            visitors.push(Visitor { widget: widget.clone(), token });
            conversations.push(text(&message["conversation_id"]));
        }
        let (owner, users) = (setup.owner.clone(), setup.users.clone());
        Ok(Self { owner, users, visitors, conversations })
    }

    async fn once(&self, http: &mut Connection, operation: Operation, n: usize) -> Result<()> {
        let conversation = &self.conversations[n % CONVERSATIONS];
        let base = "/api/v1/conversations";
        match operation {
            Operation::CustomerMessage => {
                let body = json!({"content": "Could they still arrive before Friday?", "client_id": format!("m{n}")}).to_string();
                let Visitor { widget, token } = &self.visitors[n % CONVERSATIONS];
                let path = format!("/api/v1/widget/{widget}/messages");
                http.send("POST", &path, token, Some(&body)).await?;
            }
            Operation::AgentReply => {
                let body = r#"{"content":"Yes. Orders placed before 14:00 leave the same day."}"#;
                http.send("POST", &format!("{base}/{conversation}/messages"), &self.owner, Some(body))
                    .await?;
            }
            Operation::ListInbox => {
                http.send("GET", &format!("{base}?status=open&limit=25"), &self.owner, None).await?;
            }
            Operation::OpenConversation => {
                http.send("GET", &format!("{base}/{conversation}"), &self.owner, None).await?;
            }
            Operation::Search(words) => {
                http.send("GET", &format!("/api/v1/search?q={words}"), &self.owner, None).await?;
            }
            Operation::Assign => {
                let user = &self.users[(n / CONVERSATIONS) % self.users.len()];
                http.send("PUT", &format!("{base}/{conversation}/assign/{user}"), &self.owner, None).await?;
            }
        }
        Ok(())
    }
}

/// Figures of one operation.
pub struct Measured {
    /// Answers a second.
    pub per_second: f64,
    /// Milliseconds.
    pub p50: f64,
    /// Milliseconds.
    pub p99: f64,
    /// Processor milliseconds of the server per answer.
    pub cpu: f64,
}

/// Runs one operation over some connections for a while.
pub async fn measure(
    server: &Server,
    targets: &Targets,
    operation: Operation,
    connections: usize,
    time: Duration,
) -> Result<Measured> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let targets = Arc::new(targets.clone());
    let warm = Instant::now() + time / 4;
    let end = warm + time;
    let mut tasks = Vec::new();
    for _ in 0..connections {
        let (mut http, targets) = (Connection::open(&server.host).await?, targets.clone());
        tasks.push(tokio::spawn(async move {
            let mut times = Times::default();
            while Instant::now() < end {
                let started = Instant::now();
                targets.once(&mut http, operation, NEXT.fetch_add(1, Ordering::Relaxed)).await?;
                if started >= warm {
                    times.add(started.elapsed());
                }
            }
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(times)
        }));
    }
    tokio::time::sleep_until(warm.into()).await;
    let cpu = server.cpu()?;
    tokio::time::sleep_until(end.into()).await;
    let cpu = server.cpu()?.saturating_sub(cpu);
    let mut times = Times::default();
    for task in tasks {
        times.join(task.await??);
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of requests")]
    let count = times.count() as f64;
    Ok(Measured {
        per_second: count / time.as_secs_f64(),
        p50: times.percentile(50.0),
        p99: times.percentile(99.0),
        cpu: cpu.as_secs_f64() * 1_000.0 / count,
    })
}

/// The table of operations, and what the server holds before and after.
pub async fn run(setup: &Setup, time: Duration) -> Result<()> {
    let server = &setup.server;
    let idle = server.memory()?;
    println!(
        "Start to ready: {:.0} ms. Memory idle: {} KiB, {} KiB without mapped files.\n",
        server.started_in.as_secs_f64() * 1e3,
        idle.0,
        idle.1
    );
    let targets = Targets::prepare(setup).await?;
    figures::head(&["operation", "connections", "req/s", "p50 ms", "p99 ms", "server CPU ms"]);
    let operations = [
        ("list inbox (25)", Operation::ListInbox),
        ("open conversation (few messages)", Operation::OpenConversation),
        ("customer message", Operation::CustomerMessage),
        ("agent reply", Operation::AgentReply),
        ("assign", Operation::Assign),
    ];
    for (name, operation) in operations {
        for connections in [1, 16] {
            let m = measure(server, &targets, operation, connections, time).await?;
            figures::row(&[
                name.into(),
                connections.to_string(),
                format!("{:.0}", m.per_second),
                format!("{:.2}", m.p50),
                format!("{:.2}", m.p99),
                format!("{:.3}", m.cpu),
            ]);
        }
    }
    let after = server.memory()?;
    println!("\nMemory after: {} KiB, {} KiB without mapped files.", after.0, after.1);
    Ok(())
}

/// How many workspaces messages are spread over.
const WORKSPACES: usize = 16;

/// Messages to one workspace and to several, beside plain commits on the same PostgreSQL: a workspace's commits stand
/// in line (`docs/decisions/0011-postgres-commits.md`), those of several do not.
pub async fn spread(setup: &Setup, postgres: &str, time: Duration) -> Result<()> {
    let mut http = Connection::open(&setup.server.host).await?;
    let mut widgets = vec![setup.widget.clone()];
    for n in 1..WORKSPACES {
        widgets.push(Workspace::open(&mut http, &format!("owner-{n}")).await?.widget);
    }
    println!();
    let customer_message = "customer message, 16 connections";
    figures::head(&[customer_message, "req/s", "p50 ms", "p99 ms", "server CPU ms", "of plain commits"]);
    for workspaces in [1, WORKSPACES] {
        let plain = limits::postgres_per_second(postgres, 16, time).await?;
        let targets = Targets::over(setup, &widgets[..workspaces]).await?;
        let m = measure(&setup.server, &targets, Operation::CustomerMessage, 16, time).await?;
        figures::row(&[
            format!("{workspaces} workspaces"),
            format!("{:.0}", m.per_second),
            format!("{:.2}", m.p50),
            format!("{:.2}", m.p99),
            format!("{:.3}", m.cpu),
            format!("{:.0} % of {plain:.0}", m.per_second / plain * 100.0),
        ]);
    }
    Ok(())
}
