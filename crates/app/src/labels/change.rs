//! Renaming a label, giving it another colour.

use pingback_model::{Action, Label, LabelColor, LabelId};
use pingback_storage::labels;

use crate::error::{Error, Kind, Result};
use crate::{Actor, App};

/// What to change of a label; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct ChangeLabel {
    /// What it says.
    pub name: Option<String>,
    /// Its colour.
    pub color: Option<LabelColor>,
}

/// Changes a label. 400 where there is another of that name.
pub async fn change(app: &App, actor: &Actor, id: LabelId, input: &ChangeLabel) -> Result<Label> {
    actor.require(Action::SettingsManage)?;
    let name = input.name.as_deref().map(super::name).transpose()?;
    let name = name.as_deref();
    app.write(actor, |mut tx| async move {
        let changed = labels::change(&mut tx, actor.workspace_id, id, name, input.color).await;
        let label = changed.map_err(super::or_taken)?.ok_or(Error::NotFound(Kind::Label))?;
        super::tell(&mut tx, actor.workspace_id);
        Ok(tx.commit(label).await?)
    })
    .await
}
