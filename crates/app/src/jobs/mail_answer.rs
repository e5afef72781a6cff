//! The mail that brings an answer to a visitor who went away.
//!
//! It can be sent to an address that a visitor only claimed, so it is bounded: nothing but what members wrote is in
//! it, it follows an answer only, all answers of two minutes are one mail, and an address gets ten a day at most,
//! from all workspaces together.

use chrono::TimeDelta;
use pingback_model::{
    Blocked, ChannelId, ChannelType, Conversation, ConversationId, ConversationRef, Customer, Message,
    MessageId, Network, Workspace, WorkspaceId,
};
use pingback_storage::{Tx, answer_mails, blocks, conversations, widgets, workspaces};
use serde::{Deserialize, Serialize};

use super::{Attempt, Job};
use crate::actor::Nobody;
use crate::error::Result;
use crate::{App, mail};

/// How long the browser may show the answer before it is mailed.
const DELAY: TimeDelta = TimeDelta::minutes(2);
/// How many mails an address gets on a day.
const MOST_A_DAY: i64 = 10;
/// How many answers are in one mail, at most: the newest.
const MOST_IN_A_MAIL: i64 = 20;

/// Mails an answer, and all others that the visitor's browser has not had by then.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MailAnswer {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The answer.
    pub message_id: MessageId,
}

impl MailAnswer {
    /// Enqueues the mail in the transaction that writes the answer; does nothing without mail, or where no address is
    /// known.
    pub async fn enqueue(
        app: &App,
        tx: &mut Tx,
        conversation: &Conversation,
        message_id: MessageId,
    ) -> Result<()> {
        let Some(customer) = conversation.customer_id else { return Ok(()) };
        if !app.mail.is_configured() || conversation.channel_type != ChannelType::Widget {
            return Ok(());
        }
        let workspace = conversation.workspace_id;
        if answer_mails::address(tx, workspace, customer).await?.is_some() {
            let job = Self { conversation_id: conversation.id, message_id };
            let at = tx.now() + DELAY;
            app.enqueue_at(tx, workspace, &job, at).await?;
        }
        Ok(())
    }
}

/// A mail that is to be sent.
struct Due {
    to: String,
    workspace: Workspace,
    website: Option<String>,
    answers: Vec<Message>,
}

impl Job for MailAnswer {
    const KIND: &'static str = "mail_answer";

    /// Half a day: mail servers are down for hours.
    const ATTEMPTS: i64 = 20;

    /// One after the other, so that no answer is in two mails.
    fn lane(&self) -> Option<String> {
        Some(format!("mail_answer:{}", self.conversation_id))
    }

    async fn run(self, app: &App, attempt: Attempt) -> Result<()> {
        let workspace = attempt.workspace_id;
        let Some(due) = self.due(app, workspace).await? else { return Ok(()) };
        let Some(newest) = due.answers.last().map(|answer| answer.id) else { return Ok(()) };
        let (to, day) = (&*due.to, &*app.now().format("%Y-%m-%d").to_string());
        let is_counted: bool = app
            .write(&Nobody, |mut tx| async move {
                let counted = answer_mails::count_any_workspace(&mut tx, to, day, MOST_A_DAY).await?;
                Ok(tx.commit(counted).await?)
            })
            .await?;
        if is_counted {
            let website = due.website.as_deref();
            let sent = app.mail.send(&mail::answer(to, &due.workspace.name, website, &due.answers)).await;
            if let Err(error) = sent {
                app.write(&Nobody, |mut tx| async move {
                    answer_mails::take_back_any_workspace(&mut tx, to, day).await?;
                    Ok(tx.commit(()).await?)
                })
                .await?;
                return Err(error);
            }
        } else {
            tracing::info!(%workspace, conversation = %self.conversation_id, "an address had enough mails today");
        }
        app.write(&Nobody, |mut tx| async move {
            answer_mails::note_mailed(&mut tx, workspace, self.conversation_id, newest).await?;
            Ok(tx.commit(()).await?)
        })
        .await
    }
}

impl MailAnswer {
    /// The mail, unless it is needless by now: seen, mailed already, no address, blocked.
    async fn due(&self, app: &App, workspace: WorkspaceId) -> Result<Option<Due>> {
        let mut tx = app.read().await?;
        let mailed = answer_mails::newest_mailed(&mut tx, workspace, self.conversation_id).await?;
        if mailed.is_some_and(|newest| newest >= self.message_id) {
            return Ok(None);
        }
        let named = ConversationRef::Id(self.conversation_id);
        let found = conversations::find_with_customer(&mut tx, workspace, named).await?;
        let Some(conversation) = found else { return Ok(None) };
        let Some(customer) = conversation.customer else { return Ok(None) };
        if is_blocked(&mut tx, &customer).await? {
            return Ok(None);
        }
        // The team may have noted anything as an address.
        let Some(to) = customer.email.filter(|email| email.parse::<lettre::Address>().is_ok()) else {
            return Ok(None);
        };
        let id = self.conversation_id;
        let answers = answer_mails::unseen(&mut tx, workspace, id, mailed, MOST_IN_A_MAIL).await?;
        let found = workspaces::find(&mut tx, workspace).await?;
        let Some(in_workspace) = found.filter(|_| !answers.is_empty()) else { return Ok(None) };
        let website = website(&mut tx, workspace, conversation.channel_id).await?;
        Ok(Some(Due { to, workspace: in_workspace, website, answers }))
    }
}

/// Whether the team blocked the customer, or the address they last came from.
async fn is_blocked(tx: &mut Tx, customer: &Customer) -> Result<bool> {
    let address = customer.visit.as_ref().and_then(|visit| visit.address);
    let address = address.map(|address| Blocked::Address(Network::of(address)));
    for blocked in [Some(Blocked::Visitor(customer.id)), address].into_iter().flatten() {
        if blocks::find(tx, customer.workspace_id, blocked).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The website that the widget is on, where the channel has one widget only: the team's word, not the visitor's.
async fn website(tx: &mut Tx, workspace: WorkspaceId, channel: Option<ChannelId>) -> Result<Option<String>> {
    let mut of_channel = widgets::list(tx, workspace).await?;
    of_channel.retain(|widget| Some(widget.channel_id) == channel);
    match &of_channel[..] {
        [only] => Ok(Some(format!("https://{}/", only.domain))),
        _ => Ok(None),
    }
}
