//! Listing customers.

use pingback_model::{Action, Customer, CustomerId};
use pingback_storage::customers::{self, Filter};

use crate::App;
use crate::actor::Actor;
use crate::error::{Error, FieldError, Result};

/// Which customers to list.
#[derive(Debug, Clone, Default)]
pub struct ListCustomers {
    /// Whose name or email has this text in it.
    pub search: Option<String>,
    /// Which page, from 1.
    pub page: Option<i64>,
    /// How many, 1 to 100; 50 where absent.
    pub limit: Option<i64>,
    /// Only those older than this one.
    pub before: Option<CustomerId>,
}

/// A page of the workspace's customers, the newest first.
pub async fn list(app: &App, actor: &Actor, input: ListCustomers) -> Result<Vec<Customer>> {
    actor.require(Action::ConversationHandle)?;
    let (page, limit) = (input.page.unwrap_or(1), input.limit.unwrap_or(50));
    let mut wrong = Vec::new();
    let mut field = |pointer: &str, detail: &str| {
        wrong.push(FieldError { pointer: pointer.into(), detail: detail.into() });
    };
    if page < 1 {
        field("?page", "Pages are counted from 1");
    }
    if !(1..=100).contains(&limit) {
        field("?limit", "Ask for 1 to 100 at a time");
    }
    let text = input.search.as_deref().unwrap_or_default();
    if text.chars().count() > 200 || text.contains('\0') {
        field("?q", "Search for at most 200 characters");
    }
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let filter = Filter {
        search: input.search.filter(|text| !text.trim().is_empty()),
        before: input.before,
        offset: (page - 1).saturating_mul(limit),
        limit,
    };
    Ok(customers::list(&mut app.read().await?, actor.workspace_id, &filter).await?)
}
