//! The order of a workspace's events on this node: what was sent, what came too early, what is missing.
//!
//! Commits are told by the tasks that made them, so number 6 may be told before number 5; and a hint from
//! another node says only how far the log has got. Nothing here waits or reads: the pump does.

use std::collections::BTreeMap;

use pingback_model::StoredEvent;

/// How many events that came too early are kept. What is dropped stands in the log.
const EARLY: usize = 1_024;

/// The place in the log up to which events were handed on.
#[derive(Debug)]
pub(super) struct Order {
    sent: i64,
    known: i64,
    early: BTreeMap<i64, StoredEvent>,
}

impl Order {
    /// Everything up to `sent` counts as handed on.
    pub(super) fn new(sent: i64) -> Self {
        Self { sent, known: sent, early: BTreeMap::new() }
    }

    /// The last event that was handed on.
    pub(super) fn sent(&self) -> i64 {
        self.sent
    }

    /// An event is at hand. One that was handed on already is dropped.
    pub(super) fn arrived(&mut self, event: StoredEvent) {
        self.hinted(event.seq);
        if event.seq > self.sent {
            self.early.insert(event.seq, event);
            if self.early.len() > EARLY {
                self.early.pop_last();
            }
        }
    }

    /// The log has got as far as `seq`.
    pub(super) fn hinted(&mut self, seq: i64) {
        self.known = self.known.max(seq);
    }

    /// The next event, if it is at hand.
    pub(super) fn next(&mut self) -> Option<StoredEvent> {
        let event = self.early.remove(&(self.sent + 1))?;
        self.sent = event.seq;
        Some(event)
    }

    /// Whether events are known to exist that were not handed on.
    pub(super) fn is_behind(&self) -> bool {
        self.known > self.sent
    }

    /// Whether later events are at hand already, so that the missing one is probably on its way.
    pub(super) fn is_expecting(&self) -> bool {
        !self.early.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use pingback_model::{Event, StoredEvent, Timestamp, UserId, WorkspaceId};

    use super::*;

    fn event(seq: i64) -> StoredEvent {
        let event = Event::AccessEnded { user_id: UserId(uuid::Uuid::nil()), session_id: None };
        StoredEvent { workspace_id: WorkspaceId::NONE, seq, created_at: Timestamp::default(), event }
    }

    fn drain(order: &mut Order) -> Vec<i64> {
        std::iter::from_fn(|| order.next().map(|event| event.seq)).collect()
    }

    #[test]
    fn what_comes_too_early_waits_for_what_is_missing() {
        let mut order = Order::new(4);
        order.arrived(event(6));
        assert_eq!(drain(&mut order), Vec::<i64>::new());
        assert!(order.is_behind() && order.is_expecting());
        order.arrived(event(5));
        assert_eq!(drain(&mut order), vec![5, 6]);
        assert!(!order.is_behind());
    }

    #[test]
    fn nothing_is_handed_on_twice() {
        let mut order = Order::new(0);
        for seq in [1, 2, 1, 2, 3] {
            order.arrived(event(seq));
        }
        assert_eq!(drain(&mut order), vec![1, 2, 3]);
        for seq in [3, 1, 2] {
            order.arrived(event(seq));
        }
        assert_eq!(drain(&mut order), Vec::<i64>::new());
        assert!(!order.is_behind());
    }

    #[test]
    fn a_hint_alone_is_a_gap() {
        let mut order = Order::new(7);
        order.hinted(7);
        assert!(!order.is_behind());
        order.hinted(9);
        assert!(order.is_behind() && !order.is_expecting());
    }

    #[test]
    fn too_much_at_once_is_left_to_the_log() {
        let mut order = Order::new(0);
        for seq in 2..3_000 {
            order.arrived(event(seq));
        }
        assert!(order.early.len() <= EARLY);
        order.arrived(event(1));
        let got = drain(&mut order);
        assert_eq!(got, (1..=i64::try_from(got.len()).unwrap()).collect::<Vec<_>>());
        assert!(order.is_behind());
    }

    #[test]
    fn any_order_of_arrival_gives_the_same_stream() {
        // Every permutation of six events, with each told twice.
        let mut places = [1, 2, 3, 4, 5, 6];
        permute(&mut places, 0, &mut |seqs| {
            let mut order = Order::new(0);
            let mut got = Vec::new();
            for seq in seqs.iter().chain(seqs) {
                order.arrived(event(*seq));
                got.extend(drain(&mut order));
            }
            assert_eq!(got, vec![1, 2, 3, 4, 5, 6], "{seqs:?}");
        });
    }

    fn permute(places: &mut [i64], from: usize, check: &mut impl FnMut(&[i64])) {
        if from == places.len() {
            return check(places);
        }
        for other in from..places.len() {
            places.swap(from, other);
            permute(places, from + 1, check);
            places.swap(from, other);
        }
    }
}
