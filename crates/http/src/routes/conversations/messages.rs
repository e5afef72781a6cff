//! Writing into a conversation.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::http::StatusCode;
use pingback_app::App;
use pingback_app::conversations::{self, Reply};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::named;
use super::shapes::Message;
use crate::auth::Member;
use crate::client_address::RequestBase;
use crate::extract::{Json, Path};
use crate::problem::Result;
use crate::routes::files::{self, Attachment, AttachmentToSend, FileLinks, MAX_UPLOAD, Upload};

/// The routes of messages.
pub(super) fn router() -> OpenApiRouter<App> {
    let uploads = OpenApiRouter::new().routes(routes!(upload)).layer(DefaultBodyLimit::max(MAX_UPLOAD));
    OpenApiRouter::new().routes(routes!(reply)).merge(uploads)
}

#[derive(Debug, Deserialize, ToSchema)]
struct NewMessage {
    /// Plain text; may be empty where files are attached.
    #[serde(default)]
    #[schema(max_length = 20_000)]
    content: String,
    /// What the conversation's upload answered; at most 10.
    #[serde(default)]
    #[schema(max_items = 10)]
    attachments: Vec<AttachmentToSend>,
    /// A note: it never leaves the team, counts for no limit and is no first response.
    #[serde(default)]
    is_private: bool,
    /// The sender's own id for it: sent again, the first message is the answer.
    #[schema(max_length = 200)]
    client_id: Option<String>,
    /// Active members whom a note mentions, by `user_id`: they are told.
    #[serde(default)]
    #[schema(max_items = 50)]
    mentions: Vec<Uuid>,
    /// The last message that the writer of an answer had before them. Where a colleague or Theo has answered since,
    /// nothing is sent: 409 with `last_message_id` and `answered_by`. Without it nothing is compared.
    seen_message_id: Option<Uuid>,
}

/// Answer the customer, or leave a note
#[utoipa::path(post, path = "/conversations/{id}/messages", tag = "Conversations",
    params(("id" = String, Path, description = "The conversation's UUID or number")), request_body = NewMessage,
    responses((status = 201, body = Message)))]
async fn reply(
    State(app): State<App>,
    Member(actor): Member,
    base: RequestBase,
    Path(id): Path<String>,
    Json(body): Json<NewMessage>,
) -> Result<(StatusCode, axum::Json<Message>)> {
    let input = Reply {
        conversation: named(&id)?,
        content: body.content,
        attachments: files::ids_to_send(&body.attachments)?,
        is_private: body.is_private,
        client_id: body.client_id,
        mentions: body.mentions.into_iter().map(Into::into).collect(),
        seen_message_id: body.seen_message_id.map(Into::into),
    };
    let message = conversations::reply(&app, &actor, input).await?;
    let shaped = Message::new(message, FileLinks::of_request(&app, &base));
    Ok((StatusCode::CREATED, axum::Json(shaped)))
}

/// Upload a file for the conversation's next message
///
/// Pictures (PNG, JPEG, GIF, WebP), audio, video, PDF, office documents, ZIP and plain text, at most 20 MiB. What no
/// message takes within a day is deleted.
#[utoipa::path(post, path = "/conversations/{id}/upload", tag = "Conversations",
    params(("id" = String, Path, description = "The conversation's UUID or number")),
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses((status = 201, body = Attachment)))]
async fn upload(
    State(app): State<App>,
    Member(actor): Member,
    base: RequestBase,
    Path(id): Path<String>,
    mut form: Result<Multipart, MultipartRejection>,
) -> Result<(StatusCode, axum::Json<Attachment>)> {
    let (name, bytes) = files::file_field(&mut form).await?;
    let file = conversations::upload(&app, &actor, named(&id)?, &name, bytes).await?;
    let shaped = FileLinks::of_request(&app, &base).attachment(actor.workspace_id, file);
    Ok((StatusCode::CREATED, axum::Json(shaped)))
}
