//! Sliding windows, each in two numbers: what this window counted and what the one before it did. The
//! older one weighs less the further the newer one has come, so that no moment lets two limits through.

use std::collections::HashMap;
use std::time::Duration;

use pingback_model::Timestamp;

/// How many keys one set of counters remembers. Full, it forgets the half that were quiet longest.
const MOST_KEYS: usize = 16_384;

/// How often counters that no longer matter are looked for.
const SWEEP_EVERY_MS: i64 = 60_000;

/// Counters by the digest of their key.
#[derive(Debug, Default)]
pub(super) struct Counters {
    windows: HashMap<u64, Window>,
    swept_at_ms: i64,
}

#[derive(Debug, Clone, Copy)]
struct Window {
    start_ms: i64,
    current: u32,
    previous: u32,
    // After this the counter says nothing any more.
    expires_ms: i64,
}

impl Counters {
    /// Counts one, or says how long to wait.
    pub(super) fn count(
        &mut self,
        digest: u64,
        limit: u32,
        length: Duration,
        now: Timestamp,
    ) -> Result<(), Duration> {
        let now_ms = now.timestamp_millis();
        self.make_room(digest, now_ms);
        let window = self.window(digest, length, now_ms);
        match window.wait_ms(limit, length_ms(length), now_ms) {
            0 => {
                window.current += 1;
                Ok(())
            }
            wait => Err(Duration::from_millis(wait.unsigned_abs())),
        }
    }

    /// Takes one count back.
    pub(super) fn take_back(&mut self, digest: u64, length: Duration, now: Timestamp) {
        if self.windows.contains_key(&digest) {
            let window = self.window(digest, length, now.timestamp_millis());
            let from = if window.current > 0 { &mut window.current } else { &mut window.previous };
            *from = from.saturating_sub(1);
        }
    }

    /// The key's window, brought up to now.
    fn window(&mut self, digest: u64, length: Duration, now_ms: i64) -> &mut Window {
        let length = length_ms(length);
        let fresh = Window { start_ms: now_ms, current: 0, previous: 0, expires_ms: now_ms + 2 * length };
        let window = self.windows.entry(digest).or_insert(fresh);
        let passed = (now_ms - window.start_ms) / length;
        if passed >= 2 {
            *window = fresh;
        } else if passed == 1 {
            window.previous = std::mem::take(&mut window.current);
            window.start_ms += length;
            window.expires_ms = window.start_ms + 2 * length;
        }
        window
    }

    fn make_room(&mut self, digest: u64, now_ms: i64) {
        let is_full = self.windows.len() >= MOST_KEYS && !self.windows.contains_key(&digest);
        if is_full || now_ms - self.swept_at_ms >= SWEEP_EVERY_MS {
            self.swept_at_ms = now_ms;
            self.windows.retain(|_, window| window.expires_ms > now_ms);
        }
        if is_full && self.windows.len() >= MOST_KEYS {
            let mut ends: Vec<i64> = self.windows.values().map(|window| window.expires_ms).collect();
            let (_, &mut middle, _) = ends.select_nth_unstable(MOST_KEYS / 2);
            self.windows.retain(|_, window| window.expires_ms > middle);
        }
    }
}

impl Window {
    /// How long until one more is allowed, in milliseconds; 0 when it is now.
    fn wait_ms(&self, limit: u32, length: i64, now_ms: i64) -> i64 {
        let limit = i64::from(limit);
        let (current, previous) = (i64::from(self.current), i64::from(self.previous));
        // What is left of the older window, exclusive of its end: a full window later its oldest count is gone.
        let left = (self.start_ms + length - 1 - now_ms).clamp(0, length - 1);
        if current < limit {
            let weighed = previous * left / length;
            if current + weighed < limit {
                return 0;
            }
            // The older window's weight must fall below the room that is left.
            let room = limit - current;
            return left - (room * length - 1) / previous;
        }
        // Not in this window. In the next one, this window's counts are the ones that weigh less and less.
        let left_then = (limit * length - 1) / current;
        self.start_ms + length - now_ms + (length - 1 - left_then).max(0)
    }
}

fn length_ms(length: Duration) -> i64 {
    i64::try_from(length.as_millis()).unwrap_or(i64::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_mins(1);

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_timestamp_millis(1_800_000_000_000 + ms).unwrap()
    }

    #[test]
    fn the_wait_it_names_is_enough_and_not_a_moment_too_long() {
        for limit in [1, 3, 10] {
            for step in [700, 1_900, 7_000, 33_000] {
                let mut counters = Counters::default();
                let mut now = 0;
                for _ in 0..200 {
                    if let Err(wait) = counters.count(1, limit, MINUTE, at(now)) {
                        let wait = i64::try_from(wait.as_millis()).unwrap();
                        assert!(counters.count(1, limit, MINUTE, at(now + wait - 1)).is_err());
                        now += wait;
                        assert_eq!(
                            counters.count(1, limit, MINUTE, at(now)),
                            Ok(()),
                            "limit {limit}, step {step}"
                        );
                    }
                    now += step;
                }
            }
        }
    }

    #[test]
    fn it_remembers_a_bounded_number_of_keys_and_forgets_the_quiet_ones() {
        let mut counters = Counters::default();
        for n in 0..100_000_u64 {
            let _ = counters.count(n, 1, MINUTE, at(i64::try_from(n).unwrap() / 10));
            assert!(counters.windows.len() <= MOST_KEYS);
        }
        assert!(counters.count(99_999, 1, MINUTE, at(10_000)).is_err(), "the newest is still known");
        let _ = counters.count(0, 1, MINUTE, at(200_000));
        assert_eq!(counters.windows.len(), 1, "what no longer matters is swept");
    }
}
