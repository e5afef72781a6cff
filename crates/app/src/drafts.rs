//! Drafts: what members have begun to write, kept for whichever dashboard they go on in.

mod delete;
mod get;
mod list;
mod put;

pub use delete::delete;
pub use get::get;
pub use list::list;
pub use put::{PutDraft, put};

use pingback_model::{ConversationId, ConversationRef};
use pingback_storage::{Tx, conversations};

use crate::Actor;
use crate::error::{Error, Kind, Result};

async fn conversation(tx: &mut Tx, actor: &Actor, named: ConversationRef) -> Result<ConversationId> {
    let found = conversations::find(tx, actor.workspace_id, named).await?;
    Ok(found.ok_or(Error::NotFound(Kind::Conversation))?.id)
}
