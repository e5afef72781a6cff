//! Making a label.

use pingback_model::{Action, Label, LabelColor, LabelId};
use pingback_storage::{labels, workspaces};

use crate::error::{Error, Result};
use crate::{Actor, App};

/// The most labels of a workspace.
const MAX: i64 = 500;

/// What a label is made from.
#[derive(Debug, Clone)]
pub struct CreateLabel {
    /// What it says.
    pub name: String,
    /// Its colour.
    pub color: LabelColor,
}

/// Makes a label. 400 where there is one of that name, in whatever case, or there are too many.
pub async fn create(app: &App, actor: &Actor, input: &CreateLabel) -> Result<Label> {
    actor.require(Action::SettingsManage)?;
    let name = super::name(&input.name)?;
    let (name, id): (&str, LabelId) = (&name, app.ids.new_id());
    app.write(actor, |mut tx| async move {
        workspaces::lock(&mut tx, actor.workspace_id).await?;
        if labels::count(&mut tx, actor.workspace_id).await? >= MAX {
            return Err(Error::rejected(format!("A workspace has at most {MAX} labels")));
        }
        let label = Label {
            id,
            workspace_id: actor.workspace_id,
            name: name.to_owned(),
            color: input.color,
            created_at: tx.now(),
        };
        labels::insert(&mut tx, &label).await.map_err(super::or_taken)?;
        super::tell(&mut tx, actor.workspace_id);
        Ok(tx.commit(label).await?)
    })
    .await
}
