//! Changing a channel.

use pingback_model::{Action, Channel, ChannelId, ChannelType};
use pingback_storage::channels;
use serde_json::Value;

use crate::error::{Error, Kind, Result};
use crate::{Actor, App};

/// What to change of a channel; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct ChangeChannel {
    /// Its kind: only the one it has. Clients send back what they read.
    pub channel_type: Option<String>,
    /// Its whole configuration.
    pub config: Option<Value>,
    /// Whether it takes and sends messages. A widget whose channel is not active answers no visitor.
    pub is_active: Option<bool>,
}

/// Changes a channel.
pub async fn change(app: &App, actor: &Actor, id: ChannelId, input: &ChangeChannel) -> Result<Channel> {
    actor.require(Action::ChannelManage)?;
    let mut wrong = Vec::new();
    let kind = input.channel_type.as_deref().map(ChannelType::from_wire).transpose();
    if let Err(error) = &kind {
        wrong.push(crate::FieldError { pointer: "/type".to_owned(), detail: error.to_string() });
    }
    if let Some(config) = &input.config {
        wrong.extend(super::check_config("/config", config).err());
    }
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let kind = kind.ok().flatten();
    app.write(actor, |mut tx| async move {
        let changed =
            channels::change(&mut tx, actor.workspace_id, id, input.config.as_ref(), input.is_active).await?;
        let channel = changed.ok_or(Error::NotFound(Kind::Channel))?;
        if kind.is_some_and(|kind| kind != channel.channel_type) {
            return Err(Error::rejected(
                "The type of a channel cannot be changed: delete it and add another",
            ));
        }
        Ok(tx.commit(channel).await?)
    })
    .await
}
