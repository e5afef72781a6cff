//! What a workspace's pump is told, besides commits.

use std::sync::Arc;

use pingback_model::{ConversationId, MessageId, SessionId, UserId};
use serde::{Deserialize, Serialize};
use socketioxide::extract::AckSender;
use socketioxide::socket::Sid;
use tokio::sync::oneshot;

use super::replay::End;
use super::seats::From;
use super::session::Session;

/// Something for the pump to do.
pub(super) enum Told {
    /// A socket was let in; its handshake is about to be answered. Say when it has its seat: from then on it
    /// misses nothing, the end of its own access included.
    Open { session: Arc<Session>, opened: oneshot::Sender<()> },
    /// The handshake was answered. It may have said where to resume from.
    Connected { sid: Sid, from: Option<From> },
    /// A visitor's conversation, as it was found at the handshake.
    Attach { sid: Sid, conversation_id: ConversationId },
    /// A socket is gone.
    Closed(Sid),
    /// A member's client asks to resume.
    Resume { sid: Sid, from: Option<From>, ack: AckSender },
    /// A replay has ended.
    Replayed { sid: Sid, end: End },
    /// A visitor's client asks to resume: keep what happens, and say when that begins.
    PauseVisitor { sid: Sid, paused: oneshot::Sender<()> },
    /// A visitor's socket was sent every message up to that one.
    ReleaseVisitor { sid: Sid, newest: Option<MessageId> },
    /// A member's socket wants to hear of typing in that conversation.
    Join { sid: Sid, conversation_id: ConversationId, joined: oneshot::Sender<bool> },
    /// It does not any more.
    Leave { sid: Sid, conversation_id: ConversationId },
    /// The log has got as far as that.
    Hint(i64),
    /// Somebody types. From this node, all but that socket are told.
    Typing { from: Option<Sid>, typing: Typing },
    /// A member looks at a conversation, or does not any more. From this node: by that socket.
    Viewing { from: Option<Sid>, viewing: Viewing },
    /// A visitor types, in the conversation it is in.
    VisitorTypes { sid: Sid, is_typing: bool },
    /// A member's dashboard came or went.
    Presence { user_id: UserId, is_connected: bool },
    /// A sign-in has no access to this workspace any more.
    Revoked(SessionId),
    /// The log's epoch, as it stands in the database.
    Epoch(Arc<str>),
    /// Look whether all sockets are still there.
    Sweep,
}

/// Somebody types, or has stopped.
#[expect(clippy::struct_field_names, reason = "the contract's name")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Typing {
    pub conversation_id: ConversationId,
    /// The member; none for the customer's side.
    pub user_id: Option<UserId>,
    /// Their name as visitors may see it.
    pub name: Option<String>,
    pub is_typing: bool,
}

/// A member looks at a conversation, or does not any more. For other members alone.
#[expect(clippy::struct_field_names, reason = "the contract's name")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Viewing {
    pub conversation_id: ConversationId,
    pub user_id: UserId,
    pub is_viewing: bool,
}
