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

use pingback_model::{Change, ConversationStatus, Event, Feature, Limits, UserId, WorkspaceId};
use pingback_storage::{Tx, conversations, members};

use crate::App;
use crate::actor::Actor;
use crate::billing::require_one_more;
use crate::conversations::changed;
use crate::error::{Error, Result};

/// Goes on only where a seat is free. `limits` come from `workspaces::lock` in the same transaction: whoever
/// else wants a seat waits until it ends.
async fn require_seat(tx: &mut Tx, workspace: WorkspaceId, limits: &Limits) -> Result<()> {
    let current = members::count_seats(tx, workspace).await?;
    require_one_more(limits, Feature::Agents, current, tx.now())
}

/// The most conversations that are told one by one to whoever gets them all.
const TOLD_ONE_BY_ONE: usize = 100;

/// Goes on only where what `leaving` holds can be given to `to`, who then stays a member until the transaction
/// ends. What is wrong is said at `pointer`. Before the membership's own change.
async fn require_successor(
    tx: &mut Tx,
    actor: &Actor,
    leaving: UserId,
    to: Option<UserId>,
    pointer: &str,
) -> Result<()> {
    let Some(to) = to else { return Ok(()) };
    let access = members::lock_access(tx, actor.workspace_id, to).await?;
    if to == leaving || !access.is_some_and(|access| access.is_active) {
        return Err(Error::invalid(pointer, "Name another member of the team, by user_id, who is active"));
    }
    Ok(())
}

/// What ends with somebody's place in the team: the conversations they held are `to`'s, or nobody's. Whoever gets
/// them hears of each that is not done; after a hundred, of all others at once. After the membership's own change.
async fn hand_over(app: &App, tx: &mut Tx, actor: &Actor, from: UserId, to: Option<UserId>) -> Result<()> {
    let workspace = actor.workspace_id;
    let held = conversations::hand_over(tx, workspace, from, to).await?;
    // That they are nobody's follows by itself; that they are somebody else's was said.
    let noted_of = to.map(|_| actor.user_id);
    for (conversation_id, conversation_number, _) in &held {
        let change = Change::Assigned { from: Some(from), to };
        let activity = changed::note(app, tx, workspace, *conversation_id, noted_of, change).await?;
        let assigned = Event::ConversationAssigned {
            conversation_id: *conversation_id,
            conversation_number: *conversation_number,
            assigned_by: Some(actor.user_id),
            assignee_id: to,
            previous_assignee_id: Some(from),
            activity: vec![activity],
        };
        tx.record(workspace, assigned);
    }
    let Some(to) = to.filter(|to| *to != actor.user_id) else { return Ok(()) };
    let is_at_work = |status: &ConversationStatus| {
        matches!(status, ConversationStatus::Open | ConversationStatus::Pending)
    };
    let at_work: Vec<_> =
        held.iter().filter(|(_, _, status)| is_at_work(status)).map(|(id, ..)| *id).collect();
    let by = Some(actor.user_id);
    for (place, id) in at_work.iter().take(TOLD_ONE_BY_ONE).enumerate() {
        changed::tell_assignee(app, tx, workspace, by, to, Some(*id), place == 0).await?;
    }
    if at_work.len() > TOLD_ONE_BY_ONE {
        changed::tell_assignee(app, tx, workspace, by, to, None, false).await?;
    }
    Ok(())
}
