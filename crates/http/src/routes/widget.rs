//! The chat widget: what the team sets, what everybody may see of it, and ([`visitor`]) what visitors do.

mod feedback;
mod hello;
mod identity;
mod shapes;
mod visitor;

use axum::Json as Answer;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use chrono::{DateTime, Utc};
use pingback_app::App;
use pingback_app::widgets::{self, ChangeWidget, CreateWidget};
use pingback_model::{WidgetId, WorkspaceId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Member;
use crate::cors;
use crate::extract::{Json, Path, present};
use crate::problem::Result;
pub use shapes::VisitorMessage;

/// The routes of widgets.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(list_to_read))
        .routes(routes!(create))
        .routes(routes!(view, change, delete))
        .merge(identity::router())
        .merge(hello::router())
        .merge(visitor::router())
        .merge(feedback::router())
}

/// A chat widget. All of it is public: the website's visitors get it too.
#[derive(Debug, Serialize, ToSchema)]
pub struct Widget {
    #[schema(value_type = Uuid)]
    id: WidgetId,
    #[schema(value_type = Uuid)]
    business_id: WorkspaceId,
    name: String,
    /// The host it may be shown on, with its subdomains.
    #[schema(example = "acme.com")]
    domain: String,
    welcome_heading: String,
    welcome_tagline: String,
    #[schema(example = "#7650FF")]
    primary_color: String,
    show_online_badge: bool,
    #[schema(required = true)]
    logo_url: Option<String>,
    #[schema(value_type = Object)]
    config: Value,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    /// Whether an answer follows a visitor who went away by email: only where the server sends mail.
    answers_by_email: bool,
    /// When a page of its domain last loaded it, to within ten minutes. Said to the team alone.
    #[schema(required = true)]
    seen_at: Option<DateTime<Utc>>,
}

impl Widget {
    fn new(app: &App, widget: pingback_model::Widget) -> Self {
        Self {
            id: widget.id,
            business_id: widget.workspace_id,
            name: widget.name,
            domain: widget.domain,
            welcome_heading: widget.welcome_heading,
            welcome_tagline: widget.welcome_tagline,
            primary_color: widget.primary_color,
            show_online_badge: widget.show_online_badge,
            logo_url: widget.logo_url,
            config: widget.config,
            created_at: widget.created_at,
            updated_at: widget.updated_at,
            answers_by_email: app.mail.is_configured(),
            seen_at: widget.seen_at,
        }
    }
}

/// A widget as a page sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShownWidget {
    #[serde(flatten)]
    widget: Widget,
    /// Whether somebody of the team is live and connected; null where the widget does not show it.
    #[schema(required = true)]
    is_online: Option<bool>,
    /// At most three of the team, those who are there first; empty where the widget does not show them.
    team: Vec<TeamFace>,
}

/// Somebody of the team.
#[derive(Debug, Serialize, ToSchema)]
struct TeamFace {
    /// The first name.
    name: String,
    #[schema(required = true)]
    avatar_url: Option<String>,
}

impl ShownWidget {
    fn new(app: &App, shown: widgets::PublicWidget) -> Self {
        let face = |face: widgets::Face| TeamFace { name: face.name, avatar_url: face.avatar_url };
        Self {
            widget: Widget { seen_at: None, ..Widget::new(app, shown.widget) },
            is_online: shown.is_online,
            team: shown.team.into_iter().map(face).collect(),
        }
    }
}

/// A widget with its identity secret, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct WidgetWithSecret {
    #[serde(flatten)]
    widget: Widget,
    /// What the website signs its signed-in customers' `identity` tokens with (HS256). Keep it on your server.
    identity_secret: String,
}

impl WidgetWithSecret {
    fn new(app: &App, made: widgets::WithSecret) -> Self {
        Self { widget: Widget::new(app, made.widget), identity_secret: made.identity_secret }
    }
}

/// A widget to be made.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewWidget {
    /// A host or an address of the website it is for.
    #[schema(example = "acme.com")]
    domain: String,
    name: Option<String>,
    welcome_heading: Option<String>,
    welcome_tagline: Option<String>,
    primary_color: Option<String>,
    show_online_badge: Option<bool>,
    logo_url: Option<String>,
    #[schema(value_type = Option<Object>)]
    config: Option<Value>,
}

/// What to change of a widget; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
pub struct WidgetSettings {
    name: Option<String>,
    domain: Option<String>,
    welcome_heading: Option<String>,
    welcome_tagline: Option<String>,
    primary_color: Option<String>,
    show_online_badge: Option<bool>,
    /// Null takes the logo away.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    #[expect(clippy::option_option, reason = "absent and null are two things")]
    logo_url: Option<Option<String>>,
    /// Replaces the whole configuration. It is public: nothing secret belongs in it.
    #[schema(value_type = Option<Object>)]
    config: Option<Value>,
}

/// The workspace's widgets
#[utoipa::path(get, path = "/widget", tag = "widget", responses((status = 200, body = [Widget])))]
async fn list(State(app): State<App>, Member(actor): Member) -> Result<Answer<Vec<Widget>>> {
    let widgets = widgets::list(&app, &actor).await?;
    Ok(Answer(widgets.into_iter().map(|widget| Widget::new(&app, widget)).collect()))
}

/// The workspace's widgets, for every member to read
///
/// The same as `GET widget`, which is for those who change them.
#[utoipa::path(get, path = "/widgets", tag = "widget", responses((status = 200, body = [Widget])))]
async fn list_to_read(State(app): State<App>, Member(actor): Member) -> Result<Answer<Vec<Widget>>> {
    let widgets = widgets::list_to_read(&app, &actor).await?;
    Ok(Answer(widgets.into_iter().map(|widget| Widget::new(&app, widget)).collect()))
}

/// Make a widget
///
/// The workspace's first one also makes the channel its conversations come through (402 where the plan has no
/// room for it). 400 where there is one for the domain.
#[utoipa::path(post, path = "/widget/create", tag = "widget", request_body = NewWidget,
    responses((status = 201, body = WidgetWithSecret)))]
async fn create(
    State(app): State<App>,
    Member(actor): Member,
    Json(body): Json<NewWidget>,
) -> Result<(StatusCode, Answer<WidgetWithSecret>)> {
    let look = ChangeWidget {
        name: body.name,
        domain: None,
        welcome_heading: body.welcome_heading,
        welcome_tagline: body.welcome_tagline,
        primary_color: body.primary_color,
        show_online_badge: body.show_online_badge,
        logo_url: body.logo_url.map(Some),
        config: body.config,
    };
    let made = widgets::create(&app, &actor, CreateWidget { domain: body.domain, look }).await?;
    Ok((StatusCode::CREATED, Answer(WidgetWithSecret::new(&app, made))))
}

/// A widget, for the page that shows it
///
/// 404 while its channel is not active.
#[utoipa::path(get, path = "/widget/{id}", tag = "widget", security(()), params(("id" = Uuid, Path)),
    responses((status = 200, body = ShownWidget)))]
async fn view(
    State(app): State<App>,
    headers: HeaderMap,
    Path(id): Path<WidgetId>,
) -> Result<Answer<ShownWidget>> {
    let shown = widgets::view(&app, id).await?;
    if cors::is_of_domain(&app, &shown.widget, &headers) {
        widgets::note_seen(&app, &shown.widget).await?;
    }
    Ok(Answer(ShownWidget::new(&app, shown)))
}

/// Change how a widget looks and where it may be shown
#[utoipa::path(patch, path = "/widget/{id}", tag = "widget", params(("id" = Uuid, Path)),
    request_body = WidgetSettings, responses((status = 200, body = Widget)))]
async fn change(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<WidgetId>,
    Json(body): Json<WidgetSettings>,
) -> Result<Answer<Widget>> {
    let change = ChangeWidget {
        name: body.name,
        domain: body.domain,
        welcome_heading: body.welcome_heading,
        welcome_tagline: body.welcome_tagline,
        primary_color: body.primary_color,
        show_online_badge: body.show_online_badge,
        logo_url: body.logo_url,
        config: body.config,
    };
    let widget = widgets::change(&app, &actor, id, change).await?;
    Ok(Answer(Widget::new(&app, widget)))
}

/// Delete a widget
///
/// Its website's visitors are refused from now on, and its identity secrets are gone. The channel and the conversations
/// stay.
#[utoipa::path(delete, path = "/widget/{id}", tag = "widget", params(("id" = Uuid, Path)),
    responses((status = 204)))]
async fn delete(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<WidgetId>,
) -> Result<StatusCode> {
    widgets::delete(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
