//! What the pump does with what it is told, besides events.

use pingback_model::{SessionId, UserId};
use serde_json::json;
use serde_json::value::{RawValue, to_raw_value};
use socketioxide::socket::Sid;

use super::super::backplane::Item;
use super::super::seats::{MemberSeat, VisitorFlow};
use super::super::told::{Told, Typing, Viewing};
use super::Pump;

impl Pump {
    pub(in crate::realtime) async fn handle(&mut self, told: Told) {
        match told {
            Told::Open { session, opened } => {
                self.seats.add(session, self.sent());
                let _ = opened.send(());
            }
            Told::Connected { sid, from } => self.connected(sid, from),
            Told::Attach { sid, conversation_id } => self.seats.attach(sid, conversation_id),
            Told::Closed(sid) => drop(self.seats.remove(sid)),
            Told::Resume { sid, from, ack } => self.resume(sid, from, ack),
            Told::Replayed { sid, end } => self.replayed(sid, end),
            Told::PauseVisitor { sid, paused } => {
                self.pause_visitor(sid);
                let _ = paused.send(());
            }
            Told::ReleaseVisitor { sid, newest } => self.release_visitor(sid, newest),
            Told::Join { sid, conversation_id, joined } => {
                let _ = joined.send(self.seats.join(sid, conversation_id));
            }
            Told::Leave { sid, conversation_id } => self.seats.leave(sid, conversation_id),
            Told::Hint(seq) => self.hinted(seq),
            Told::Typing { from, typing } => self.typing(from, &typing),
            Told::Viewing { from, viewing } => self.viewing(from, viewing),
            Told::VisitorTypes { sid, is_typing } => self.visitor_types(sid, is_typing),
            Told::Presence { user_id, is_connected } => self.presence(user_id, is_connected),
            Told::Revoked(session_id) => self.revoked(session_id),
            Told::Epoch(epoch) => self.epoch_is(&epoch).await,
            // Handled by the loop, since it may end the pump.
            Told::Sweep => {}
        }
    }

    fn pause_visitor(&mut self, sid: Sid) {
        let Some(seat) = self.seats.visitors.get_mut(&sid) else { return };
        match &mut seat.flow {
            VisitorFlow::Paused { replays, .. } => *replays = true,
            flow @ VisitorFlow::Live => *flow = VisitorFlow::Paused { kept: Vec::new(), replays: true },
        }
    }

    /// Not durable: a socket without room for it does not get it.
    fn typing(&self, from: Option<Sid>, typing: &Typing) {
        let Typing { conversation_id, user_id, name, is_typing } = typing;
        let for_members =
            json!({"conversation_id": conversation_id, "user_id": user_id, "is_typing": is_typing});
        self.tell(self.seats.members_in(*conversation_id), from, "typing", &for_members);
        if user_id.is_some() {
            let for_visitors = json!({"conversation_id": conversation_id, "user_id": null, "name": name, "is_typing": is_typing});
            self.tell(self.seats.visitors_of(*conversation_id), from, "typing", &for_visitors);
        }
    }

    fn visitor_types(&self, sid: Sid, is_typing: bool) {
        let seat = self.seats.visitors.get(&sid);
        let Some(conversation_id) = seat.and_then(|seat| seat.conversation_id) else { return };
        let typing = Typing { conversation_id, user_id: None, name: None, is_typing };
        self.typing(Some(sid), &typing);
        self.whisper(|workspace| Item::Typing(workspace, typing));
    }

    fn viewing(&mut self, from: Option<Sid>, viewing: Viewing) {
        let Viewing { conversation_id, user_id, is_viewing } = viewing;
        match from {
            Some(sid) if self.seats.view(sid, conversation_id, is_viewing) => {
                self.tell_viewing(viewing);
                self.whisper(|workspace| Item::Viewing(workspace, viewing));
            }
            // Whoever does not look any more is told of by `tell_left`.
            Some(_) => {}
            None if !is_viewing && self.seats.is_viewing(user_id, conversation_id) => {}
            None => self.tell_viewing(viewing),
        }
    }

    /// Tells of those who do not look at a conversation any more, however that came.
    pub(in crate::realtime) fn tell_left(&mut self) {
        for (user_id, conversation_id) in self.seats.take_left() {
            let viewing = Viewing { conversation_id, user_id, is_viewing: false };
            self.tell_viewing(viewing);
            self.whisper(|workspace| Item::Viewing(workspace, viewing));
        }
    }

    fn tell_viewing(&self, viewing: Viewing) {
        let is_other =
            |sid: &Sid| self.seats.members.get(sid).is_some_and(|seat| seat.user_id != viewing.user_id);
        let sids: Vec<Sid> =
            self.seats.members_in(viewing.conversation_id).into_iter().filter(is_other).collect();
        if !sids.is_empty() {
            self.tell(sids, None, "viewing", &json!(viewing));
        }
    }

    fn presence(&self, user_id: UserId, is_connected: bool) {
        let everyone = self.seats.members.keys().copied().collect();
        self.tell(everyone, None, "presence", &json!({"user_id": user_id, "is_connected": is_connected}));
    }

    fn tell(&self, sids: Vec<Sid>, but: Option<Sid>, event: &str, data: &serde_json::Value) {
        let Ok(data): Result<Box<RawValue>, _> = to_raw_value(data) else { return };
        for sid in sids.into_iter().filter(|sid| Some(*sid) != but) {
            self.sockets().emit(sid, event, &data);
        }
    }

    fn revoked(&mut self, session_id: SessionId) {
        let concerned = |seat: &&MemberSeat| seat.session_id == session_id;
        let sids: Vec<Sid> =
            self.seats.members.values().filter(concerned).map(|seat| seat.session.sid).collect();
        for sid in sids {
            self.cut(sid);
        }
    }
}
