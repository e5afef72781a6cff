//! Keeping the index up with what is written.

use std::time::Duration;

use pingback_storage::search;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::App;
use crate::actor::Nobody;
use crate::error::{Error, Result};

/// How many documents one transaction indexes: a millisecond or two, for which other writers wait.
const BATCH: i64 = 50;
/// The most batches that a search waits for. What is behind them is found a little later.
const MOST_AWAITED: usize = 40;
/// How often it is looked whether something waits.
const PAUSE: Duration = Duration::from_secs(1);

/// Indexes what was written until now, so that a search finds it; after a restore or an upgrade, a part of it.
pub async fn catch_up(app: &App) -> Result<()> {
    for _ in 0..MOST_AWAITED {
        if !search::has_pending_any_workspace(&mut app.read().await?).await? || batch(app).await? == 0 {
            break;
        }
    }
    Ok(())
}

async fn batch(app: &App) -> Result<usize> {
    app.write(&Nobody, |mut tx| async move {
        let indexed = search::index_pending_any_workspace(&mut tx, BATCH).await?;
        tx.commit(indexed).await.map_err(Error::from)
    })
    .await
}

/// The task that indexes in the background, on each node.
#[derive(Debug)]
pub struct Indexer {
    stop: watch::Sender<bool>,
    running: JoinHandle<()>,
}

impl Indexer {
    /// Starts it.
    pub fn start(app: App) -> Self {
        let (stop, stopped) = watch::channel(false);
        Self { stop, running: tokio::spawn(work(app, stopped)) }
    }

    /// Ends it after the batch it is at. What still waits is indexed by whoever starts next.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        let _ = self.running.await;
    }
}

async fn work(app: App, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        let pause = match step(&app).await {
            Ok(true) => Duration::ZERO,
            Ok(false) => PAUSE,
            Err(error) => {
                tracing::warn!(%error, "what was written could not be indexed for the search; trying again");
                PAUSE * 10
            }
        };
        if pause.is_zero() {
            // Whoever waits to write goes first.
            tokio::task::yield_now().await;
        } else {
            let _ = tokio::time::timeout(pause, stopped.changed()).await;
        }
    }
}

/// Whether there is more to do at once.
async fn step(app: &App) -> Result<bool> {
    if !search::has_pending_any_workspace(&mut app.read().await?).await? {
        return Ok(false);
    }
    Ok(batch(app).await? > 0)
}
