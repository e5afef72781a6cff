//! The handshake: who may connect, and with what place in the log.
//!
//! Everything that fails refuses. The workspace's id is public, so it is never enough: a token is needed, or
//! from the server's own pages the dashboard's cookie.

use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use axum::extract::Request;
use axum::http::HeaderName;
use axum::http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL, PRAGMA, USER_AGENT};
use axum_extra::extract::CookieJar;
use pingback_app::visitors::{self, Visitor};
use pingback_app::{Error, Result, accounts, sockets};
use pingback_model::{MessageId, WorkspaceId};
use serde::Deserialize;
use serde_json::Value;
use socketioxide::extract::{AckSender, Event, SocketRef, TryData};
use tokio::time::Instant;

use super::Inner;
use super::client_events;
use super::seats::From;
use super::session::{Asked, Session, Turn, Who};
use super::told::Told;
use crate::cookie::COOKIE;
use crate::{auth, client_address, cors};

/// How long a client may take to say `resume` after its handshake, at least and at most. What happens
/// meanwhile waits, so that the replay comes first.
const HOLD: RangeInclusive<Duration> = Duration::from_millis(250)..=Duration::from_secs(3);
/// As many times as long as its way to the server and back took.
const ROUND_TRIPS: u32 = 8;

/// When a socket's first request came.
#[derive(Debug, Clone, Copy)]
struct Arrival(Instant);

/// Prepares a request for Socket.IO, which keeps the request of each socket for as long as that lives: notes
/// the time, and drops the headers that nobody asks for again.
pub(super) fn note_arrival(mut request: Request) -> Request {
    const NEEDLESS: [HeaderName; 4] = [ACCEPT_LANGUAGE, CACHE_CONTROL, PRAGMA, USER_AGENT];
    if request.uri().path().starts_with("/socket.io") {
        request.extensions_mut().insert(Arrival(Instant::now()));
        for name in NEEDLESS {
            request.headers_mut().remove(name);
        }
    }
    request
}

/// How long handshakes take lately, one with the other: a busy machine delays them all, but not all alike.
#[derive(Debug, Default)]
pub(super) struct Handshakes(Mutex<Option<(Duration, Instant)>>);

impl Handshakes {
    /// How long this says nothing of now any more.
    const STALE: Duration = Duration::from_secs(10);

    /// Counts one in, and gives the longer of its own time and the usual.
    fn usual(&self, took: Duration, now: Instant) -> Duration {
        let mut usual = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mean = match *usual {
            Some((mean, at)) if now.duration_since(at) < Self::STALE => (mean * 7 + took) / 8,
            _ => took,
        };
        *usual = Some((mean, now));
        took.max(mean)
    }
}

/// How long a socket is held for its `resume`. From the engine's answer to the handshake is one round trip,
/// and so is from the handshake's answer to `resume`.
fn hold(inner: &Inner, socket: &SocketRef) -> Duration {
    let now = Instant::now();
    let arrival = socket.req_parts().extensions.get::<Arrival>();
    let took = arrival.map_or(Duration::ZERO, |Arrival(at)| now.duration_since(*at));
    (inner.handshakes.usual(took, now) * ROUND_TRIPS).clamp(*HOLD.start(), *HOLD.end())
}

/// What a client sends with its handshake.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Handshake {
    business_id: Option<String>,
    token: Option<String>,
    /// A member's place in the log, or the last message a visitor has: replayed at once.
    after: Option<Value>,
    epoch: Option<String>,
}

impl Handshake {
    /// A member's place, where the handshake names one.
    fn place(&self) -> Option<From> {
        let after = self.after.as_ref()?;
        let after = after.as_i64().or_else(|| after.as_str()?.parse().ok())?;
        Some(From { after, epoch: self.epoch.clone() })
    }

    /// The last message a visitor has, where the handshake names one.
    fn message(&self) -> Option<MessageId> {
        self.after.as_ref()?.as_str()?.parse().ok()
    }
}

/// Why a client was not let in: the message of its `connect_error`.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    #[error("unauthorized")]
    Unauthorized,
    /// By the team.
    #[error("refused")]
    Blocked,
    #[error("unavailable")]
    Unavailable,
}

type Let<F> = std::pin::Pin<Box<dyn Future<Output = F> + Send>>;

/// The middleware that lets a client in. Its seat is taken before the handshake is answered, so that
/// nothing its client may cause after the answer can pass it by.
pub(super) fn let_in(
    inner: Weak<Inner>,
) -> impl Fn(SocketRef, TryData<Handshake>) -> Let<Result<(), Refused>> + Clone + Send + Sync + 'static {
    move |socket, TryData(handshake)| {
        let inner = inner.clone();
        Box::pin(async move {
            let inner = inner.upgrade().ok_or(Refused::Unavailable)?;
            let handshake = handshake.map_err(|_| Refused::Unauthorized)?;
            let session = identify(&inner, &socket, &handshake).await.map_err(|error| refusal(&error))?;
            take_seat(&inner, &socket, session).await
        })
    }
}

async fn identify(inner: &Inner, socket: &SocketRef, handshake: &Handshake) -> Result<Session> {
    const REFUSED: Error = Error::Unauthenticated("Send business_id and a token for it.");
    let workspace: WorkspaceId =
        handshake.business_id.as_deref().and_then(|id| id.parse().ok()).ok_or(REFUSED)?;
    let parts = socket.req_parts();
    let address = client_address::of(parts, &inner.app);
    let base = inner.base_of(parts);
    let session = |who| Session::new(socket.id, workspace, who, address, base, hold(inner, socket));
    let token = match &handshake.token {
        Some(token) => {
            if let Ok(visitor) = visitors::authenticate(&inner.app, token) {
                let widget = visitors::find_widget(&inner.app, visitor.widget_id).await?;
                let may_come = visitor.workspace_id == workspace && widget.workspace_id == workspace;
                // The same rule as for the visitor's other calls.
                return if may_come && cors::is_allowed(&inner.app, &widget, &parts.headers) {
                    // The widget's channel may be another by now than when the token was made.
                    Ok(session(Who::Visitor(Visitor { channel_id: widget.channel_id, ..visitor })))
                } else {
                    Err(REFUSED)
                };
            }
            token.clone()
        }
        // A foreign page's script can open a socket too, and the browser adds the cookie.
        None if auth::is_foreign(&inner.app.settings, &parts.headers) => return Err(REFUSED),
        None => {
            let jar = CookieJar::from_headers(&parts.headers);
            jar.get(COOKIE).ok_or(REFUSED)?.value().to_owned()
        }
    };
    let actor = accounts::authenticate(&inner.app, &token, Some(workspace), address).await?.actor(None)?;
    if actor.workspace_id != workspace {
        return Err(REFUSED);
    }
    Ok(session(Who::Member { user_id: actor.user_id, session_id: actor.session_id }))
}

async fn take_seat(inner: &Arc<Inner>, socket: &SocketRef, session: Session) -> Result<(), Refused> {
    let session = Arc::new(session);
    let is_open = inner.open(&session);
    listen(&Arc::downgrade(inner), socket, &session);
    let settled = match is_open.await {
        Ok(()) => settle(inner, &session).await,
        Err(_) => Err(Error::Unavailable("the server is closing".into())),
    };
    settled.map_err(|error| {
        inner.closed(&session);
        refusal(&error)
    })
}

/// What was looked up before the socket had its seat may have changed in between, without its pump noticing.
async fn settle(inner: &Inner, session: &Session) -> Result<()> {
    match &session.who {
        Who::Member { session_id, .. } => {
            sockets::actor(&inner.app, session.workspace_id, *session_id).await?;
        }
        Who::Visitor(visitor) => {
            visitors::enter(&inner.app, visitor.widget_id, Some(visitor), session.address).await?;
            let nothing = MessageId(uuid::Uuid::max());
            if let Some(own) = visitors::conversation(&inner.app, visitor, Some(nothing)).await? {
                let conversation_id = own.conversation.id;
                inner.tell(session.workspace_id, Told::Attach { sid: session.sid, conversation_id });
            }
        }
    }
    Ok(())
}

fn refusal(error: &Error) -> Refused {
    match error {
        Error::Blocked => Refused::Blocked,
        Error::Storage(_) | Error::Internal(_) | Error::Unavailable(_) => {
            tracing::error!(%error, "a socket could not be let in");
            Refused::Unavailable
        }
        _ => Refused::Unauthorized,
    }
}

/// What is done with everything the client sends, and when it goes.
fn listen(inner: &Weak<Inner>, socket: &SocketRef, session: &Arc<Session>) {
    let (asked_of, asking) = (inner.clone(), session.clone());
    // What comes before the future runs in the order of arrival; the futures do not.
    socket.on_fallback(move |Event(event): Event, TryData::<Value>(data), ack: AckSender| {
        match asking.put(Asked { event, data: data.ok(), ack, is_too_much: false }) {
            Turn::Serve => drop(tokio::spawn(client_events::serve(asked_of, asking))),
            Turn::Wait => {}
            Turn::End => {
                if let Some(inner) = asked_of.upgrade() {
                    inner.end(&asking);
                }
            }
        }
        std::future::ready(())
    });
    let (told, closing) = (inner.clone(), session.clone());
    socket.on_disconnect(move || {
        if let Some(inner) = told.upgrade() {
            inner.closed(&closing);
        }
        std::future::ready(())
    });
}

/// The handler of a connection that was let in and answered. socketioxide refuses packets to a socket until
/// this handler is called, though its client may have sent something by then.
pub(super) fn connected(
    inner: Weak<Inner>,
) -> impl Fn(SocketRef, TryData<Handshake>) -> std::future::Ready<()> + Clone + Send + Sync + 'static {
    move |socket: SocketRef, TryData(handshake)| {
        if let Some(inner) = inner.upgrade() {
            begin(&inner, &socket, &handshake.unwrap_or_default());
        }
        std::future::ready(())
    }
}

fn begin(inner: &Arc<Inner>, socket: &SocketRef, handshake: &Handshake) {
    let Some(session) = inner.session(socket.id) else {
        // Its seat was taken away meanwhile.
        return inner.sockets.end(socket.id);
    };
    inner.tell(session.workspace_id, Told::Connected { sid: socket.id, from: handshake.place() });
    if let (Who::Visitor(visitor), Some(after)) = (&session.who, handshake.message()) {
        tokio::spawn(client_events::catch_up_visitor(inner.clone(), session.clone(), visitor.clone(), after));
    }
    if session.begin() {
        tokio::spawn(client_events::serve(Arc::downgrade(inner), session));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_client_waits_for_itself_and_a_slow_machine_for_all() {
        let (start, ms) = (Instant::now(), Duration::from_millis);
        let handshakes = Handshakes::default();
        assert_eq!(handshakes.usual(ms(8), start), ms(8));
        assert_eq!(handshakes.usual(ms(800), start), ms(800));
        assert!(handshakes.usual(ms(8), start) < ms(110));
        for _ in 0..50 {
            handshakes.usual(ms(100), start);
        }
        assert!(handshakes.usual(ms(1), start) > ms(80));
        assert_eq!(handshakes.usual(ms(1), start + Duration::from_secs(10)), ms(1));
    }
}
