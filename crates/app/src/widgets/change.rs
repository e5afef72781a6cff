//! Changing how a widget looks and where it may be shown.

use pingback_model::{Action, Widget, WidgetId};
use pingback_storage::widgets;
use pingback_storage::widgets::Change;

use super::fields;
use crate::error::{Error, Kind, Result};
use crate::{Actor, App};

/// Changes what is given of a widget. 400 where another widget of the workspace has the domain.
pub async fn change(app: &App, actor: &Actor, id: WidgetId, input: Change) -> Result<Widget> {
    actor.require(Action::SettingsManage)?;
    let change = &fields::check(input)?;
    app.write(actor, |mut tx| async move {
        let changed =
            widgets::change(&mut tx, actor.workspace_id, id, change).await.map_err(|error| match &change
                .domain
            {
                Some(domain) if error.is_unique_violation() => super::domain_is_taken(domain),
                _ => error.into(),
            })?;
        let widget = changed.ok_or(Error::NotFound(Kind::Widget))?;
        super::tell(&mut tx, actor.workspace_id);
        Ok(tx.commit(widget).await?)
    })
    .await
}
