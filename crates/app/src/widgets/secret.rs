//! The secret a website signs its customers' identity tokens with. It is shown when it is made and never again.

use pingback_model::{Action, Widget, WidgetId, WorkspaceId};
use pingback_storage::widgets;

use super::WithSecret;
use crate::error::{Error, Kind, Result};
use crate::{Actor, App};

/// A new secret, encrypted for its widget's row.
pub(super) fn new_sealed(app: &App, workspace: WorkspaceId, id: WidgetId) -> Result<Vec<u8>> {
    app.keys.seal(&app.ids, &place(workspace, id), app.ids.secret().as_bytes())
}

/// Decrypts a widget's secret.
pub(crate) fn open(app: &App, widget: &Widget, sealed: &[u8]) -> Result<String> {
    let plain = app.keys.open(&place(widget.workspace_id, widget.id), sealed)?;
    String::from_utf8(plain).map_err(|_| Error::Internal("a widget's secret is not text".into()))
}

fn place(workspace: WorkspaceId, id: WidgetId) -> String {
    format!("widget:{workspace}:{id}")
}

/// Gives a widget another secret. Identity tokens signed with the old one are refused from now on.
pub async fn renew_secret(app: &App, actor: &Actor, id: WidgetId) -> Result<WithSecret> {
    actor.require(Action::SettingsManage)?;
    let sealed = &new_sealed(app, actor.workspace_id, id)?;
    let (widget, sealed) = app
        .write(actor, |mut tx| async move {
            widgets::set_identity_secret(&mut tx, actor.workspace_id, id, sealed).await?;
            let widget = widgets::find(&mut tx, actor.workspace_id, id).await?;
            let widget = widget.ok_or(Error::NotFound(Kind::Widget))?;
            // What is committed may be kept as the answer of an idempotency key: the secret stays sealed in it.
            Ok(tx.commit((widget, sealed.clone())).await?)
        })
        .await?;
    let identity_secret = open(app, &widget, &sealed)?;
    Ok(WithSecret { widget, identity_secret })
}
