//! That a widget is on its website.

use chrono::TimeDelta;
use pingback_model::{Event, SettingsKind, Widget};
use pingback_storage::widgets;

use crate::App;
use crate::actor::Nobody;
use crate::error::Result;

/// How long it need not be noted again.
const FRESH: TimeDelta = TimeDelta::minutes(10);

/// Notes that a page of its domain loaded the widget; the first time the team is told.
pub async fn note_seen(app: &App, widget: &Widget) -> Result<()> {
    let since = app.now() - FRESH;
    if widget.seen_at.is_some_and(|seen| seen >= since) {
        return Ok(());
    }
    let is_first = widget.seen_at.is_none();
    app.write(&Nobody, |mut tx| async move {
        // Of two pages at once one finds that it is noted.
        let unless_since = if is_first { None } else { Some(since) };
        let is_new = widgets::mark_seen(&mut tx, widget.workspace_id, widget.id, unless_since).await?;
        if is_new && is_first {
            let event = Event::SettingsChanged { kind: SettingsKind::Widgets, user_id: None };
            tx.record(widget.workspace_id, event);
        }
        Ok(tx.commit(()).await?)
    })
    .await
}
