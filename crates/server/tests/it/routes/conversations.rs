//! `conversations/…`: the inbox, and what is written in it.

mod assign;
mod bulk;
mod change;
mod counts;
mod create;
mod drafts;
mod list;
mod mentions;
mod messages;
mod races;
mod reads;
mod receive;
mod sorts;
mod status;
mod uploads;

use pingback_app::conversations::{Receive, Received, receive};
use pingback_model::{Channel, ChannelId, ChannelType, CustomerId, WorkspaceId};
use pingback_storage::channels;
use pingback_testkit::{Client, TestApp, Value, json};

pub fn workspace(client: &Client) -> WorkspaceId {
    client.business_id.parse().unwrap()
}

/// A new conversation of the team's, without customer and channel.
pub async fn begin(client: &Client) -> Value {
    client.post("/conversations/", json!({"business_id": client.business_id})).expect(201).await
}

/// A new channel of the workspace.
pub async fn channel(app: &TestApp, client: &Client, channel_type: ChannelType) -> ChannelId {
    let id: ChannelId = app.ids.new_id();
    let workspace_id = workspace(client);
    app.db()
        .write(|mut tx| async move {
            let created_at = tx.now();
            let channel =
                Channel { id, workspace_id, channel_type, config: json!({}), is_active: true, created_at };
            channels::insert(&mut tx, &channel).await?;
            tx.commit(()).await
        })
        .await
        .unwrap();
    id
}

/// Somebody who writes through a channel.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_field_names, reason = "they are ids of different things")]
pub struct Writer {
    pub workspace_id: WorkspaceId,
    pub channel_id: ChannelId,
    pub customer_id: CustomerId,
}

impl Writer {
    /// Somebody new, through a new widget channel.
    pub async fn new(app: &TestApp, client: &Client) -> Self {
        let channel_id = channel(app, client, ChannelType::Widget).await;
        Self { workspace_id: workspace(client), channel_id, customer_id: app.ids.new_id() }
    }

    pub fn message(&self, content: &str) -> Receive {
        Receive {
            workspace_id: self.workspace_id,
            channel_id: self.channel_id,
            channel_type: ChannelType::Widget,
            customer_id: self.customer_id,
            name: None,
            email: None,
            visit: None,
            once: None,
            client_id: None,
            content: content.into(),
            attachments: Vec::new(),
        }
    }

    /// Writes, and expects it to be taken.
    pub async fn write(&self, app: &TestApp, content: &str) -> Received {
        receive(app, self.message(content)).await.unwrap()
    }
}

/// The texts of a conversation's messages.
pub fn texts(conversation: &Value) -> Vec<&str> {
    let messages = conversation["messages"].as_array().unwrap();
    messages.iter().map(|message| message["content"].as_str().unwrap()).collect()
}

/// The numbers of listed conversations.
pub fn numbers(list: &Value) -> Vec<i64> {
    list.as_array().unwrap().iter().map(|conversation| conversation["number"].as_i64().unwrap()).collect()
}
