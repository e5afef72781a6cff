//! Making a workspace.

use pingback_model::{Limits, MemberId, Role, Workspace, WorkspaceId};
use pingback_storage::members::{self, NewMember};
use pingback_storage::{users, workspaces};

use super::Membership;
use super::fields::Fields;
use super::me::{Me, seen_from};
use crate::App;
use crate::actor::Caller;
use crate::error::Result;

/// The longest name, and the longest of the other texts, in characters.
pub(super) const LONGEST_NAME: usize = 100;
pub(super) const LONGEST_TEXT: usize = 200;

/// A new workspace.
#[derive(Debug, Clone)]
pub struct CreateWorkspace {
    /// Its name.
    pub name: String,
    /// Its website.
    pub website: Option<String>,
    /// Its line of business.
    pub industry: Option<String>,
    /// How large the team is, in the owner's words.
    pub team_size: Option<String>,
    /// What it is used for, in the owner's words.
    pub goal: Option<String>,
}

/// Makes a workspace. Who makes it owns it for ever, offline at first, and works in it from now on.
pub async fn create_workspace(app: &App, caller: &Caller, input: &CreateWorkspace) -> Result<Me> {
    let mut fields = Fields::default();
    let workspace = Workspace {
        id: app.ids.new_id::<WorkspaceId>(),
        name: fields.name("/name", &input.name, LONGEST_NAME),
        website: fields.website("/website", input.website.as_deref()),
        goal: fields.optional("/goal", input.goal.as_deref(), LONGEST_TEXT),
        industry: fields.optional("/industry", input.industry.as_deref(), LONGEST_TEXT),
        team_size: fields.optional("/team_size", input.team_size.as_deref(), LONGEST_TEXT),
        created_at: app.now(),
        limits: Limits::of(app.settings.default_plan),
    };
    fields.check()?;
    let owner = NewMember {
        id: app.ids.new_id::<MemberId>(),
        user_id: caller.user_id,
        role: Role::Owner,
        invited_by: None,
    };
    let (workspace, owner) = (&workspace, &owner);
    app.write(caller, |mut tx| async move {
        workspaces::insert(&mut tx, workspace).await?;
        members::insert(&mut tx, workspace.id, owner).await?;
        users::set_current_workspace(&mut tx, caller.user_id, Some(workspace.id)).await?;
        let place = Membership { workspace_id: workspace.id, member_id: owner.id, role: owner.role };
        let me = seen_from(&mut tx, caller.user_id, Some(place)).await?;
        Ok(tx.commit(me).await?)
    })
    .await
}
