//! `customers/…`: the people who write to the workspace.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use pingback_app::App;
use pingback_app::customers::{self, ChangeCustomer, CreateCustomer, ListCustomers};
use pingback_model::{CustomerId, CustomerNoteId};
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
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(get, change))
        .routes(routes!(add_note))
        .routes(routes!(delete_note))
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
    /// What else the team knows of them.
    attributes: BTreeMap<String, String>,
    /// What their browser last said of itself. Its own word, not proof.
    #[schema(required = true)]
    visit: Option<Visit>,
}

/// What a customer's browser last said of itself.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct Visit {
    #[schema(required = true)]
    page_url: Option<String>,
    #[schema(required = true)]
    page_title: Option<String>,
    #[schema(required = true)]
    referrer: Option<String>,
    #[schema(required = true)]
    language: Option<String>,
    #[schema(required = true)]
    browser: Option<String>,
    #[schema(required = true)]
    os: Option<String>,
    #[schema(required = true)]
    timezone: Option<String>,
    /// The network address it came from.
    #[schema(required = true)]
    address: Option<String>,
    seen_at: DateTime<Utc>,
}

impl From<pingback_model::Visit> for Visit {
    fn from(of: pingback_model::Visit) -> Self {
        Self {
            page_url: of.page_url,
            page_title: of.page_title,
            referrer: of.referrer,
            language: of.language,
            browser: of.browser,
            os: of.os,
            timezone: of.timezone,
            address: of.address.map(|address| address.to_string()),
            seen_at: of.seen_at,
        }
    }
}

/// A customer, with what the team noted about them.
#[derive(Debug, Serialize, ToSchema)]
struct CustomerWithNotes {
    #[serde(flatten)]
    customer: Customer,
    /// The newest first.
    notes: Vec<CustomerNote>,
}

/// What a member noted about a customer.
#[derive(Debug, Serialize, ToSchema)]
struct CustomerNote {
    id: Uuid,
    /// The `user_id` of who wrote it.
    author_id: Uuid,
    content: String,
    created_at: DateTime<Utc>,
}

impl From<pingback_model::CustomerNote> for CustomerNote {
    fn from(of: pingback_model::CustomerNote) -> Self {
        Self {
            id: of.id.into(),
            author_id: of.author_id.into(),
            content: of.content,
            created_at: of.created_at,
        }
    }
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
            attributes: of.attributes,
            visit: of.visit.map(Into::into),
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

/// A customer, with what the team noted about them
#[utoipa::path(get, path = "/customers/{id}", tag = "Customers", params(("id" = Uuid, Path)),
    responses((status = 200, body = CustomerWithNotes)))]
async fn get(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<CustomerId>,
) -> Result<axum::Json<CustomerWithNotes>> {
    let (customer, notes) = customers::get(&app, &actor, id).await?;
    let notes = notes.into_iter().map(Into::into).collect();
    Ok(axum::Json(CustomerWithNotes { customer: customer.into(), notes }))
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
    /// Attributes to set; null takes one away, others stay. At most 50, names of 60 and values of 500 characters.
    attributes: Option<BTreeMap<String, Option<String>>>,
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
    let change = ChangeCustomer {
        name: body.name,
        email: body.email,
        external_id: body.external_id,
        attributes: body.attributes,
    };
    Ok(axum::Json(customers::change(&app, &actor, id, change).await?.into()))
}

#[derive(Debug, Deserialize, ToSchema)]
struct NewCustomerNote {
    /// Plain text.
    #[schema(min_length = 1, max_length = 5_000)]
    content: String,
}

/// Note something about a customer, for the team
#[utoipa::path(post, path = "/customers/{id}/notes", tag = "Customers", params(("id" = Uuid, Path)),
    request_body = NewCustomerNote, responses((status = 201, body = CustomerNote)))]
async fn add_note(
    State(app): State<App>,
    Member(actor): Member,
    Path(id): Path<CustomerId>,
    Json(body): Json<NewCustomerNote>,
) -> Result<(StatusCode, axum::Json<CustomerNote>)> {
    let note = customers::add_note(&app, &actor, id, &body.content).await?;
    Ok((StatusCode::CREATED, axum::Json(note.into())))
}

/// Delete a note about a customer
#[utoipa::path(delete, path = "/customers/{id}/notes/{note_id}", tag = "Customers",
    params(("id" = Uuid, Path), ("note_id" = Uuid, Path)), responses((status = 204)))]
async fn delete_note(
    State(app): State<App>,
    Member(actor): Member,
    Path((id, note)): Path<(CustomerId, CustomerNoteId)>,
) -> Result<StatusCode> {
    customers::delete_note(&app, &actor, id, note).await?;
    Ok(StatusCode::NO_CONTENT)
}
