//! The way of a socket from its handshake to live: held, replayed to, live.

use std::cmp::Reverse;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use pingback_app::audience::audience;
use pingback_model::MessageId;
use socketioxide::extract::AckSender;
use socketioxide::socket::Sid;
use tokio::time::Instant;

use super::super::acks;
use super::super::replay::{End, Replay, Start};
use super::super::seats::{Flow, From, Replaying, VisitorFlow};
use super::super::sockets::Outcome;
use super::Pump;

impl Pump {
    /// The handshake was answered: resume from where it said, or wait a moment for `resume`.
    pub(in crate::realtime) fn connected(&mut self, sid: Sid, from: Option<From>) {
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

    pub(super) fn end_hold(&mut self, sid: Sid) {
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
    pub(in crate::realtime) fn resume(&mut self, sid: Sid, from: Option<From>, ack: AckSender) {
        let Some(seat) = self.seats.members.get_mut(&sid) else {
            acks::refuse(ack, acks::UNAUTHORIZED);
            return;
        };
        let handshake = seat.handshake.take();
        let repeats_handshake = from.is_some() && handshake.as_ref().map(|(asked, _)| asked) == from.as_ref();
        if repeats_handshake && handshake.is_some_and(|(_, too_old)| too_old) {
            acks::refuse(ack, acks::TOO_OLD);
            return;
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

    pub(super) fn replay(&mut self, sid: Sid, start: Start, acks: Vec<AckSender>) {
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

    pub(in crate::realtime) fn replayed(&mut self, sid: Sid, end: End) {
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
    pub(in crate::realtime) fn release_visitor(&mut self, sid: Sid, newest: Option<MessageId>) {
        let Some(seat) = self.seats.visitors.get_mut(&sid) else { return };
        let VisitorFlow::Paused { kept, .. } = std::mem::replace(&mut seat.flow, VisitorFlow::Live) else {
            return;
        };
        seat.newest = seat.newest.max(newest);
        for news in kept {
            self.send_to_visitor(sid, news);
        }
    }
}
