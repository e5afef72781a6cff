//! What the open sockets of a node need to know, asked for many at once: is there news in the logs, does
//! their access still hold, who is connected; and the hints that nodes give each other.

use pingback_model::{Action, ConversationId, ConversationRef, SessionId, UserId, WorkspaceId};
use pingback_storage::{connections, conversations, events, members, sessions, sockets, users};

use crate::App;
use crate::actor::{Actor, Nobody};
use crate::error::{Error, Kind, Result};

pub use pingback_storage::notify::{Heard, Listener, MAX_PAYLOAD};

/// What [`look`] found.
#[derive(Debug)]
pub struct Looked {
    /// How far each workspace's log has got.
    pub last: Vec<(WorkspaceId, i64)>,
    /// Those of the sign-ins asked about that still have access to that workspace.
    pub with_access: Vec<(WorkspaceId, SessionId)>,
    /// The logs' epoch.
    pub epoch: String,
}

/// Looks after the sockets of a node: the logs of those workspaces, and the access of those sign-ins.
pub async fn look(
    app: &App,
    workspaces: &[WorkspaceId],
    open: &[(WorkspaceId, SessionId)],
) -> Result<Looked> {
    let mut tx = app.read().await?;
    let last = sockets::last_events_any_workspace(&mut tx, workspaces).await?;
    let with_access = sockets::with_access_any_workspace(&mut tx, open).await?;
    drop(tx);
    let epoch = events::epoch(&app.db).await?;
    Ok(Looked { last, with_access, epoch })
}

/// The member behind a socket, as of now: what a socket may do is asked each time, not once at its handshake.
/// 401 where the sign-in or the membership has ended.
pub async fn actor(app: &App, workspace: WorkspaceId, session: SessionId) -> Result<Actor> {
    let ended = || Error::Unauthenticated("This sign-in has no access to the workspace any more.");
    let mut tx = app.read().await?;
    let found = sessions::find_caller(&mut tx, session, Some(workspace)).await?;
    let now = tx.now();
    let found = found.filter(|found| found.expires_at > now).ok_or_else(ended)?;
    match (found.workspace_id, found.member_id, found.role, found.is_active) {
        (Some(workspace_id), Some(member_id), Some(role), Some(true)) if workspace_id == workspace => {
            let user_id = found.user_id;
            Ok(Actor { user_id, session_id: session, workspace_id, member_id, role, once: None })
        }
        _ => Err(ended()),
    }
}

/// The conversation that a member names, if they may be in it.
pub async fn find_conversation(app: &App, actor: &Actor, named: ConversationRef) -> Result<ConversationId> {
    actor.require(Action::ConversationHandle)?;
    let found = conversations::find(&mut app.read().await?, actor.workspace_id, named).await?;
    Ok(found.ok_or(Error::NotFound(Kind::Conversation))?.id)
}

/// The name under which customers see a member.
pub async fn name_of(app: &App, user: UserId) -> Result<Option<String>> {
    Ok(users::find(&mut app.read().await?, user).await?.map(|user| user.full_name))
}

/// Notes that a member's first dashboard has come to this node, or their last has gone. Gives whether they
/// are connected to any node; none where they are no member any more.
pub async fn set_present(
    app: &App,
    workspace: WorkspaceId,
    user: UserId,
    is_here: bool,
) -> Result<Option<bool>> {
    let node = app.node_id;
    app.write(&Nobody, |mut tx| async move {
        if is_here {
            connections::touch(&mut tx, workspace, user, node).await?;
        } else {
            connections::delete(&mut tx, workspace, user, node).await?;
        }
        let member = members::find_by_user(&mut tx, workspace, user).await?;
        Ok(tx.commit(member.map(|member| member.is_connected)).await?)
    })
    .await
}

/// Notes that this node lives, with all who are connected to it.
pub async fn keep_present(app: &App) -> Result<()> {
    let node = app.node_id;
    app.write(&Nobody, |mut tx| async move {
        connections::refresh_node_any_workspace(&mut tx, node).await?;
        Ok(tx.commit(()).await?)
    })
    .await
}

/// Notes that this node ends, and nobody is connected to it.
pub async fn end_presence(app: &App) -> Result<()> {
    let node = app.node_id;
    app.write(&Nobody, |mut tx| async move {
        connections::delete_node_any_workspace(&mut tx, node).await?;
        Ok(tx.commit(()).await?)
    })
    .await
}

/// Tells the other processes of this database, by its own means; see [`Listener`].
pub async fn hint(app: &App, payload: &str) -> Result<()> {
    Ok(pingback_storage::notify::notify(&app.db, payload).await?)
}
