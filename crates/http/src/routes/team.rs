//! `team/…`: who is in it, as what, and whether they are there.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use pingback_app::App;
use pingback_app::members::{self, ChangeMember, InviteMember};
use pingback_model::{MemberId, MemberStatus, Role, UserId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth;
use crate::extract::{Json, Path, Query};
use crate::problem::Result;
use crate::schema;

/// The routes of this file.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(invite))
        .routes(routes!(change, remove))
        .routes(routes!(set_status))
}

/// A member of the team.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Member)]
pub struct TeamMember {
    /// The membership's id, not the account's.
    #[schema(value_type = Uuid)]
    pub id: MemberId,
    /// The account's id: what conversations are assigned to.
    #[schema(value_type = Uuid)]
    pub user_id: UserId,
    /// The account's address.
    pub email: String,
    /// The account's name.
    pub name: String,
    /// The account's picture.
    #[schema(required = true)]
    pub avatar_url: Option<String>,
    /// What they may do.
    #[schema(value_type = schema::Role)]
    pub role: Role,
    /// What they declare about themselves.
    #[schema(value_type = schema::MemberStatus)]
    pub status: MemberStatus,
    /// False while suspended.
    pub is_active: bool,
    /// When they were invited; for the owner, when the workspace was made.
    pub invited_at: DateTime<Utc>,
    /// Whether a dashboard of theirs is connected right now.
    pub is_connected: bool,
    /// How many open conversations they hold.
    pub open_conversations: i64,
}

impl From<pingback_model::Member> for TeamMember {
    fn from(member: pingback_model::Member) -> Self {
        Self {
            id: member.id,
            user_id: member.user_id,
            email: member.email,
            name: member.name,
            avatar_url: member.avatar_url,
            role: member.role,
            status: member.status,
            is_active: member.is_active,
            invited_at: member.invited_at,
            is_connected: member.is_connected,
            open_conversations: member.open_conversations,
        }
    }
}

/// The team, suspended members included, in the order in which they came.
#[utoipa::path(get, path = "/team/members", tag = "Team", responses((status = 200, body = Vec<TeamMember>)))]
async fn list(State(app): State<App>, auth::Member(actor): auth::Member) -> Result<Answer<Vec<TeamMember>>> {
    Ok(Answer(members::list(&app, &actor).await?.into_iter().map(Into::into).collect()))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct InviteQuery {
    /// The address of an existing account.
    // Absent is refused by the use case, after it asked whether the caller may invite at all.
    #[serde(default)]
    #[param(required = true, example = "agent@example.com")]
    email: String,
    /// `agent` (default) or `admin`.
    #[param(example = "agent")]
    role: Option<String>,
}

/// What became of an invitation.
#[derive(Debug, Serialize, ToSchema)]
struct InviteResult {
    #[schema(example = "Agent james@acme.com invited successfully")]
    message: String,
    /// The new membership.
    #[schema(value_type = Uuid)]
    team_member_id: MemberId,
}

/// Adds an existing account to the team, at once. The owner's; the plan must have a free seat.
#[utoipa::path(post, path = "/team/invite", tag = "Team", params(InviteQuery),
    responses((status = 201, body = InviteResult)))]
async fn invite(
    State(app): State<App>,
    auth::Member(actor): auth::Member,
    Query(query): Query<InviteQuery>,
) -> Result<(StatusCode, Answer<InviteResult>)> {
    // A plus that was not escaped in the query has become a space; no address has one.
    let email = query.email.trim().replace(' ', "+");
    let member = members::invite(&app, &actor, &InviteMember { email, role: query.role }).await?;
    let result = InviteResult {
        message: format!("{} {} invited successfully", title(member.role), member.email),
        team_member_id: member.id,
    };
    Ok((StatusCode::CREATED, Answer(result)))
}

const fn title(role: Role) -> &'static str {
    match role {
        Role::Owner => "Owner",
        Role::Admin => "Admin",
        Role::Agent => "Agent",
    }
}

#[derive(Debug, Deserialize, ToSchema)]
struct MemberChange {
    /// `admin` or `agent`.
    #[schema(example = "admin")]
    role: Option<String>,
    /// False suspends, true brings back.
    is_active: Option<bool>,
    /// With `is_active` false: the `user_id` of the active member who gets what they hold; absent: it is nobody's.
    #[schema(value_type = Option<Uuid>)]
    reassign_to: Option<UserId>,
}

/// Changes a member's role, suspends them or brings them back. The owner's; their own membership never changes.
#[utoipa::path(patch, path = "/team/members/{id}", tag = "Team", params(("id" = Uuid, Path, description = "The membership")),
    request_body = MemberChange, responses((status = 200, body = TeamMember)))]
async fn change(
    State(app): State<App>,
    auth::Member(actor): auth::Member,
    Path(id): Path<MemberId>,
    Json(body): Json<MemberChange>,
) -> Result<Answer<TeamMember>> {
    let input =
        ChangeMember { id, role: body.role, is_active: body.is_active, reassign_to: body.reassign_to };
    Ok(Answer(members::change(&app, &actor, &input).await?.into()))
}

/// A sentence about what was done.
#[derive(Debug, Serialize, ToSchema)]
struct Removed {
    #[schema(example = "Team member removed")]
    message: &'static str,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct RemoveQuery {
    /// The `user_id` of the active member who gets what they hold; absent: it is nobody's.
    #[param(value_type = Option<Uuid>)]
    reassign_to: Option<UserId>,
}

/// Removes a member: access is lost at once, what they held becomes another's or nobody's. The owner's.
#[utoipa::path(delete, path = "/team/members/{id}", tag = "Team",
    params(("id" = Uuid, Path, description = "The membership"), RemoveQuery),
    responses((status = 200, body = Removed)))]
async fn remove(
    State(app): State<App>,
    auth::Member(actor): auth::Member,
    Path(id): Path<MemberId>,
    Query(query): Query<RemoveQuery>,
) -> Result<Answer<Removed>> {
    members::remove(&app, &actor, id, query.reassign_to).await?;
    Ok(Answer(Removed { message: "Team member removed" }))
}

#[derive(Debug, Deserialize, ToSchema)]
struct StatusChange {
    /// `live`, `away` or `offline`.
    #[schema(example = "live")]
    status: String,
}

/// One's status.
#[derive(Debug, Serialize, ToSchema)]
struct OwnStatus {
    #[schema(value_type = schema::MemberStatus)]
    status: MemberStatus,
}

/// Sets one's own status; every member of the workspace is told.
#[utoipa::path(patch, path = "/team/status", tag = "Team", request_body = StatusChange,
    responses((status = 200, body = OwnStatus)))]
async fn set_status(
    State(app): State<App>,
    auth::Member(actor): auth::Member,
    Json(body): Json<StatusChange>,
) -> Result<Answer<OwnStatus>> {
    let status = members::set_status(&app, &actor, &body.status).await?;
    Ok(Answer(OwnStatus { status }))
}
