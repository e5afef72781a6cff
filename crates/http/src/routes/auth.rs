//! `auth/…`: accounts, signing in and out, and making a workspace.

mod shapes;

use axum::Json as Answer;
use axum::extract::{FromRequestParts, State};
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use pingback_app::accounts::{
    self, ChangeMe, ChangeWorkspace, CreateWorkspace, LogIn, Origin, Register, SignIn,
};
use pingback_app::{App, Error, Kind};
use pingback_model::{SessionId, WorkspaceId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::{Account, Member, SignedIn};
use crate::client_address::{self, RequestBase};
use crate::cookie::{self, Cookies};
use crate::extract::{Json, Path, present};
use crate::problem::{Problem, Result};
use shapes::{Business, Me, Registered, Session, Token, User};

/// The routes of this file.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(register))
        .routes(routes!(log_in))
        .routes(routes!(google))
        .routes(routes!(log_out))
        .routes(routes!(me, change_me))
        .routes(routes!(switch_workspace))
        .routes(routes!(create_workspace))
        .routes(routes!(change_workspace))
        .routes(routes!(verify_email))
        .routes(routes!(resend))
        .routes(routes!(forgot))
        .routes(routes!(reset))
        .routes(routes!(list_sessions))
        .routes(routes!(revoke_session))
}

/// Where a sign-in comes from, and whether it asks for the dashboard's cookie.
struct Client(Origin, Cookies);

impl FromRequestParts<App> for Client {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let base = RequestBase::of(&app.settings, &parts.extensions, &parts.headers, &parts.uri);
        let device = parts.headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).map(str::to_owned);
        let origin = Origin { ip: client_address::of(parts, app), device, base: base.for_mail().cloned() };
        Ok(Self(origin, Cookies::of(&app.settings, &parts.headers, &base)?))
    }
}

#[derive(Debug, Deserialize, ToSchema)]
struct RegisterBody {
    /// Unique without regard to case.
    #[schema(format = Email, max_length = 254, example = "james@acme.com")]
    email: String,
    #[schema(min_length = 1, max_length = 200, example = "James Miller")]
    full_name: String,
    #[schema(min_length = 8, max_length = 200)]
    password: String,
}

/// Makes an account and signs it in.
#[utoipa::path(post, path = "/auth/register", tag = "Accounts", security(()),
    responses((status = 201, body = Registered)))]
async fn register(
    State(app): State<App>,
    Client(origin, cookies): Client,
    Json(body): Json<RegisterBody>,
) -> Result<Response> {
    let input = Register { email: body.email, full_name: body.full_name, password: body.password };
    let signed_in = accounts::register(&app, &origin, &input).await?;
    let cookie = cookies.set(&signed_in.token);
    Ok((StatusCode::CREATED, cookie, Answer(Registered::from(signed_in))).into_response())
}

#[derive(Debug, Deserialize, ToSchema)]
struct LogInBody {
    #[schema(example = "james@acme.com")]
    email: String,
    password: String,
}

/// Signs in with a password. An unknown address gets the answer of a wrong password.
#[utoipa::path(post, path = "/auth/login", tag = "Accounts", security(()), responses((status = 200, body = Token)))]
async fn log_in(
    State(app): State<App>,
    Client(origin, cookies): Client,
    Json(body): Json<LogInBody>,
) -> Result<Response> {
    let input = LogIn { email: body.email, password: body.password };
    Ok(signed_in(&cookies, accounts::log_in(&app, &origin, &input).await?))
}

fn signed_in(cookies: &Cookies, signed_in: SignIn) -> Response {
    (cookies.set(&signed_in.token), Answer(Token::from(signed_in.token))).into_response()
}

#[derive(Debug, Deserialize, ToSchema)]
struct GoogleBody {
    /// Google's ID token. `credential`, as Google's own button calls it, is taken as well.
    #[serde(alias = "credential")]
    id_token: String,
}

/// Signs in with Google; makes the account where there is none. 503 where it is not configured.
#[utoipa::path(post, path = "/auth/google", tag = "Accounts", security(()), responses((status = 200, body = Token)))]
async fn google(
    State(app): State<App>,
    Client(origin, cookies): Client,
    Json(body): Json<GoogleBody>,
) -> Result<Response> {
    Ok(signed_in(&cookies, accounts::google_sign_in(&app, &origin, &body.id_token).await?))
}

/// Signs out: the token is refused from now on, its sockets are cut.
#[utoipa::path(post, path = "/auth/logout", tag = "Accounts", responses((status = 204)))]
async fn log_out(
    State(app): State<App>,
    Account(caller): Account,
    base: RequestBase,
    headers: HeaderMap,
) -> Result<Response> {
    accounts::log_out(&app, &caller).await?;
    Ok((StatusCode::NO_CONTENT, cookie::clear(&headers, &base)).into_response())
}

/// The signed-in account, with the workspace that the call is about.
#[utoipa::path(get, path = "/auth/me", tag = "Accounts", responses((status = 200, body = Me)))]
async fn me(State(app): State<App>, SignedIn(who): SignedIn) -> Result<Answer<Me>> {
    Ok(Answer(accounts::me(&app, &who).await?.into()))
}

#[derive(Debug, Deserialize, ToSchema)]
#[expect(clippy::option_option, reason = "not given, or given as null: a PATCH tells them apart")]
struct ChangeMeBody {
    #[schema(min_length = 1, max_length = 200)]
    full_name: Option<String>,
    /// An address that begins with https:// or http://; null for none.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 2000)]
    avatar_url: Option<Option<String>>,
    /// A new password. Signs out everywhere else.
    #[schema(min_length = 8, max_length = 200)]
    password: Option<String>,
    /// Needed for a new password.
    current_password: Option<String>,
}

/// Changes the account; what is absent stays.
#[utoipa::path(patch, path = "/auth/me", tag = "Accounts", responses((status = 200, body = User)))]
async fn change_me(
    State(app): State<App>,
    Account(caller): Account,
    Json(body): Json<ChangeMeBody>,
) -> Result<Answer<User>> {
    let ChangeMeBody { full_name, avatar_url, password, current_password } = body;
    let input = ChangeMe { full_name, avatar_url, password, current_password };
    Ok(Answer(accounts::change_me(&app, &caller, &input).await?.into()))
}

#[derive(Debug, Deserialize, ToSchema)]
struct SwitchBody {
    /// One of the account's `businesses`.
    #[schema(value_type = Uuid)]
    business_id: WorkspaceId,
}

/// Makes a workspace the one that calls without `X-Business-Id` mean.
#[utoipa::path(put, path = "/auth/me/business", tag = "Accounts", responses((status = 200, body = Me)))]
async fn switch_workspace(
    State(app): State<App>,
    Account(caller): Account,
    Json(body): Json<SwitchBody>,
) -> Result<Answer<Me>> {
    Ok(Answer(accounts::switch_workspace(&app, &caller, body.business_id).await?.into()))
}

#[derive(Debug, Deserialize, ToSchema)]
struct CreateWorkspaceBody {
    #[schema(min_length = 1, max_length = 100, example = "Acme")]
    name: String,
    #[schema(max_length = 200, example = "https://acme.com")]
    website: Option<String>,
    #[schema(max_length = 200)]
    industry: Option<String>,
    #[schema(max_length = 200)]
    team_size: Option<String>,
    #[schema(max_length = 200)]
    goal: Option<String>,
}

/// Makes a workspace. The caller owns it for ever and works in it from now on.
#[utoipa::path(post, path = "/auth/business/create", tag = "Accounts", responses((status = 201, body = Me)))]
async fn create_workspace(
    State(app): State<App>,
    Account(caller): Account,
    Json(body): Json<CreateWorkspaceBody>,
) -> Result<(StatusCode, Answer<Me>)> {
    let CreateWorkspaceBody { name, website, industry, team_size, goal } = body;
    let input = CreateWorkspace { name, website, industry, team_size, goal };
    Ok((StatusCode::CREATED, Answer(accounts::create_workspace(&app, &caller, &input).await?.into())))
}

/// What to change of a workspace; what is absent stays, null clears.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(clippy::option_option, reason = "not given, or given as null: a PATCH tells them apart")]
struct ChangeWorkspaceBody {
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 200)]
    website: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 200)]
    industry: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 200)]
    team_size: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 200)]
    goal: Option<Option<String>>,
}

/// Changes the workspace that the call is about.
#[utoipa::path(patch, path = "/auth/business", tag = "Accounts", request_body = ChangeWorkspaceBody,
    responses((status = 200, body = Business)))]
async fn change_workspace(
    State(app): State<App>,
    Member(actor): Member,
    Json(body): Json<ChangeWorkspaceBody>,
) -> Result<Answer<Business>> {
    let ChangeWorkspaceBody { name, website, industry, team_size, goal } = body;
    let input = ChangeWorkspace { name, website, industry, team_size, goal };
    Ok(Answer(accounts::change_workspace(&app, &actor, &input).await?.into()))
}

#[derive(Debug, Deserialize, ToSchema)]
struct TokenBody {
    /// The token of the mailed link.
    token: String,
}

/// An address was confirmed.
#[derive(Debug, Serialize, ToSchema)]
struct Verified {
    is_verified: bool,
}

/// Confirms an address by the mailed link: good once, for 48 hours.
#[utoipa::path(post, path = "/auth/verify-email", tag = "Accounts", security(()),
    responses((status = 200, body = Verified)))]
async fn verify_email(State(app): State<App>, Json(body): Json<TokenBody>) -> Result<Answer<Verified>> {
    accounts::verify_email(&app, &body.token).await?;
    Ok(Answer(Verified { is_verified: true }))
}

/// Mails another link to confirm the address; the earlier one dies. At most one a minute.
#[utoipa::path(post, path = "/auth/verify-email/resend", tag = "Accounts", responses((status = 202)))]
async fn resend(State(app): State<App>, Account(caller): Account, base: RequestBase) -> Result<StatusCode> {
    accounts::resend_confirmation(&app, &caller, base.for_mail()).await?;
    Ok(StatusCode::ACCEPTED)
}

#[derive(Debug, Deserialize, ToSchema)]
struct ForgotBody {
    #[schema(format = Email, max_length = 254)]
    email: String,
}

/// Mails a link to set a new password, where the address has an account. The answer does not tell whether it has.
#[utoipa::path(post, path = "/auth/password/forgot", tag = "Accounts", security(()), responses((status = 202)))]
async fn forgot(
    State(app): State<App>,
    base: RequestBase,
    Json(body): Json<ForgotBody>,
) -> Result<StatusCode> {
    accounts::forgot_password(&app, &body.email, base.for_mail()).await?;
    Ok(StatusCode::ACCEPTED)
}

#[derive(Debug, Deserialize, ToSchema)]
struct ResetBody {
    /// The token of the mailed link.
    token: String,
    #[schema(min_length = 8, max_length = 200)]
    password: String,
}

/// What became of a request that answers nothing else.
#[derive(Debug, Serialize, ToSchema)]
struct Said {
    message: &'static str,
}

/// Sets a new password by the mailed link: good once, for an hour. Ends every session of the account.
#[utoipa::path(post, path = "/auth/password/reset", tag = "Accounts", security(()),
    responses((status = 200, body = Said)))]
async fn reset(State(app): State<App>, Json(body): Json<ResetBody>) -> Result<Answer<Said>> {
    accounts::reset_password(&app, &body.token, &body.password).await?;
    Ok(Answer(Said { message: "Password changed. Sign in with the new one." }))
}

/// The account's sign-ins, the last used first.
#[utoipa::path(get, path = "/auth/sessions", tag = "Accounts", responses((status = 200, body = Vec<Session>)))]
async fn list_sessions(State(app): State<App>, Account(caller): Account) -> Result<Answer<Vec<Session>>> {
    let sessions = accounts::list_sessions(&app, &caller).await?;
    Ok(Answer(sessions.into_iter().map(|session| Session::new(session, caller.session_id)).collect()))
}

/// Ends one of the account's sign-ins: its token is refused from now on, its sockets are cut.
#[utoipa::path(delete, path = "/auth/sessions/{id}", tag = "Accounts", params(("id" = Uuid, Path)),
    responses((status = 204)))]
async fn revoke_session(
    State(app): State<App>,
    Account(caller): Account,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    // What is no id names no session.
    let session: SessionId = id.parse().map_err(|_| Error::NotFound(Kind::Session))?;
    accounts::revoke_session(&app, &caller, session).await?;
    Ok(StatusCode::NO_CONTENT)
}
