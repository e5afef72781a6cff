//! Who is told of an event: one pure function, so that no second place decides what somebody may see.
//!
//! Sockets, the replay of the log and `GET events` all ask [`audience`]. A visitor never hears of a note, of
//! the team's own doings or of another visitor.

use std::net::IpAddr;

use pingback_model::{Blocked, ConversationId, CustomerId, Event, Network, SessionId, UserId, WidgetId};

use crate::visitors::Visitor;

/// Who is told, and whose access ends with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Audience {
    /// Which members of the workspace.
    pub members: Members,
    /// The conversation whose customer's side is told too, in the words made for visitors.
    pub visitors_of: Option<ConversationId>,
    /// Whose sockets are cut once this event was sent.
    pub cut: Option<Cut>,
}

/// Which members are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Members {
    /// All of them.
    All,
    /// All but one.
    AllBut(UserId),
    /// One.
    Only(UserId),
    /// None.
    Nobody,
}

/// Whose access ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// A member's.
    Member {
        /// The account.
        user_id: UserId,
        /// Only the sockets of this sign-in; none: all of the account's in this workspace.
        session_id: Option<SessionId>,
    },
    /// That of a visitor, or of all visitors at a network address.
    Visitor(Blocked),
    /// That of a widget's visitors.
    Widget {
        /// The widget.
        widget_id: WidgetId,
        /// Only of those whom its website does not vouch for.
        unidentified_only: bool,
    },
    /// That of visitors who are taken for this customer without their website's word.
    Unidentified(CustomerId),
}

impl Members {
    /// Whether that member is told.
    pub fn include(self, user: UserId) -> bool {
        match self {
            Self::All => true,
            Self::AllBut(other) => other != user,
            Self::Only(one) => one == user,
            Self::Nobody => false,
        }
    }
}

impl Cut {
    /// Whether a socket of that account, opened by that sign-in, is meant.
    pub fn concerns(self, user: UserId, session: SessionId) -> bool {
        match self {
            Self::Member { user_id, session_id } => {
                user_id == user && session_id.is_none_or(|only| only == session)
            }
            Self::Visitor(_) | Self::Widget { .. } | Self::Unidentified(_) => false,
        }
    }

    /// Whether a socket of that visitor, from that address, is meant.
    pub fn concerns_visitor(self, visitor: &Visitor, address: Option<IpAddr>) -> bool {
        match self {
            Self::Member { .. } => false,
            Self::Visitor(Blocked::Visitor(id)) => id == visitor.customer_id,
            Self::Visitor(Blocked::Address(network)) => address.map(Network::of) == Some(network),
            Self::Widget { widget_id, unidentified_only } => {
                widget_id == visitor.widget_id && !(unidentified_only && visitor.is_identified)
            }
            Self::Unidentified(customer) => customer == visitor.customer_id && !visitor.is_identified,
        }
    }
}

/// Who is told of `event`.
pub fn audience(event: &Event) -> Audience {
    let team = Audience { members: Members::All, visitors_of: None, cut: None };
    let only_cut = |cut| Audience { members: Members::Nobody, visitors_of: None, cut: Some(cut) };
    match event {
        Event::NewMessage { message, .. } => {
            let visible = message.is_visible_to_visitor();
            Audience { visitors_of: visible.then_some(message.conversation_id), ..team }
        }
        Event::Delivered { conversation_id, .. } | Event::Read { conversation_id, .. } => {
            Audience { visitors_of: Some(*conversation_id), ..team }
        }
        Event::ConversationCreated { conversation } => {
            Audience { visitors_of: Some(conversation.id), ..team }
        }
        Event::ConversationUpdated { conversation, activity } => {
            // Of labels and priorities the customer does not even learn when they changed.
            let is_theirs =
                activity.is_empty() || activity.iter().any(|activity| activity.change.concerns_status());
            Audience { visitors_of: is_theirs.then_some(conversation.id), ..team }
        }
        Event::SettingsChanged { user_id, .. } => {
            Audience { members: user_id.map_or(Members::All, Members::Only), ..team }
        }
        Event::AgentStatusChanged { .. }
        | Event::ConversationAssigned { .. }
        | Event::CustomerUpdated { .. }
        | Event::MemberJoined { .. } => team,
        Event::MemberUpdated { member } if member.is_active => team,
        Event::MemberUpdated { member } | Event::MemberRemoved { member } => Audience {
            members: Members::AllBut(member.user_id),
            visitors_of: None,
            cut: Some(Cut::Member { user_id: member.user_id, session_id: None }),
        },
        Event::UnreadChanged { user_id, .. } => Audience { members: Members::Only(*user_id), ..team },
        Event::Notification { notification } => {
            Audience { members: Members::Only(notification.user_id), ..team }
        }
        Event::AccessEnded { user_id, session_id } => {
            only_cut(Cut::Member { user_id: *user_id, session_id: *session_id })
        }
        Event::VisitorBlocked { blocked } => only_cut(Cut::Visitor(*blocked)),
        Event::CustomerIdentified { customer_id } => only_cut(Cut::Unidentified(*customer_id)),
        Event::WidgetClosed { widget_id, to_unidentified_only } => {
            only_cut(Cut::Widget { widget_id: *widget_id, unidentified_only: *to_unidentified_only })
        }
    }
}
