//! Changing a saved view.

use pingback_model::{Action, SettingsKind, View, ViewFilter, ViewId};
use pingback_storage::views;

use crate::error::{Error, Kind, Result};
use crate::{Actor, App, ownership};

/// What to change of a view; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct ChangeView {
    /// Its name.
    pub name: Option<String>,
    /// Whether it is for the whole team: false makes a shared one the caller's own.
    pub is_shared: Option<bool>,
    /// What it shows, in the place of what it showed.
    pub filter: Option<ViewFilter>,
}

/// Changes a view. Sharing one, and taking one back, needs the permission for what is shared.
pub async fn change(app: &App, actor: &Actor, id: ViewId, input: &ChangeView) -> Result<View> {
    actor.require(Action::ConversationHandle)?;
    let name = &super::check(input.name.as_deref(), input.filter.as_ref())?;
    app.write(actor, |mut tx| async move {
        let (workspace, user) = (actor.workspace_id, actor.user_id);
        let found = views::find(&mut tx, workspace, user, id).await?;
        let mut view = found.ok_or(Error::NotFound(Kind::View))?;
        let before = view.user_id;
        let owner = input.is_shared.map_or(before, |is_shared| ownership::owner(actor, is_shared));
        ownership::require(actor, before)?;
        ownership::require(actor, owner)?;
        if owner != before {
            super::require_room(&mut tx, workspace, owner).await?;
        }
        view.user_id = owner;
        if let Some(name) = name {
            view.name.clone_from(name);
        }
        if let Some(filter) = &input.filter {
            super::require_named(&mut tx, workspace, filter).await?;
            view.filter.clone_from(filter);
        }
        views::update(&mut tx, &view).await?;
        // Who saw it before, or sees it now: the team, where either is the team.
        let told = if before.is_none() { before } else { owner };
        ownership::tell(&mut tx, actor, SettingsKind::Views, told);
        Ok(tx.commit(view).await?)
    })
    .await
}
