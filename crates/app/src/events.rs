//! The log of a workspace, read by those who were away.
//!
//! A reader names its place: the number of the last event it had, and the log's epoch. Where the log cannot
//! go on from there ([`Place::TooOld`]), the reader must fetch everything afresh.

use pingback_model::{StoredEvent, WorkspaceId};
use pingback_storage::{Error as StorageError, Tx, events, instance};

use crate::audience::audience;
use crate::error::{Error, Result};
use crate::{Actor, App};

/// The most events of one page.
pub const PAGE: i64 = 500;

/// Where a reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader<'a> {
    /// The last event it had; 0 for none yet.
    pub after: i64,
    /// The log's epoch as the reader knows it; left out, only `after` is checked.
    pub epoch: Option<&'a str>,
}

/// Whether the log can go on from where a reader is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// It can.
    Known {
        /// The log's epoch.
        epoch: String,
        /// The newest event.
        last: i64,
    },
    /// It cannot: another epoch, a place that is not reached yet, or one that is not kept any more.
    TooOld {
        /// The log's epoch.
        epoch: String,
        /// The newest event.
        last: i64,
    },
}

/// What a member may see of the log.
#[derive(Debug)]
pub struct EventPage {
    /// The log's epoch.
    pub epoch: String,
    /// The newest event there was. With fewer events than the limit, the reader has everything up to it.
    pub last: i64,
    /// The events, in order.
    pub events: Vec<StoredEvent>,
}

/// Where a log ends now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEnd {
    /// The log's epoch.
    pub epoch: String,
    /// The newest event.
    pub last: i64,
}

/// Looks up a reader's place.
pub async fn place(tx: &mut Tx, workspace: WorkspaceId, reader: Reader<'_>) -> Result<Place> {
    let epoch = instance::get(tx, "epoch").await?.ok_or(StorageError::NoRow)?;
    let last = events::last(tx, workspace).await?;
    let same_epoch = reader.epoch.is_none_or(|known| known == epoch);
    let reached = (0..=last).contains(&reader.after);
    if same_epoch && reached && is_kept(tx, workspace, reader.after, last).await? {
        Ok(Place::Known { epoch, last })
    } else {
        Ok(Place::TooOld { epoch, last })
    }
}

async fn is_kept(tx: &mut Tx, workspace: WorkspaceId, after: i64, last: i64) -> Result<bool> {
    if after == last {
        return Ok(true);
    }
    let oldest = events::oldest(tx, workspace).await?;
    Ok(oldest.is_some_and(|oldest| oldest <= after + 1))
}

/// The events after `after` as they stand in the log, at most `limit`; `None` where the log has a gap there,
/// or an event that this program cannot read: then the reader must fetch afresh.
pub async fn page_after(
    tx: &mut Tx,
    workspace: WorkspaceId,
    after: i64,
    limit: i64,
) -> Result<Option<Vec<StoredEvent>>> {
    match events::after(tx, workspace, after, limit).await {
        Ok(page) => {
            let whole = page.iter().zip(after + 1..).all(|(event, seq)| event.seq == seq);
            Ok(whole.then_some(page))
        }
        Err(error @ StorageError::Decode { .. }) => {
            tracing::warn!(%error, "the log holds an event that cannot be read");
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// What the caller may see after their place, at most `limit` events; where the log cannot go on from there,
/// the place to begin anew from.
pub async fn list(
    app: &App,
    actor: &Actor,
    reader: Reader<'_>,
    limit: i64,
) -> Result<Result<EventPage, LogEnd>> {
    if !(1..=PAGE).contains(&limit) {
        return Err(Error::invalid("?limit", format!("from 1 to {PAGE}")));
    }
    let mut tx = app.read().await?;
    let workspace = actor.workspace_id;
    let (epoch, last) = match place(&mut tx, workspace, reader).await? {
        Place::Known { epoch, last } => (epoch, last),
        Place::TooOld { epoch, last } => return Ok(Err(LogEnd { epoch, last })),
    };
    let wanted = usize::try_from(limit).unwrap_or_default();
    let mut visible = Vec::new();
    let mut after = reader.after;
    while after < last && visible.len() < wanted {
        let page = page_after(&mut tx, workspace, after, limit).await?.unwrap_or_default();
        let Some(newest) = page.last() else { return Ok(Err(LogEnd { epoch, last })) };
        after = newest.seq;
        let seen =
            |event: &StoredEvent| event.seq <= last && audience(&event.event).members.include(actor.user_id);
        visible.extend(page.into_iter().filter(seen));
    }
    visible.truncate(wanted);
    Ok(Ok(EventPage { epoch, last, events: visible }))
}
