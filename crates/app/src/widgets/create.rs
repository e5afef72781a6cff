//! Making a widget.

use pingback_model::{Action, Channel, ChannelId, ChannelType, Widget, WidgetId};
use pingback_storage::public_routes::{self, PublicId};
use pingback_storage::widgets::Change;
use pingback_storage::{Tx, channels, widgets, workspaces};
use serde_json::json;

use super::{WithSecret, fields, identity};
use crate::error::Result;
use crate::{Actor, App};

/// What a new widget is made from.
#[derive(Debug, Clone, Default)]
pub struct CreateWidget {
    /// The website's host or address.
    pub domain: String,
    /// The rest, each with a default; `domain` in it is not read.
    pub look: Change,
}

/// Makes a widget and, for the workspace's first one, the channel its conversations come through. 402 where
/// the plan has no room for that channel; 400 where the workspace has a widget for the domain.
pub async fn create(app: &App, actor: &Actor, input: CreateWidget) -> Result<WithSecret> {
    actor.require(Action::SettingsManage)?;
    let look = fields::check(Change { domain: Some(input.domain), ..input.look })?;
    let id: WidgetId = app.ids.new_id();
    let channel_id: ChannelId = app.ids.new_id();
    let sealed = identity::new_sealed(app, actor.workspace_id, id)?;
    let (look, sealed) = (&look, &sealed);
    let (widget, sealed) = app
        .write(actor, |mut tx| async move {
            let channel_id = widget_channel(&mut tx, actor, channel_id).await?;
            let widget = from_look(&tx, actor, id, channel_id, look.clone());
            widgets::insert(&mut tx, &widget, sealed).await.map_err(|error| {
                let is_taken = error.is_unique_violation();
                if is_taken { super::domain_is_taken(&widget.domain) } else { error.into() }
            })?;
            public_routes::insert(&mut tx, actor.workspace_id, PublicId::Widget(id)).await?;
            // What is committed may be kept as the answer of an idempotency key: the secret stays sealed in it.
            Ok(tx.commit((widget, sealed.clone())).await?)
        })
        .await?;
    let identity_secret = identity::open(app, actor.workspace_id, widget.id, &sealed)?;
    Ok(WithSecret { widget, identity_secret })
}

/// The workspace's widget channel, made where there is none.
async fn widget_channel(tx: &mut Tx, actor: &Actor, new_id: ChannelId) -> Result<ChannelId> {
    if let Some(channel) = channels::find_by_type(tx, actor.workspace_id, ChannelType::Widget).await? {
        return Ok(channel.id);
    }
    // Two first widgets at once: the second waits here, and then finds the channel of the first.
    workspaces::lock(tx, actor.workspace_id).await?;
    if let Some(channel) = channels::find_by_type(tx, actor.workspace_id, ChannelType::Widget).await? {
        return Ok(channel.id);
    }
    let channel = Channel {
        id: new_id,
        workspace_id: actor.workspace_id,
        channel_type: ChannelType::Widget,
        config: json!({}),
        is_active: true,
        created_at: tx.now(),
    };
    crate::channels::add(tx, &channel).await?;
    Ok(channel.id)
}

/// A widget with the contract's defaults for what is not given.
fn from_look(tx: &Tx, actor: &Actor, id: WidgetId, channel_id: ChannelId, look: Change) -> Widget {
    let or = |text: Option<String>, default: &str| text.unwrap_or_else(|| default.to_owned());
    Widget {
        id,
        workspace_id: actor.workspace_id,
        channel_id,
        name: or(look.name, "PingBack Support"),
        domain: look.domain.unwrap_or_default(),
        welcome_heading: or(look.welcome_heading, "Hi there!"),
        welcome_tagline: or(
            look.welcome_tagline,
            "We make it simple to connect with us. Ask us anything, or share your feedback.",
        ),
        primary_color: or(look.primary_color, "#7650FF"),
        show_online_badge: look.show_online_badge.unwrap_or(true),
        logo_url: look.logo_url.flatten(),
        config: look.config.unwrap_or_else(|| json!({})),
        created_at: tx.now(),
        seen_at: None,
        updated_at: tx.now(),
    }
}
