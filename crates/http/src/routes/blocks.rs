//! `blocks`: visitors and addresses that the team does not want to hear from.

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use pingback_app::App;
use pingback_app::blocks::{self, CreateBlock};
use pingback_model::{BlockId, BlockKind, Blocked, CustomerId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::auth::Member;
use crate::extract::{Json, Path};
use crate::problem::Result;
use crate::schema;

/// The routes of blocks.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(delete))
}

/// A block.
#[derive(Debug, Serialize, ToSchema)]
struct Block {
    id: Uuid,
    #[schema(value_type = schema::BlockKind)]
    kind: BlockKind,
    /// The visitor, where one is blocked.
    #[schema(required = true)]
    customer_id: Option<Uuid>,
    /// The network address, where one is blocked; of IPv6 the whole /64.
    #[schema(required = true, example = "192.0.2.1")]
    address: Option<String>,
    #[schema(required = true)]
    note: Option<String>,
    /// The `user_id` of who put it up.
    created_by: Uuid,
    created_at: DateTime<Utc>,
}

impl From<pingback_model::Block> for Block {
    fn from(of: pingback_model::Block) -> Self {
        let (customer_id, address) = match of.blocked {
            Blocked::Visitor(id) => (Some(id.into()), None),
            Blocked::Address(network) => (None, Some(network.to_string())),
        };
        Self {
            id: of.id.into(),
            kind: of.blocked.kind(),
            customer_id,
            address,
            note: of.note,
            created_by: of.created_by.into(),
            created_at: of.created_at,
        }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
struct NewBlock {
    #[schema(value_type = schema::BlockKind)]
    kind: BlockKind,
    /// For a visitor: the customer they are.
    customer_id: Option<Uuid>,
    /// For an address: IPv4 or IPv6.
    #[schema(example = "192.0.2.1")]
    address: Option<String>,
    /// Why, for the team alone.
    #[schema(max_length = 500)]
    note: Option<String>,
}

/// All blocks, the newest first
#[utoipa::path(get, path = "/blocks", tag = "Blocks", responses((status = 200, body = Vec<Block>)))]
async fn list(State(app): State<App>, Member(actor): Member) -> Result<axum::Json<Vec<Block>>> {
    Ok(axum::Json(blocks::list(&app, &actor).await?.into_iter().map(Into::into).collect()))
}

/// Block a visitor or an address
///
/// Their sessions, messages and uploads are refused from now on (403), and their sockets cut. What is blocked already
/// is answered as it is.
#[utoipa::path(post, path = "/blocks", tag = "Blocks", request_body = NewBlock,
    responses((status = 201, body = Block)))]
async fn create(
    State(app): State<App>,
    Member(actor): Member,
    Json(body): Json<NewBlock>,
) -> Result<(StatusCode, axum::Json<Block>)> {
    let input = CreateBlock {
        kind: body.kind,
        customer_id: body.customer_id.map(CustomerId),
        address: body.address,
        note: body.note,
    };
    Ok((StatusCode::CREATED, axum::Json(blocks::create(&app, &actor, &input).await?.into())))
}

/// Take a block away
#[utoipa::path(delete, path = "/blocks/{id}", tag = "Blocks", params(("id" = Uuid, Path, description = "The block")),
    responses((status = 204)))]
async fn delete(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<BlockId>,
) -> Result<StatusCode> {
    blocks::delete(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
