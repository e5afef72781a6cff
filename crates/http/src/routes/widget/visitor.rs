//! What visitors do. No account: a session's token says who they are.

use std::net::IpAddr;

use axum::Json as Answer;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Multipart, State};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use chrono::{DateTime, Utc};
use pingback_app::visitors::{self, BeginSession, Page, SendMessage, Visitor};
use pingback_app::widgets::note_seen;
use pingback_app::{App, Error};
use pingback_model::{MessageId, Widget, WidgetId, WorkspaceId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::shapes::{TeamMate, VisitorConversation, VisitorMessage};
use crate::client_address::{ClientAddress, RequestBase};
use crate::extract::{Json, Path, Query};
use crate::idempotency::IdempotencyKey;
use crate::problem::{Problem, Result};
use crate::routes::files::{
    Attachment, AttachmentToSend, FileLinks, MAX_UPLOAD, Upload, file_field, ids_to_send,
};
use crate::{client_address, cors, user_agent};

/// The routes of visitors.
pub fn router() -> OpenApiRouter<App> {
    let uploads = OpenApiRouter::new().routes(routes!(upload)).layer(DefaultBodyLimit::max(MAX_UPLOAD));
    OpenApiRouter::new()
        .routes(routes!(begin))
        .routes(routes!(conversation))
        .routes(routes!(send))
        .merge(uploads)
}

/// The widget that the path names, while it is open, asked for from a page that may use it.
pub struct OpenWidget(pub Widget);

impl FromRequestParts<App> for OpenWidget {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        enter(parts, app, None).await.map(Self)
    }
}

/// The widget that the path names, for whom its team did not block.
async fn enter(parts: &mut Parts, app: &App, visitor: Option<&Visitor>) -> Result<Widget, Problem> {
    let Path(ThisWidget { id }) = Path::<ThisWidget>::from_request_parts(parts, app).await?;
    let widget = visitors::enter(app, id, visitor, client_address::of(parts, app)).await?;
    if cors::is_allowed(app, &widget, &parts.headers) {
        Ok(widget)
    } else {
        Err(Error::Refused("Origin not allowed: this widget may not be used on this website").into())
    }
}

#[derive(Deserialize)]
struct ThisWidget {
    id: WidgetId,
}

/// A visitor of the widget that the path names, with the address they call from.
pub struct Visiting {
    /// Who.
    pub visitor: Visitor,
    /// The widget.
    pub widget: Widget,
    /// From where.
    pub address: IpAddr,
}

impl FromRequestParts<App> for Visiting {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let refused = Error::Unauthenticated("Send the header Authorization: Bearer <token of the session>.");
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let (scheme, token) = header.and_then(|value| value.split_once(' ')).unwrap_or_default();
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(refused.into());
        }
        let mut visitor = visitors::authenticate(app, token.trim())?;
        let key = parts.extensions.get::<IdempotencyKey>();
        visitor.once = key.map(|key| key.of(visitor.workspace_id, visitor.customer_id.into()));
        let widget = enter(parts, app, Some(&visitor)).await?;
        if visitor.widget_id != widget.id {
            return Err(Error::Unauthenticated("This token is another widget's: begin a session here").into());
        }
        let ClientAddress(address) =
            ClientAddress::from_request_parts(parts, app).await.unwrap_or_else(|never| match never {});
        Ok(Self { visitor: visitor.at(&widget), widget, address })
    }
}

/// What a browser says to begin a session.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewVisitorSession {
    /// From last time. One that is not known gives a new visitor.
    visitor_token: Option<String>,
    name: Option<String>,
    email: Option<String>,
    /// A JWT (HS256, with the widget's identity secret) that says which customer this is: `sub` or
    /// `external_id`, `exp`, and `name` and `email` if they are known.
    identity: Option<String>,
    /// The page it is on.
    page: Option<VisitedPage>,
    /// The browser's first language.
    #[schema(example = "de-DE")]
    language: Option<String>,
    #[schema(example = "Europe/Berlin")]
    timezone: Option<String>,
}

/// A page of the website. What does not fit is left out, never refused.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct VisitedPage {
    /// Its address.
    #[schema(max_length = 2000)]
    pub url: Option<String>,
    #[schema(max_length = 2000)]
    pub title: Option<String>,
    /// Where the browser came from.
    #[schema(max_length = 2000)]
    pub referrer: Option<String>,
}

impl VisitedPage {
    /// The page with what else a browser says of itself.
    pub fn seen_by(self, headers: &HeaderMap, language: Option<String>, timezone: Option<String>) -> Page {
        let (browser, os) = user_agent::names(headers);
        Page { url: self.url, title: self.title, referrer: self.referrer, language, timezone, browser, os }
    }
}

/// A visitor's session.
#[derive(Debug, Serialize, ToSchema)]
pub struct VisitorSession {
    /// For the socket and the visitor's calls.
    token: String,
    /// To be kept in the browser, for the next session.
    visitor_token: String,
    /// When `token` ends.
    expires_at: DateTime<Utc>,
    #[schema(value_type = Uuid)]
    business_id: WorkspaceId,
    #[schema(required = true)]
    conversation: Option<VisitorConversation>,
    team: Vec<TeamMate>,
}

/// Begin or renew a visitor's session
///
/// Only from pages of the widget's domain and its subdomains (403); with `require_identity` in the widget's `config`
/// only with an `identity` (403, `error` `identity_required`); not for those whom the team blocked (403, `error`
/// `refused`).
#[utoipa::path(post, path = "/widget/{id}/session", tag = "visitors", security(()), params(("id" = Uuid, Path)),
    request_body = NewVisitorSession, responses((status = 200, body = VisitorSession)))]
async fn begin(
    State(app): State<App>,
    OpenWidget(widget): OpenWidget,
    ClientAddress(address): ClientAddress,
    base: RequestBase,
    headers: HeaderMap,
    Json(body): Json<NewVisitorSession>,
) -> Result<Answer<VisitorSession>> {
    let input = BeginSession {
        visitor_token: body.visitor_token,
        name: body.name,
        email: body.email,
        identity: body.identity,
        page: body.page.unwrap_or_default().seen_by(&headers, body.language, body.timezone),
    };
    let session = visitors::begin(&app, &widget, &input, address).await?;
    if cors::is_of_domain(&app, &widget, &headers) {
        note_seen(&app, &widget).await?;
    }
    let links = FileLinks::of_request(&app, &base);
    Ok(Answer(VisitorSession {
        token: session.token,
        visitor_token: session.visitor_token,
        expires_at: session.expires_at,
        business_id: session.workspace_id,
        conversation: session.conversation.map(|own| VisitorConversation::new(&links, own)),
        team: session.team.into_iter().map(Into::into).collect(),
    }))
}

#[derive(Debug, Deserialize, IntoParams)]
struct After {
    /// Only messages after this one.
    after: Option<Uuid>,
}

/// The visitor's conversation and what they may see of it
///
/// Null while there is none. At most 500 messages: the newest, or those that follow `after`.
#[utoipa::path(get, path = "/widget/{id}/conversation", tag = "visitors", params(("id" = Uuid, Path), After),
    responses((status = 200, body = Option<VisitorConversation>)))]
async fn conversation(
    State(app): State<App>,
    Visiting { visitor, .. }: Visiting,
    base: RequestBase,
    Query(After { after }): Query<After>,
) -> Result<Answer<Option<VisitorConversation>>> {
    let found = visitors::conversation(&app, &visitor, after.map(MessageId)).await?;
    let links = FileLinks::of_request(&app, &base);
    Ok(Answer(found.map(|own| VisitorConversation::new(&links, own))))
}

/// A visitor's message.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewVisitorMessage {
    /// Plain text, at most 20,000 characters; may be empty where files are attached.
    #[serde(default)]
    content: String,
    /// What `upload` answered, at most 10.
    #[serde(default)]
    attachments: Vec<AttachmentToSend>,
    /// The browser's own id for the message: sent again, the first message is the answer.
    client_id: Option<String>,
}

/// Write a message
///
/// The same as the socket's `client_message`, for pages where sockets fail.
#[utoipa::path(post, path = "/widget/{id}/messages", tag = "visitors", params(("id" = Uuid, Path)),
    request_body = NewVisitorMessage, responses((status = 201, body = VisitorMessage)))]
async fn send(
    State(app): State<App>,
    Visiting { visitor, address, .. }: Visiting,
    base: RequestBase,
    Json(body): Json<NewVisitorMessage>,
) -> Result<(StatusCode, Answer<VisitorMessage>)> {
    let input = SendMessage {
        attachments: ids_to_send(&body.attachments)?,
        content: body.content,
        client_id: body.client_id,
    };
    let received = visitors::send(&app, &visitor, address, input).await?;
    let links = FileLinks::of_request(&app, &base);
    Ok((StatusCode::CREATED, Answer(VisitorMessage::new(&links, received.message, None))))
}

/// Upload a file for the next message
///
/// At most 20 MiB. What no message takes within a day is deleted.
#[utoipa::path(post, path = "/widget/{id}/upload", tag = "visitors", params(("id" = Uuid, Path)),
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses((status = 201, body = Attachment)))]
async fn upload(
    State(app): State<App>,
    Visiting { visitor, address, .. }: Visiting,
    base: RequestBase,
    mut form: Result<Multipart, MultipartRejection>,
) -> Result<(StatusCode, Answer<Attachment>)> {
    let (name, bytes) = file_field(&mut form).await?;
    let attachment = visitors::upload(&app, &visitor, address, &name, bytes).await?;
    let links = FileLinks::of_request(&app, &base);
    Ok((StatusCode::CREATED, Answer(links.attachment(visitor.workspace_id, attachment))))
}
