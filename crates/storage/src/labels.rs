//! Labels of a workspace, and which conversations carry them.
//!
//! A conversation's own row names its labels too (`label_ids`): lists read it there, and
//! [`conversations::save`](crate::conversations::save) keeps both the same.

use pingback_model::{ConversationStatus, Label, LabelColor, LabelId, WorkspaceId};

use crate::error::Result;
use crate::sql::Arg;
use crate::{Tx, args, from_row};

from_row!(Label { id, workspace_id, name, color, created_at });

/// The columns of a [`Label`].
macro_rules! columns {
    () => {
        "id, workspace_id, name, color, created_at"
    };
}

/// What makes a name unique: the same in any case of its letters.
fn key(name: &str) -> String {
    name.to_lowercase()
}

/// All labels, by name.
pub async fn list(tx: &mut Tx, workspace: WorkspaceId) -> Result<Vec<Label>> {
    tx.fetch_all(
        concat!("SELECT ", columns!(), " FROM labels WHERE workspace_id = $1 ORDER BY name_key, id"),
        args![workspace],
    )
    .await
}

/// How many there are.
pub async fn count(tx: &mut Tx, workspace: WorkspaceId) -> Result<i64> {
    let (n,) = tx.fetch_one("SELECT COUNT(*) FROM labels WHERE workspace_id = $1", args![workspace]).await?;
    Ok(n)
}

/// How many open conversations carry each label, at most `most` of each.
pub async fn open_conversations(
    tx: &mut Tx,
    workspace: WorkspaceId,
    most: i64,
) -> Result<Vec<(LabelId, i64)>> {
    tx.fetch_all(
        "SELECT l.id, (SELECT COUNT(*) FROM (
             SELECT 1 AS one FROM conversation_labels d
             WHERE d.workspace_id = $1 AND d.label_id = l.id AND d.status = $2 LIMIT $3) n)
         FROM labels l WHERE l.workspace_id = $1 ORDER BY l.id",
        args![workspace, ConversationStatus::Open, most],
    )
    .await
}

/// Which of these labels there are. They stay until the transaction ends: to delete one waits. Taken before any
/// conversation's row, as [`delete`] does.
pub async fn keep(tx: &mut Tx, workspace: WorkspaceId, ids: &[LabelId]) -> Result<Vec<LabelId>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut args: Vec<Arg<'_>> = vec![workspace.into()];
    args.extend(ids.iter().map(|id| Arg::from(*id)));
    let places = (2..).take(ids.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!("SELECT id FROM labels WHERE workspace_id = $1 AND id IN ({places}) ORDER BY id");
    let sql = tx.sharing_lock(&sql);
    let rows: Vec<(LabelId,)> = tx.fetch_all(&sql, &args).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Adds a label. A unique violation: there is one of that name.
pub async fn insert(tx: &mut Tx, label: &Label) -> Result<()> {
    tx.execute(
        "INSERT INTO labels (workspace_id, id, name, name_key, color, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![label.workspace_id, label.id, &label.name, key(&label.name), label.color, label.created_at],
    )
    .await
    .map(drop)
}

/// Changes what is given of a label, and returns it as it is then; `None` where there is none. A unique
/// violation: there is another of that name.
pub async fn change(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: LabelId,
    name: Option<&str>,
    color: Option<LabelColor>,
) -> Result<Option<Label>> {
    tx.fetch_optional(
        concat!(
            "UPDATE labels SET name = COALESCE($3, name), name_key = COALESCE($4, name_key), color = COALESCE($5, color)
             WHERE workspace_id = $1 AND id = $2 RETURNING ",
            columns!()
        ),
        args![workspace, id, name, name.map(key), color],
    )
    .await
}

/// Deletes a label and takes it off all conversations; false where there is none.
pub async fn delete(tx: &mut Tx, workspace: WorkspaceId, id: LabelId) -> Result<bool> {
    // Held first: who puts it on holds it before the conversation too.
    let held = tx
        .execute(
            "UPDATE labels SET created_at = created_at WHERE workspace_id = $1 AND id = $2",
            args![workspace, id],
        )
        .await?;
    if held == 0 {
        return Ok(false);
    }
    // The ids are a JSON array of texts of one length: taking one out of its text takes at most one comma along.
    tx.execute(
        r#"UPDATE conversations
         SET label_ids = REPLACE(REPLACE(REPLACE(label_ids, '"' || $3 || '",', ''), ',"' || $3 || '"', ''), '"' || $3 || '"', '')
         WHERE workspace_id = $1 AND id IN (
             SELECT l.conversation_id FROM conversation_labels l WHERE l.workspace_id = $1 AND l.label_id = $2)"#,
        args![workspace, id, id.to_string()],
    )
    .await?;
    // Which conversations carried it goes along, by the foreign key.
    let deleted =
        tx.execute("DELETE FROM labels WHERE workspace_id = $1 AND id = $2", args![workspace, id]).await?;
    Ok(deleted > 0)
}
