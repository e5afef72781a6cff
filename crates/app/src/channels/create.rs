//! Adding a channel.

use pingback_model::{Action, Channel, ChannelId, ChannelType};
use pingback_storage::workspaces;
use serde_json::Value;

use super::credentials;
use crate::error::{Error, Kind, Result};
use crate::{Actor, App};

/// What a new channel is made from.
#[derive(Debug, Clone)]
pub struct CreateChannel {
    /// The kind, in the wire's word.
    pub channel_type: String,
    /// Its configuration: an object.
    pub config: Value,
    /// Whether it takes and sends messages from the start.
    pub is_active: bool,
}

/// Adds a channel. 402 where the plan has no room, or knows no channels but the widget's; 400 where
/// credentials are missing, and for every kind that this version cannot connect.
pub async fn create(app: &App, actor: &Actor, input: &CreateChannel) -> Result<Channel> {
    actor.require(Action::ChannelManage)?;
    let kind = ChannelType::from_wire(&input.channel_type);
    let mut wrong = Vec::new();
    if let Err(error) = &kind {
        wrong.push(crate::FieldError { pointer: "/type".to_owned(), detail: error.to_string() });
    }
    wrong.extend(super::check_config("/config", &input.config).err());
    let Ok(kind) = kind else { return Err(Error::Invalid(wrong)) };
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    if kind != ChannelType::Widget {
        return Err(refusal(app, actor, kind, &input.config).await?);
    }
    let id: ChannelId = app.ids.new_id();
    app.write(actor, |mut tx| async move {
        let channel = Channel {
            id,
            workspace_id: actor.workspace_id,
            channel_type: kind,
            config: input.config.clone(),
            is_active: input.is_active,
            created_at: tx.now(),
        };
        super::add(&mut tx, &channel).await?;
        Ok(tx.commit(channel).await?)
    })
    .await
}

/// Why a channel of another kind than the widget's is not made: the first of the contract's reasons that
/// applies, or that this version cannot connect it.
async fn refusal(app: &App, actor: &Actor, kind: ChannelType, config: &Value) -> Result<Error> {
    let mut tx = app.read().await?;
    let limits =
        workspaces::limits(&mut tx, actor.workspace_id).await?.ok_or(Error::NotFound(Kind::Workspace))?;
    if !limits.plan.has_integrations() {
        return Ok(Error::FeatureLocked { plan: limits.plan, feature: "integrations" });
    }
    super::check_room(&mut tx, actor.workspace_id, &limits).await?;
    let missing = credentials::missing(kind, config);
    if !missing.is_empty() {
        return Ok(Error::rejected(format!("Missing credentials for {kind}: {}", missing.join(", "))));
    }
    Ok(Error::rejected(format!("Channel type {kind} is not available in this version")))
}
