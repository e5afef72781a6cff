//! Saved views: a filter and an order of the inbox under a name.

use crate::{
    ChannelType, ConversationOrder, ConversationStatus, LabelId, Priority, Timestamp, UserId, ViewId,
    WorkspaceId,
};

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct View {
    /// Its id.
    pub id: ViewId,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// Whose it is; none: the whole team's.
    pub user_id: Option<UserId>,
    /// Its name; two may have the same.
    pub name: String,
    /// What it shows.
    pub filter: ViewFilter,
    /// When it was made.
    pub created_at: Timestamp,
}

impl View {
    /// The longest name, in characters.
    pub const MAX_NAME: usize = 60;
    /// How many the team may keep, and how many each member.
    pub const MOST: i64 = 100;
}

/// What a view shows, and what comes first. As JSON it is what clients send, get and the database keeps; what is
/// absent does not matter. A label that is gone by now is in none of the conversations.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewFilter {
    /// Where they stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ConversationStatus>,
    /// Who holds them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<ViewAssignee>,
    /// What they came through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel_type: Option<ChannelType>,
    /// A label they have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label_id: Option<LabelId>,
    /// How much they press.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// Whether a note in them mentions whoever looks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mentioned: Option<bool>,
    /// How many minutes their customer waits at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_over: Option<i64>,
    /// What comes first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<ConversationOrder>,
}

/// Who holds the conversations of a view: `me`, `none`, or an account's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewAssignee {
    /// Whoever looks.
    Me,
    /// Nobody.
    Nobody,
    /// That member.
    User(UserId),
}

impl serde::Serialize for ViewAssignee {
    fn serialize<S: serde::Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Me => writer.serialize_str("me"),
            Self::Nobody => writer.serialize_str("none"),
            Self::User(id) => id.serialize(writer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for ViewAssignee {
    fn deserialize<D: serde::Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        match &*String::deserialize(reader)? {
            "me" => Ok(Self::Me),
            "none" => Ok(Self::Nobody),
            id => id.parse().map(Self::User).map_err(|_| {
                serde::de::Error::custom("unknown assignee: expected me, none or a member's user_id")
            }),
        }
    }
}
