//! What the launcher of somebody who comes back asks for, in the place of the widget's look.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::HeaderMap;
use pingback_app::App;
use pingback_app::visitors;
use pingback_app::widgets::note_seen;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ShownWidget;
use super::visitor::OpenWidget;
use crate::client_address::ClientAddress;
use crate::cors;
use crate::extract::Json;
use crate::problem::Result;

/// The route.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(hello))
}

/// Who comes back: one of the two at least.
#[derive(Debug, Deserialize, ToSchema)]
struct Returning {
    /// From the last session.
    visitor_token: Option<String>,
    /// The website's word for who is signed in there, as for a session: then it is that customer who is greeted.
    identity: Option<String>,
}

/// A widget as somebody who comes back sees it.
#[derive(Debug, Serialize, ToSchema)]
struct Greeting {
    #[serde(flatten)]
    widget: ShownWidget,
    unread: Unread,
}

/// Answers that the visitor has not seen.
#[derive(Debug, Serialize, ToSchema)]
struct Unread {
    /// How many, at most 100.
    #[schema(maximum = 100)]
    count: usize,
    /// The newest; null where there is none.
    #[schema(required = true)]
    preview: Option<Preview>,
}

/// An answer's beginning.
#[derive(Debug, Serialize, ToSchema)]
struct Preview {
    /// One line; empty for files alone.
    #[schema(max_length = 140)]
    text: String,
    /// Who wrote it; null for Theo.
    #[schema(required = true)]
    sender_name: Option<String>,
    #[schema(required = true)]
    sender_avatar_url: Option<String>,
}

impl Greeting {
    fn new(app: &App, said: visitors::Hello) -> Self {
        let preview = |of: visitors::Preview| Preview {
            text: of.text,
            sender_name: of.sender_name,
            sender_avatar_url: of.sender_avatar_url,
        };
        Self {
            widget: ShownWidget::new(app, said.shown),
            unread: Unread { count: said.unread.count, preview: said.unread.preview.map(preview) },
        }
    }
}

/// Greet a visitor who comes back
///
/// What `GET widget/{id}` says, and what waits for the visitor. Makes nothing: the session begins when the widget is
/// opened. A token that is not known is greeted as somebody new. With `identity` it is about the customer whom that names,
/// whichever device they wrote on, and not about the browser's own visitor.
#[utoipa::path(post, path = "/widget/{id}/hello", tag = "visitors", security(()), params(("id" = Uuid, Path)),
    request_body = Returning, responses((status = 200, body = Greeting)))]
async fn hello(
    State(app): State<App>,
    OpenWidget(widget): OpenWidget,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Json(body): Json<Returning>,
) -> Result<Answer<Greeting>> {
    let input = visitors::Returning { visitor_token: body.visitor_token, identity: body.identity };
    let said = visitors::hello(&app, widget, &input, address).await?;
    if cors::is_of_domain(&app, &said.shown.widget, &headers) {
        note_seen(&app, &said.shown.widget).await?;
    }
    Ok(Answer(Greeting::new(&app, said)))
}
