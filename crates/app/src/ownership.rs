//! Things that are the whole team's or one member's own: canned replies, saved views.
//!
//! Everybody keeps their own; what the team shares is changed by those who manage the settings. Another member's
//! own does not exist.

use pingback_model::{Action, Event, SettingsKind, UserId};
use pingback_storage::Tx;

use crate::Actor;
use crate::error::Result;

/// Goes on only where the caller may make or change what belongs to `owner`; none: to the team.
pub(crate) fn require(actor: &Actor, owner: Option<UserId>) -> Result<()> {
    actor.require(if owner.is_some() { Action::ConversationHandle } else { Action::SettingsManage })
}

/// Who owns what the caller makes.
pub(crate) fn owner(actor: &Actor, is_shared: bool) -> Option<UserId> {
    (!is_shared).then_some(actor.user_id)
}

/// Tells those who see it that something of `owner` changed.
pub(crate) fn tell(tx: &mut Tx, actor: &Actor, kind: SettingsKind, owner: Option<UserId>) {
    tx.record(actor.workspace_id, Event::SettingsChanged { kind, user_id: owner });
}
