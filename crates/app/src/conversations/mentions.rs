//! Members whom a note mentions.

use std::collections::HashSet;

use pingback_model::{Message, NotificationKind, UserId};
use pingback_storage::{Tx, mentions};

use super::assign::is_active;
use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Result};
use crate::notifications::{NewNotification, notify};

/// The most members that a note mentions.
const MOST: usize = 50;

/// Only notes mention, and nobody twice.
pub(super) fn check(mentions: &[UserId], is_private: bool) -> Result<()> {
    let mut seen = HashSet::new();
    let twice = mentions.iter().position(|user| !seen.insert(user));
    if mentions.is_empty() {
        Ok(())
    } else if !is_private {
        Err(Error::invalid("/mentions", "Only a note mentions members: the customer reads this"))
    } else if mentions.len() > MOST {
        Err(Error::invalid("/mentions", format!("A note mentions at most {MOST} members")))
    } else if let Some(index) = twice {
        Err(Error::invalid(format!("/mentions/{index}"), "This member is there twice"))
    } else {
        Ok(())
    }
}

/// Goes on only where all of them are active members, and stay so until the transaction ends. Before the
/// conversation's row is locked, as a removal does it.
pub(super) async fn require(tx: &mut Tx, actor: &Actor, mentions: &[UserId]) -> Result<()> {
    for (index, user) in mentions.iter().enumerate() {
        if !is_active(tx, actor, *user).await? {
            return Err(Error::invalid(format!("/mentions/{index}"), "This is no active member of the team"));
        }
    }
    Ok(())
}

/// Notes and tells whom a note mentions. Its writer is not told of themselves.
pub(super) async fn tell(app: &App, tx: &mut Tx, actor: &Actor, note: &Message) -> Result<()> {
    let (workspace, conversation) = (actor.workspace_id, note.conversation_id);
    for user in &note.mentions {
        mentions::put(tx, workspace, *user, conversation, note.id).await?;
        if *user != actor.user_id {
            let new = NewNotification {
                user_id: *user,
                kind: NotificationKind::Mention,
                conversation_id: Some(conversation),
                actor_id: Some(actor.user_id),
            };
            notify(tx, &app.ids, workspace, new).await?;
        }
    }
    Ok(())
}
