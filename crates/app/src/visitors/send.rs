//! A visitor writes, by HTTP or by socket.

use std::net::IpAddr;

use bytes::Bytes;
use futures_util::Stream;
use pingback_model::{Attachment, AttachmentId, ChannelType};
use pingback_storage::conversations;

use super::Visitor;
use super::visit::from_address;
use crate::App;
use crate::conversations::{Receive, Received, receive};
use crate::error::Result;
use crate::files::{self, Owner};
use crate::rates::Rule;

/// What a visitor sends.
#[derive(Debug, Clone, Default)]
pub struct SendMessage {
    /// Plain text; may be empty where files are attached.
    pub content: String,
    /// Files that the visitor uploaded.
    pub attachments: Vec<AttachmentId>,
    /// The browser's own id for the message: sent again, the first message is the answer.
    pub client_id: Option<String>,
}

/// Takes a message of a visitor of an open widget ([`Visitor::at`]) into their conversation, or begins one with
/// it. 429 for too many, by HTTP and socket together.
pub async fn send(app: &App, visitor: &Visitor, address: IpAddr, input: SendMessage) -> Result<Received> {
    app.check_rate(Rule::VisitorMessagesPerAddress, address)?;
    app.check_rate(Rule::VisitorMessages, visitor.customer_id)?;
    let now = app.now();
    let visit = visitor.visit.as_deref().cloned().unwrap_or_else(|| from_address(address, now));
    let message = Receive {
        workspace_id: visitor.workspace_id,
        channel_id: visitor.channel_id,
        channel_type: ChannelType::Widget,
        customer_id: visitor.customer_id,
        name: visitor.said.as_ref().and_then(|said| said.name.clone()),
        email: visitor.said.as_ref().and_then(|said| said.email.clone()),
        visit: Some(visit),
        once: visitor.once.clone(),
        client_id: input.client_id,
        content: input.content,
        attachments: input.attachments,
    };
    receive(app, message).await
}

/// Takes in a file that the next message of a visitor of an open widget ([`Visitor::at`]) may carry; before their
/// first message, too. 429 for too many.
pub async fn upload(
    app: &App,
    visitor: &Visitor,
    address: IpAddr,
    file_name: &str,
    bytes: impl Stream<Item = Result<Bytes>> + Unpin + Send,
) -> Result<Attachment> {
    app.check_rate(Rule::VisitorUploadsPerAddress, address)?;
    app.check_rate(Rule::VisitorUploads, visitor.customer_id)?;
    let (workspace, customer, channel) =
        (visitor.workspace_id, visitor.customer_id, Some(visitor.channel_id));
    let current = conversations::find_current(&mut app.read().await?, workspace, customer, channel).await?;
    let owner = Owner {
        workspace_id: workspace,
        conversation_id: current.map(|conversation| conversation.id),
        uploaded_by: customer.into(),
    };
    files::upload(app, owner, file_name, bytes).await
}
