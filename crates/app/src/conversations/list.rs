//! The inbox.

use chrono::DateTime;
use pingback_model::{
    Action, ChannelType, Conversation, ConversationRef, ConversationStatus, Timestamp, UserId,
};
use pingback_storage::conversations::{self, Filter, Page, Position};

use crate::App;
use crate::actor::Actor;
use crate::error::{Error, FieldError, Result};

/// The most conversations of a page.
const MAX_LIMIT: i64 = 100;
/// The longest text that is searched for, in characters.
const MAX_SEARCH: usize = 200;

/// Which conversations to list.
#[derive(Debug, Clone, Default)]
pub struct ListConversations {
    /// Of this status.
    pub status: Option<ConversationStatus>,
    /// Held by this member; `Some(None)`: by nobody.
    pub assignee: Option<Option<UserId>>,
    /// Come through this kind of channel.
    pub channel_type: Option<ChannelType>,
    /// Whose customer's name or email has this text in it, or whose number it is.
    pub search: Option<String>,
    /// Which page, from 1.
    pub page: Option<i64>,
    /// How many, 1 to 100; 50 where absent.
    pub limit: Option<i64>,
    /// Only those behind this place.
    pub before: Option<Cursor>,
    /// Whether to say how many there are in all, which can cost more than the page.
    pub count: bool,
}

/// A place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cursor {
    /// Behind a conversation, wherever that is by now.
    Conversation(ConversationRef),
    /// Where a page ended, whatever became of its last conversation since: what [`Conversations::next`] gives.
    Place(Position),
}

impl std::str::FromStr for Cursor {
    type Err = pingback_model::UnknownValue;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let Some((millis, id)) = text.split_once('.') else { return text.parse().map(Self::Conversation) };
        let updated_at = millis.parse().ok().and_then(DateTime::from_timestamp_millis);
        match (updated_at, id.parse()) {
            (Some(updated_at), Ok(id)) => Ok(Self::Place(Position { updated_at, id })),
            _ => Err(pingback_model::UnknownValue {
                what: "place in the list",
                expected: "a conversation's UUID, its number, what X-Next-Cursor said".into(),
            }),
        }
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let millis = |at: Timestamp| at.timestamp_millis();
        match self {
            Self::Conversation(ConversationRef::Id(id)) => write!(f, "{id}"),
            Self::Conversation(ConversationRef::Number(number)) => write!(f, "{number}"),
            Self::Place(place) => write!(f, "{}.{}", millis(place.updated_at), place.id),
        }
    }
}

/// A page of conversations.
#[derive(Debug, Clone)]
pub struct Conversations {
    /// The conversations, each with at most its newest message.
    pub conversations: Vec<Conversation>,
    /// Where the next page begins, if there may be one.
    pub next: Option<Cursor>,
    /// How many there are in all, where that was asked.
    pub total: Option<i64>,
}

/// A page of the workspace's conversations, the most recently updated first.
pub async fn list(app: &App, actor: &Actor, input: ListConversations) -> Result<Conversations> {
    actor.require(Action::ConversationHandle)?;
    let (page, limit) = check(&input)?;
    let filter = Filter {
        status: input.status,
        assignee: input.assignee,
        channel_type: input.channel_type,
        search: input.search.filter(|text| !text.trim().is_empty()),
    };
    let mut tx = app.read().await?;
    let behind = match input.before {
        None => None,
        Some(Cursor::Place(place)) => Some(place),
        Some(Cursor::Conversation(named)) => {
            let place = conversations::position(&mut tx, actor.workspace_id, named).await?;
            Some(place.ok_or_else(|| Error::invalid("?before", "There is no such conversation"))?)
        }
    };
    let part = Page { behind, offset: (page - 1).saturating_mul(limit), limit };
    let conversations = conversations::list(&mut tx, actor.workspace_id, &filter, part).await?;
    let total = if input.count {
        Some(conversations::count(&mut tx, actor.workspace_id, &filter).await?)
    } else {
        None
    };
    let is_full = i64::try_from(conversations.len()).is_ok_and(|n| n == limit);
    let last = conversations.last().filter(|_| is_full);
    let next = last.map(|last| Cursor::Place(Position { updated_at: last.updated_at, id: last.id }));
    Ok(Conversations { conversations, next, total })
}

/// The page and how many it has.
fn check(input: &ListConversations) -> Result<(i64, i64)> {
    let (page, limit) = (input.page.unwrap_or(1), input.limit.unwrap_or(50));
    let mut wrong = Vec::new();
    let mut field =
        |pointer: &str, detail: String| wrong.push(FieldError { pointer: pointer.into(), detail });
    if page < 1 {
        field("?page", "Pages are counted from 1".into());
    }
    if !(1..=MAX_LIMIT).contains(&limit) {
        field("?limit", format!("Ask for 1 to {MAX_LIMIT} at a time"));
    }
    let text = input.search.as_deref().unwrap_or_default();
    if text.chars().count() > MAX_SEARCH || text.contains('\0') {
        field("?q", format!("Search for at most {MAX_SEARCH} characters"));
    }
    if wrong.is_empty() { Ok((page, limit)) } else { Err(Error::Invalid(wrong)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_what_it_wrote() {
        let id = "01981f6e-7a3b-7c11-9d2e-0123456789ab";
        for text in [id.to_owned(), "42".into(), format!("1764000000123.{id}")] {
            assert_eq!(text.parse::<Cursor>().unwrap().to_string(), text);
        }
        for bad in ["", "x", "1.2", &format!("x.{id}"), &format!("99999999999999999999.{id}")] {
            assert!(bad.parse::<Cursor>().is_err(), "{bad}");
        }
    }
}
