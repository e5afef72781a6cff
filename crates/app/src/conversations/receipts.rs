//! Receipts: the other side has a message, or saw it.

use pingback_model::{Action, ConversationId, Event, Message, MessageId, SenderType, WorkspaceId};
use pingback_storage::messages::{self, Receipt, Side};

use super::read;
use crate::App;
use crate::actor::{Actor, Nobody, Request};
use crate::error::{Error, Kind, Result};

/// A member's client has, or the member saw, a message and so all the customer wrote before it. Nobody is
/// told of what was said before. What the member saw is also read in their own list.
pub async fn mark(app: &App, actor: &Actor, message: MessageId, receipt: Receipt) -> Result<()> {
    actor.require(Action::ConversationHandle)?;
    let workspace = actor.workspace_id;
    let found = messages::find(&mut app.read().await?, workspace, message).await?;
    let found = found.ok_or(Error::NotFound(Kind::Message))?;
    // Every open dashboard of the team tells it of what the customer wrote.
    let is_known = found.sender_type == SenderType::Customer && found.delivered_at.is_some();
    if receipt == Receipt::Delivered && is_known {
        return Ok(());
    }
    let conversation = found.conversation_id;
    let reader = (receipt == Receipt::Read).then_some(actor);
    let marking = Marking { workspace, conversation, message, side: Side::Team, receipt };
    write(app, actor, marking, reader).await
}

/// The customer's client has, or the customer saw, a message of their own conversation and so all the team
/// wrote before it. A note does not exist for them.
pub async fn mark_by_customer(
    app: &App,
    workspace: WorkspaceId,
    conversation: ConversationId,
    message: MessageId,
    receipt: Receipt,
) -> Result<()> {
    let found = messages::find(&mut app.read().await?, workspace, message).await?;
    let is_theirs =
        |message: &Message| message.conversation_id == conversation && message.is_visible_to_visitor();
    found.filter(is_theirs).ok_or(Error::NotFound(Kind::Message))?;
    let marking = Marking { workspace, conversation, message, side: Side::Customer, receipt };
    write(app, &Nobody, marking, None).await
}

#[derive(Clone, Copy)]
struct Marking {
    workspace: WorkspaceId,
    conversation: ConversationId,
    message: MessageId,
    side: Side,
    receipt: Receipt,
}

async fn write(app: &App, request: &impl Request, marking: Marking, reader: Option<&Actor>) -> Result<()> {
    let Marking { workspace, conversation, message, side, receipt } = marking;
    app.write(request, |mut tx| async move {
        let newest = messages::mark(&mut tx, workspace, conversation, message, side, receipt).await?;
        if let Some(message_id) = newest {
            let (conversation_id, now) = (conversation, tx.now());
            tx.record(
                workspace,
                match receipt {
                    Receipt::Delivered => Event::Delivered { conversation_id, message_id, delivered_at: now },
                    Receipt::Read => Event::Read { conversation_id, message_id, read_at: now },
                },
            );
        }
        if let Some(actor) = reader {
            read::note(&mut tx, actor, conversation, Some(message)).await?;
        }
        Ok(tx.commit(()).await?)
    })
    .await
}
