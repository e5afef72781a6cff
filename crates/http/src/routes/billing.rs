//! `billing/…`: the plan, what of it is used, and how to buy another.

use axum::Json as Answer;
use axum::extract::State;
use chrono::{DateTime, Utc};
use pingback_app::App;
use pingback_app::billing;
use pingback_model::Plan;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth;
use crate::extract::Query;
use crate::problem::Result;
use crate::schema;

/// The routes of this file.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(usage)).routes(routes!(checkout_url))
}

/// How much of one feature is used.
#[derive(Debug, Serialize, ToSchema)]
struct Quota {
    used: i64,
    /// None: as much as one likes.
    #[schema(required = true)]
    limit: Option<i64>,
    /// When counting starts anew, for what is counted by the month.
    #[schema(required = true)]
    resets_at: Option<DateTime<Utc>>,
}

/// What the workspace uses, against its limits of this moment.
#[derive(Debug, Serialize, ToSchema)]
struct Usage {
    #[schema(value_type = schema::Plan)]
    plan: Plan,
    /// The plan's name as people read it.
    #[schema(example = "Mini")]
    plan_name: &'static str,
    /// Admins and agents that are not suspended; the owner takes no seat.
    agents: Quota,
    /// Channels, inactive ones included.
    channels: Quota,
    /// Articles of the knowledge base.
    kb_articles: Quota,
    /// Messages of the team and Theo in this calendar month (UTC).
    messages: Quota,
}

impl From<billing::Quota> for Quota {
    fn from(quota: billing::Quota) -> Self {
        Self { used: quota.used, limit: quota.limit, resets_at: quota.resets_at }
    }
}

impl From<billing::Usage> for Usage {
    fn from(usage: billing::Usage) -> Self {
        Self {
            plan: usage.plan,
            plan_name: usage.plan.title(),
            agents: usage.agents.into(),
            channels: usage.channels.into(),
            kb_articles: usage.kb_articles.into(),
            messages: usage.messages.into(),
        }
    }
}

/// The plan, and how much of each of its limits is used.
#[utoipa::path(get, path = "/billing/usage", tag = "Billing", responses((status = 200, body = Usage)))]
async fn usage(State(app): State<App>, auth::Member(actor): auth::Member) -> Result<Answer<Usage>> {
    Ok(Answer(billing::usage(&app, &actor).await?.into()))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct CheckoutQuery {
    /// `mini` or `pro`.
    // Absent is refused by the use case, after it asked whether the caller may buy at all.
    #[serde(default)]
    #[param(required = true, example = "pro")]
    plan: String,
}

/// Where to pay.
#[derive(Debug, Serialize, ToSchema)]
struct CheckoutUrl {
    url: String,
}

/// The address of a checkout for a plan. The owner's; 503 where billing is not configured.
#[utoipa::path(get, path = "/billing/checkout-url", tag = "Billing", params(CheckoutQuery),
    responses((status = 200, body = CheckoutUrl)))]
async fn checkout_url(
    State(app): State<App>,
    auth::Member(actor): auth::Member,
    Query(query): Query<CheckoutQuery>,
) -> Result<Answer<CheckoutUrl>> {
    let url = billing::checkout_url(&app, &actor, &query.plan).await?;
    Ok(Answer(CheckoutUrl { url }))
}
