//! A visitor leaves an address while nobody is there, so that the answer can follow them.

use std::net::IpAddr;

use pingback_model::Widget;

use super::session::introduced;
use super::{Said, Visitor};
use crate::App;
use crate::error::{Error, Kind, Result};
use crate::rates::Rule;

/// Notes an address on the visitor's own customer, where none is known of them. It finds nobody else, and is never
/// used to. 404 before their first message, as there is no such customer yet: until then the session takes it. 429 for
/// too many.
pub async fn leave_email(
    app: &App,
    widget: &Widget,
    visitor: &Visitor,
    address: IpAddr,
    email: &str,
) -> Result<()> {
    app.check_rate(Rule::VisitorChangesPerAddress, address)?;
    app.check_rate(Rule::VisitorChanges, visitor.customer_id)?;
    let said = Said::check_given(None, Some(email))?;
    if said.is_empty() {
        return Err(Error::invalid("/email", "Give an email"));
    }
    let left = introduced(app, visitor, widget, visitor.customer_id, said).await?;
    if left.is_empty() { Ok(()) } else { Err(Error::NotFound(Kind::Customer)) }
}
