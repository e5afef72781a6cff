//! What a workspace uses of its plan.

use pingback_model::{Action, Feature, Limits, Plan, Timestamp};
use pingback_storage::{members, usage as storage, workspaces};

use super::month_ends;
use crate::App;
use crate::actor::Actor;
use crate::error::{Error, Kind, Result};

/// How much of one feature is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// How much is used.
    pub used: i64,
    /// How much may be; none: as much as one likes.
    pub limit: Option<i64>,
    /// When counting starts anew, for what is counted by the month.
    pub resets_at: Option<Timestamp>,
}

/// What a workspace uses, against its limits of this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    /// The plan.
    pub plan: Plan,
    /// Seats.
    pub agents: Quota,
    /// Channels, inactive ones included.
    pub channels: Quota,
    /// Articles of the knowledge base.
    pub kb_articles: Quota,
    /// Messages of the team and Theo in this calendar month (UTC).
    pub messages: Quota,
}

/// The plan and how much of each of its limits is used.
pub async fn usage(app: &App, actor: &Actor) -> Result<Usage> {
    actor.require(Action::UsageView)?;
    let workspace = actor.workspace_id;
    let mut tx = app.read().await?;
    let limits = workspaces::limits(&mut tx, workspace).await?.ok_or(Error::NotFound(Kind::Workspace))?;
    let seats = members::count_seats(&mut tx, workspace).await?;
    let channels = storage::channels(&mut tx, workspace).await?;
    let now = tx.now();
    let messages = storage::messages(&mut tx, workspace, &storage::month(now)).await?;
    Ok(Usage {
        plan: limits.plan,
        agents: quota(&limits, Feature::Agents, seats),
        channels: quota(&limits, Feature::Channels, channels),
        // No article can be written yet.
        kb_articles: quota(&limits, Feature::KbArticles, 0),
        messages: Quota { resets_at: Some(month_ends(now)), ..quota(&limits, Feature::Messages, messages) },
    })
}

fn quota(limits: &Limits, feature: Feature, used: i64) -> Quota {
    Quota { used, limit: limits.get(feature).as_number(), resets_at: None }
}
