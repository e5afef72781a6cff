//! Whether a member's dashboard is open: shown beside the status they declare, never instead of it.

use std::collections::{HashSet, VecDeque};
use std::sync::Weak;
use std::time::Duration;

use pingback_app::sockets::set_present;
use pingback_model::{UserId, WorkspaceId};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use super::Inner;

/// How long a member may be without a socket before they count as gone: a reload is no absence.
const GRACE: Duration = Duration::from_secs(5);

type Place = (WorkspaceId, UserId);

/// Writes who is connected to this node, and tells the workspace when that changes.
pub(super) async fn run(inner: Weak<Inner>, mut changes: mpsc::UnboundedReceiver<Place>) {
    let mut shown: HashSet<Place> = HashSet::new();
    let mut leaving: VecDeque<(Instant, Place)> = VecDeque::new();
    loop {
        let due = leaving.front().map(|(at, _)| *at);
        let (place, was_due) = tokio::select! {
            change = changes.recv() => match change {
                Some(place) => (place, false),
                None => return,
            },
            () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => match leaving.pop_front() {
                Some((_, place)) => (place, true),
                None => continue,
            },
        };
        let Some(inner) = inner.upgrade() else { return };
        let is_here = inner.is_here(place);
        let written = match (is_here, shown.contains(&place)) {
            (true, false) => set_present(&inner.app, place.0, place.1, true).await,
            (false, true) if was_due => set_present(&inner.app, place.0, place.1, false).await,
            (false, true) => {
                leaving.push_back((Instant::now() + GRACE, place));
                continue;
            }
            _ => continue,
        };
        match written {
            Ok(is_connected) => {
                if is_here {
                    shown.insert(place);
                } else {
                    shown.remove(&place);
                }
                if let Some(is_connected) = is_connected {
                    inner.tell_presence(place.0, place.1, is_connected);
                }
            }
            Err(error) => {
                tracing::warn!(%error, "presence could not be written");
                leaving.push_back((Instant::now() + GRACE, place));
            }
        }
    }
}
