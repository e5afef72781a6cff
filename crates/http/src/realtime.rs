//! Socket.IO: what happens reaches who may know of it.
//!
//! The log is the truth, everything else a hint. Each node has one [`pump`] for each workspace that has
//! sockets on it; a pump follows its workspace's log and alone sends durable events, in order. It hears of
//! news from commits in this process, from other nodes' hints ([`backplane`]), and at the latest from
//! [`watch`], which compares all logs every few seconds. What a socket missed is read from the log
//! ([`replay`]) before it goes live. Who may see what is decided in one place, `pingback_app::audience`.
//!
//! Typing and presence are not durable: a socket without room does not get them.

mod acks;
mod backplane;
mod client_events;
mod connect;
mod order;
mod presence;
mod pump;
mod replay;
mod seats;
mod session;
mod sockets;
mod told;
mod watch;
pub(crate) mod wire;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use axum::extract::Request;
use axum::http::request::Parts;
use pingback_app::App;
use pingback_app::sockets::end_presence;
use pingback_model::{StoredEvent, UserId, WorkspaceId};
use socketioxide::SocketIo;
use socketioxide::handler::ConnectHandler;
use socketioxide::layer::SocketIoLayer;
use socketioxide::socket::Sid;
use tokio::sync::{Notify, Semaphore, mpsc, oneshot};
use tower::layer::util::Stack;
use tower::util::MapRequestLayer;

pub use backplane::Backplane;
use backplane::Item;
use session::{Session, Who};
use told::{Told, Typing};

use crate::client_address::RequestBase;

/// The largest message a client may send, in bytes: the longest content with its escapes.
const MAX_MESSAGE: usize = 128 << 10;
/// Packets a socket's connection may be behind before its pump notices.
const BUFFER: usize = 256;
/// Commits a pump may be behind before it reads the log instead.
const COMMITS: usize = 1_024;
/// Replays that read the log at the same time.
const READS: usize = 4;

/// What goes around the router: Socket.IO, and what its handshakes need to know of their requests.
pub type Layer = Stack<SocketIoLayer, MapRequestLayer<fn(Request) -> Request>>;

/// The sockets of this node. Cheap to clone; when the last clone is dropped, what runs for them ends.
#[derive(Clone)]
pub struct Realtime(Arc<Inner>);

/// What the pumps and everything around them share.
pub(crate) struct Inner {
    app: App,
    io: SocketIo,
    sockets: sockets::Sockets,
    reads: Arc<Semaphore>,
    pumps: Mutex<HashMap<WorkspaceId, PumpLine>>,
    sessions: Mutex<Sessions>,
    line: Arc<backplane::Line>,
    speaks: bool,
    look_now: Arc<Notify>,
    presence: mpsc::UnboundedSender<(WorkspaceId, UserId)>,
    last_base: Mutex<Option<Arc<RequestBase>>>,
    handshakes: connect::Handshakes,
    this: Weak<Self>,
}

struct PumpLine {
    commits: mpsc::Sender<Vec<StoredEvent>>,
    told: mpsc::UnboundedSender<Told>,
}

#[derive(Default)]
struct Sessions {
    by_sid: HashMap<Sid, Arc<Session>>,
    /// How many sockets a member has here.
    members: HashMap<(WorkspaceId, UserId), usize>,
}

impl std::fmt::Debug for Realtime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Realtime")
    }
}

/// Sets Socket.IO up. The layer goes around the finished router; each commit of this process is to be told
/// to [`Realtime::listener`]. Needs a running tokio runtime.
pub fn layer(app: App, backplane: &Backplane) -> (Layer, Realtime) {
    let (layer, io) = SocketIo::builder()
        .req_path("/socket.io")
        .max_payload(MAX_MESSAGE as u64)
        .ws_max_message_size(MAX_MESSAGE)
        .ws_max_frame_size(MAX_MESSAGE)
        .ws_read_buffer_size(1 << 10)
        .max_buffer_size(BUFFER)
        .connect_timeout(Duration::from_secs(10))
        .ack_timeout(Duration::from_secs(10))
        .build_layer();
    let (presence, presence_changes) = mpsc::unbounded_channel();
    let speaks = !matches!(backplane, Backplane::InProcess);
    let inner = Arc::new_cyclic(|this| Inner {
        sockets: sockets::Sockets::new(io.clone()),
        io: io.clone(),
        reads: Arc::new(Semaphore::new(READS)),
        pumps: Mutex::default(),
        sessions: Mutex::default(),
        line: Arc::default(),
        speaks,
        look_now: Arc::default(),
        presence,
        last_base: Mutex::default(),
        handshakes: connect::Handshakes::default(),
        this: this.clone(),
        app,
    });
    let this = || Arc::downgrade(&inner);
    io.ns("/", connect::connected(this()).with(connect::let_in(this())));
    tokio::spawn(watch::run(this()));
    tokio::spawn(presence::run(this(), presence_changes));
    backplane::start(&inner, backplane);
    (Stack::new(layer, MapRequestLayer::new(connect::note_arrival)), Realtime(inner))
}

impl Realtime {
    /// Who is to be told of each commit in this process: of its events, all of one workspace. Never waits, and
    /// does not keep the sockets alive (the database, which holds it, is held by them).
    pub fn listener(&self) -> impl Fn(&[StoredEvent]) + Send + Sync + 'static {
        let inner = Arc::downgrade(&self.0);
        move |events| {
            if let (Some(inner), Some(newest)) = (inner.upgrade(), events.last()) {
                inner.committed(events, newest);
            }
        }
    }

    /// Ends every socket, as a server that stops: clients come back by themselves, to another node or to this
    /// one's successor. Takes at most a few seconds.
    pub async fn shutdown(&self) {
        let ending = tokio::time::timeout(Duration::from_secs(3), self.0.io.close());
        if ending.await.is_err() {
            tracing::warn!("some sockets did not end in time");
        }
        if let Err(error) = end_presence(&self.0.app).await {
            tracing::warn!(%error, "presence could not be taken back");
        }
    }

    /// Loses all hints between nodes until told otherwise, as a broken network does. For tests.
    pub fn cut_hints(&self, is_cut: bool) {
        self.0.line.cut(is_cut);
    }
}

impl Inner {
    fn pumps(&self) -> MutexGuard<'_, HashMap<WorkspaceId, PumpLine>> {
        self.pumps.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn committed(&self, events: &[StoredEvent], newest: &StoredEvent) {
        let workspace = newest.workspace_id;
        if let Some(line) = self.pumps().get(&workspace)
            && line.commits.try_send(events.to_vec()).is_err()
        {
            // The pump is far behind: it reads the log.
            let _ = line.told.send(Told::Hint(newest.seq));
        }
        self.tell_others(Item::Hint(workspace, newest.seq));
    }

    /// Tells a workspace's pump, where there is one.
    fn tell(&self, workspace: WorkspaceId, told: Told) {
        if let Some(line) = self.pumps().get(&workspace) {
            let _ = line.told.send(told);
        }
    }

    /// Gives a socket its seat, and its workspace a pump. Tells when that is done.
    fn open(&self, session: &Arc<Session>) -> oneshot::Receiver<()> {
        let workspace = session.workspace_id;
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.by_sid.insert(session.sid, session.clone());
        if let Who::Member { user_id, .. } = session.who {
            *sessions.members.entry((workspace, user_id)).or_default() += 1;
            let _ = self.presence.send((workspace, user_id));
        }
        drop(sessions);
        let mut pumps = self.pumps();
        let line = pumps.entry(workspace).or_insert_with(|| {
            let (commits, committed) = mpsc::channel(COMMITS);
            let (told, heard) = mpsc::unbounded_channel();
            tokio::spawn(pump::run(self.this.clone(), workspace, committed, heard));
            PumpLine { commits, told }
        });
        let (opened, is_open) = oneshot::channel();
        let _ = line.told.send(Told::Open { session: session.clone(), opened });
        is_open
    }

    /// Forgets a socket that is gone.
    fn closed(&self, session: &Session) {
        session.end();
        self.tell(session.workspace_id, Told::Closed(session.sid));
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        if sessions.by_sid.remove(&session.sid).is_none() {
            return;
        }
        if let Who::Member { user_id, .. } = session.who {
            let place = (session.workspace_id, user_id);
            if let Some(count) = sessions.members.get_mut(&place) {
                *count -= 1;
                if *count == 0 {
                    sessions.members.remove(&place);
                }
            }
            let _ = self.presence.send(place);
        }
    }

    /// Ends a socket whose seat was taken away.
    fn end(&self, session: &Session) {
        self.closed(session);
        self.sockets.end(session.sid);
    }

    /// Removes a pump that has nothing to do, unless something has just come for it.
    fn retire(&self, workspace: WorkspaceId, has_nothing: impl Fn() -> bool) -> bool {
        let mut pumps = self.pumps();
        // Everything is sent under this lock, so what is empty now stays empty.
        let retires = has_nothing();
        if retires {
            pumps.remove(&workspace);
        }
        retires
    }

    fn session(&self, sid: Sid) -> Option<Arc<Session>> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner).by_sid.get(&sid).cloned()
    }

    fn sessions(&self) -> Vec<Arc<Session>> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner).by_sid.values().cloned().collect()
    }

    fn workspaces(&self) -> Vec<WorkspaceId> {
        self.pumps().keys().copied().collect()
    }

    fn is_here(&self, member: (WorkspaceId, UserId)) -> bool {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner).members.contains_key(&member)
    }

    fn tell_others(&self, item: Item) {
        if self.speaks {
            self.line.say(item);
        }
    }

    fn tell_presence(&self, workspace: WorkspaceId, user_id: UserId, is_connected: bool) {
        self.tell(workspace, Told::Presence { user_id, is_connected });
        self.tell_others(Item::Presence(workspace, user_id, is_connected));
    }

    fn tell_typing(&self, workspace: WorkspaceId, from: Sid, typing: Typing) {
        self.tell_others(Item::Typing(workspace, typing.clone()));
        self.tell(workspace, Told::Typing { from: Some(from), typing });
    }

    /// The address under which a socket reached this server. Most sockets share one.
    fn base_of(&self, parts: &Parts) -> Arc<RequestBase> {
        let base = RequestBase::of(&self.app.settings, &parts.extensions, &parts.headers, &parts.uri);
        let mut last = self.last_base.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some(known) if known.url == base.url => known.clone(),
            _ => last.insert(Arc::new(base)).clone(),
        }
    }
}
