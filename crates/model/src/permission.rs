//! Who may do what: one exhaustive table.
//!
//! Use cases ask [`Role::may`]; nothing else in the code compares roles. The same table generates
//! `docs/permissions.md` and `auth/me`'s `permissions`, so the dashboard shows what one may do.

use crate::text_enum::text_enum;

text_enum! {
    /// A member's role. `Owner` is tied to the account that made the workspace, for ever.
    pub enum Role: "role" {
        /// Made the workspace.
        Owner = "owner",
        /// Promoted: assigns, and changes most settings.
        Admin = "admin",
        /// Handles conversations.
        Agent = "agent",
    }
}

text_enum! {
    /// Something a member may or may not do.
    pub enum Action: "action" {
        /// See the team and each other's status.
        TeamView = "team.view",
        /// Add an account to the workspace.
        MemberInvite = "member.invite",
        /// Remove or suspend a member.
        MemberRemove = "member.remove",
        /// Make an agent an admin and back.
        MemberChangeRole = "member.change_role",
        /// Give a conversation to somebody.
        ConversationAssign = "conversation.assign",
        /// Read and answer conversations, resolve, close and reopen them.
        ConversationHandle = "conversation.handle",
        /// Set one's own status.
        StatusUpdate = "status.update",
        /// Connect, change and remove channels.
        ChannelManage = "channel.manage",
        /// Change the plan.
        BillingManage = "billing.manage",
        /// See the plan and what of it is used.
        UsageView = "usage.view",
        /// Workspace profile, widget look, knowledge base, labels and the like.
        SettingsManage = "settings.manage",
        /// Block visitors and network addresses.
        VisitorBlock = "visitor.block",
    }
}

impl Action {
    /// What the action is, in the words of the team page.
    pub const fn title(self) -> &'static str {
        match self {
            Self::TeamView => "See the team",
            Self::MemberInvite => "Invite team members",
            Self::MemberRemove => "Remove team members",
            Self::MemberChangeRole => "Promote to admin, make agent again",
            Self::ConversationAssign => "Assign conversations",
            Self::ConversationHandle => "Handle conversations",
            Self::StatusUpdate => "Update own status",
            Self::ChannelManage => "Manage channels",
            Self::BillingManage => "Manage billing",
            Self::UsageView => "See plan and usage",
            Self::SettingsManage => "Manage most settings",
            Self::VisitorBlock => "Block visitors and addresses",
        }
    }

    /// The sentence for a member who may not: who may, so that they know whom to ask.
    pub const fn refusal(self) -> &'static str {
        match self {
            Self::TeamView => "Only members of the workspace see its team.",
            Self::MemberInvite => "Only the workspace owner can invite team members.",
            Self::MemberRemove => "Only the workspace owner can remove or suspend team members.",
            Self::MemberChangeRole => "Only the workspace owner can change roles.",
            Self::ConversationAssign => "Only the owner and admins can assign conversations.",
            Self::ConversationHandle => "Only members of the workspace handle its conversations.",
            Self::StatusUpdate => "Only members of the workspace have a status in it.",
            Self::ChannelManage => "Only the workspace owner can manage channels.",
            Self::BillingManage => "Only the workspace owner can manage billing.",
            Self::UsageView => "Only members of the workspace see its usage.",
            Self::SettingsManage => "Only the owner and admins can change these settings.",
            Self::VisitorBlock => "Only members of the workspace block its visitors.",
        }
    }
}

/// The table. Every cell is written out: a new action does not compile until each role has one.
#[rustfmt::skip]
#[expect(clippy::match_same_arms, reason = "a table has a row for each action")]
const fn allowed(action: Action) -> [bool; 3] {
    //                                  owner  admin  agent
    match action {
        Action::TeamView            => [true,  true,  true],
        Action::MemberInvite        => [true,  false, false],
        Action::MemberRemove        => [true,  false, false],
        Action::MemberChangeRole    => [true,  false, false],
        Action::ConversationAssign  => [true,  true,  false],
        Action::ConversationHandle  => [true,  true,  true],
        Action::StatusUpdate        => [true,  true,  true],
        Action::ChannelManage       => [true,  false, false],
        Action::BillingManage       => [true,  false, false],
        Action::UsageView           => [true,  true,  true],
        Action::SettingsManage      => [true,  true,  false],
        Action::VisitorBlock        => [true,  true,  true],
    }
}

impl Role {
    /// Whether a member of this role may do `action`.
    pub const fn may(self, action: Action) -> bool {
        let [owner, admin, agent] = allowed(action);
        match self {
            Self::Owner => owner,
            Self::Admin => admin,
            Self::Agent => agent,
        }
    }

    /// What a member of this role may do.
    pub fn permissions(self) -> impl Iterator<Item = Action> {
        Action::ALL.iter().copied().filter(move |action| self.may(*action))
    }

    /// Whether the role is one of those that can be given to somebody: the owner's cannot.
    pub const fn is_assignable(self) -> bool {
        !matches!(self, Self::Owner)
    }

    /// Whether a member of this role takes a seat of the plan.
    pub const fn takes_seat(self) -> bool {
        self.is_assignable()
    }
}

/// `docs/permissions.md`, generated so that it cannot be wrong.
pub fn as_markdown() -> String {
    use std::fmt::Write;
    let mut page = String::from(
        "# Permissions\n\nGenerated from `crates/model/src/permission.rs`; `cargo xtask openapi` writes it anew.\n\n\
         | action | owner | admin | agent |\n|---|---|---|---|\n",
    );
    for action in Action::ALL {
        let [owner, admin, agent] = allowed(*action).map(|yes| if yes { "yes" } else { "no" });
        let _ = writeln!(page, "| {} (`{action}`) | {owner} | {admin} | {agent} |", action.title());
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_seed_pages() {
        let rows = [
            (Action::MemberInvite, [true, false, false]),
            (Action::MemberRemove, [true, false, false]),
            (Action::ConversationAssign, [true, true, false]),
            (Action::ConversationHandle, [true, true, true]),
            (Action::StatusUpdate, [true, true, true]),
            (Action::ChannelManage, [true, false, false]),
            (Action::BillingManage, [true, false, false]),
        ];
        for (action, expected) in rows {
            assert_eq!(
                [Role::Owner, Role::Admin, Role::Agent].map(|role| role.may(action)),
                expected,
                "{action}"
            );
        }
    }

    #[test]
    fn the_owners_role_cannot_be_given() {
        assert!(!Role::Owner.is_assignable());
        assert!(Role::Admin.is_assignable() && Role::Agent.is_assignable());
    }
}
