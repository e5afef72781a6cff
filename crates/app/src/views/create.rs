//! Saving a view.

use pingback_model::{SettingsKind, View, ViewFilter};
use pingback_storage::views;

use crate::error::Result;
use crate::{Actor, App, ownership};

/// What a view is made from.
#[derive(Debug, Clone)]
pub struct CreateView {
    /// Its name.
    pub name: String,
    /// Whether it is for the whole team.
    pub is_shared: bool,
    /// What it shows.
    pub filter: ViewFilter,
}

/// Saves a view, for the team or for the caller. 400 where its owner has too many.
pub async fn create(app: &App, actor: &Actor, input: &CreateView) -> Result<View> {
    let owner = ownership::owner(actor, input.is_shared);
    ownership::require(actor, owner)?;
    let name = &super::check(Some(&input.name), Some(&input.filter))?.unwrap_or_default();
    app.write(actor, |mut tx| async move {
        super::require_named(&mut tx, actor.workspace_id, &input.filter).await?;
        super::require_room(&mut tx, actor.workspace_id, owner).await?;
        let view = View {
            id: app.ids.new_id(),
            workspace_id: actor.workspace_id,
            user_id: owner,
            name: name.clone(),
            filter: input.filter.clone(),
            created_at: tx.now(),
        };
        views::insert(&mut tx, &view).await?;
        ownership::tell(&mut tx, actor, SettingsKind::Views, owner);
        Ok(tx.commit(view).await?)
    })
    .await
}
