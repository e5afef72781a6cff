//! Changing what a workspace says of itself.

use pingback_model::{Action, Event, SettingsKind, Workspace};
use pingback_storage::workspaces;

use super::create_workspace::{LONGEST_NAME, LONGEST_TEXT};
use super::fields::Fields;
use crate::error::{Error, Kind, Result};
use crate::{Actor, App};

/// What to change of a workspace; what is `None` stays, an inner `None` clears.
#[derive(Debug, Clone, Default)]
pub struct ChangeWorkspace {
    /// Its name.
    pub name: Option<String>,
    /// Its website.
    pub website: Option<Option<String>>,
    /// Its line of business.
    pub industry: Option<Option<String>>,
    /// How large the team is.
    pub team_size: Option<Option<String>>,
    /// What it is used for.
    pub goal: Option<Option<String>>,
}

/// Changes the caller's workspace.
pub async fn change_workspace(app: &App, actor: &Actor, input: &ChangeWorkspace) -> Result<Workspace> {
    actor.require(Action::SettingsManage)?;
    let mut fields = Fields::default();
    let name = input.name.as_ref().map(|name| fields.name("/name", name, LONGEST_NAME));
    let website = input.website.as_ref().map(|website| fields.website("/website", website.as_deref()));
    let mut optional = |pointer: &str, given: &Option<Option<String>>| {
        given.as_ref().map(|text| fields.optional(pointer, text.as_deref(), LONGEST_TEXT))
    };
    let change = ChangeWorkspace {
        name,
        website,
        industry: optional("/industry", &input.industry),
        team_size: optional("/team_size", &input.team_size),
        goal: optional("/goal", &input.goal),
    };
    fields.check()?;
    let change = &change;
    app.write(actor, |mut tx| async move {
        let found = workspaces::find(&mut tx, actor.workspace_id).await?;
        let before = found.ok_or(Error::NotFound(Kind::Workspace))?;
        let keep = |given: &Option<Option<String>>, before: Option<String>| given.clone().unwrap_or(before);
        let workspace = Workspace {
            name: change.name.clone().unwrap_or(before.name),
            website: keep(&change.website, before.website),
            industry: keep(&change.industry, before.industry),
            team_size: keep(&change.team_size, before.team_size),
            goal: keep(&change.goal, before.goal),
            ..before
        };
        workspaces::set_profile(&mut tx, &workspace).await?;
        let event = Event::SettingsChanged { kind: SettingsKind::Workspace, user_id: None };
        tx.record(actor.workspace_id, event);
        Ok(tx.commit(workspace).await?)
    })
    .await
}
