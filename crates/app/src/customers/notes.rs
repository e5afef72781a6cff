//! Noting something about a customer, for the team.

use pingback_model::{Action, CustomerId, CustomerNote, CustomerNoteId, Event};
use pingback_storage::{customer_notes, customers};

use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Kind, Result};

/// The most notes about a customer.
pub(super) const MOST_NOTES: i64 = 200;

/// Adds a note about a customer. 400 where there are too many.
pub async fn add_note(app: &App, actor: &Actor, id: CustomerId, content: &str) -> Result<CustomerNote> {
    actor.require(Action::ConversationHandle)?;
    let content = content.trim();
    let most = CustomerNote::MAX_CHARS;
    if content.is_empty() || content.chars().count() > most || content.contains('\0') {
        let detail = format!("Write 1 to {most} characters of plain text, without NUL");
        return Err(Error::invalid("/content", detail));
    }
    app.write(actor, |mut tx| async move {
        let workspace = actor.workspace_id;
        let customer = customers::lock(&mut tx, workspace, id).await?;
        let customer = customer.ok_or(Error::NotFound(Kind::Customer))?;
        if customer_notes::count(&mut tx, workspace, id).await? >= MOST_NOTES {
            return Err(Error::rejected(format!("A customer has at most {MOST_NOTES} notes")));
        }
        let note = CustomerNote {
            id: app.ids.new_id(),
            customer_id: id,
            author_id: actor.user_id,
            content: content.to_owned(),
            created_at: tx.now(),
        };
        customer_notes::insert(&mut tx, workspace, &note).await?;
        tx.record(workspace, Event::CustomerUpdated { customer });
        Ok(tx.commit(note).await?)
    })
    .await
}

/// Deletes a note about a customer, whoever wrote it.
pub async fn delete_note(app: &App, actor: &Actor, id: CustomerId, note: CustomerNoteId) -> Result<()> {
    actor.require(Action::ConversationHandle)?;
    app.write(actor, |mut tx| async move {
        let workspace = actor.workspace_id;
        let customer = customers::find(&mut tx, workspace, id).await?;
        let customer = customer.ok_or(Error::NotFound(Kind::Customer))?;
        if !customer_notes::delete(&mut tx, workspace, id, note).await? {
            return Err(Error::NotFound(Kind::Note));
        }
        tx.record(workspace, Event::CustomerUpdated { customer });
        Ok(tx.commit(()).await?)
    })
    .await
}
