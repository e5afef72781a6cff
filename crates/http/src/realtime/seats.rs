//! Who is connected to a workspace on this node, and how far each has got.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use pingback_model::{ConversationId, CustomerId, MessageId, SessionId, UserId};
use serde_json::value::RawValue;
use socketioxide::extract::AckSender;
use socketioxide::socket::Sid;

use super::session::{Session, Who};

/// How many conversations a member's socket may be in at once.
const MOST_JOINED: usize = 200;
/// How many conversations a member's socket may look at at once.
const MOST_VIEWED: usize = 20;

/// A reader's place, as a client names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct From {
    /// The last event it had.
    pub after: i64,
    /// The log's epoch as it knows it.
    pub epoch: Option<String>,
}

/// A member's socket.
pub(super) struct MemberSeat {
    pub session: Arc<Session>,
    pub user_id: UserId,
    pub session_id: SessionId,
    pub flow: Flow,
    /// What the handshake asked to resume from, until the client asks for it again. True: it was too old.
    pub handshake: Option<(From, bool)>,
    joined: Vec<ConversationId>,
    viewing: Vec<ConversationId>,
}

/// How a member's socket gets its events.
pub(super) enum Flow {
    /// It may still say where it wants to resume from; until then nothing is sent. So is a socket whose
    /// handshake is not answered yet.
    Held { from: i64 },
    /// A replay reads the log for it; what happens meanwhile waits there.
    Replaying(Replaying),
    /// It has everything up to `from`, and everything the pump has sent since.
    Live { from: i64 },
}

/// A replay that is running.
pub(super) struct Replaying {
    /// Makes the replay come to its end early.
    pub stop: Arc<AtomicBool>,
    /// Who waits for the replay to have caught up.
    pub acks: Vec<AckSender>,
    /// The client has asked to resume from elsewhere meanwhile.
    pub next: Option<From>,
}

/// A visitor's socket.
pub(super) struct VisitorSeat {
    pub session: Arc<Session>,
    pub customer_id: CustomerId,
    pub conversation_id: Option<ConversationId>,
    /// The last message a replay sent: it may have read one that the pump has not come to yet.
    pub newest: Option<MessageId>,
    pub flow: VisitorFlow,
}

/// How a visitor's socket gets its events.
pub(super) enum VisitorFlow {
    /// It may still say what it has, or a replay is running. What happens meanwhile is kept for it.
    Paused { kept: Vec<Kept>, replays: bool },
    /// It gets everything at once.
    Live,
}

/// An event kept for a visitor.
#[derive(Clone)]
pub(super) struct Kept {
    pub name: &'static str,
    pub data: Arc<RawValue>,
    /// The message, where it is a new one: the replay may have sent it already.
    pub message_id: Option<MessageId>,
}

/// All sockets of a workspace on this node.
#[derive(Default)]
pub(super) struct Seats {
    pub members: HashMap<Sid, MemberSeat>,
    pub visitors: HashMap<Sid, VisitorSeat>,
    by_customer: HashMap<CustomerId, Vec<Sid>>,
    by_conversation: HashMap<ConversationId, Vec<Sid>>,
    joined: HashMap<ConversationId, Vec<Sid>>,
    left: Vec<(UserId, ConversationId)>,
}

impl Seats {
    /// Gives a socket its seat. Events after `from` are meant for it.
    pub(super) fn add(&mut self, session: Arc<Session>, from: i64) {
        let sid = session.sid;
        match session.who {
            Who::Member { user_id, session_id } => {
                let flow = Flow::Held { from };
                let (joined, viewing) = (Vec::new(), Vec::new());
                let seat =
                    MemberSeat { session, user_id, session_id, flow, handshake: None, joined, viewing };
                self.members.insert(sid, seat);
            }
            Who::Visitor(ref visitor) => {
                let customer_id = visitor.customer_id;
                let flow = VisitorFlow::Paused { kept: Vec::new(), replays: false };
                self.visitors.insert(
                    sid,
                    VisitorSeat { session, customer_id, conversation_id: None, newest: None, flow },
                );
                self.by_customer.entry(customer_id).or_default().push(sid);
            }
        }
    }

    /// Takes a socket's seat away.
    pub(super) fn remove(&mut self, sid: Sid) -> Option<Arc<Session>> {
        if let Some(seat) = self.members.remove(&sid) {
            for conversation in seat.joined {
                unlist(&mut self.joined, conversation, sid);
            }
            for conversation in seat.viewing {
                self.looks_away(seat.user_id, conversation);
            }
            return Some(seat.session);
        }
        let seat = self.visitors.remove(&sid)?;
        unlist(&mut self.by_customer, seat.customer_id, sid);
        if let Some(conversation) = seat.conversation_id {
            unlist(&mut self.by_conversation, conversation, sid);
        }
        Some(seat.session)
    }

    /// Every socket.
    pub(super) fn sessions(&self) -> Vec<Arc<Session>> {
        let members = self.members.values().map(|seat| &seat.session);
        let visitors = self.visitors.values().map(|seat| &seat.session);
        members.chain(visitors).cloned().collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty() && self.visitors.is_empty()
    }

    /// The visitors whose conversation that is.
    pub(super) fn visitors_of(&self, conversation: ConversationId) -> Vec<Sid> {
        self.by_conversation.get(&conversation).cloned().unwrap_or_default()
    }

    /// A customer's conversation began: their sockets are in it from now on.
    pub(super) fn attach_customer(&mut self, customer: CustomerId, conversation: ConversationId) {
        for sid in self.by_customer.get(&customer).cloned().unwrap_or_default() {
            self.attach(sid, conversation);
        }
    }

    /// Puts a visitor into a conversation, unless they are in a newer one already.
    pub(super) fn attach(&mut self, sid: Sid, conversation: ConversationId) {
        let Some(seat) = self.visitors.get_mut(&sid) else { return };
        if seat.conversation_id.is_some_and(|current| current >= conversation) {
            return;
        }
        seat.newest = None;
        if let Some(before) = seat.conversation_id.replace(conversation) {
            unlist(&mut self.by_conversation, before, sid);
        }
        self.by_conversation.entry(conversation).or_default().push(sid);
    }

    /// Puts a member into a conversation. False where they are in too many.
    pub(super) fn join(&mut self, sid: Sid, conversation: ConversationId) -> bool {
        let Some(seat) = self.members.get_mut(&sid) else { return false };
        if seat.joined.contains(&conversation) {
            return true;
        }
        if seat.joined.len() >= MOST_JOINED {
            return false;
        }
        seat.joined.push(conversation);
        self.joined.entry(conversation).or_default().push(sid);
        true
    }

    /// Takes a member out of a conversation.
    pub(super) fn leave(&mut self, sid: Sid, conversation: ConversationId) {
        if let Some(seat) = self.members.get_mut(&sid) {
            seat.joined.retain(|joined| *joined != conversation);
            unlist(&mut self.joined, conversation, sid);
        }
        self.view(sid, conversation, false);
    }

    /// A member's socket looks at a conversation, or not any more; who does not any more is in
    /// [`Seats::take_left`]. False where others need not hear that it looks: it is gone, or looks at too many.
    pub(super) fn view(&mut self, sid: Sid, conversation: ConversationId, is_viewing: bool) -> bool {
        let Some(seat) = self.members.get_mut(&sid) else { return false };
        let is_known = seat.viewing.contains(&conversation);
        match (is_viewing, is_known) {
            (true, true) => true,
            (true, false) if seat.viewing.len() < MOST_VIEWED => {
                seat.viewing.push(conversation);
                true
            }
            (false, true) => {
                seat.viewing.retain(|viewed| *viewed != conversation);
                let user = seat.user_id;
                self.looks_away(user, conversation);
                false
            }
            _ => false,
        }
    }

    /// Whether a socket of that member looks at the conversation.
    pub(super) fn is_viewing(&self, user: UserId, conversation: ConversationId) -> bool {
        self.members.values().any(|seat| seat.user_id == user && seat.viewing.contains(&conversation))
    }

    fn looks_away(&mut self, user: UserId, conversation: ConversationId) {
        if !self.is_viewing(user, conversation) {
            self.left.push((user, conversation));
        }
    }

    /// The members none of whose sockets looks at a conversation any more, since this was last asked.
    pub(super) fn take_left(&mut self) -> Vec<(UserId, ConversationId)> {
        std::mem::take(&mut self.left)
    }

    /// The members who are in that conversation.
    pub(super) fn members_in(&self, conversation: ConversationId) -> Vec<Sid> {
        self.joined.get(&conversation).cloned().unwrap_or_default()
    }
}

fn unlist<K: Hash + Eq + Copy>(lists: &mut HashMap<K, Vec<Sid>>, key: K, sid: Sid) {
    if let Some(list) = lists.get_mut(&key) {
        list.retain(|other| *other != sid);
        if list.is_empty() {
            lists.remove(&key);
        }
    }
}
