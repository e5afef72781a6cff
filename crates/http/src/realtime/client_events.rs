//! What clients send. Each event is one use case or one word to the pump, and each is answered.
//!
//! A client's events are carried out one after the other, in the order they came: `client_message` twice in
//! a row is two messages in that order. Who asks is looked up anew each time, so that a role that changed or
//! an access that ended counts at once.

use std::net::Ipv4Addr;
use std::sync::{Arc, Weak};
use std::time::Duration;

use pingback_app::conversations::{self, Receipt, Reply};
use pingback_app::visitors::{self, SendMessage, Visitor};
use pingback_app::{Actor, Error, Kind, Result, sockets};
use pingback_model::{AttachmentId, ConversationRef, MessageId, UserId};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use socketioxide::extract::AckSender;
use tokio::sync::oneshot;

use super::seats::From;
use super::session::{Asked, Session, Who};
use super::sockets::Outcome;
use super::told::{Told, Typing, Viewing};
use super::{Inner, acks, wire};
use crate::extract::{conversation_ref, read_value};

/// The most messages replayed to a visitor; who missed more fetches afresh.
const MOST_REPLAYED: usize = 499;

/// Answers after which the connection gets time to send them.
const PAUSE_EVERY: usize = 32;

#[derive(Deserialize)]
struct InConversation {
    #[serde(deserialize_with = "conversation_ref")]
    conversation_id: ConversationRef,
}

#[derive(Deserialize)]
struct Resume {
    after: Option<i64>,
    epoch: Option<String>,
}

#[derive(Deserialize)]
struct VisitorResume {
    after: Option<MessageId>,
}

/// An attachment as clients name it: by its id, or by the object that `upload` answered.
#[derive(Deserialize)]
#[serde(untagged)]
enum Attached {
    Id(AttachmentId),
    Whole { id: AttachmentId },
}

#[derive(Deserialize)]
struct ClientMessage {
    #[serde(default)]
    content: String,
    #[serde(default)]
    attachments: Vec<Attached>,
    client_id: Option<String>,
}

#[derive(Deserialize)]
struct AgentMessage {
    #[serde(deserialize_with = "conversation_ref")]
    conversation_id: ConversationRef,
    #[serde(default)]
    is_private: bool,
    #[serde(default)]
    mentions: Vec<UserId>,
    seen_message_id: Option<MessageId>,
}

#[derive(Deserialize)]
struct IsTyping {
    is_typing: bool,
}

#[derive(Deserialize)]
struct IsViewing {
    is_viewing: bool,
}

#[derive(Deserialize)]
struct Marked {
    message_id: MessageId,
}

/// Serves a socket's queue until it is empty. An answer that finds no room ends the socket: its client could
/// not tell what became of its question.
pub(super) async fn serve(inner: Weak<Inner>, session: Arc<Session>) {
    let mut answers: usize = 0;
    while let Some(asked) = session.take() {
        let Some(inner) = inner.upgrade() else { return };
        if !carry_out(&inner, &session, asked).await {
            inner.end(&session);
        }
        answers += 1;
        if answers.is_multiple_of(PAUSE_EVERY) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

/// False where the answer found no room.
async fn carry_out(inner: &Arc<Inner>, session: &Arc<Session>, asked: Asked) -> bool {
    let Asked { event, data, ack, is_too_much } = asked;
    if is_too_much || session.has_ended() {
        let word = if is_too_much || session.floods() { acks::RATE_LIMITED } else { acks::UNAUTHORIZED };
        return acks::refuse(ack, word) || session.has_ended();
    }
    let answer = match session.who {
        // The pump answers, when the socket has what it asked for.
        Who::Member { .. } if event == "resume" => return member_resumes(inner, session, data, ack),
        Who::Member { session_id, .. } => {
            match sockets::actor(&inner.app, session.workspace_id, session_id).await {
                Ok(actor) => member(inner, session, &actor, &event, data).await,
                Err(error) => Err(error),
            }
        }
        Who::Visitor(ref visitor) => of_visitor(inner, session, visitor, &event, data).await,
    };
    match answer {
        Ok(Ok(more)) => acks::accept(ack, &more),
        // Its seat went while this was done: that it sends too much is the reason, whatever failed for it.
        _ if session.floods() => acks::refuse(ack, acks::RATE_LIMITED),
        Ok(Err(word)) => acks::refuse(ack, word),
        Err(error) => acks::fail(ack, &error),
    }
}

/// What an event comes to: more members of the answer, or the word of a refusal.
type Answer = Result<Result<Value, &'static str>>;

fn read<T: DeserializeOwned>(data: Option<Value>) -> Result<T> {
    read_value(data.unwrap_or(Value::Null))
}

// --- members ---

fn member_resumes(inner: &Inner, session: &Session, data: Option<Value>, ack: AckSender) -> bool {
    let resume = match data {
        None | Some(Value::Null) => Resume { after: None, epoch: None },
        data => match read(data) {
            Ok(resume) => resume,
            Err(error) => return acks::fail(ack, &error),
        },
    };
    let from = resume.after.map(|after| From { after, epoch: resume.epoch });
    inner.tell(session.workspace_id, Told::Resume { sid: session.sid, from, ack });
    true
}

async fn member(inner: &Inner, session: &Session, actor: &Actor, event: &str, data: Option<Value>) -> Answer {
    match event {
        "join_conversation" => {
            let InConversation { conversation_id } = read(data)?;
            let conversation_id = sockets::find_conversation(&inner.app, actor, conversation_id).await?;
            let (joined, has_joined) = oneshot::channel();
            inner.tell(session.workspace_id, Told::Join { sid: session.sid, conversation_id, joined });
            if has_joined.await == Ok(true) {
                Ok(Ok(json!({"conversation_id": conversation_id})))
            } else {
                Ok(Err("too_many"))
            }
        }
        "leave_conversation" => {
            let InConversation { conversation_id } = read(data)?;
            let conversation_id = sockets::find_conversation(&inner.app, actor, conversation_id).await?;
            inner.tell(session.workspace_id, Told::Leave { sid: session.sid, conversation_id });
            Ok(Ok(json!({"conversation_id": conversation_id})))
        }
        "client_message" => {
            // Read one by one: a flattened field forgets where in it a mistake is.
            let message: ClientMessage = read(data.clone())?;
            let AgentMessage { conversation_id, is_private, mentions, seen_message_id } = read(data)?;
            let reply = Reply {
                conversation: conversation_id,
                content: message.content,
                attachments: ids(message.attachments),
                is_private,
                client_id: message.client_id,
                mentions,
                seen_message_id,
            };
            let message = conversations::reply(&inner.app, actor, reply).await?;
            Ok(Ok(json!({"message": wire::message_for_members(&inner.app, &session.base, &message)})))
        }
        "typing" => member_types(inner, session, actor, data).await,
        "viewing" => {
            let InConversation { conversation_id } = read(data.clone())?;
            let IsViewing { is_viewing } = read(data)?;
            let conversation_id = sockets::find_conversation(&inner.app, actor, conversation_id).await?;
            let viewing = Viewing { conversation_id, user_id: actor.user_id, is_viewing };
            inner.tell(session.workspace_id, Told::Viewing { from: Some(session.sid), viewing });
            Ok(Ok(json!({})))
        }
        "delivered" | "read" => {
            let Marked { message_id } = read(data)?;
            conversations::mark(&inner.app, actor, message_id, receipt(event)).await?;
            Ok(Ok(json!({})))
        }
        _ => Ok(Err(acks::UNKNOWN_EVENT)),
    }
}

async fn member_types(inner: &Inner, session: &Session, actor: &Actor, data: Option<Value>) -> Answer {
    let InConversation { conversation_id: named } = read(data.clone())?;
    let IsTyping { is_typing } = read(data)?;
    if session.is_typing_news(Some(named), is_typing) {
        let conversation_id = sockets::find_conversation(&inner.app, actor, named).await?;
        let name = sockets::name_of(&inner.app, actor.user_id).await?;
        let typing = Typing { conversation_id, user_id: Some(actor.user_id), name, is_typing };
        inner.tell_typing(session.workspace_id, session.sid, typing);
    }
    Ok(Ok(json!({})))
}

fn receipt(event: &str) -> Receipt {
    if event == "read" { Receipt::Read } else { Receipt::Delivered }
}

fn ids(attachments: Vec<Attached>) -> Vec<AttachmentId> {
    let id = |attached| match attached {
        Attached::Id(id) | Attached::Whole { id } => id,
    };
    attachments.into_iter().map(id).collect()
}

// --- visitors ---

async fn of_visitor(
    inner: &Arc<Inner>,
    session: &Arc<Session>,
    visitor: &Visitor,
    event: &str,
    data: Option<Value>,
) -> Answer {
    match event {
        "client_message" => {
            let message: ClientMessage = read(data)?;
            let address = session.address.unwrap_or(Ipv4Addr::UNSPECIFIED.into());
            let input = SendMessage {
                content: message.content,
                attachments: ids(message.attachments),
                client_id: message.client_id,
            };
            let widget =
                visitors::enter(&inner.app, visitor.widget_id, Some(visitor), session.address).await?;
            let visitor = visitor.clone().at(&widget);
            let received = visitors::send(&inner.app, &visitor, address, input).await?;
            Ok(Ok(
                json!({"message": wire::message_for_visitors(&inner.app, &session.base, &received.message)}),
            ))
        }
        "typing" => {
            let IsTyping { is_typing } = read(data)?;
            if session.is_typing_news(None, is_typing) {
                inner.tell(session.workspace_id, Told::VisitorTypes { sid: session.sid, is_typing });
            }
            Ok(Ok(json!({})))
        }
        "delivered" | "read" => {
            let Marked { message_id } = read(data)?;
            let own = own_conversation(inner, visitor).await?;
            let workspace = visitor.workspace_id;
            conversations::mark_by_customer(&inner.app, workspace, own, message_id, receipt(event)).await?;
            Ok(Ok(json!({})))
        }
        // It is in its own conversation, and in no other.
        "join_conversation" | "leave_conversation" => {
            let InConversation { conversation_id } = read(data)?;
            let own = own_conversation(inner, visitor).await?;
            let is_own = conversation_id == ConversationRef::Id(own);
            Ok(if is_own { Ok(json!({"conversation_id": own})) } else { Err("not_found") })
        }
        "resume" => {
            let resume = match data {
                None | Some(Value::Null) => VisitorResume { after: None },
                data => read(data)?,
            };
            match resume.after {
                Some(after) => replay_to_visitor(inner, session, visitor, after).await,
                None => Ok(Ok(json!({}))),
            }
        }
        _ => Ok(Err(acks::UNKNOWN_EVENT)),
    }
}

async fn own_conversation(inner: &Inner, visitor: &Visitor) -> Result<pingback_model::ConversationId> {
    let nothing = MessageId(uuid::Uuid::max());
    let own = visitors::conversation(&inner.app, visitor, Some(nothing)).await?;
    Ok(own.ok_or(Error::NotFound(Kind::Conversation))?.conversation.id)
}

/// The handshake named the last message: replay what followed.
pub(super) async fn catch_up_visitor(
    inner: Arc<Inner>,
    session: Arc<Session>,
    visitor: Visitor,
    after: MessageId,
) {
    if let Err(error) = replay_to_visitor(&inner, &session, &visitor, after).await {
        tracing::warn!(%error, "a visitor's messages could not be replayed");
    }
}

/// Sends a visitor the messages after `after`. What happens meanwhile is kept, and follows.
async fn replay_to_visitor(inner: &Inner, session: &Session, visitor: &Visitor, after: MessageId) -> Answer {
    let (workspace, sid) = (session.workspace_id, session.sid);
    let (paused, is_paused) = oneshot::channel();
    inner.tell(workspace, Told::PauseVisitor { sid, paused });
    if is_paused.await.is_err() {
        return Ok(Err(acks::UNAUTHORIZED));
    }
    let (newest, answer) = match visitors::conversation(&inner.app, visitor, Some(after)).await {
        Ok(Some(own)) if own.messages.len() > MOST_REPLAYED => (None, Ok(Err(acks::TOO_OLD))),
        Ok(Some(own)) => {
            let conversation_id = own.conversation.id;
            inner.tell(workspace, Told::Attach { sid, conversation_id });
            let newest = own.messages.last().map(|found| found.message.id);
            for found in &own.messages {
                let avatar_url = found.sender_avatar_url.clone();
                let data = wire::visible_for_visitors(&inner.app, &session.base, &found.message, avatar_url);
                if let Some(data) = data
                    && !send_with_patience(inner, session, &data).await
                {
                    break;
                }
            }
            (newest, Ok(Ok(json!({"last": newest.unwrap_or(after)}))))
        }
        Ok(None) => (None, Ok(Ok(json!({})))),
        Err(error) => (None, Err(error)),
    };
    inner.tell(workspace, Told::ReleaseVisitor { sid, newest });
    answer
}

/// Sends a message, waiting for room for a while. False where none came: then the socket is cut.
async fn send_with_patience(inner: &Inner, session: &Session, data: &RawValue) -> bool {
    for wait in [1, 5, 20, 100, 500, 2_000] {
        match inner.sockets.emit(session.sid, "new_message", data) {
            Outcome::Sent => return true,
            Outcome::Gone => return false,
            Outcome::Full => tokio::time::sleep(Duration::from_millis(wait)).await,
        }
    }
    inner.end(session);
    false
}
