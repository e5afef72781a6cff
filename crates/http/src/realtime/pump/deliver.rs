//! Sending: an event to the sockets that its audience names, and the end of those whose access it ends.

use std::sync::Arc;

use pingback_app::audience::{Cut, Members, audience};
use pingback_model::{ConversationId, Event, StoredEvent};
use serde_json::value::RawValue;
use socketioxide::socket::Sid;

use super::super::replay::Start;
use super::super::seats::{Flow, Kept, VisitorFlow};
use super::super::session::Who;
use super::super::sockets::Outcome;
use super::super::wire::{self, Stamp};
use super::Pump;
use crate::client_address::RequestBase;

/// How many of the last events are kept at hand while sockets are about to go live.
const RECENT: usize = 128;
/// How many events are kept for a visitor whose socket is paused.
const KEPT: usize = 64;

impl Pump {
    pub(super) fn deliver(&mut self, event: &StoredEvent) {
        let told = audience(&event.event);
        if let Event::ConversationCreated { conversation } = &event.event
            && let Some(customer) = conversation.customer_id
        {
            self.seats.attach_customer(customer, conversation.id);
        }
        self.deliver_to_members(event, told.members);
        if let Some(conversation) = told.visitors_of {
            self.deliver_to_visitors(&event.event, conversation);
        }
        if let Some(cut) = told.cut {
            self.end_access(cut);
        }
    }

    fn deliver_to_members(&mut self, event: &StoredEvent, members: Members) {
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

    pub(super) fn data_for(&self, base: &RequestBase, event: &StoredEvent) -> Option<Box<RawValue>> {
        let stamp = Stamp { seq: event.seq, epoch: &self.epoch };
        wire::for_members(&self.app, base, &event.event, Some(stamp))
    }

    fn deliver_to_visitors(&mut self, event: &Event, conversation: ConversationId) {
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

    pub(super) fn send_to_visitor(&mut self, sid: Sid, news: Kept) {
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
        let members = self.seats.members.values().filter(|seat| cut.concerns(seat.user_id, seat.session_id));
        let visitors = self.seats.visitors.values();
        let visitors = visitors.filter(|seat| match &seat.session.who {
            Who::Visitor(visitor) => cut.concerns_visitor(visitor, seat.session.address),
            Who::Member { .. } => false,
        });
        let concerned: Vec<Sid> =
            members.map(|seat| seat.session.sid).chain(visitors.map(|seat| seat.session.sid)).collect();
        for sid in concerned {
            self.cut(sid);
        }
    }

    /// Ends a socket. Nothing more is sent to it or done for it, even if its connection lingers.
    pub(in crate::realtime) fn cut(&mut self, sid: Sid) {
        let Some(session) = self.seats.remove(sid) else { return };
        session.end();
        if let Some(inner) = self.inner.upgrade() {
            inner.end(&session);
        }
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
