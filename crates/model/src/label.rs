//! Labels: a workspace's own words for what conversations are about.

use crate::text_enum::text_enum;
use crate::{LabelId, Timestamp, WorkspaceId};

text_enum! {
    /// A label's colour, by the design's names.
    #[expect(missing_docs, reason = "the names say it")]
    pub enum LabelColor: "color" {
        Violet = "violet",
        Teal = "teal",
        Orange = "orange",
        Pink = "pink",
        Blue = "blue",
        Grey = "grey",
    }
}

/// A label.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Label {
    /// The label's id.
    pub id: LabelId,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// What it says; unique in the workspace, whatever the case of its letters.
    pub name: String,
    /// Its colour.
    pub color: LabelColor,
    /// When it was made.
    pub created_at: Timestamp,
}
