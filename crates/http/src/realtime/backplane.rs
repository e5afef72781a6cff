//! Between nodes: hints that a log has grown, and what is not durable. Batched, never inside a transaction.
//!
//! A hint that is lost costs seconds, never an event: [`super::watch`] compares all logs again and again.

mod redis;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use pingback_app::App;
use pingback_app::sockets::{Heard, Listener, MAX_PAYLOAD, hint};
use pingback_model::{UserId, WorkspaceId};
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;
use uuid::Uuid;

pub use redis::Redis;

use super::Inner;
use super::told::{Told, Typing, Viewing};

/// How the nodes of an installation tell each other that there is news.
#[derive(Debug, Clone)]
pub enum Backplane {
    /// Not at all: there is one node.
    InProcess,
    /// By PostgreSQL's NOTIFY.
    Notify,
    /// By a Redis, for more nodes than PostgreSQL likes to notify.
    Redis(Redis),
}

impl Backplane {
    /// By the Redis at that `redis://` or `rediss://` address. Does not connect yet.
    pub fn redis(url: &str) -> Result<Self, String> {
        Redis::open(url).map(Self::Redis).map_err(|error| error.to_string())
    }
}

/// What carries a node's words to the others.
pub(super) enum Voice {
    Notify(App),
    Redis(redis::Voice),
}

impl Voice {
    async fn say(&mut self, payload: &str) -> Result<(), String> {
        match self {
            Self::Notify(app) => hint(app, payload).await.map_err(|error| error.to_string()),
            Self::Redis(voice) => voice.say(payload).await.map_err(|error| error.to_string()),
        }
    }
}

/// What brings the others' words.
pub(super) enum Ear {
    Notify(Listener),
    Redis(redis::Ear),
}

impl Ear {
    async fn next(&mut self) -> Heard {
        match self {
            Self::Notify(listener) => listener.next().await,
            Self::Redis(ear) => ear.next().await,
        }
    }
}

/// Begins to speak and to listen.
pub(super) fn start(inner: &Arc<Inner>, backplane: &Backplane) {
    let (voice, ear) = match backplane {
        Backplane::InProcess => return,
        Backplane::Notify => {
            let voice = Voice::Notify(inner.app.clone());
            (voice, Listener::new(&inner.app.db).map(Ear::Notify))
        }
        Backplane::Redis(redis) => (Voice::Redis(redis.voice()), Some(Ear::Redis(redis.ear()))),
    };
    tokio::spawn(speak(Arc::downgrade(inner), voice));
    if let Some(ear) = ear {
        tokio::spawn(listen(Arc::downgrade(inner), ear));
    }
}

/// How long hints are gathered after some were sent.
const GATHER: Duration = Duration::from_millis(5);
/// How much that is not durable may wait; more is dropped.
const WAITING: usize = 1_000;

/// Something another node should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Item {
    /// A workspace's log has got as far as that.
    #[serde(rename = "h")]
    Hint(WorkspaceId, i64),
    /// Somebody types.
    #[serde(rename = "t")]
    Typing(WorkspaceId, Typing),
    /// A member looks at a conversation, or does not any more.
    #[serde(rename = "v")]
    Viewing(WorkspaceId, Viewing),
    /// A member's dashboard came or went.
    #[serde(rename = "p")]
    Presence(WorkspaceId, UserId, bool),
}

#[derive(Serialize, Deserialize)]
struct Batch {
    /// The node that says it: its own words mean nothing to itself.
    node: Uuid,
    items: Vec<Item>,
}

/// What this node has to say.
#[derive(Default)]
pub(super) struct Line {
    hints: Mutex<HashMap<WorkspaceId, i64>>,
    rest: Mutex<Vec<Item>>,
    wake: Notify,
    is_cut: AtomicBool,
}

impl Line {
    /// Says so, soon.
    pub(super) fn say(&self, item: Item) {
        match item {
            Item::Hint(workspace, seq) => {
                let mut hints = self.hints.lock().unwrap_or_else(PoisonError::into_inner);
                let known = hints.entry(workspace).or_insert(seq);
                *known = seq.max(*known);
            }
            other => {
                let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
                if rest.len() < WAITING {
                    rest.push(other);
                }
            }
        }
        self.wake.notify_one();
    }

    /// Loses everything that is said and heard, as a broken network does. For tests.
    pub(super) fn cut(&self, is_cut: bool) {
        self.is_cut.store(is_cut, Ordering::Release);
    }

    fn is_cut(&self) -> bool {
        self.is_cut.load(Ordering::Acquire)
    }

    fn take(&self) -> Vec<Item> {
        let hints = std::mem::take(&mut *self.hints.lock().unwrap_or_else(PoisonError::into_inner));
        let rest = std::mem::take(&mut *self.rest.lock().unwrap_or_else(PoisonError::into_inner));
        hints.into_iter().map(|(workspace, seq)| Item::Hint(workspace, seq)).chain(rest).collect()
    }
}

/// Sends what [`Line::say`] was given: at once, and then not again for [`GATHER`].
async fn speak(inner: Weak<Inner>, mut voice: Voice) {
    loop {
        let Some(alive) = inner.upgrade() else { return };
        let node = alive.app.node_id;
        let items = alive.line.take();
        if items.is_empty() {
            let line = alive.line.clone();
            drop(alive);
            // Wakes now and then to see whether the server still runs.
            let _ = tokio::time::timeout(Duration::from_secs(1), line.wake.notified()).await;
            continue;
        }
        let is_cut = alive.line.is_cut();
        drop(alive);
        for payload in payloads(node, items, MAX_PAYLOAD) {
            if is_cut {
                continue;
            }
            if let Err(error) = voice.say(&payload).await {
                tracing::warn!(error, "hints could not be sent to other nodes");
            }
        }
        tokio::time::sleep(GATHER).await;
    }
}

/// Batches no longer than `most` bytes.
fn payloads(node: Uuid, items: Vec<Item>, most: usize) -> Vec<String> {
    let write = |items: Vec<Item>| serde_json::to_string(&Batch { node, items }).unwrap_or_default();
    let empty = write(Vec::new()).len();
    let (mut batches, mut batch, mut length) = (Vec::new(), Vec::new(), empty);
    for item in items {
        let size = serde_json::to_string(&item).map_or(0, |text| text.len() + 1);
        if length + size > most && !batch.is_empty() {
            batches.push(write(std::mem::take(&mut batch)));
            length = empty;
        }
        if empty + size <= most {
            batch.push(item);
            length += size;
        }
    }
    if !batch.is_empty() {
        batches.push(write(batch));
    }
    batches
}

/// Hears what other nodes say, and passes it on to the pumps.
async fn listen(inner: Weak<Inner>, mut ear: Ear) {
    loop {
        let heard = ear.next().await;
        let Some(inner) = inner.upgrade() else { return };
        match heard {
            _ if inner.line.is_cut() => {}
            Heard::Payload(payload) => pass_on(&inner, &payload),
            // What was said meanwhile was not heard.
            Heard::Connected => inner.look_now.notify_one(),
        }
    }
}

fn pass_on(inner: &Inner, payload: &str) {
    let Ok(batch) = serde_json::from_str::<Batch>(payload) else {
        // A newer node's words, perhaps. The log says the rest.
        tracing::debug!("a hint could not be read");
        return;
    };
    if batch.node == inner.app.node_id {
        return;
    }
    for item in batch.items {
        match item {
            Item::Hint(workspace, seq) => inner.tell(workspace, Told::Hint(seq)),
            Item::Typing(workspace, typing) => inner.tell(workspace, Told::Typing { from: None, typing }),
            Item::Viewing(workspace, viewing) => {
                inner.tell(workspace, Told::Viewing { from: None, viewing });
            }
            Item::Presence(workspace, user_id, is_connected) => {
                inner.tell(workspace, Told::Presence { user_id, is_connected });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_fit_and_say_everything() {
        let hints: Vec<_> =
            (0..1_000_u128).map(|n| Item::Hint(WorkspaceId(Uuid::from_u128(n)), i64::MAX)).collect();
        let payloads = payloads(Uuid::nil(), hints.clone(), MAX_PAYLOAD);
        assert!(payloads.len() > 1 && payloads.iter().all(|payload| payload.len() <= MAX_PAYLOAD));
        let said: Vec<_> = payloads
            .iter()
            .flat_map(|payload| serde_json::from_str::<Batch>(payload).unwrap().items)
            .collect();
        assert_eq!(said, hints);
    }

    #[test]
    fn what_never_fits_is_dropped_alone() {
        let id = Uuid::nil();
        let typing = Typing {
            conversation_id: id.into(),
            user_id: None,
            name: Some("x".repeat(500)),
            is_typing: true,
        };
        let items = vec![Item::Typing(id.into(), typing), Item::Hint(id.into(), 1)];
        let payloads = payloads(id, items, 200);
        assert_eq!(payloads.len(), 1);
        assert!(payloads[0].contains("\"h\""));
    }

    #[test]
    fn of_many_hints_of_a_workspace_the_last_is_said() {
        let line = Line::default();
        for seq in [3, 5, 4] {
            line.say(Item::Hint(WorkspaceId::NONE, seq));
        }
        assert_eq!(line.take(), vec![Item::Hint(WorkspaceId::NONE, 5)]);
        assert!(line.take().is_empty());
    }
}
