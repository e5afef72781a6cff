//! Changing how a widget looks and where it may be shown.

use pingback_model::{Action, Event, Widget, WidgetId};
use pingback_storage::widgets;
use pingback_storage::widgets::Change;

use super::{fields, requires_identity};
use crate::error::{Error, Kind, Result};
use crate::{Actor, App};

/// Changes what is given of a widget. 400 where another widget of the workspace has the domain. Where it is only for
/// identified customers, the sockets of others are cut.
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
        if change.config.is_some() && requires_identity(&widget) {
            tx.record(actor.workspace_id, Event::WidgetClosed { widget_id: id, to_unidentified_only: true });
        }
        super::tell(&mut tx, actor.workspace_id);
        Ok(tx.commit(widget).await?)
    })
    .await
}
