//! What `auth/…` answers.

use chrono::{DateTime, Utc};
use pingback_app::accounts::{self, SignIn};
use pingback_model::{Action, Role, SessionId, UserId, WorkspaceId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::schema;

/// An account.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct User {
    #[schema(value_type = Uuid)]
    id: UserId,
    email: String,
    full_name: String,
    /// Whether the address was confirmed.
    is_verified: bool,
    /// Whether the account signs in with Google and has no password.
    is_google_account: bool,
    #[schema(required = true)]
    avatar_url: Option<String>,
}

impl From<pingback_model::User> for User {
    fn from(user: pingback_model::User) -> Self {
        Self {
            id: user.id,
            email: user.email,
            full_name: user.full_name,
            is_verified: user.is_verified,
            is_google_account: user.is_google_account,
            avatar_url: user.avatar_url,
        }
    }
}

/// An access token.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Token {
    /// To be sent as `Authorization: Bearer …`. Good for 30 days after its last use, until it is revoked.
    access_token: String,
    #[schema(example = "bearer")]
    token_type: &'static str,
}

impl From<String> for Token {
    fn from(access_token: String) -> Self {
        Self { access_token, token_type: "bearer" }
    }
}

/// A new account with its first access token.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Registered {
    #[serde(flatten)]
    user: User,
    #[serde(flatten)]
    token: Token,
}

impl From<SignIn> for Registered {
    fn from(signed_in: SignIn) -> Self {
        Self { user: signed_in.user.into(), token: signed_in.token.into() }
    }
}

/// A workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Business {
    #[schema(value_type = Uuid)]
    id: WorkspaceId,
    name: String,
    #[schema(required = true)]
    website: Option<String>,
    #[schema(required = true)]
    goal: Option<String>,
    #[schema(required = true)]
    industry: Option<String>,
    #[schema(required = true)]
    team_size: Option<String>,
    created_at: DateTime<Utc>,
}

impl From<pingback_model::Workspace> for Business {
    fn from(workspace: pingback_model::Workspace) -> Self {
        Self {
            id: workspace.id,
            name: workspace.name,
            website: workspace.website,
            goal: workspace.goal,
            industry: workspace.industry,
            team_size: workspace.team_size,
            created_at: workspace.created_at,
        }
    }
}

/// A workspace that is open to the account.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BusinessRef {
    #[schema(value_type = Uuid)]
    id: WorkspaceId,
    name: String,
    #[schema(value_type = schema::Role)]
    role: Role,
}

/// The signed-in account.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Me {
    user: User,
    /// The workspace that the call is about.
    #[schema(required = true)]
    business: Option<Business>,
    /// Whether the account has a workspace to work in.
    onboarding_complete: bool,
    /// The account's role in `business`.
    #[schema(value_type = Option<schema::Role>, required = true)]
    team_role: Option<Role>,
    /// Every workspace that is open to the account.
    businesses: Vec<BusinessRef>,
    /// What the account may do in `business`.
    #[schema(value_type = Vec<schema::Action>)]
    permissions: Vec<Action>,
}

impl From<accounts::Me> for Me {
    fn from(me: accounts::Me) -> Self {
        let (business, team_role) = me.workspace.unzip();
        Self {
            user: me.user.into(),
            onboarding_complete: business.is_some(),
            business: business.map(Into::into),
            team_role,
            businesses: me
                .workspaces
                .into_iter()
                .map(|(id, name, role)| BusinessRef { id, name, role })
                .collect(),
            permissions: team_role.into_iter().flat_map(Role::permissions).collect(),
        }
    }
}

/// A sign-in.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Session {
    #[schema(value_type = Uuid)]
    id: SessionId,
    /// The `User-Agent` of the sign-in.
    #[schema(required = true)]
    device: Option<String>,
    /// The address it was last used from.
    #[schema(required = true)]
    ip: Option<String>,
    created_at: DateTime<Utc>,
    /// To within five minutes.
    last_seen: DateTime<Utc>,
    /// Whether this call was made with it.
    current: bool,
}

impl Session {
    pub(super) fn new(session: pingback_model::Session, current: SessionId) -> Self {
        Self {
            current: session.id == current,
            id: session.id,
            device: session.device,
            ip: session.ip,
            created_at: session.created_at,
            last_seen: session.last_seen_at,
        }
    }
}
