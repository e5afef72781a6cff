//! Blocking a visitor or an address.

use pingback_model::{Action, Block, BlockId, BlockKind, Blocked, CustomerId, Event};
use pingback_storage::{Tx, blocks, customers, workspaces};

use crate::error::{Error, FieldError, Result};
use crate::{Actor, App};

/// Whom to block. Of `customer_id` and `address` the one that `kind` says.
#[derive(Debug, Clone)]
pub struct CreateBlock {
    /// A visitor, or an address.
    pub kind: BlockKind,
    /// The visitor.
    pub customer_id: Option<CustomerId>,
    /// The address; of IPv6 all of its /64 is meant.
    pub address: Option<String>,
    /// Why.
    pub note: Option<String>,
}

/// Blocks a visitor or an address, and cuts the sockets they have open. What is blocked already stays as it is.
/// 400 where there are too many blocks.
pub async fn create(app: &App, actor: &Actor, input: &CreateBlock) -> Result<Block> {
    actor.require(Action::VisitorBlock)?;
    let (blocked, note) = check(input)?;
    let (id, note): (BlockId, &Option<String>) = (app.ids.new_id(), &note);
    app.write(actor, |mut tx| async move {
        require_customer(&mut tx, actor, blocked).await?;
        workspaces::lock(&mut tx, actor.workspace_id).await?;
        if let Some(known) = blocks::find(&mut tx, actor.workspace_id, blocked).await? {
            return Ok(tx.commit(known).await?);
        }
        if blocks::count(&mut tx, actor.workspace_id).await? >= Block::MOST {
            return Err(Error::rejected(format!("A workspace has at most {} blocks", Block::MOST)));
        }
        let block = Block {
            id,
            workspace_id: actor.workspace_id,
            blocked,
            note: note.clone(),
            created_by: actor.user_id,
            created_at: tx.now(),
        };
        blocks::insert(&mut tx, &block).await?;
        tx.record(actor.workspace_id, Event::VisitorBlocked { blocked });
        super::tell(&mut tx, actor.workspace_id);
        Ok(tx.commit(block).await?)
    })
    .await
}

fn check(input: &CreateBlock) -> Result<(Blocked, Option<String>)> {
    let mut wrong = Vec::new();
    let mut refuse = |pointer: &str, detail: String| {
        wrong.push(FieldError { pointer: pointer.to_owned(), detail });
    };
    let note = input.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    if note.is_some_and(|note| note.chars().count() > Block::MAX_NOTE || note.contains('\0')) {
        refuse("/note", format!("must be at most {} characters, without NUL", Block::MAX_NOTE));
    }
    let blocked = match (input.kind, input.customer_id, input.address.as_deref()) {
        (BlockKind::Visitor, Some(id), None) => Some(Blocked::Visitor(id)),
        (BlockKind::Visitor, _, None) => {
            refuse("/customer_id", "Give the customer that the visitor is".into());
            None
        }
        (BlockKind::Address, None, Some(text)) => {
            let network = text.trim().parse().ok();
            if network.is_none() {
                refuse("/address", "must be a network address, such as 192.0.2.1 or 2001:db8::1".into());
            }
            network.map(Blocked::Address)
        }
        (BlockKind::Address, None, None) => {
            refuse("/address", "Give the network address".into());
            None
        }
        (BlockKind::Visitor, _, Some(_)) => {
            refuse("/address", "must be left out: a visitor is named by customer_id".into());
            None
        }
        (BlockKind::Address, Some(_), _) => {
            refuse("/customer_id", "must be left out: an address is named by itself".into());
            None
        }
    };
    match blocked {
        Some(blocked) if wrong.is_empty() => Ok((blocked, note.map(ToOwned::to_owned))),
        _ => Err(Error::Invalid(wrong)),
    }
}

/// Another workspace's customer is none.
async fn require_customer(tx: &mut Tx, actor: &Actor, blocked: Blocked) -> Result<()> {
    let Blocked::Visitor(id) = blocked else { return Ok(()) };
    match customers::find(tx, actor.workspace_id, id).await? {
        Some(_) => Ok(()),
        None => Err(Error::invalid("/customer_id", "There is no such customer")),
    }
}
