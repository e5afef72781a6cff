//! Channels: the ways in and out for messages. Only the workspace's owner manages them.
//!
//! Providers other than the widget are not built in this version. Their rules (plan, credentials) are
//! already checked, so that clients see the contract's answers; a request that passes them all is refused.

mod change;
mod create;
mod credentials;
mod delete;
mod list;

use pingback_model::{Channel, ChannelType, Feature, Limits};
use pingback_storage::{Tx, channels, workspaces};

use crate::error::{Error, Result};
pub use change::{ChangeChannel, change};
pub use create::{CreateChannel, create};
pub use delete::delete;
pub use list::list;

/// The most bytes of JSON that a configuration may be.
pub(crate) const MAX_CONFIG: usize = 16 * 1024;

/// Adds a channel where the plan has room. Two at once cannot both take the last place: the workspace's
/// row is locked until the commit. A widget's channel takes over the widgets whose channel was deleted.
pub(crate) async fn add(tx: &mut Tx, channel: &Channel) -> Result<()> {
    let workspace = channel.workspace_id;
    let limits = workspaces::lock(tx, workspace).await?;
    check_room(tx, channel.workspace_id, &limits).await?;
    channels::insert(tx, channel).await?;
    if channel.channel_type == ChannelType::Widget {
        pingback_storage::widgets::adopt_orphans(tx, workspace, channel.id).await?;
    }
    Ok(())
}

async fn check_room(tx: &mut Tx, workspace: pingback_model::WorkspaceId, limits: &Limits) -> Result<()> {
    let current = channels::count(tx, workspace).await?;
    let allowed = limits.get(Feature::Channels);
    match allowed.as_number() {
        Some(limit) if !allowed.allows_one_more(current) => Err(Error::LimitExceeded {
            plan: limits.plan,
            feature: Feature::Channels,
            current,
            limit,
            retry_after: None,
        }),
        _ => Ok(()),
    }
}

/// A configuration is an object of bounded size.
pub(crate) fn check_config(pointer: &str, config: &serde_json::Value) -> Result<(), crate::FieldError> {
    let refused = |detail: String| Err(crate::FieldError { pointer: pointer.to_owned(), detail });
    if !config.is_object() {
        refused("must be an object".to_owned())
    } else if config.to_string().len() > MAX_CONFIG {
        refused(format!("must be at most {} KiB of JSON", MAX_CONFIG / 1024))
    } else {
        Ok(())
    }
}
