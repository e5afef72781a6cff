//! Channels: the ways in and out for messages.

use crate::text_enum::text_enum;
use crate::{ChannelId, Timestamp, WorkspaceId};

text_enum! {
    /// The kind of a channel.
    pub enum ChannelType: "channel type" {
        /// The chat widget on a website.
        Widget = "widget",
        /// Email by IMAP and SMTP, or by an inbound webhook.
        Email = "email",
        /// WhatsApp Business.
        Whatsapp = "whatsapp",
        /// A Telegram bot.
        Telegram = "telegram",
        /// Instagram messages.
        Instagram = "instagram",
        /// X direct messages.
        X = "x",
        /// SMS by Twilio.
        Sms = "sms",
    }
}

impl ChannelType {
    /// Reads the wire's name, where `webchat` is another name for the widget.
    pub fn from_wire(text: &str) -> Result<Self, crate::UnknownValue> {
        match text {
            "webchat" => Ok(Self::Widget),
            other => other.parse(),
        }
    }
}

/// A channel of a workspace.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Channel {
    /// The channel's id.
    pub id: ChannelId,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// Its kind.
    pub channel_type: ChannelType,
    /// What is not secret of its configuration.
    pub config: serde_json::Value,
    /// Whether it takes and sends messages.
    pub is_active: bool,
    /// When it was made.
    pub created_at: Timestamp,
}
