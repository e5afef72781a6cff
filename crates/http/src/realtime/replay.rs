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
const SLICE: u32 = 128;
/// That time.
const PAUSE: Duration = Duration::from_millis(1);
/// How long a socket may take nothing before it is cut.
const STALLED: Duration = Duration::from_secs(5);
/// How often a failing read of the log is tried.
const ATTEMPTS: u32 = 5;

/// How fast a socket takes what it is sent. Only a full buffer can be noticed, and a full buffer has no room
/// for a heartbeat or an answer: so after each the replay waits until half of it should be empty.
#[derive(Default)]
struct Pace {
    /// Packets sent since the buffer was full, or at all.
    sent: u32,
    last_full: Option<Instant>,
    last_wait: Duration,
}

impl Pace {
    const SHORTEST: Duration = Duration::from_millis(5);
    const LONGEST: Duration = Duration::from_secs(1);

    /// A packet found room. How long to wait before the next, if at all.
    fn sent(&mut self) -> Option<Duration> {
        self.sent += 1;
        self.sent.is_multiple_of(SLICE).then_some(PAUSE)
    }

    /// Everything was sent. How long to wait until there is surely room for the answer that follows.
    fn rest(&self) -> Option<Duration> {
        let may_be_full = self.last_full.is_some() || self.sent > SLICE / 2;
        may_be_full.then(|| self.last_wait.max(Self::SHORTEST))
    }

    /// The buffer is full. How long to wait before trying again.
    fn full(&mut self, now: Instant) -> Duration {
        let wait = match self.last_full {
            // As many were taken since the buffer was last full as were sent since.
            Some(last) if self.sent > 0 => now.duration_since(last) * SLICE / self.sent,
            _ => self.last_wait * 2,
        };
        self.last_full = Some(now);
        self.last_wait = wait.clamp(Self::SHORTEST, Self::LONGEST);
        self.sent = 0;
        self.last_wait
    }
}

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
        let mut pace = Pace::default();
        loop {
            let page = match self.read(at).await {
                Some(Some(page)) => page,
                Some(None) => return self.lost().await,
                None => return End::Stuck,
            };
            if page.is_empty() || self.is_stopped() {
                if let Some(pause) = pace.rest() {
                    sleep(pause).await;
                }
                return End::At(at);
            }
            match self.send(page, &mut pace).await {
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
    async fn send(&self, page: Vec<StoredEvent>, pace: &mut Pace) -> Result<i64, End> {
        let Some((app, sockets)) =
            self.inner.upgrade().map(|inner| (inner.app.clone(), inner.sockets.clone()))
        else {
            return Err(End::Gone);
        };
        let mut at = 0;
        for event in page {
            if self.is_stopped() && at > 0 {
                return Ok(at);
            }
            if audience(&event.event).members.include(self.user_id) {
                self.send_one(&app, &sockets, &event, pace).await?;
            }
            at = event.seq;
        }
        Ok(at)
    }

    async fn send_one(
        &self,
        app: &App,
        sockets: &Sockets,
        event: &StoredEvent,
        pace: &mut Pace,
    ) -> Result<(), End> {
        let stamp = Stamp { seq: event.seq, epoch: &self.epoch };
        let base = &self.session.base;
        let Some(data) = wire::for_members(app, base, &event.event, Some(stamp)) else { return Ok(()) };
        let began = Instant::now();
        loop {
            if self.session.has_ended() {
                return Err(End::Gone);
            }
            match sockets.emit(self.session.sid, event.event.name(), &data) {
                Outcome::Sent => {
                    if let Some(pause) = pace.sent() {
                        sleep(pause).await;
                    }
                    return Ok(());
                }
                Outcome::Gone => return Err(End::Gone),
                Outcome::Full if began.elapsed() > STALLED => return Err(End::Stuck),
                Outcome::Full => sleep(pace.full(Instant::now())).await,
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_buffer_is_given_the_time_to_become_half_empty() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut pace = Pace::default();
        assert_eq!(pace.full(at(0)), Pace::SHORTEST);
        // Nothing was taken: wait longer and longer, but not for ever longer.
        assert_eq!(pace.full(at(5)), Duration::from_millis(10));
        for _ in 0..20 {
            pace.full(at(15));
        }
        assert_eq!(pace.full(at(15)), Pace::LONGEST);
        // 64 were taken in 100 ms: half of the buffer takes 200 ms.
        for _ in 0..64 {
            pace.sent();
        }
        assert_eq!(pace.full(at(115)), Duration::from_millis(200));
    }
}
