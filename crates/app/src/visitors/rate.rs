//! A visitor rates how their conversation went.

use std::net::IpAddr;

use chrono::TimeDelta;
use pingback_model::{Change, ConversationStatus, Rating, Timestamp};
use pingback_storage::{Tx, conversations, ratings, visitors};

use super::Visitor;
use crate::App;
use crate::conversations::changed;
use crate::error::{Error, FieldError, Kind, Result};
use crate::rates::Rule;

/// How long a rating may be changed after it was given.
const OPEN_FOR: TimeDelta = TimeDelta::days(1);

/// What a visitor thinks of how it went.
#[derive(Debug, Clone)]
pub struct Rate {
    /// From 1 to 5, the best.
    pub rating: i64,
    /// In their own words.
    pub comment: Option<String>,
}

/// Rates the visitor's newest conversation, once it is resolved or closed; within a day they may think better of
/// it. 400 at any other time, 404 where they have none.
pub async fn rate(app: &App, visitor: &Visitor, address: IpAddr, input: Rate) -> Result<Rating> {
    app.check_rate(Rule::VisitorChangesPerAddress, address)?;
    app.check_rate(Rule::VisitorChanges, visitor.customer_id)?;
    let input = &check(input)?;
    app.write(visitor, |mut tx| async move {
        let rating = write(app, &mut tx, visitor, input).await?;
        Ok(tx.commit(rating).await?)
    })
    .await
}

fn check(input: Rate) -> Result<Rate> {
    let mut wrong = Vec::new();
    let mut refuse = |pointer: &str, detail: String| {
        wrong.push(FieldError { pointer: pointer.to_owned(), detail });
    };
    if !(1..=5).contains(&input.rating) {
        refuse("/rating", "must be from 1 to 5".into());
    }
    let comment = input.comment.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    if comment.as_ref().is_some_and(|text| text.chars().count() > Rating::MAX_COMMENT || text.contains('\0'))
    {
        refuse("/comment", format!("must be at most {} characters, without NUL", Rating::MAX_COMMENT));
    }
    if wrong.is_empty() { Ok(Rate { comment, ..input }) } else { Err(Error::Invalid(wrong)) }
}

async fn write(app: &App, tx: &mut Tx, visitor: &Visitor, input: &Rate) -> Result<Rating> {
    let (workspace, customer) = (visitor.workspace_id, visitor.customer_id);
    let none = Error::NotFound(Kind::Conversation);
    let Some(newest) = visitors::latest_conversation(tx, workspace, customer).await? else {
        return Err(none);
    };
    let found = conversations::lock(tx, workspace, newest.id.into()).await?;
    let mut conversation = found.ok_or(none)?;
    if !matches!(conversation.status, ConversationStatus::Resolved | ConversationStatus::Closed) {
        return Err(Error::rejected("A conversation is rated when it is over: this one is not"));
    }
    let before = conversation.rating.take();
    let rating = rated(before.as_ref(), input, tx.now())?;
    if before.as_ref() == Some(&rating) {
        return Ok(rating);
    }
    ratings::set(tx, workspace, conversation.id, &rating).await?;
    let change = Change::Rated { from: before.map(|before| before.rating), to: rating.rating };
    let activity = changed::note(app, tx, workspace, conversation.id, None, change).await?;
    conversation.rating = Some(rating.clone());
    let conversation = changed::with_customer(tx, conversation).await?;
    changed::record(tx, &conversation, vec![activity]);
    Ok(rating)
}

fn rated(before: Option<&Rating>, input: &Rate, now: Timestamp) -> Result<Rating> {
    let rated_at = before.map_or(now, |before| before.rated_at);
    if now - rated_at > OPEN_FOR {
        return Err(Error::rejected("A rating can be changed for a day: this one is older"));
    }
    Ok(Rating { rating: input.rating, comment: input.comment.clone(), rated_at })
}
