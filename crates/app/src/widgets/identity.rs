//! The secret a website signs its customers' identity tokens with. It is shown when it is made and never again;
//! while a website changes one for the next, both are good.

use chrono::TimeDelta;
use pingback_model::{Action, Timestamp, WidgetId, WorkspaceId};
use pingback_storage::widgets::IdentitySecrets;
use pingback_storage::{Tx, widgets};

use crate::error::{Error, Kind, Result};
use crate::{Actor, App};

/// How long a secret is good after the next one was made, unless somebody ends it: a website that forgot to is
/// reminded by a date, and one that leaked does not stay good for ever.
const OVERLAP: TimeDelta = TimeDelta::days(30);

/// What the team may know of a widget's identity secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Whether there is one.
    pub has_secret: bool,
    /// Its end, to tell it from others.
    pub hint: Option<String>,
    /// Until when the one before it is good too; none: there is no such one.
    pub previous_until: Option<Timestamp>,
}

/// A new secret, encrypted for its widget's row.
pub(super) fn new_sealed(app: &App, workspace: WorkspaceId, id: WidgetId) -> Result<Vec<u8>> {
    app.keys.seal(&app.ids, &place(workspace, id), app.ids.secret().as_bytes())
}

/// Decrypts a widget's secret.
pub(super) fn open(app: &App, workspace: WorkspaceId, id: WidgetId, sealed: &[u8]) -> Result<String> {
    let plain = app.keys.open(&place(workspace, id), sealed)?;
    String::from_utf8(plain).map_err(|_| Error::Internal("a widget's secret is not text".into()))
}

fn place(workspace: WorkspaceId, id: WidgetId) -> String {
    format!("widget:{workspace}:{id}")
}

/// The secrets that are good now, the newest first.
pub(crate) async fn identity_secrets(app: &App, workspace: WorkspaceId, id: WidgetId) -> Result<Vec<String>> {
    let found = find(&mut app.read().await?, workspace, id).await?;
    let sealed = [found.current, found.previous];
    sealed.into_iter().flatten().map(|sealed| open(app, workspace, id, &sealed)).collect()
}

async fn find(tx: &mut Tx, workspace: WorkspaceId, id: WidgetId) -> Result<IdentitySecrets> {
    widgets::identity_secrets(tx, workspace, id).await?.ok_or(Error::NotFound(Kind::Widget))
}

/// What the team may know of them: never the secrets.
pub async fn identity(app: &App, actor: &Actor, id: WidgetId) -> Result<Identity> {
    actor.require(Action::SettingsManage)?;
    let found = find(&mut app.read().await?, actor.workspace_id, id).await?;
    let secret = found.current.map(|sealed| open(app, actor.workspace_id, id, &sealed)).transpose()?;
    Ok(Identity {
        has_secret: secret.is_some(),
        hint: secret.as_deref().map(hint),
        previous_until: found.previous_until,
    })
}

/// The last characters, as other secrets are shown.
fn hint(secret: &str) -> String {
    let end: Vec<char> = secret.chars().rev().take(4).collect();
    format!("••••{}", end.into_iter().rev().collect::<String>())
}

/// Gives a widget another secret, and returns it. The one before is good for 30 days more; the one before that not
/// any more.
pub async fn rotate_identity(app: &App, actor: &Actor, id: WidgetId) -> Result<String> {
    actor.require(Action::SettingsManage)?;
    let workspace = actor.workspace_id;
    let sealed = &new_sealed(app, workspace, id)?;
    let sealed = app
        .write(actor, |mut tx| async move {
            let until = tx.now() + OVERLAP;
            if !widgets::rotate_identity_secret(&mut tx, workspace, id, sealed, until).await? {
                return Err(Error::NotFound(Kind::Widget));
            }
            super::tell(&mut tx, workspace);
            // What is committed may be kept as the answer of an idempotency key: the secret stays sealed in it.
            Ok(tx.commit(sealed.clone()).await?)
        })
        .await?;
    open(app, workspace, id, &sealed)
}

/// Ends the secret before the one there is at once.
pub async fn end_previous_identity(app: &App, actor: &Actor, id: WidgetId) -> Result<()> {
    actor.require(Action::SettingsManage)?;
    let workspace = actor.workspace_id;
    app.write(actor, |mut tx| async move {
        if !widgets::end_previous_secret(&mut tx, workspace, id).await? {
            return Err(Error::NotFound(Kind::Widget));
        }
        super::tell(&mut tx, workspace);
        Ok(tx.commit(()).await?)
    })
    .await
}
