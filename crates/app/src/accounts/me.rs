//! The signed-in account, with the workspace that the call is about.

use pingback_model::{Role, User, UserId, Workspace, WorkspaceId};
use pingback_storage::{Tx, members, users, workspaces};
use serde::{Deserialize, Serialize};

use super::{Authenticated, Membership};
use crate::App;
use crate::error::{Error, Kind, Result};

/// An account as it sees itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Me {
    /// The account.
    pub user: User,
    /// The workspace that the call is about, and the account's role in it.
    pub workspace: Option<(Workspace, Role)>,
    /// The workspaces that are open to it, in the order in which it joined them.
    pub workspaces: Vec<(WorkspaceId, String, Role)>,
}

/// The account. Works with and without a workspace; 403 where one was asked for that may not be entered.
pub async fn me(app: &App, who: &Authenticated) -> Result<Me> {
    let membership = who.membership_if_any()?;
    seen_from(&mut app.read().await?, who.user_id, membership).await
}

/// The account, seen from one of its workspaces.
pub(super) async fn seen_from(tx: &mut Tx, user: UserId, place: Option<Membership>) -> Result<Me> {
    let user = users::find(tx, user).await?.ok_or(Error::NotFound(Kind::User))?;
    let workspace = match place {
        Some(place) => workspaces::find(tx, place.workspace_id).await?.map(|found| (found, place.role)),
        None => None,
    };
    let all = members::workspaces_of_user_any_workspace(tx, user.id).await?;
    let open = all.into_iter().filter(|membership| membership.is_active);
    let workspaces = open.map(|open| (open.workspace_id, open.workspace_name, open.role)).collect();
    Ok(Me { user, workspace, workspaces })
}
