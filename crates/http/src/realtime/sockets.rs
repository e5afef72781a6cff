//! The way out: one event to one socket, and the end of a socket.
//!
//! Sockets are named by id and looked up for each packet: a kept `SocketRef` would keep its socket for ever.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::value::RawValue;
use socketioxide::extract::SocketRef;
use socketioxide::operators::BroadcastOperators;
use socketioxide::socket::Sid;
use socketioxide::{SendError, SocketError, SocketIo};

/// What became of a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is in the socket's buffer.
    Sent,
    /// The buffer is full; nothing was sent.
    Full,
    /// There is no such socket any more.
    Gone,
}

/// The sockets of this node.
#[derive(Clone)]
pub(super) struct Sockets {
    io: SocketIo,
    /// Those that could not be told of their end, since their buffers were full.
    ending: Arc<Mutex<Vec<Sid>>>,
}

impl Sockets {
    pub(super) fn new(io: SocketIo) -> Self {
        Self { io, ending: Arc::default() }
    }

    /// The sockets as of now, for several packets in a row. `None` once the server is closing.
    pub(super) fn all(&self) -> Option<Emitter> {
        self.io.of("/").map(Emitter)
    }

    /// Sends an event whose data is JSON already.
    pub(super) fn emit(&self, sid: Sid, event: &str, data: &RawValue) -> Outcome {
        self.all().map_or(Outcome::Gone, |all| all.emit(sid, event, data))
    }

    /// Ends a socket. Its client is told, as soon as its buffer has room; one that takes nothing any more is
    /// ended by the heartbeat.
    pub(super) fn end(&self, sid: Sid) {
        if !self.disconnect(sid) {
            self.ending.lock().unwrap_or_else(PoisonError::into_inner).push(sid);
        }
    }

    /// Tries again what [`Sockets::end`] could not do at once.
    pub(super) fn end_waiting(&self) {
        let waiting = std::mem::take(&mut *self.ending.lock().unwrap_or_else(PoisonError::into_inner));
        for sid in waiting {
            self.end(sid);
        }
    }

    fn disconnect(&self, sid: Sid) -> bool {
        let Some(socket) = self.get(sid) else { return true };
        !matches!(socket.disconnect(), Err(SocketError::InternalChannelFull))
    }

    /// Whether the socket is there.
    pub(super) fn has(&self, sid: Sid) -> bool {
        self.get(sid).is_some()
    }

    fn get(&self, sid: Sid) -> Option<SocketRef> {
        self.io.of("/").and_then(|all| all.get_socket(sid))
    }
}

/// See [`Sockets::all`].
pub(super) struct Emitter(BroadcastOperators);

impl Emitter {
    /// Sends an event whose data is JSON already: the socket copies the text, it does not serialise again.
    pub(super) fn emit(&self, sid: Sid, event: &str, data: &RawValue) -> Outcome {
        let Some(socket) = self.0.get_socket(sid) else { return Outcome::Gone };
        match socket.emit(event, data) {
            Ok(()) => Outcome::Sent,
            Err(SendError::Socket(SocketError::InternalChannelFull)) => Outcome::Full,
            Err(SendError::Socket(SocketError::Closed)) => Outcome::Gone,
            Err(SendError::Serialize(error)) => {
                tracing::error!(%error, event, "an event could not be written as JSON");
                Outcome::Sent
            }
        }
    }
}
