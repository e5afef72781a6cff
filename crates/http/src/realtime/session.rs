//! What is known of a connected socket, and the queue of what it asked for.

use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use pingback_app::visitors::Visitor;
use pingback_model::{ConversationRef, SessionId, UserId, WorkspaceId};
use socketioxide::extract::AckSender;
use socketioxide::socket::Sid;
use tokio::time::Instant;

use crate::client_address::RequestBase;

/// How many events of one client may wait for their turn. A client that sends more at once is ended.
const WAITING: usize = 500;
/// How many events a second one client may send, on average and in a burst.
const PER_SECOND: u32 = 50;
const BURST: u32 = 100;
/// How long the same word about typing is not passed on again.
const TYPED: Duration = Duration::from_secs(1);

/// Who a socket speaks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// A member, by a sign-in.
    Member {
        /// The account.
        user_id: UserId,
        /// The sign-in.
        session_id: SessionId,
    },
    /// The customer's side of the widget.
    Visitor(Visitor),
}

/// A connected socket's facts.
pub(super) struct Session {
    /// The socket.
    pub sid: Sid,
    /// The workspace it was let into.
    pub workspace_id: WorkspaceId,
    /// Who it speaks for.
    pub who: Who,
    /// Where it comes from.
    pub address: Option<IpAddr>,
    /// The address under which it reached this server: what addresses of files begin with for it.
    pub base: Arc<RequestBase>,
    /// How long it may take to say where it wants to resume from.
    pub hold: Duration,
    /// Since when it is known.
    pub opened: Instant,
    gone: AtomicBool,
    inbox: Mutex<Inbox>,
}

/// Something a client sent.
pub(super) struct Asked {
    /// The event's name.
    pub event: String,
    /// Its data; none where it could not be read.
    pub data: Option<serde_json::Value>,
    /// How to answer.
    pub ack: AckSender,
    /// Too many came before it: it is answered, and nothing else.
    pub is_too_much: bool,
}

/// What was last told of a socket's typing: the same again within a moment is not news.
type Typed = (Option<ConversationRef>, bool, Instant);

struct Inbox {
    is_ready: bool,
    waiting: VecDeque<Asked>,
    is_served: bool,
    allowance: u32,
    counted: Instant,
    /// It is ended for sending too much: nothing of it is done any more.
    floods: bool,
    typed: Option<Typed>,
}

/// What to do with something a client sent.
pub(super) enum Turn {
    /// Begin serving the queue.
    Serve,
    /// Somebody serves it already.
    Wait,
    /// End the socket: it does not wait for answers.
    End,
}

impl Session {
    pub(super) fn new(
        sid: Sid,
        workspace_id: WorkspaceId,
        who: Who,
        address: Option<IpAddr>,
        base: Arc<RequestBase>,
        hold: Duration,
    ) -> Self {
        let opened = Instant::now();
        let inbox = Inbox {
            is_ready: false,
            waiting: VecDeque::new(),
            is_served: false,
            allowance: BURST,
            counted: opened,
            floods: false,
            typed: None,
        };
        let (gone, inbox) = (AtomicBool::new(false), Mutex::new(inbox));
        Self { sid, workspace_id, who, address, base, hold, opened, gone, inbox }
    }

    /// From now on nothing is done for this socket, though its connection may linger.
    pub(super) fn end(&self) {
        self.gone.store(true, Ordering::Release);
    }

    /// Whether [`Session::end`] was called.
    pub(super) fn has_ended(&self) -> bool {
        self.gone.load(Ordering::Acquire)
    }

    /// Puts something into the queue. A client's events are carried out one after the other, in their order.
    pub(super) fn put(&self, mut asked: Asked) -> Turn {
        let mut inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        if inbox.waiting.len() >= WAITING {
            inbox.floods = true;
            return Turn::End;
        }
        asked.is_too_much = !inbox.allow(Instant::now());
        inbox.waiting.push_back(asked);
        if !inbox.is_ready {
            return Turn::Wait;
        }
        if std::mem::replace(&mut inbox.is_served, true) { Turn::Wait } else { Turn::Serve }
    }

    /// Its connection takes packets from now on: a quick client may have asked before, and an answer would have
    /// been lost. True where somebody is to begin serving the queue.
    pub(super) fn begin(&self) -> bool {
        let mut inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        inbox.is_ready = true;
        let begins = !inbox.waiting.is_empty() && !inbox.is_served;
        inbox.is_served |= begins;
        begins
    }

    /// Whether it is news that the client types there, or has stopped.
    pub(super) fn is_typing_news(&self, conversation: Option<ConversationRef>, is_typing: bool) -> bool {
        let now = Instant::now();
        let mut inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        let is_known = inbox.typed.is_some_and(|(place, typed, at)| {
            place == conversation && typed == is_typing && now.duration_since(at) < TYPED
        });
        if !is_known {
            inbox.typed = Some((conversation, is_typing, now));
        }
        !is_known
    }

    /// Whether it is ended for sending too much.
    pub(super) fn floods(&self) -> bool {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner).floods
    }

    /// The next of the queue. `None` ends the serving.
    pub(super) fn take(&self) -> Option<Asked> {
        let mut inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(mut next) = inbox.waiting.pop_front() else {
            inbox.is_served = false;
            inbox.waiting.shrink_to_fit();
            return None;
        };
        next.is_too_much |= inbox.floods;
        Some(next)
    }
}

impl Inbox {
    fn allow(&mut self, now: Instant) -> bool {
        let step = Duration::from_secs(1) / PER_SECOND;
        let earned = now.duration_since(self.counted).as_nanos() / step.as_nanos();
        let earned = u32::try_from(earned).unwrap_or(BURST).min(BURST);
        if earned > 0 {
            self.allowance = (self.allowance + earned).min(BURST);
            self.counted = now;
        }
        let allowed = self.allowance > 0;
        self.allowance = self.allowance.saturating_sub(1);
        allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_and_then_so_many_a_second() {
        let start = Instant::now();
        let mut inbox = Inbox {
            is_ready: true,
            waiting: VecDeque::new(),
            is_served: false,
            allowance: BURST,
            counted: start,
            floods: false,
            typed: None,
        };
        let passed = |inbox: &mut Inbox, at: Duration| (0..500).filter(|_| inbox.allow(start + at)).count();
        assert_eq!(passed(&mut inbox, Duration::ZERO), 100);
        assert_eq!(passed(&mut inbox, Duration::from_millis(100)), 5);
        assert_eq!(passed(&mut inbox, Duration::from_secs(1_000)), 100);
    }
}
