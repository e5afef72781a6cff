//! How a member wants to be told, and which keys they use: one set for each workspace they work in.

use std::collections::BTreeMap;

use crate::NotificationKind;
use crate::text_enum::text_enum;

text_enum! {
    /// What sends a message that is being written.
    pub enum SendKey: "send_key" {
        /// Enter alone; Shift and Enter begin a new line.
        Enter = "enter",
        /// Ctrl (or ⌘) and Enter.
        CtrlEnter = "ctrl_enter",
    }
}

/// By which means a member is told of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Means {
    /// Kept among the notifications. Without it the server keeps and tells nothing.
    pub in_app: bool,
    /// Shown by the browser.
    pub desktop: bool,
    /// Heard.
    pub sound: bool,
}

impl Means {
    const HEARD: Self = Self { in_app: true, desktop: true, sound: true };
    const SILENT: Self = Self { in_app: true, desktop: true, sound: false };
}

/// By which means a member is told, for everything there is to tell.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct NotificationPreferences {
    /// A conversation was given to them.
    pub conversation_assigned: Means,
    /// A customer wrote in a conversation of theirs.
    pub new_message: Means,
    /// A note mentions them.
    pub mention: Means,
    /// A conversation began that nobody holds. Never kept among the notifications: clients tell of it.
    pub new_conversation: Means,
    /// Somebody joined the team.
    pub member_joined: Means,
    /// Theo asks for a person.
    pub needs_handoff: Means,
}

impl Default for NotificationPreferences {
    fn default() -> Self {
        Self {
            conversation_assigned: Means::HEARD,
            new_message: Means::HEARD,
            mention: Means::HEARD,
            new_conversation: Means::SILENT,
            member_joined: Means::SILENT,
            needs_handoff: Means::SILENT,
        }
    }
}

/// Keys for commands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Keyboard {
    /// Whether keys do anything.
    pub enabled: bool,
    /// The keys that are not the usual ones, by command.
    pub keys: BTreeMap<String, String>,
}

impl Default for Keyboard {
    fn default() -> Self {
        Self { enabled: true, keys: BTreeMap::new() }
    }
}

/// A member's preferences. What was never set is as [`Default`] has it, also in what was stored before it existed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// How they are told.
    pub notifications: NotificationPreferences,
    /// Whether sounds are for a dashboard that is out of sight only.
    pub sound_only_when_hidden: bool,
    /// What sends a message.
    pub send_key: SendKey,
    /// Keys for commands.
    pub keyboard: Keyboard,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            notifications: NotificationPreferences::default(),
            sound_only_when_hidden: true,
            send_key: SendKey::CtrlEnter,
            keyboard: Keyboard::default(),
        }
    }
}

impl Preferences {
    /// Whether a notification of that kind is kept for the member.
    pub const fn keeps(&self, kind: NotificationKind) -> bool {
        let told = &self.notifications;
        match kind {
            NotificationKind::ConversationAssigned => told.conversation_assigned.in_app,
            NotificationKind::NewMessage => told.new_message.in_app,
            NotificationKind::Mention => told.mention.in_app,
            NotificationKind::NeedsHandoff => told.needs_handoff.in_app,
            NotificationKind::MemberJoined => told.member_joined.in_app,
        }
    }
}
