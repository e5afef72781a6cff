//! Short messages between the processes that share a PostgreSQL database (NOTIFY). Hints only: one that is
//! lost is made up for from the log. One of the files that differ per engine: on SQLite there is one process.

use std::time::Duration;

use sqlx::postgres::{PgListener, PgPoolOptions};

use crate::error::Result;
use crate::{Db, args};

/// The channel all processes of a database talk on.
const CHANNEL: &str = "pingback";

/// The longest payload taken, in bytes: PostgreSQL's limit is 8,000 with its own bookkeeping.
pub const MAX_PAYLOAD: usize = 7_900;

/// How long to wait before a lost connection is tried again.
const RETRY: Duration = Duration::from_millis(500);

/// Tells every process of this database, this one included. Never inside a writing transaction: a commit
/// that carries a NOTIFY holds a lock of the whole cluster through its flush. Does nothing on SQLite.
pub async fn notify(db: &Db, payload: &str) -> Result<()> {
    if db.postgres().is_none() {
        return Ok(());
    }
    let mut tx = db.read().await?;
    tx.execute("SELECT pg_notify($1, $2)", args![CHANNEL, payload]).await.map(drop)
}

/// Hears what [`notify`] says. Holds one connection of its own, outside of the pool.
pub struct Listener {
    db: Db,
    listener: Option<PgListener>,
}

impl std::fmt::Debug for Listener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Listener")
    }
}

/// What a [`Listener`] heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A payload.
    Payload(String),
    /// The connection is there, for the first time or again: what was said before was not heard.
    Connected,
}

impl Listener {
    /// A listener that is not connected yet. `None` on SQLite.
    pub fn new(db: &Db) -> Option<Self> {
        db.postgres().map(|_| Self { db: db.clone(), listener: None })
    }

    /// The next thing heard. Connects where need be, and tries again for as long as it takes.
    pub async fn next(&mut self) -> Heard {
        loop {
            let Some(listener) = &mut self.listener else {
                match self.connect().await {
                    Ok(listener) => {
                        self.listener = Some(listener);
                        return Heard::Connected;
                    }
                    Err(error) => {
                        tracing::warn!(%error, "hints from other nodes are not heard; the log is polled");
                        tokio::time::sleep(RETRY).await;
                        continue;
                    }
                }
            };
            match listener.try_recv().await {
                Ok(Some(notification)) => return Heard::Payload(notification.payload().to_owned()),
                Ok(None) => return Heard::Connected,
                Err(error) => {
                    tracing::warn!(%error, "the connection for hints was lost");
                    self.listener = None;
                    tokio::time::sleep(RETRY).await;
                }
            }
        }
    }

    async fn connect(&self) -> sqlx::Result<PgListener> {
        let pool = self.db.postgres().ok_or(sqlx::Error::PoolClosed)?;
        let options = pool.connect_options().as_ref().clone();
        let own = PgPoolOptions::new()
            .max_connections(1)
            .max_lifetime(None)
            .idle_timeout(None)
            .acquire_timeout(Duration::from_secs(10))
            .connect_lazy_with(options);
        let mut listener = PgListener::connect_with(&own).await?;
        listener.listen(CHANNEL).await?;
        Ok(listener)
    }
}
