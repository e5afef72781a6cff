//! The pump of a workspace: the one task that sends its durable events to its sockets on this node.
//!
//! It follows the log from number to number. An event at hand that is the next one is sent; one that came
//! too early waits; what is missing is read from the log. So each socket sees the log, filtered for it, in
//! order and without repetition, whatever order commits are told in and whatever hints are lost.

mod deliver;
mod flow;
mod handle;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::sync::{Arc, Weak};
use std::time::Duration;

use pingback_app::events::{self, Place, Reader};
use pingback_app::{App, Result};
use pingback_model::{StoredEvent, WorkspaceId};
use socketioxide::socket::Sid;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, sleep_until};

use super::backplane::Item;
use super::order::Order;
use super::seats::Seats;
use super::sockets::Sockets;
use super::{Inner, Told};

/// How long an event that is missing between two others is waited for before the log is read.
const GAP: Duration = Duration::from_millis(5);
/// Events read from the log at once.
const PAGE: i64 = 256;
/// How old a seat must be before it is asked whether its socket is there: the handshake comes first.
const OPENING: Duration = Duration::from_secs(15);
/// How long a workspace without sockets keeps its pump.
const LINGER: Duration = Duration::from_secs(10);

pub(super) struct Pump {
    inner: Weak<Inner>,
    app: App,
    sockets: Sockets,
    workspace: WorkspaceId,
    epoch: Arc<str>,
    order: Order,
    /// When the log is to be read, since something is missing.
    gap_at: Option<Instant>,
    pub(super) seats: Seats,
    held: BinaryHeap<Reverse<(Instant, Sid)>>,
    recent: VecDeque<Arc<StoredEvent>>,
    empty_since: Instant,
}

/// Runs until the workspace has had no socket for a while, or the server ends.
pub(super) async fn run(
    inner: Weak<Inner>,
    workspace: WorkspaceId,
    mut commits: mpsc::Receiver<Vec<StoredEvent>>,
    mut told: mpsc::UnboundedReceiver<Told>,
) {
    let Some(mut pump) = Pump::start(inner, workspace).await else { return };
    loop {
        pump.tell_left();
        let due = pump.due_at();
        if due.is_some_and(|at| at <= Instant::now()) {
            // However much is told: what is missing is read, and who was held goes on.
            pump.due().await;
            continue;
        }
        tokio::select! {
            // What was told first: a socket's seat before the events that its client may cause next.
            biased;
            something = told.recv() => match something {
                Some(Told::Sweep) => if pump.sweep(&told, &commits) { return },
                Some(something) => pump.handle(something).await,
                None => return,
            },
            events = commits.recv() => match events {
                Some(events) => pump.committed(events),
                None => return,
            },
            () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => {}
        }
    }
}

impl Pump {
    async fn start(inner: Weak<Inner>, workspace: WorkspaceId) -> Option<Self> {
        loop {
            let (app, sockets) = inner.upgrade().map(|inner| (inner.app.clone(), inner.sockets.clone()))?;
            match log_end(&app, workspace).await {
                Ok((epoch, last)) => {
                    return Some(Self {
                        inner,
                        app,
                        sockets,
                        workspace,
                        epoch: epoch.into(),
                        order: Order::new(last),
                        gap_at: None,
                        seats: Seats::default(),
                        held: BinaryHeap::new(),
                        recent: VecDeque::new(),
                        empty_since: Instant::now(),
                    });
                }
                Err(error) => {
                    tracing::warn!(%error, "a workspace's log could not be read");
                    sleep(Duration::from_millis(500)).await;
                }
            }
        }
    }

    pub(super) fn sent(&self) -> i64 {
        self.order.sent()
    }

    /// Tells the other nodes something that is not durable.
    pub(super) fn whisper(&self, item: impl FnOnce(WorkspaceId) -> Item) {
        if let Some(inner) = self.inner.upgrade() {
            inner.tell_others(item(self.workspace));
        }
    }

    pub(super) fn sockets(&self) -> &Sockets {
        &self.sockets
    }

    pub(super) fn hinted(&mut self, seq: i64) {
        self.order.hinted(seq);
        self.advance();
    }

    pub(super) async fn epoch_is(&mut self, epoch: &str) {
        if *self.epoch != *epoch {
            self.start_over().await;
        }
    }

    fn committed(&mut self, events: Vec<StoredEvent>) {
        for event in events {
            self.order.arrived(event);
        }
        self.advance();
    }

    /// Sends what is at hand and next; notes when the log must be read for what is missing.
    fn advance(&mut self) {
        while let Some(event) = self.order.next() {
            self.deliver(&event);
        }
        if !self.order.is_behind() {
            self.gap_at = None;
        } else if self.gap_at.is_none() {
            let wait = if self.order.is_expecting() { GAP } else { Duration::ZERO };
            self.gap_at = Some(Instant::now() + wait);
        }
    }

    fn due_at(&self) -> Option<Instant> {
        let held = self.held.peek().map(|Reverse((until, _))| *until);
        [self.gap_at, held].into_iter().flatten().min()
    }

    async fn due(&mut self) {
        let now = Instant::now();
        if self.gap_at.is_some_and(|at| at <= now) {
            self.gap_at = None;
            self.read_log().await;
        }
        while let Some(sid) = self.next_held(now) {
            self.end_hold(sid);
        }
    }

    /// The next socket whose time to say `resume` is over.
    fn next_held(&mut self, now: Instant) -> Option<Sid> {
        let Reverse((until, sid)) = *self.held.peek()?;
        (until <= now).then(|| {
            self.held.pop();
            sid
        })
    }

    async fn read_log(&mut self) {
        loop {
            let page = async {
                events::page_after(&mut self.app.read().await?, self.workspace, self.order.sent(), PAGE).await
            };
            match page.await {
                Ok(Some(page)) => {
                    let read = page.len();
                    self.committed(page);
                    if !self.order.is_behind() || i64::try_from(read).unwrap_or(PAGE) < PAGE {
                        return;
                    }
                }
                Ok(None) => return self.start_over().await,
                Err(error) => {
                    tracing::warn!(%error, "a workspace's log could not be read");
                    self.gap_at = Some(Instant::now() + Duration::from_millis(500));
                    return;
                }
            }
        }
    }

    /// The log cannot be followed from here. Everybody is cut: they come back and are told to fetch afresh.
    async fn start_over(&mut self) {
        for session in self.seats.sessions() {
            self.cut(session.sid);
        }
        match log_end(&self.app, self.workspace).await {
            Ok((epoch, last)) => {
                self.epoch = epoch.into();
                self.order = Order::new(last);
                self.recent.clear();
                self.gap_at = None;
            }
            Err(error) => {
                tracing::warn!(%error, "a workspace's log could not be read");
                self.gap_at = Some(Instant::now() + Duration::from_millis(500));
            }
        }
    }

    /// Takes away seats whose sockets are gone without a word. True when the pump is to end.
    fn sweep(
        &mut self,
        told: &mpsc::UnboundedReceiver<Told>,
        commits: &mpsc::Receiver<Vec<StoredEvent>>,
    ) -> bool {
        for session in self.seats.sessions() {
            if session.opened.elapsed() > OPENING && !self.sockets.has(session.sid) {
                self.cut(session.sid);
            }
        }
        if !self.seats.is_empty() {
            self.empty_since = Instant::now();
            return false;
        }
        let idle = self.empty_since.elapsed() > LINGER;
        idle && self
            .inner
            .upgrade()
            .is_none_or(|inner| inner.retire(self.workspace, || told.is_empty() && commits.is_empty()))
    }
}

async fn log_end(app: &App, workspace: WorkspaceId) -> Result<(String, i64)> {
    let start = Reader { after: 0, epoch: None };
    match events::place(&mut app.read().await?, workspace, start).await? {
        Place::Known { epoch, last } | Place::TooOld { epoch, last } => Ok((epoch, last)),
    }
}
