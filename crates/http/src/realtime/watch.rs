//! What is looked at again and again, so that nothing depends on a hint being heard: has a log grown, does
//! every socket's access still hold, can those be ended now that were too full to be told?

use std::collections::HashSet;
use std::sync::{Arc, Weak};
use std::time::Duration;

use pingback_app::{Result, sockets};
use tokio::time::{MissedTickBehavior, interval};

use super::Inner;
use super::session::{Session, Who};
use super::told::Told;

const TICK: Duration = Duration::from_millis(500);
/// Every so many ticks the database is asked: every 3 seconds.
const LOOK: u64 = 6;
/// Every so many ticks the presence of this node's members is written again: every 20 seconds.
const REFRESH: u64 = 40;
/// Every so many ticks the pumps look for sockets that went without a word: every 30 seconds.
const SWEEP: u64 = 60;

pub(super) async fn run(inner: Weak<Inner>) {
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut n = 0_u64;
    loop {
        let Some(look_now) = inner.upgrade().map(|inner| inner.look_now.clone()) else { return };
        let at_once = tokio::select! {
            _ = ticks.tick() => { n += 1; false },
            () = look_now.notified() => true,
        };
        let Some(inner) = inner.upgrade() else { return };
        inner.sockets.end_waiting();
        if (at_once || n.is_multiple_of(LOOK))
            && let Err(error) = look(&inner).await
        {
            tracing::warn!(%error, "news and access could not be looked up");
        }
        if n.is_multiple_of(SWEEP) {
            for workspace in inner.workspaces() {
                inner.tell(workspace, Told::Sweep);
            }
        }
        if n.is_multiple_of(REFRESH)
            && let Err(error) = sockets::keep_present(&inner.app).await
        {
            tracing::warn!(%error, "presence could not be refreshed");
        }
    }
}

async fn look(inner: &Inner) -> Result<()> {
    let workspaces = inner.workspaces();
    let sessions = inner.sessions();
    count(&sessions);
    if workspaces.is_empty() {
        return Ok(());
    }
    let open: HashSet<_> = sessions
        .iter()
        .filter_map(|session| match session.who {
            Who::Member { session_id, .. } => Some((session.workspace_id, session_id)),
            Who::Visitor(_) => None,
        })
        .collect();
    let open: Vec<_> = open.into_iter().collect();
    let looked = sockets::look(&inner.app, &workspaces, &open).await?;
    for (workspace, seq) in looked.last {
        inner.tell(workspace, Told::Hint(seq));
    }
    let holding: HashSet<_> = looked.with_access.into_iter().collect();
    for (workspace, session_id) in open {
        if !holding.contains(&(workspace, session_id)) {
            inner.tell(workspace, Told::Revoked(session_id));
        }
    }
    let epoch: Arc<str> = looked.epoch.into();
    for workspace in workspaces {
        inner.tell(workspace, Told::Epoch(epoch.clone()));
    }
    Ok(())
}

/// How many sockets are open, for `/metrics`.
#[expect(clippy::cast_precision_loss, reason = "counts of sockets are small")]
fn count(sessions: &[Arc<Session>]) {
    let members = sessions.iter().filter(|session| matches!(session.who, Who::Member { .. })).count();
    metrics::gauge!("pingback_sockets", "kind" => "member").set(members as f64);
    metrics::gauge!("pingback_sockets", "kind" => "visitor").set((sessions.len() - members) as f64);
}
