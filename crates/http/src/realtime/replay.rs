//! Replays: what a member's socket missed, read from the log and sent at the pace the socket takes it.
//!
//! A replay runs beside the pump, which sends nothing durable to that socket meanwhile. When the log has no
//! more, the pump takes over from exactly there. A socket whose buffer was full is fed the same way, so
//! a burst that outruns a healthy client costs it nothing; one that takes nothing for [`STALLED`] is cut.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use pingback_app::audience::audience;
use pingback_app::events::{self, Place, Reader};
use pingback_app::{App, Result};
use pingback_model::{StoredEvent, UserId};
use tokio::time::{Instant, sleep};

use super::seats::From;
use super::session::Session;
use super::sockets::{Outcome, Sockets};
use super::wire::{self, Stamp};
use super::{Inner, Told};

/// Events read at once.
const PAGE: i64 = 256;
/// Events sent before the connection gets time to take them: half of a socket's buffer.
const SLICE: usize = 128;
/// That time.
const PAUSE: Duration = Duration::from_millis(1);
/// How long a socket may take nothing before it is cut.
const STALLED: Duration = Duration::from_secs(10);
/// How often a failing read of the log is tried.
const ATTEMPTS: u32 = 5;

/// Where a replay begins.
pub(super) enum Start {
    /// Where the client says it is, if the log can go on from there.
    Asked(From),
    /// Where the pump knows it is.
    At(i64),
}

/// How a replay ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Everything up to there was sent.
    At(i64),
    /// The log cannot go on from where the client is; it had got as far as `last`.
    TooOld {
        /// The newest event.
        last: i64,
    },
    /// The socket took nothing for too long, or the log could not be read.
    Stuck,
    /// The socket is gone.
    Gone,
}

/// One replay, for one socket.
pub(super) struct Replay {
    pub inner: Weak<Inner>,
    pub session: Arc<Session>,
    pub user_id: UserId,
    pub start: Start,
    pub epoch: Arc<str>,
    pub stop: Arc<AtomicBool>,
}

impl Replay {
    /// Runs to its end, and tells the pump.
    pub(super) async fn run(self) {
        let end = self.feed().await;
        if let Some(inner) = self.inner.upgrade() {
            inner.tell(self.session.workspace_id, Told::Replayed { sid: self.session.sid, end });
        }
    }

    async fn feed(&self) -> End {
        let mut at = match &self.start {
            Start::At(at) => *at,
            Start::Asked(from) => match self.look_up(from).await {
                Some(Place::Known { .. }) => from.after,
                Some(Place::TooOld { last, .. }) => return End::TooOld { last },
                None => return End::Stuck,
            },
        };
        loop {
            let page = match self.read(at).await {
                Some(Some(page)) => page,
                Some(None) => return self.lost().await,
                None => return End::Stuck,
            };
            if page.is_empty() || self.is_stopped() {
                return End::At(at);
            }
            match self.send(page).await {
                Ok(sent) => at = sent,
                Err(end) => return end,
            }
        }
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Acquire)
    }

    /// The log has a gap: the client must fetch afresh, and goes on from the log's end.
    async fn lost(&self) -> End {
        let beyond = From { after: -1, epoch: None };
        match self.look_up(&beyond).await {
            Some(Place::Known { last, .. } | Place::TooOld { last, .. }) => End::TooOld { last },
            None => End::Stuck,
        }
    }

    /// Sends a page. Gives the place of the last event that was sent or is not for this member.
    async fn send(&self, page: Vec<StoredEvent>) -> Result<i64, End> {
        let Some((app, sockets)) =
            self.inner.upgrade().map(|inner| (inner.app.clone(), inner.sockets.clone()))
        else {
            return Err(End::Gone);
        };
        let mut at = 0;
        let mut in_slice = 0;
        for event in page {
            if self.is_stopped() && at > 0 {
                return Ok(at);
            }
            if audience(&event.event).members.include(self.user_id) {
                self.send_one(&app, &sockets, &event).await?;
                in_slice += 1;
                if in_slice % SLICE == 0 {
                    sleep(PAUSE).await;
                }
            }
            at = event.seq;
        }
        if in_slice % SLICE != 0 {
            sleep(PAUSE).await;
        }
        Ok(at)
    }

    async fn send_one(&self, app: &App, sockets: &Sockets, event: &StoredEvent) -> Result<(), End> {
        let stamp = Stamp { seq: event.seq, epoch: &self.epoch };
        let Some(data) = wire::for_members(app, &self.session.base, &event.event, Some(stamp)) else {
            return Ok(());
        };
        let mut wait = Duration::from_millis(2);
        let began = Instant::now();
        loop {
            if self.session.has_ended() {
                return Err(End::Gone);
            }
            match sockets.emit(self.session.sid, event.event.name(), &data) {
                Outcome::Sent => return Ok(()),
                Outcome::Gone => return Err(End::Gone),
                Outcome::Full if began.elapsed() > STALLED => return Err(End::Stuck),
                Outcome::Full => sleep(wait).await,
            }
            wait = (wait * 2).min(Duration::from_millis(100));
        }
    }

    async fn look_up(&self, from: &From) -> Option<Place> {
        let workspace = self.session.workspace_id;
        let reader = Reader { after: from.after, epoch: from.epoch.as_deref() };
        self.attempts(move |app: App| async move {
            events::place(&mut app.read().await?, workspace, reader).await
        })
        .await
    }

    async fn read(&self, after: i64) -> Option<Option<Vec<StoredEvent>>> {
        let workspace = self.session.workspace_id;
        self.attempts(move |app: App| async move {
            events::page_after(&mut app.read().await?, workspace, after, PAGE).await
        })
        .await
    }

    /// Asks the database, with few others at a time: a thousand clients that come back at once must not take
    /// every connection. `None` where it keeps failing.
    async fn attempts<T, F: Future<Output = Result<T>> + Send>(&self, ask: impl Fn(App) -> F) -> Option<T> {
        for attempt in 1..=ATTEMPTS {
            let (app, permits) =
                self.inner.upgrade().map(|inner| (inner.app.clone(), inner.reads.clone()))?;
            let permit = permits.acquire_owned().await.ok()?;
            match ask(app).await {
                Ok(answer) => return Some(answer),
                Err(error) => tracing::warn!(%error, "the log could not be read for a replay"),
            }
            drop(permit);
            sleep(Duration::from_millis(100) * attempt).await;
        }
        None
    }
}
