//! The team: who is in it, as what, and whether they are there.

mod change;
mod invite;
mod list;
mod remove;
mod set_status;

pub use change::{ChangeMember, change};
pub use invite::{InviteMember, invite};
pub use list::list;
pub use remove::remove;
pub use set_status::set_status;

use pingback_model::{Event, Feature, Limits, UserId, WorkspaceId};
use pingback_storage::{Tx, conversations, members};

use crate::actor::Actor;
use crate::billing::require_one_more;
use crate::error::Result;

/// Goes on only where a seat is free. `limits` come from `members::lock_seats` in the same transaction: whoever
/// else wants a seat waits until it ends.
async fn require_seat(tx: &mut Tx, workspace: WorkspaceId, limits: &Limits) -> Result<()> {
    let current = members::count_seats(tx, workspace).await?;
    require_one_more(limits, Feature::Agents, current, tx.now())
}

/// What ends with somebody's place in the team: they hold no conversation any more. After the membership's own
/// change.
async fn release_conversations(tx: &mut Tx, actor: &Actor, user: UserId) -> Result<()> {
    for (conversation_id, conversation_number) in
        conversations::unassign_all(tx, actor.workspace_id, user).await?
    {
        let assigned = Event::ConversationAssigned {
            conversation_id,
            conversation_number,
            assigned_by: Some(actor.user_id),
            assignee_id: None,
            previous_assignee_id: Some(user),
        };
        tx.record(actor.workspace_id, assigned);
    }
    Ok(())
}
