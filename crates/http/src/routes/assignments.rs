//! Who holds a conversation, and which ones wait for a person: `team/assign`, `team/pending-handoffs` and
//! `conversations/{id}/assign`.

use axum::extract::State;
use chrono::{DateTime, Utc};
use pingback_app::conversations::{self, parse_assignee};
use pingback_app::{App, Error};
use pingback_model::{Action, ConversationStatus, HandoffReason};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::conversations::named;
use crate::auth::Member;
use crate::extract::{Path, Query};
use crate::problem::Result;
use crate::schema;

/// The routes of assignments.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(assign))
        .routes(routes!(assign_conversation))
        .routes(routes!(unassign))
        .routes(routes!(pending_handoffs))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AssignQuery {
    /// The `user_id` of an active member.
    // Absent is refused only after it was asked whether the caller may assign at all.
    #[param(required = true)]
    agent_id: Option<String>,
}

/// A sentence about what was done.
#[derive(Debug, Serialize, ToSchema)]
struct Assigned {
    #[schema(example = "Conversation assigned successfully")]
    message: &'static str,
}

/// Assign a conversation
///
/// The owner's and admins'. The agent, an active member, is told at once; one who holds it already is not told
/// again.
#[utoipa::path(post, path = "/team/assign/{conversation_id}", tag = "Team",
    params(("conversation_id" = String, Path, description = "Its UUID or number"), AssignQuery),
    responses((status = 200, body = Assigned)))]
async fn assign(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<String>,
    Query(AssignQuery { agent_id }): Query<AssignQuery>,
) -> Result<axum::Json<Assigned>> {
    actor.require(Action::ConversationAssign)?;
    let agent = agent_id.ok_or_else(|| Error::invalid("?agent_id", "Name the member by user_id"))?;
    conversations::assign(&app, &actor, named(&id)?, parse_assignee(&agent)?).await?;
    Ok(axum::Json(Assigned { message: "Conversation assigned successfully" }))
}

/// Who holds it now.
#[derive(Debug, Serialize, ToSchema)]
struct Assignee {
    #[schema(required = true)]
    assignee_id: Option<Uuid>,
}

/// Assign a conversation
///
/// The same as `team/assign`.
#[utoipa::path(put, path = "/conversations/{id}/assign/{agent_id}", tag = "Conversations",
    params(("id" = String, Path, description = "Its UUID or number"),
        ("agent_id" = String, Path, description = "The `user_id` of an active member")),
    responses((status = 200, body = Assignee)))]
async fn assign_conversation(
    State(app): State<App>,
    Member(actor): Member,
    Path((id, agent)): Path<(String, String)>,
) -> Result<axum::Json<Assignee>> {
    actor.require(Action::ConversationAssign)?;
    let conversation = conversations::assign(&app, &actor, named(&id)?, parse_assignee(&agent)?).await?;
    Ok(axum::Json(Assignee { assignee_id: conversation.assignee_id.map(Into::into) }))
}

/// Take a conversation from whoever holds it
#[utoipa::path(delete, path = "/conversations/{id}/assign", tag = "Conversations",
    params(("id" = String, Path, description = "Its UUID or number")),
    responses((status = 200, body = Assignee)))]
async fn unassign(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<String>,
) -> Result<axum::Json<Assignee>> {
    actor.require(Action::ConversationAssign)?;
    let conversation = conversations::unassign(&app, &actor, named(&id)?).await?;
    Ok(axum::Json(Assignee { assignee_id: conversation.assignee_id.map(Into::into) }))
}

/// A conversation in which Theo asks for a person.
#[derive(Debug, Serialize, ToSchema)]
struct PendingHandoff {
    id: Uuid,
    number: i64,
    #[schema(required = true)]
    customer_id: Option<Uuid>,
    #[schema(required = true, value_type = Option<schema::HandoffReason>)]
    handoff_reason: Option<HandoffReason>,
    #[schema(value_type = schema::ConversationStatus)]
    status: ConversationStatus,
    created_at: DateTime<Utc>,
}

impl From<pingback_model::Conversation> for PendingHandoff {
    fn from(of: pingback_model::Conversation) -> Self {
        Self {
            id: of.id.into(),
            number: of.number,
            customer_id: of.customer_id.map(Into::into),
            handoff_reason: of.handoff_reason,
            status: of.status,
            created_at: of.created_at,
        }
    }
}

/// The conversations that wait for a person
///
/// The one that waits longest first; at most 500.
#[utoipa::path(get, path = "/team/pending-handoffs", tag = "Team",
    responses((status = 200, body = Vec<PendingHandoff>)))]
async fn pending_handoffs(
    State(app): State<App>,
    Member(actor): Member,
) -> Result<axum::Json<Vec<PendingHandoff>>> {
    let waiting = conversations::pending_handoffs(&app, &actor).await?;
    Ok(axum::Json(waiting.into_iter().map(Into::into).collect()))
}
