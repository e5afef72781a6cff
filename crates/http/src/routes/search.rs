//! `GET search`: the whole workspace.

use axum::extract::State;
use pingback_app::App;
use pingback_app::search::{self, Field, FoundConversation, Search};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::auth::Member;
use crate::client_address::RequestBase;
use crate::extract::Query;
use crate::problem::Result;
use crate::routes::conversations::Conversation;
use crate::routes::customers::Customer;
use crate::routes::files::FileLinks;

/// The routes of this file.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(find))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct SearchQuery {
    /// Words, or a conversation's number ("42", "#42").
    #[param(required = true, min_length = 1, max_length = 200)]
    q: Option<String>,
    /// How many of each kind.
    #[param(minimum = 1, maximum = 50, default = 20)]
    limit: Option<i64>,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
struct SearchResults {
    /// By number, then by customer, then by what was said last.
    conversations: Vec<SearchedConversation>,
    /// The newest first.
    customers: Vec<Customer>,
}

/// A conversation, and what of it matches.
#[derive(Debug, Serialize, ToSchema)]
struct SearchedConversation {
    /// With at most its newest message.
    conversation: Conversation,
    #[serde(rename = "match")]
    found: SearchMatch,
}

/// Where the words are.
#[derive(Debug, Serialize, ToSchema)]
struct SearchMatch {
    #[schema(value_type = SearchField)]
    field: &'static str,
    /// The message or note that has them.
    #[schema(required = true)]
    message_id: Option<Uuid>,
    /// The text around them: plain text, in order.
    parts: Vec<SearchPart>,
}

/// Where the words are.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "only its schema matters: the values are the use case's")]
enum SearchField {
    Message,
    Customer,
    Number,
}

/// A part of a text.
#[derive(Debug, Serialize, ToSchema)]
struct SearchPart {
    text: String,
    /// Whether it is what was searched for.
    is_match: bool,
}

impl SearchedConversation {
    fn new(found: FoundConversation, links: FileLinks<'_>) -> Self {
        let field: Field = found.field;
        let parts = found.parts.into_iter();
        Self {
            conversation: Conversation::new(found.conversation, links),
            found: SearchMatch {
                field: field.as_str(),
                message_id: found.message_id.map(Into::into),
                parts: parts.map(|part| SearchPart { text: part.text, is_match: part.is_match }).collect(),
            },
        }
    }
}

/// Search conversations and customers
///
/// A word is found by its beginning, without regard to case and accents; all words must be in one message or note,
/// or in what is known of one customer.
#[utoipa::path(get, path = "/search", tag = "Conversations", params(SearchQuery),
    responses((status = 200, body = SearchResults)))]
async fn find(
    State(app): State<App>,
    Member(actor): Member,
    base: RequestBase,
    Query(query): Query<SearchQuery>,
) -> Result<axum::Json<SearchResults>> {
    let input = Search { text: query.q, limit: query.limit };
    let found = search::search(&app, &actor, input).await?;
    let links = FileLinks::of_request(&app, &base);
    let shape = |conversation| SearchedConversation::new(conversation, links);
    Ok(axum::Json(SearchResults {
        conversations: found.conversations.into_iter().map(shape).collect(),
        customers: found.customers.into_iter().map(Into::into).collect(),
    }))
}
