//! `cargo xtask bench`: what the product does per second, how long it takes, what it costs; one table for both engines, beside what the machine
//! itself can do in the same run. Ratios count: machines are shared, and single figures drift.
//!
//! Everything runs on loopback: server, database and load share the machine's cores.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

mod figures;
mod http;
mod inbox;
mod limits;
mod operations;
mod realtime;
mod server;

use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;
use pingback_model::WorkspaceId;
use pingback_storage::Location;
use uuid::Uuid;

/// Any failure ends the run with its sentence.
pub type Result<T, E = Box<dyn std::error::Error + Send + Sync>> = std::result::Result<T, E>;

/// Measures a built binary.
#[derive(Debug, Parser)]
struct Args {
    /// The binary to measure
    #[arg(long, env = "PINGBACK_BENCH_BINARY", default_value = "target/release/pingback")]
    binary: PathBuf,
    /// A PostgreSQL at its default durability; without it only SQLite is measured
    #[arg(long, env = "PINGBACK_BENCH_POSTGRES_URL")]
    postgres: Option<String>,
    /// Seconds each operation is measured, after a quarter of that to warm up
    #[arg(long, default_value_t = 4.0)]
    seconds: f64,
    /// Only the parts whose name contains this: limits, operations, spread, realtime, sockets, inbox
    #[arg(long, default_value = "")]
    only: String,
    /// Measures nothing: adds that many conversations to the SQLite database in the folder `--data`, whose server is
    /// stopped
    #[arg(long, requires_all = ["data", "business"])]
    fill: Option<usize>,
    /// The data folder to fill
    #[arg(long)]
    data: Option<PathBuf>,
    /// The workspace to fill
    #[arg(long)]
    business: Option<Uuid>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let args = Args::parse();
    if let (Some(count), Some(data), Some(business)) = (args.fill, args.data, args.business) {
        let location = Location::Sqlite(data.join("pingback.db"));
        return inbox::fill(&location, WorkspaceId(business), count).await;
    }
    let seconds = Duration::from_secs_f64(args.seconds);
    let wants = |part: &str| part.contains(args.only.as_str());
    if wants("limits") {
        limits::run(args.postgres.as_deref(), seconds).await?;
    }
    let engines = [Some(None), args.postgres.as_deref().map(Some)];
    for postgres in engines.into_iter().flatten() {
        let name = if postgres.is_some() { "PostgreSQL" } else { "SQLite, synchronous=FULL" };
        println!("\n## {name}\n");
        let mut setup = server::Setup::new(&args.binary, postgres).await?;
        if wants("operations") {
            operations::run(&setup, seconds).await?;
        }
        if let Some(postgres) = postgres
            && wants("spread")
        {
            operations::spread(&setup, postgres, seconds).await?;
        }
        if wants("realtime") {
            realtime::latency(&setup).await?;
        }
        if wants("sockets") {
            setup = setup.restart().await?;
            realtime::idle_sockets(&setup, 2_000, 5_000).await?;
        }
        if wants("inbox") {
            inbox::run(setup, seconds).await?;
        }
    }
    Ok(())
}
