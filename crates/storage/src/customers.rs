//! Customers: the people who write to the workspace.

use std::collections::BTreeMap;

use pingback_model::{Customer, CustomerId, Visit, WorkspaceId};

use crate::error::Result;
use crate::sql::{Arg, FromRow, Json, Row};
use crate::{Tx, args};

/// The columns of a customer, in the order in which [`read`] takes them.
macro_rules! columns {
    ($of:literal) => {
        concat!(
            $of,
            "id, ",
            $of,
            "workspace_id, ",
            $of,
            "name, ",
            $of,
            "email, ",
            $of,
            "external_id, ",
            $of,
            "created_at, ",
            $of,
            "attributes, ",
            $of,
            "visit"
        )
    };
}
pub(crate) use columns;

/// How many columns [`read`] takes.
pub(crate) const WIDTH: usize = 8;

/// Reads a customer from the columns from `at` on; `None` where a left join found none.
pub(crate) fn read(row: &Row<'_>, at: usize) -> Result<Option<Customer>> {
    let Some(id) = row.at(at)? else { return Ok(None) };
    let Json(attributes) = row.at(at + 6)?;
    Ok(Some(Customer {
        id,
        workspace_id: row.at(at + 1)?,
        name: row.at(at + 2)?,
        email: row.at(at + 3)?,
        external_id: row.at(at + 4)?,
        created_at: row.at(at + 5)?,
        attributes,
        visit: row.at::<Option<Json<Visit>>>(at + 7)?.map(|Json(visit)| visit),
    }))
}

impl FromRow for Customer {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        read(row, 0)?.ok_or(crate::Error::NoRow)
    }
}

/// Which customers a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Whose name or email has this text in it.
    pub search: Option<String>,
    /// Only those first seen before this one.
    pub before: Option<CustomerId>,
    /// How many are skipped.
    pub offset: i64,
    /// At most this many.
    pub limit: i64,
}

/// What a change sets; what is `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// The name.
    pub name: Option<Option<String>>,
    /// The address.
    pub email: Option<Option<String>>,
    /// The id in the workspace's own systems.
    pub external_id: Option<Option<String>>,
    /// All attributes.
    pub attributes: Option<BTreeMap<String, String>>,
}

/// The customer of that id.
pub async fn find(tx: &mut Tx, workspace: WorkspaceId, id: CustomerId) -> Result<Option<Customer>> {
    tx.fetch_optional(
        concat!("SELECT ", columns!(""), " FROM customers WHERE workspace_id = $1 AND id = $2"),
        args![workspace, id],
    )
    .await
}

/// The customer of that id, who stays so until the transaction ends.
pub async fn keep(tx: &mut Tx, workspace: WorkspaceId, id: CustomerId) -> Result<Option<Customer>> {
    let sql = tx.sharing_lock(concat!(
        "SELECT ",
        columns!(""),
        " FROM customers WHERE workspace_id = $1 AND id = $2"
    ));
    tx.fetch_optional(&sql, args![workspace, id]).await
}

/// The customer whom the workspace's own systems know by that id.
pub async fn find_by_external_id(
    tx: &mut Tx,
    workspace: WorkspaceId,
    external_id: &str,
) -> Result<Option<Customer>> {
    tx.fetch_optional(
        concat!("SELECT ", columns!(""), " FROM customers WHERE workspace_id = $1 AND external_id = $2"),
        args![workspace, external_id],
    )
    .await
}

/// A page of the customers, the newest first.
pub async fn list(tx: &mut Tx, workspace: WorkspaceId, filter: &Filter) -> Result<Vec<Customer>> {
    let escaped = |text: &String| text.trim().replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
    let written = filter.search.as_ref().map(escaped).map(|text| format!("%{text}%"));
    let lower = written.as_ref().map(|text| text.to_lowercase());
    let before = filter.before.unwrap_or(CustomerId(uuid::Uuid::max()));
    tx.fetch_all(
        concat!(
            "SELECT ",
            columns!(""),
            r" FROM customers WHERE workspace_id = $1 AND id < $2
                 AND ($3 IS NULL OR LOWER(name) LIKE $4 ESCAPE '\' OR name LIKE $3 ESCAPE '\'
                      OR LOWER(email) LIKE $4 ESCAPE '\')
               ORDER BY id DESC LIMIT $5 OFFSET $6"
        ),
        args![workspace, before, written, lower, filter.limit, filter.offset],
    )
    .await
}

/// Adds a customer. A unique violation: another customer has the external id.
pub async fn insert(tx: &mut Tx, customer: &Customer) -> Result<()> {
    tx.execute(
        concat!("INSERT INTO customers (", columns!(""), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"),
        args![
            customer.id,
            customer.workspace_id,
            &customer.name,
            &customer.email,
            &customer.external_id,
            customer.created_at,
            Json(&customer.attributes),
            customer.visit.as_ref().map_or(Arg::Text(None), |visit| Arg::from(Json(visit))),
        ],
    )
    .await
    .map(drop)
}

/// Changes what is given, and returns the customer as they are then; `None` where there is no such customer.
/// A unique violation: another customer has the external id.
pub async fn change(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: CustomerId,
    change: &Change,
) -> Result<Option<Customer>> {
    let given = |field: &Option<Option<String>>| field.clone().flatten();
    tx.fetch_optional(
        concat!(
            "UPDATE customers SET name = CASE WHEN $3 THEN $4 ELSE name END,
                email = CASE WHEN $5 THEN $6 ELSE email END,
                external_id = CASE WHEN $7 THEN $8 ELSE external_id END,
                attributes = COALESCE($9, attributes)
             WHERE workspace_id = $1 AND id = $2 RETURNING ",
            columns!("")
        ),
        args![
            workspace,
            id,
            change.name.is_some(),
            given(&change.name),
            change.email.is_some(),
            given(&change.email),
            change.external_id.is_some(),
            given(&change.external_id),
            change.attributes.as_ref().map_or(Arg::Text(None), |attributes| Arg::from(Json(attributes))),
        ],
    )
    .await
}

/// The customer of that id, with their row locked until the commit.
pub async fn lock(tx: &mut Tx, workspace: WorkspaceId, id: CustomerId) -> Result<Option<Customer>> {
    tx.fetch_optional(
        concat!(
            "UPDATE customers SET created_at = created_at WHERE workspace_id = $1 AND id = $2 RETURNING ",
            columns!("")
        ),
        args![workspace, id],
    )
    .await
}

/// Keeps what a customer's browser says of itself, in the place of what it said before. Returns the customer as
/// they are then; `None` where there is no such customer (yet).
pub async fn set_visit(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: CustomerId,
    visit: &Visit,
) -> Result<Option<Customer>> {
    tx.fetch_optional(
        concat!(
            "UPDATE customers SET visit = $3 WHERE workspace_id = $1 AND id = $2 RETURNING ",
            columns!("")
        ),
        args![workspace, id, Json(visit)],
    )
    .await
}

/// Makes sure that there is a customer of that id, adds what was not known of them yet, and returns them as
/// they are then. What was known already stays: a visitor's later claim does not replace it. The row is
/// locked until the commit: two first messages of one customer wait for each other here.
pub async fn introduce(
    tx: &mut Tx,
    workspace: WorkspaceId,
    id: CustomerId,
    name: Option<&str>,
    email: Option<&str>,
    visit: Option<&Visit>,
) -> Result<Customer> {
    let now = tx.now();
    tx.fetch_one(
        concat!(
            "INSERT INTO customers (workspace_id, id, name, email, external_id, created_at, visit)
             VALUES ($1, $2, $3, $4, NULL, $5, $6)
             ON CONFLICT (workspace_id, id) DO UPDATE SET name = COALESCE(customers.name, excluded.name),
                email = COALESCE(customers.email, excluded.email),
                visit = COALESCE(customers.visit, excluded.visit)
             RETURNING ",
            columns!("")
        ),
        args![workspace, id, name, email, now, visit.map_or(Arg::Text(None), |visit| Arg::from(Json(visit)))],
    )
    .await
}
