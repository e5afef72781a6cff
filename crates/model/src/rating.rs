//! Ratings: what a customer thought of how their conversation went.

use crate::Timestamp;

/// A customer's rating of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Rating {
    /// From 1 to 5, the best.
    pub rating: i64,
    /// In their own words.
    pub comment: Option<String>,
    /// When it was given; a change within the day that follows leaves it.
    pub rated_at: Timestamp,
}

impl Rating {
    /// The longest comment, in characters.
    pub const MAX_COMMENT: usize = 1_000;
}
