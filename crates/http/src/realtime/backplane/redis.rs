//! Hints by way of a Redis: publish and subscribe, nothing is stored there. A connection that is lost is made
//! anew; what was said meanwhile is made up for from the log.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use pingback_app::sockets::Heard;
use redis::aio::{MultiplexedConnection, PubSub};
use redis::{Client, RedisResult};
use tokio::time::{sleep, timeout};

/// The channel all nodes talk on. Workspaces' ids tell installations apart that share a Redis.
const CHANNEL: &str = "pingback";
/// How long to wait before a lost connection is tried again.
const RETRY: Duration = Duration::from_millis(500);
/// How long a connection may be silent before it is asked whether it is still there.
const SILENCE: Duration = Duration::from_secs(10);
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// A Redis. Does not print: its address may hold a password.
#[derive(Clone)]
pub struct Redis(Arc<Client>);

impl std::fmt::Debug for Redis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Redis")
    }
}

impl Redis {
    pub(super) fn open(url: &str) -> RedisResult<Self> {
        Ok(Self(Arc::new(Client::open(url)?)))
    }

    pub(super) fn voice(&self) -> Voice {
        Voice { client: self.0.clone(), connection: None }
    }

    pub(super) fn ear(&self) -> Ear {
        Ear { client: self.0.clone(), connection: None }
    }
}

/// Speaks.
pub(in crate::realtime) struct Voice {
    client: Arc<Client>,
    connection: Option<Box<MultiplexedConnection>>,
}

impl Voice {
    /// Publishes; a second time where the connection turns out to be dead.
    pub(super) async fn say(&mut self, payload: &str) -> RedisResult<()> {
        if self.connection.is_some() && self.try_say(payload).await.is_ok() {
            return Ok(());
        }
        self.connection = None;
        self.try_say(payload).await
    }

    async fn try_say(&mut self, payload: &str) -> RedisResult<()> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(within(self.client.get_multiplexed_async_connection()).await?.into()),
        };
        within(redis::cmd("PUBLISH").arg(CHANNEL).arg(payload).query_async(&mut **connection)).await
    }
}

/// Listens.
pub(in crate::realtime) struct Ear {
    client: Arc<Client>,
    connection: Option<Box<PubSub>>,
}

impl Ear {
    /// The next thing heard. Connects where need be, and tries again for as long as it takes.
    pub(super) async fn next(&mut self) -> Heard {
        loop {
            let Some(connection) = &mut self.connection else {
                match self.connect().await {
                    Ok(connection) => {
                        self.connection = Some(connection.into());
                        return Heard::Connected;
                    }
                    Err(error) => {
                        tracing::warn!(%error, "hints from other nodes are not heard; the log is polled");
                        sleep(RETRY).await;
                        continue;
                    }
                }
            };
            let heard = timeout(SILENCE, connection.on_message().next()).await;
            let is_alive = match heard {
                Ok(Some(message)) => match message.get_payload() {
                    Ok(payload) => return Heard::Payload(payload),
                    Err(_) => true,
                },
                Ok(None) => false,
                Err(_) => within(connection.ping::<redis::Value>()).await.is_ok(),
            };
            if !is_alive {
                tracing::warn!("the connection for hints was lost");
                self.connection = None;
                sleep(RETRY).await;
            }
        }
    }

    async fn connect(&self) -> RedisResult<PubSub> {
        let mut connection = within(self.client.get_async_pubsub()).await?;
        within(connection.subscribe(CHANNEL)).await?;
        Ok(connection)
    }
}

async fn within<T>(answer: impl Future<Output = RedisResult<T>>) -> RedisResult<T> {
    match timeout(PATIENCE, answer).await {
        Ok(answer) => answer,
        Err(_) => Err((redis::ErrorKind::Io, "no answer in time").into()),
    }
}
