//! The pump of a workspace: the one task that sends its durable events to its sockets on this node.
//!
//! It follows the log from number to number. An event at hand that is the next one is sent; one that came
//! too early waits; what is missing is read from the log. So each socket sees the log, filtered for it, in
//! order and without repetition, whatever order commits are told in and whatever hints are lost.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use pingback_app::audience::{Cut, audience};
use pingback_app::events::{self, Place, Reader};
use pingback_app::{App, Result};
use pingback_model::{Event, StoredEvent, WorkspaceId};
use serde_json::value::RawValue;
use socketioxide::extract::AckSender;
use socketioxide::socket::Sid;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, sleep_until};

use super::acks;
use super::backplane::Item;
use super::order::Order;
use super::replay::{End, Replay, Start};
use super::seats::{Flow, From, Kept, Replaying, Seats, VisitorFlow};
use super::sockets::{Outcome, Sockets};
use super::told::Typing;
use super::wire::{self, Stamp};
use super::{Inner, Told};
use crate::client_address::RequestBase;

/// How long an event that is missing between two others is waited for before the log is read.
const GAP: Duration = Duration::from_millis(5);
/// Events read from the log at once.
const PAGE: i64 = 256;
/// How many of the last events are kept at hand while sockets are about to go live.
const RECENT: usize = 128;
/// How many events are kept for a visitor whose socket is paused.
const KEPT: usize = 64;
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
        let due = pump.due_at();
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
            () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => pump.due().await,
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

    /// Tells the other nodes that somebody types.
    pub(super) fn whisper(&self, typing: Typing) {
        if let Some(inner) = self.inner.upgrade() {
            inner.tell_others(Item::Typing(self.workspace, typing));
        }
    }

    pub(super) fn sockets(&self) -> &Sockets {
        &self.sockets
    }

    // --- following the log ---

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
            self.deliver(event);
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

    // --- sending ---

    fn deliver(&mut self, event: StoredEvent) {
        let told = audience(&event.event);
        if let Event::ConversationCreated { conversation } = &event.event
            && let Some(customer) = conversation.customer_id
        {
            self.seats.attach_customer(customer, conversation.id);
        }
        self.deliver_to_members(&event, told.members);
        if let Some(conversation) = told.visitors_of {
            self.deliver_to_visitors(&event.event, conversation);
        }
        if let Some(cut) = told.cut {
            self.end_access(cut);
        }
    }

    fn deliver_to_members(&mut self, event: &StoredEvent, members: pingback_app::audience::Members) {
        let Some(emitter) = self.sockets.all() else { return self.recent.clear() };
        let mut data = PerBase::new(wire::has_addresses(&event.event));
        let (mut full, mut gone, mut someone_waits) = (Vec::new(), Vec::new(), false);
        for (sid, seat) in &self.seats.members {
            match seat.flow {
                Flow::Live { from } if event.seq > from && members.include(seat.user_id) => {}
                Flow::Live { .. } => continue,
                _ => {
                    someone_waits = true;
                    continue;
                }
            }
            let data = data.get(&seat.session.base, |base| self.data_for(base, event));
            let Some(data) = data else { continue };
            match emitter.emit(*sid, event.event.name(), data) {
                Outcome::Sent => {}
                Outcome::Full => full.push(*sid),
                Outcome::Gone => gone.push(*sid),
            }
        }
        for sid in full {
            self.replay(sid, Start::At(event.seq - 1), Vec::new());
        }
        for sid in gone {
            self.seats.remove(sid);
        }
        if someone_waits {
            self.recent.push_back(Arc::new(event.clone()));
            if self.recent.len() > RECENT {
                self.recent.pop_front();
            }
        } else {
            self.recent.clear();
        }
    }

    fn data_for(&self, base: &RequestBase, event: &StoredEvent) -> Option<Box<RawValue>> {
        let stamp = Stamp { seq: event.seq, epoch: &self.epoch };
        wire::for_members(&self.app, base, &event.event, Some(stamp))
    }

    fn deliver_to_visitors(&mut self, event: &Event, conversation: pingback_model::ConversationId) {
        let sids = self.seats.visitors_of(conversation);
        if sids.is_empty() {
            return;
        }
        let message_id = match event {
            Event::NewMessage { message, .. } => Some(message.id),
            _ => None,
        };
        let mut data = PerBase::new(wire::has_addresses(event));
        for sid in sids {
            let Some(base) = self.seats.visitors.get(&sid).map(|seat| seat.session.base.clone()) else {
                continue;
            };
            let Some(data) = data.get(&base, |base| wire::for_visitors(&self.app, base, event)) else {
                continue;
            };
            self.send_to_visitor(sid, Kept { name: event.name(), data: data.clone(), message_id });
        }
    }

    fn send_to_visitor(&mut self, sid: Sid, news: Kept) {
        let Some(seat) = self.seats.visitors.get_mut(&sid) else { return };
        if news.message_id.is_some_and(|id| seat.newest.is_some_and(|newest| id <= newest)) {
            return;
        }
        let sent = match &mut seat.flow {
            VisitorFlow::Paused { kept, .. } if kept.len() < KEPT => {
                kept.push(news);
                true
            }
            VisitorFlow::Paused { .. } => false,
            VisitorFlow::Live => self.sockets.emit(sid, news.name, &news.data) != Outcome::Full,
        };
        if !sent {
            // Too slow: the widget comes back and asks for what it missed.
            self.cut(sid);
        }
    }

    fn end_access(&mut self, cut: Cut) {
        let concerned: Vec<Sid> = self
            .seats
            .members
            .iter()
            .filter(|(_, seat)| cut.concerns(seat.user_id, seat.session_id))
            .map(|(sid, _)| *sid)
            .collect();
        for sid in concerned {
            self.cut(sid);
        }
    }

    /// Ends a socket. Nothing more is sent to it or done for it, even if its connection lingers.
    pub(super) fn cut(&mut self, sid: Sid) {
        let Some(session) = self.seats.remove(sid) else { return };
        session.end();
        if let Some(inner) = self.inner.upgrade() {
            inner.end(&session);
        }
    }

    // --- from the handshake to live ---

    /// The handshake was answered: resume from where it said, or wait a moment for `resume`.
    pub(super) fn connected(&mut self, sid: Sid, from: Option<From>) {
        if let Some(seat) = self.seats.members.get_mut(&sid) {
            if let (Some(from), Flow::Held { .. }) = (from, &seat.flow) {
                seat.handshake = Some((from.clone(), false));
                return self.replay(sid, Start::Asked(from), Vec::new());
            }
        } else if !self.seats.visitors.contains_key(&sid) {
            // Its seat was taken away meanwhile.
            self.sockets.end(sid);
        }
        let seats = &self.seats;
        let member = seats.members.get(&sid).map(|seat| &seat.session);
        let session = member.or_else(|| seats.visitors.get(&sid).map(|seat| &seat.session));
        if let Some(session) = session {
            self.held.push(Reverse((Instant::now() + session.hold, sid)));
        }
    }

    fn end_hold(&mut self, sid: Sid) {
        if let Some(Flow::Held { from }) = self.seats.members.get(&sid).map(|seat| &seat.flow) {
            let from = *from;
            self.settle(sid, from, Vec::new());
        } else if let Some(VisitorFlow::Paused { replays: false, .. }) =
            self.seats.visitors.get(&sid).map(|seat| &seat.flow)
        {
            self.release_visitor(sid, None);
        }
    }

    /// A member's client asks to resume. Without a place: from now on, which is where it is anyway.
    pub(super) fn resume(&mut self, sid: Sid, from: Option<From>, ack: AckSender) {
        let Some(seat) = self.seats.members.get_mut(&sid) else {
            return drop(acks::refuse(ack, acks::UNAUTHORIZED));
        };
        let handshake = seat.handshake.take();
        let repeats_handshake = from.is_some() && handshake.as_ref().map(|(asked, _)| asked) == from.as_ref();
        if repeats_handshake && handshake.is_some_and(|(_, too_old)| too_old) {
            return drop(acks::refuse(ack, acks::TOO_OLD));
        }
        match (&mut seat.flow, from) {
            (Flow::Replaying(replaying), Some(from)) if !repeats_handshake => {
                replaying.stop.store(true, Ordering::Release);
                replaying.next = Some(from);
                replaying.acks.push(ack);
            }
            (Flow::Replaying(replaying), _) => replaying.acks.push(ack),
            (_, Some(from)) if !repeats_handshake => self.replay(sid, Start::Asked(from), vec![ack]),
            (Flow::Live { from: at }, _) => {
                let last = self.order.sent().max(*at);
                acks::resumed(ack, &self.epoch, last);
            }
            (Flow::Held { from: at }, _) => {
                let at = *at;
                self.settle(sid, at, vec![ack]);
            }
        }
    }

    fn replay(&mut self, sid: Sid, start: Start, acks: Vec<AckSender>) {
        let Some(seat) = self.seats.members.get_mut(&sid) else { return };
        let stop = Arc::new(AtomicBool::new(false));
        seat.flow = Flow::Replaying(Replaying { stop: stop.clone(), acks, next: None });
        let replay = Replay {
            inner: self.inner.clone(),
            session: seat.session.clone(),
            user_id: seat.user_id,
            start,
            epoch: self.epoch.clone(),
            stop,
        };
        tokio::spawn(replay.run());
    }

    pub(super) fn replayed(&mut self, sid: Sid, end: End) {
        let Some(seat) = self.seats.members.get_mut(&sid) else { return };
        let Flow::Replaying(replaying) = &mut seat.flow else { return };
        let (acks, next) = (std::mem::take(&mut replaying.acks), replaying.next.take());
        match (end, next) {
            (End::Stuck, _) => self.cut(sid),
            (End::Gone, _) => drop(self.seats.remove(sid)),
            (_, Some(from)) => self.replay(sid, Start::Asked(from), acks),
            (End::At(at), None) => self.settle(sid, at, acks),
            (End::TooOld { last }, None) => {
                seat.flow = Flow::Live { from: last };
                if let Some((_, too_old)) = &mut seat.handshake {
                    *too_old = true;
                }
                for ack in acks {
                    acks::refuse(ack, acks::TOO_OLD);
                }
            }
        }
    }

    /// A socket has everything up to `at`: it goes live, after what was sent to the others meanwhile.
    fn settle(&mut self, sid: Sid, mut at: i64, acks: Vec<AckSender>) {
        let Some(seat) = self.seats.members.get(&sid) else { return };
        let is_at_hand = self.recent.front().is_some_and(|first| first.seq <= at + 1);
        if at < self.order.sent() && !is_at_hand {
            return self.replay(sid, Start::At(at), acks);
        }
        for event in &self.recent {
            if event.seq <= at {
                continue;
            }
            if audience(&event.event).members.include(seat.user_id) {
                let data = self.data_for(&seat.session.base, event);
                let outcome = data.map(|data| self.sockets.emit(sid, event.event.name(), &data));
                if outcome == Some(Outcome::Full) {
                    return self.replay(sid, Start::At(at), acks);
                }
            }
            at = event.seq;
        }
        if let Some(seat) = self.seats.members.get_mut(&sid) {
            seat.flow = Flow::Live { from: at };
        }
        for ack in acks {
            if !acks::resumed(ack, &self.epoch, at) {
                return self.cut(sid);
            }
        }
    }

    /// A visitor's socket has every message up to `newest`: it goes live, after what was kept for it.
    pub(super) fn release_visitor(&mut self, sid: Sid, newest: Option<pingback_model::MessageId>) {
        let Some(seat) = self.seats.visitors.get_mut(&sid) else { return };
        let VisitorFlow::Paused { kept, .. } = std::mem::replace(&mut seat.flow, VisitorFlow::Live) else {
            return;
        };
        seat.newest = seat.newest.max(newest);
        for news in kept {
            self.send_to_visitor(sid, news);
        }
    }

    // --- keeping house ---

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

/// An event's data, written once for all who reached this server under the same address. Most events hold
/// no addresses, and are written once for all.
struct PerBase {
    has_addresses: bool,
    written: Vec<(Arc<RequestBase>, Option<Arc<RawValue>>)>,
}

impl PerBase {
    fn new(has_addresses: bool) -> Self {
        Self { has_addresses, written: Vec::new() }
    }

    fn get(
        &mut self,
        base: &Arc<RequestBase>,
        write: impl FnOnce(&RequestBase) -> Option<Box<RawValue>>,
    ) -> Option<&Arc<RawValue>> {
        let fits = |other: &Arc<RequestBase>| !self.has_addresses || Arc::ptr_eq(other, base);
        let place = if let Some(place) = self.written.iter().position(|(other, _)| fits(other)) {
            place
        } else {
            self.written.push((base.clone(), write(base).map(Into::into)));
            self.written.len() - 1
        };
        self.written[place].1.as_ref()
    }
}

async fn log_end(app: &App, workspace: WorkspaceId) -> Result<(String, i64)> {
    let start = Reader { after: 0, epoch: None };
    match events::place(&mut app.read().await?, workspace, start).await? {
        Place::Known { epoch, last } | Place::TooOld { epoch, last } => Ok((epoch, last)),
    }
}
