//! Channels. The owner's alone.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use pingback_app::App;
use pingback_app::channels::{self, ChangeChannel, CreateChannel};
use pingback_model::{ChannelId, ChannelType, WorkspaceId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Member;
use crate::extract::{Json, Path};
use crate::problem::Result;
use crate::schema;

/// The routes of channels.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(change, delete))
}

/// A way in and out for messages.
#[derive(Debug, Serialize, ToSchema)]
pub struct Channel {
    #[schema(value_type = Uuid)]
    id: ChannelId,
    #[schema(value_type = Uuid)]
    business_id: WorkspaceId,
    #[serde(rename = "type")]
    #[schema(value_type = schema::ChannelType)]
    kind: ChannelType,
    /// Secrets in it are never returned.
    #[schema(value_type = Object)]
    config: Value,
    is_active: bool,
    created_at: DateTime<Utc>,
}

impl From<pingback_model::Channel> for Channel {
    fn from(channel: pingback_model::Channel) -> Self {
        Self {
            id: channel.id,
            business_id: channel.workspace_id,
            kind: channel.channel_type,
            config: channel.config,
            is_active: channel.is_active,
            created_at: channel.created_at,
        }
    }
}

/// A channel to be made.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewChannel {
    /// `widget` (or `webchat`); this version connects no other.
    #[serde(rename = "type")]
    kind: String,
    #[serde(default = "empty")]
    #[schema(value_type = Object)]
    config: Value,
    #[serde(default = "yes")]
    is_active: bool,
}

/// What to change of a channel; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ChannelChange {
    /// Only the type it has.
    #[serde(rename = "type")]
    kind: Option<String>,
    /// Replaces the whole configuration.
    #[schema(value_type = Option<Object>)]
    config: Option<Value>,
    is_active: Option<bool>,
}

/// A sentence that says what was done.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChannelDeleted {
    #[schema(example = "Channel deleted")]
    message: &'static str,
}

fn empty() -> Value {
    json!({})
}

fn yes() -> bool {
    true
}

/// All channels, active and inactive
#[utoipa::path(get, path = "/channels", tag = "channels", responses((status = 200, body = [Channel])))]
async fn list(State(app): State<App>, Member(actor): Member) -> Result<Answer<Vec<Channel>>> {
    let channels = channels::list(&app, &actor).await?;
    Ok(Answer(channels.into_iter().map(Into::into).collect()))
}

/// Add a channel
///
/// 402 where the plan has no room or knows only the widget; 400 where credentials are missing. This version
/// connects no provider yet: types other than `widget` are refused (400) once plan and credentials are right.
#[utoipa::path(post, path = "/channels", tag = "channels", request_body = NewChannel,
    responses((status = 201, body = Channel)))]
async fn create(
    State(app): State<App>,
    Member(actor): Member,
    Json(body): Json<NewChannel>,
) -> Result<(StatusCode, Answer<Channel>)> {
    let input = CreateChannel { channel_type: body.kind, config: body.config, is_active: body.is_active };
    let channel = channels::create(&app, &actor, &input).await?;
    Ok((StatusCode::CREATED, Answer(channel.into())))
}

/// Change a channel
///
/// A widget whose channel is not active answers no visitor.
#[utoipa::path(patch, path = "/channels/{id}", tag = "channels", params(("id" = Uuid, Path)),
    request_body = ChannelChange, responses((status = 200, body = Channel)))]
async fn change(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<ChannelId>,
    Json(body): Json<ChannelChange>,
) -> Result<Answer<Channel>> {
    let input = ChangeChannel { channel_type: body.kind, config: body.config, is_active: body.is_active };
    Ok(Answer(channels::change(&app, &actor, id, &input).await?.into()))
}

/// Delete a channel
///
/// Its conversations stay and keep their `channel_type`. Widgets of it come back with the next widget channel.
#[utoipa::path(delete, path = "/channels/{id}", tag = "channels", params(("id" = Uuid, Path)),
    responses((status = 200, body = ChannelDeleted)))]
async fn delete(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<ChannelId>,
) -> Result<Answer<ChannelDeleted>> {
    channels::delete(&app, &actor, id).await?;
    Ok(Answer(ChannelDeleted { message: "Channel deleted" }))
}
