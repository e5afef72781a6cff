//! Deleting a widget.

use pingback_model::{Action, Event, WidgetId};
use pingback_storage::public_routes::{self, PublicId};
use pingback_storage::widgets;

use crate::error::{Error, Kind, Result};
use crate::{Actor, App};

/// Deletes a widget, its identity secrets with it. Its website's visitors are refused from now on, and the
/// sockets they have open are cut; the channel and what they wrote stay.
pub async fn delete(app: &App, actor: &Actor, id: WidgetId) -> Result<()> {
    actor.require(Action::SettingsManage)?;
    app.write(actor, |mut tx| async move {
        if !widgets::delete(&mut tx, actor.workspace_id, id).await? {
            return Err(Error::NotFound(Kind::Widget));
        }
        public_routes::delete(&mut tx, actor.workspace_id, PublicId::Widget(id)).await?;
        tx.record(actor.workspace_id, Event::WidgetClosed { widget_id: id, to_unidentified_only: false });
        super::tell(&mut tx, actor.workspace_id);
        Ok(tx.commit(()).await?)
    })
    .await
}
