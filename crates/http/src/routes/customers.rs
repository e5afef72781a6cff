//! `customers/…`: the people who write to the workspace.

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use pingback_app::App;
use pingback_app::customers::{self, Change, CreateCustomer, ListCustomers};
use pingback_model::CustomerId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::auth::Member;
use crate::extract::{Json, Path, Query, present};
use crate::problem::Result;

/// The routes of customers.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(get, change))
}

/// A customer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Customer {
    id: Uuid,
    business_id: Uuid,
    #[schema(required = true)]
    name: Option<String>,
    /// A visitor's own claim is not proof.
    #[schema(required = true)]
    email: Option<String>,
    /// The id under which the workspace's own systems know them.
    #[schema(required = true)]
    external_id: Option<String>,
    created_at: DateTime<Utc>,
}

impl From<pingback_model::Customer> for Customer {
    fn from(of: pingback_model::Customer) -> Self {
        Self {
            id: of.id.into(),
            business_id: of.workspace_id.into(),
            name: of.name,
            email: of.email,
            external_id: of.external_id,
            created_at: of.created_at,
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct CustomersQuery {
    /// Part of a name or email.
    q: Option<String>,
    /// From 1.
    #[param(minimum = 1, default = 1)]
    page: Option<i64>,
    /// How many.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<i64>,
    /// Only customers older than this one.
    before: Option<Uuid>,
}

/// The workspace's customers, the newest first
#[utoipa::path(get, path = "/customers", tag = "Customers", params(CustomersQuery),
    responses((status = 200, body = Vec<Customer>)))]
async fn list(
    State(app): State<App>,
    Member(actor): Member,
    Query(query): Query<CustomersQuery>,
) -> Result<axum::Json<Vec<Customer>>> {
    let before = query.before.map(CustomerId);
    let input = ListCustomers { search: query.q, page: query.page, limit: query.limit, before };
    let customers = customers::list(&app, &actor, input).await?;
    Ok(axum::Json(customers.into_iter().map(Into::into).collect()))
}

#[derive(Debug, Deserialize, ToSchema)]
struct NewCustomer {
    #[schema(max_length = 200)]
    name: Option<String>,
    email: Option<String>,
    /// Unique in the workspace.
    #[schema(max_length = 200)]
    external_id: Option<String>,
}

/// Add a customer
#[utoipa::path(post, path = "/customers", tag = "Customers", request_body = NewCustomer,
    responses((status = 201, body = Customer)))]
async fn create(
    State(app): State<App>,
    Member(actor): Member,
    Json(body): Json<NewCustomer>,
) -> Result<(StatusCode, axum::Json<Customer>)> {
    let input = CreateCustomer { name: body.name, email: body.email, external_id: body.external_id };
    Ok((StatusCode::CREATED, axum::Json(customers::create(&app, &actor, input).await?.into())))
}

/// A customer
#[utoipa::path(get, path = "/customers/{id}", tag = "Customers", params(("id" = Uuid, Path)),
    responses((status = 200, body = Customer)))]
async fn get(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<CustomerId>,
) -> Result<axum::Json<Customer>> {
    Ok(axum::Json(customers::get(&app, &actor, id).await?.into()))
}

/// What to change of a customer; what is absent stays, null clears.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(clippy::option_option, reason = "absent and null are two things")]
struct CustomerChange {
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 200)]
    name: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    email: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 200)]
    external_id: Option<Option<String>>,
}

/// Change a customer
#[utoipa::path(patch, path = "/customers/{id}", tag = "Customers", params(("id" = Uuid, Path)),
    request_body = CustomerChange, responses((status = 200, body = Customer)))]
async fn change(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<CustomerId>,
    Json(body): Json<CustomerChange>,
) -> Result<axum::Json<Customer>> {
    let change = Change { name: body.name, email: body.email, external_id: body.external_id };
    Ok(axum::Json(customers::change(&app, &actor, id, change).await?.into()))
}
