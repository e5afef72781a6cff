//! Changing one's own preferences.

use std::collections::BTreeMap;

use pingback_model::preferences::{Means, SendKey};
use pingback_model::{Action, Preferences};
use pingback_storage::preferences;

use crate::error::{Error, FieldError, Kind, Result};
use crate::{Actor, App};

/// The most keys that are kept, and the longest name of a command and of a key, in characters.
const MOST_KEYS: usize = 200;
const LONGEST: usize = 60;

/// What to change; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct ChangePreferences {
    /// How they are told, of what is named.
    pub notifications: ChangeNotifications,
    /// Whether sounds are for a dashboard that is out of sight only.
    pub sound_only_when_hidden: Option<bool>,
    /// What sends a message.
    pub send_key: Option<SendKey>,
    /// Keys.
    pub keyboard: ChangeKeyboard,
}

/// By which means to tell of what.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields are those of NotificationPreferences")]
pub struct ChangeNotifications {
    pub conversation_assigned: Option<Means>,
    pub new_message: Option<Means>,
    pub mention: Option<Means>,
    pub new_conversation: Option<Means>,
    pub member_joined: Option<Means>,
    pub needs_handoff: Option<Means>,
}

/// What to change of the keys.
#[derive(Debug, Clone, Default)]
pub struct ChangeKeyboard {
    /// Whether keys do anything.
    pub enabled: Option<bool>,
    /// All keys that are not the usual ones, by command.
    pub keys: Option<BTreeMap<String, String>>,
}

/// Changes the caller's preferences in the workspace, and returns all of them.
pub async fn change(app: &App, actor: &Actor, input: &ChangePreferences) -> Result<Preferences> {
    actor.require(Action::ConversationHandle)?;
    check(&input.keyboard)?;
    let (workspace, user) = (actor.workspace_id, actor.user_id);
    app.write(actor, |mut tx| async move {
        let found = preferences::lock(&mut tx, workspace, user).await?;
        let mut all = found.ok_or(Error::NotFound(Kind::Member))?;
        input.apply(&mut all);
        preferences::set(&mut tx, workspace, user, &all).await?;
        Ok(tx.commit(all).await?)
    })
    .await
}

impl ChangePreferences {
    fn apply(&self, all: &mut Preferences) {
        let set = |to: &mut Means, given: Option<Means>| *to = given.unwrap_or(*to);
        let (to, given) = (&mut all.notifications, &self.notifications);
        set(&mut to.conversation_assigned, given.conversation_assigned);
        set(&mut to.new_message, given.new_message);
        set(&mut to.mention, given.mention);
        set(&mut to.new_conversation, given.new_conversation);
        set(&mut to.member_joined, given.member_joined);
        set(&mut to.needs_handoff, given.needs_handoff);
        all.sound_only_when_hidden = self.sound_only_when_hidden.unwrap_or(all.sound_only_when_hidden);
        all.send_key = self.send_key.unwrap_or(all.send_key);
        all.keyboard.enabled = self.keyboard.enabled.unwrap_or(all.keyboard.enabled);
        if let Some(keys) = &self.keyboard.keys {
            all.keyboard.keys.clone_from(keys);
        }
    }
}

fn check(keyboard: &ChangeKeyboard) -> Result<()> {
    let Some(keys) = &keyboard.keys else { return Ok(()) };
    let mut wrong = Vec::new();
    if keys.len() > MOST_KEYS {
        let detail = format!("At most {MOST_KEYS} keys are kept");
        wrong.push(FieldError { pointer: "/keyboard/keys".into(), detail });
    }
    let is_bad =
        |text: &str| !(1..=LONGEST).contains(&text.chars().count()) || text.contains(char::is_control);
    for (command, key) in keys.iter().take(MOST_KEYS) {
        if is_bad(command) || is_bad(key) {
            let command: String = command.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
            let command = command.replace('~', "~0").replace('/', "~1");
            let detail =
                format!("Command and key have 1 to {LONGEST} characters, none of them a control one");
            wrong.push(FieldError { pointer: format!("/keyboard/keys/{command}"), detail });
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}
