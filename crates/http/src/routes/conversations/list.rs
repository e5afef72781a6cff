//! `GET conversations`: the inbox.

use axum::extract::State;
use axum::http::HeaderMap;
use pingback_app::conversations::{self, Conversations, ListConversations};
use pingback_app::{App, Error, FieldError};
use pingback_model::ChannelType;
use serde::Deserialize;
use utoipa::IntoParams;

use super::shapes::Conversation;
use crate::auth::Member;
use crate::client_address::RequestBase;
use crate::extract::Query;
use crate::problem::Result;
use crate::routes::files::FileLinks;
use crate::schema;

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// `open`, `pending`, `resolved` or `closed`.
    status: Option<String>,
    /// A member's `user_id`, or `none`.
    assignee_id: Option<String>,
    /// A kind of channel.
    channel_type: Option<String>,
    /// `low`, `medium`, `high` or `urgent`.
    priority: Option<String>,
    /// A label's id.
    label_id: Option<String>,
    /// A customer's id.
    customer_id: Option<String>,
    /// True: only those with a note that mentions the caller.
    mentioned: Option<bool>,
    /// Only those whose customer has waited for an answer for so many minutes or more.
    #[param(minimum = 0)]
    waiting_over: Option<i64>,
    /// `newest` (the most recently updated first), `oldest` (the other way round), or `wait`: whose customer waits
    /// longest, then, of those who wait for nothing, who was answered last.
    #[param(value_type = Option<schema::ConversationOrder>, default = "newest")]
    sort: Option<String>,
    /// Words of one message or of what is known of the customer, by their beginnings, or the conversation's number.
    /// Of more than 500 that are found, those in which it was said last.
    q: Option<String>,
    /// From 1.
    #[param(minimum = 1, default = 1)]
    page: Option<i64>,
    /// How many.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<i64>,
    /// Only what follows: a conversation's id or number, or what `X-Next-Cursor` said.
    before: Option<String>,
    /// Whether `X-Total-Count` is wanted; exact (with `q` up to 500), and dearer than the page.
    count: Option<bool>,
}

/// The workspace's conversations
///
/// `X-Next-Cursor` is the `before` of the next page of the same sort; it stays right while conversations move.
#[utoipa::path(get, path = "/conversations", tag = "Conversations", params(ListQuery),
    responses((status = 200, body = Vec<Conversation>, headers(
        ("X-Total-Count" = i64, description = "How many there are in all; only with count=true. With q at most 500, since a search finds no more"),
        ("X-Next-Cursor" = String, description = "The next page's `before`; absent on the last page")))))]
pub(super) async fn list(
    State(app): State<App>,
    Member(actor): Member,
    base: RequestBase,
    Query(query): Query<ListQuery>,
) -> Result<(HeaderMap, axum::Json<Vec<Conversation>>)> {
    let Conversations { conversations, next, total } =
        conversations::list(&app, &actor, query.read()?).await?;
    let mut headers = HeaderMap::new();
    if let Some(total) = total {
        headers.insert("x-total-count", total.into());
    }
    if let Some(next) = next.and_then(|next| next.to_string().try_into().ok()) {
        headers.insert("x-next-cursor", next);
    }
    let links = FileLinks::of_request(&app, &base);
    let shaped =
        conversations.into_iter().map(|conversation| Conversation::new(conversation, links)).collect();
    Ok((headers, axum::Json(shaped)))
}

impl ListQuery {
    fn read(self) -> Result<ListConversations, Error> {
        let mut wrong = Vec::new();
        let input = ListConversations {
            status: read(&mut wrong, "?status", self.status, |text| said(text.parse())),
            assignee: read(&mut wrong, "?assignee_id", self.assignee_id, |text| match text {
                "none" => Ok(None),
                id => id.parse().map(Some).map_err(|_| "Name a member by user_id, or none".to_owned()),
            }),
            channel_type: read(&mut wrong, "?channel_type", self.channel_type, |text| {
                said(ChannelType::from_wire(text))
            }),
            priority: read(&mut wrong, "?priority", self.priority, |text| said(text.parse())),
            label: read(&mut wrong, "?label_id", self.label_id, |text| {
                text.parse().map_err(|_| "Name a label by its id".to_owned())
            }),
            customer: read(&mut wrong, "?customer_id", self.customer_id, |text| {
                text.parse().map_err(|_| "Name a customer by their id".to_owned())
            }),
            mentioned: self.mentioned.unwrap_or(false),
            waiting_over: self.waiting_over,
            order: read(&mut wrong, "?sort", self.sort, |text| said(text.parse())),
            before: read(&mut wrong, "?before", self.before, |text| said(text.parse())),
            search: self.q,
            page: self.page,
            limit: self.limit,
            count: self.count.unwrap_or(false),
        };
        if wrong.is_empty() { Ok(input) } else { Err(Error::Invalid(wrong)) }
    }
}

/// Reads a parameter; one that is empty counts as absent.
fn read<T>(
    wrong: &mut Vec<FieldError>,
    pointer: &str,
    text: Option<String>,
    parse: impl Fn(&str) -> Result<T, String>,
) -> Option<T> {
    let text = text.filter(|text| !text.is_empty())?;
    let detail = match parse(&text) {
        Ok(value) => return Some(value),
        Err(detail) => detail,
    };
    wrong.push(FieldError { pointer: pointer.into(), detail });
    None
}

fn said<T>(read: Result<T, pingback_model::UnknownValue>) -> Result<T, String> {
    read.map_err(|error| error.to_string())
}
