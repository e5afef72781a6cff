//! Canned replies: text that is written often, kept under a shortcut.

use crate::{CannedReplyId, Timestamp, UserId, WorkspaceId};

/// A canned reply.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CannedReply {
    /// Its id.
    pub id: CannedReplyId,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// Whose it is; none: the whole team's.
    pub user_id: Option<UserId>,
    /// What is typed to find it; unique among the owner's.
    pub shortcut: String,
    /// Plain text with [placeholders](CannedReply::PLACEHOLDERS), which the client fills in.
    pub content: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl CannedReply {
    /// The longest shortcut, in bytes: a shortcut is ASCII.
    pub const MAX_SHORTCUT: usize = 40;
    /// How many the team may keep, and how many each member.
    pub const MOST: i64 = 500;
    /// What may stand between `{{` and `}}`.
    pub const PLACEHOLDERS: [&'static str; 4] =
        ["customer.name", "customer.first_name", "agent.name", "agent.first_name"];

    /// Whether a text is a shortcut: 1 to 40 of `a-z`, `0-9`, `-` and `_`.
    pub fn is_shortcut(text: &str) -> bool {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
        (1..=Self::MAX_SHORTCUT).contains(&text.len()) && text.bytes().all(fits)
    }

    /// The first placeholder of a text that nobody could fill in. Braces without their counterpart are text.
    pub fn unknown_placeholder(content: &str) -> Option<&str> {
        let mut rest = content;
        while let Some((_, behind)) = rest.split_once("{{") {
            let (name, after) = behind.split_once("}}")?;
            if !Self::PLACEHOLDERS.contains(&name) {
                return Some(name);
            }
            rest = after;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_known_ones() {
        for good in ["", "Hi {{customer.first_name}}, {{agent.name}} here", "{{", "}} {{ open", "{ {x} }"] {
            assert_eq!(CannedReply::unknown_placeholder(good), None, "{good}");
        }
        assert_eq!(CannedReply::unknown_placeholder("{{agent.name}} {{order.id}}"), Some("order.id"));
        assert_eq!(CannedReply::unknown_placeholder("{{}}"), Some(""));
    }

    #[test]
    fn shortcuts_are_short_and_plain() {
        for good in ["a", "refund-2_x", &"a".repeat(40)] {
            assert!(CannedReply::is_shortcut(good), "{good}");
        }
        for bad in ["", "A", "a b", "ä", "a/b", &"a".repeat(41)] {
            assert!(!CannedReply::is_shortcut(bad), "{bad}");
        }
    }
}
