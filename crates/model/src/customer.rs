//! Customers: the people who write to the workspace.

use std::collections::BTreeMap;
use std::net::IpAddr;

use crate::{CustomerId, CustomerNoteId, Timestamp, UserId, WorkspaceId};

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Customer {
    /// The customer's id.
    pub id: CustomerId,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// Their name, where known.
    pub name: Option<String>,
    /// Their address, where known. A visitor's own claim, not proof.
    pub email: Option<String>,
    /// The id under which the workspace's own systems know them; unique per workspace.
    pub external_id: Option<String>,
    /// When they were first seen.
    pub created_at: Timestamp,
    /// What else the team knows of them, by name.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
    /// What their browser last said of itself.
    #[serde(default)]
    pub visit: Option<Visit>,
}

impl Customer {
    /// How many attributes there may be.
    pub const MOST_ATTRIBUTES: usize = 50;
    /// The longest name of an attribute, in characters.
    pub const MAX_ATTRIBUTE: usize = 60;
    /// The longest value of an attribute, in characters.
    pub const MAX_VALUE: usize = 500;
}

/// What a customer's browser last said: where it was, and what it is. Its own word, not proof.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Visit {
    /// The address of the page.
    pub page_url: Option<String>,
    /// The page's title.
    pub page_title: Option<String>,
    /// Where it came from.
    pub referrer: Option<String>,
    /// The browser's first language.
    pub language: Option<String>,
    /// The browser's name.
    pub browser: Option<String>,
    /// The system's name.
    pub os: Option<String>,
    /// The time zone, as IANA names it.
    pub timezone: Option<String>,
    /// The network address it came from.
    #[serde(default)]
    pub address: Option<IpAddr>,
    /// When.
    pub seen_at: Timestamp,
}

/// What a member noted about a customer: for the team alone.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CustomerNote {
    /// Its id.
    pub id: CustomerNoteId,
    /// The customer.
    pub customer_id: CustomerId,
    /// Who wrote it.
    pub author_id: UserId,
    /// Plain text.
    pub content: String,
    /// When it was written.
    pub created_at: Timestamp,
}

impl CustomerNote {
    /// The longest content, in characters.
    pub const MAX_CHARS: usize = 5_000;
}
