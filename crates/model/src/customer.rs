//! Customers: the people who write to the workspace.

use crate::{CustomerId, Timestamp, WorkspaceId};

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
}
