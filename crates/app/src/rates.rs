//! Rate limits: one table of rules, one small counter for all of them.
//!
//! ```ignore
//! app.check_rate(Rule::SignUp, address)?;              // counts, or refuses with `RateLimited`
//!
//! app.check_rate(Rule::SignInPerEmail, &*email_key)?;  // rules that count failures only:
//! …                                                    // count before the attempt,
//! app.forgive(Rule::SignInPerEmail, &*email_key);      // take it back when it succeeded
//! ```
//!
//! Counting before the attempt is what makes a hundred attempts at once no more than one limit's worth.
//! The counts live in this process: several nodes each allow a limit's worth (`docs/decisions/0005`).

mod window;

use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use pingback_model::{Network, Timestamp};
use uuid::Uuid;

use crate::App;
use crate::error::{Error, Result};
use window::Counters;

/// Something that may be done so often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Failed sign-ins for one address of mail.
    SignInPerEmail,
    /// Failed sign-ins from one network address.
    SignInPerAddress,
    /// New accounts from one network address.
    SignUp,
    /// Reset and confirmation mails to one address of mail.
    MailPerEmail,
    /// Confirmation mails one account asks for again.
    ResendMail,
    /// Calls of one member's token.
    MemberCalls,
    /// Widget sessions begun from one network address.
    WidgetSessions,
    /// Visitors who come back to a widget's pages, from one network address.
    WidgetHellos,
    /// Messages of one visitor, by HTTP and socket together.
    VisitorMessages,
    /// Messages of all visitors of one network address.
    VisitorMessagesPerAddress,
    /// Files one visitor uploads.
    VisitorUploads,
    /// Files uploaded by all visitors of one network address.
    VisitorUploadsPerAddress,
    /// Ratings and addresses of mail that one visitor gives.
    VisitorChanges,
    /// Ratings and addresses of mail that all visitors of one network address give.
    VisitorChangesPerAddress,
    /// Pages that one visitor walks through.
    VisitorPages,
    /// Pages that all visitors of one network address walk through.
    VisitorPagesPerAddress,
}

impl Rule {
    /// The table: how often, in which time.
    #[expect(clippy::match_same_arms, reason = "a table has a row for each rule")]
    fn limit(self) -> (u32, Duration) {
        let minutes = |n: u64| Duration::from_secs(n * 60);
        match self {
            Self::SignInPerEmail => (10, minutes(15)),
            Self::SignInPerAddress => (30, minutes(15)),
            Self::SignUp => (20, minutes(60)),
            Self::MailPerEmail => (5, minutes(60)),
            Self::ResendMail => (1, minutes(1)),
            Self::MemberCalls => (1_200, minutes(1)),
            Self::WidgetSessions => (60, minutes(1)),
            Self::WidgetHellos => (60, minutes(1)),
            Self::VisitorMessages => (30, minutes(1)),
            Self::VisitorMessagesPerAddress => (300, minutes(1)),
            Self::VisitorUploads => (60, minutes(1)),
            Self::VisitorUploadsPerAddress => (300, minutes(1)),
            Self::VisitorChanges => (10, minutes(1)),
            Self::VisitorChangesPerAddress => (60, minutes(1)),
            Self::VisitorPages => (30, minutes(1)),
            Self::VisitorPagesPerAddress => (300, minutes(1)),
        }
    }
}

/// Who or what is counted. Network addresses of one home or host count as one: all of an IPv6 /64.
#[derive(Debug, Clone, Copy)]
pub enum Key<'a> {
    /// A text, such as an address of mail in lower case.
    Text(&'a str),
    /// An id.
    Id(Uuid),
    /// A network address.
    Address(IpAddr),
}

impl<'a> From<&'a str> for Key<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<IpAddr> for Key<'_> {
    fn from(address: IpAddr) -> Self {
        Self::Address(Network::of(address).address())
    }
}

macro_rules! id_keys {
    ($($id:ident),+) => {$(
        impl From<pingback_model::$id> for Key<'_> {
            fn from(id: pingback_model::$id) -> Self { Self::Id(id.0) }
        }
    )+};
}
id_keys!(UserId, SessionId, CustomerId, WorkspaceId);

/// How many parts the counts are in, so that calls on several cores do not wait for one lock.
const SHARDS: usize = 16;

/// What was asked how often. Keeps digests of the keys, never the keys, and a bounded number of them.
#[derive(Debug, Default)]
pub struct Rates {
    shards: [Mutex<Counters>; SHARDS],
    // Seeded at random: nobody can choose keys that fall together.
    hasher: RandomState,
}

impl Rates {
    /// Counts one, or refuses with the time after which it would be let through. What is refused does not
    /// count: who keeps trying at the allowed pace is not shut out for ever.
    pub fn check<'a>(&self, now: Timestamp, rule: Rule, key: impl Into<Key<'a>>) -> Result<()> {
        let (limit, window) = rule.limit();
        let digest = self.digest(rule, key.into());
        self.shard(digest)
            .count(digest, limit, window, now)
            .map_err(|wait| Error::RateLimited { retry_after: whole_seconds(wait) })
    }

    /// Takes one count back: for rules that count only failures, after a success.
    pub fn forgive<'a>(&self, now: Timestamp, rule: Rule, key: impl Into<Key<'a>>) {
        let digest = self.digest(rule, key.into());
        self.shard(digest).take_back(digest, rule.limit().1, now);
    }

    fn digest(&self, rule: Rule, key: Key<'_>) -> u64 {
        match key {
            Key::Text(text) => self.hasher.hash_one((rule, text)),
            Key::Id(id) => self.hasher.hash_one((rule, id)),
            Key::Address(address) => self.hasher.hash_one((rule, address)),
        }
    }

    fn shard(&self, digest: u64) -> MutexGuard<'_, Counters> {
        let shard = &self.shards[usize::try_from(digest % SHARDS as u64).unwrap_or_default()];
        shard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Rounded up: `Retry-After` speaks in seconds, and who comes back then must be let in.
fn whole_seconds(wait: Duration) -> Duration {
    Duration::from_secs(u64::try_from(wait.as_millis().div_ceil(1_000)).unwrap_or(u64::MAX))
}

impl App {
    /// Counts one, or refuses; see [`Rates::check`]. Does nothing where the operator turned limits off.
    pub fn check_rate<'a>(&self, rule: Rule, key: impl Into<Key<'a>>) -> Result<()> {
        if self.settings.rate_limit { self.rates.check(self.now(), rule, key) } else { Ok(()) }
    }

    /// Takes one count back; see [`Rates::forgive`].
    pub fn forgive<'a>(&self, rule: Rule, key: impl Into<Key<'a>>) {
        self.rates.forgive(self.now(), rule, key);
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_timestamp(1_800_000_000, 0).unwrap() + TimeDelta::seconds(seconds)
    }

    fn refusal(result: Result<()>) -> Duration {
        match result {
            Err(Error::RateLimited { retry_after }) => retry_after,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_limits_worth_passes_and_the_next_is_told_when_to_come_back() {
        let rates = Rates::default();
        for _ in 0..30 {
            rates.check(at(0), Rule::VisitorMessages, "a").unwrap();
        }
        let wait = refusal(rates.check(at(0), Rule::VisitorMessages, "a"));
        assert!(wait >= Duration::from_secs(1) && wait <= Duration::from_mins(1), "{wait:?}");
        rates.check(at(0), Rule::VisitorMessages, "b").unwrap();
        rates.check(at(0), Rule::SignUp, "a").unwrap();
        let later = at(0) + TimeDelta::from_std(wait).unwrap();
        rates.check(later, Rule::VisitorMessages, "a").unwrap();
    }

    #[test]
    fn no_stretch_of_a_window_lets_twice_the_limit_through() {
        let rates = Rates::default();
        let mut passed = Vec::new();
        for tenth in 0..3_000_i64 {
            let now = at(0) + TimeDelta::milliseconds(tenth * 100);
            if rates.check(now, Rule::VisitorMessages, "a").is_ok() {
                passed.push(tenth);
            }
        }
        let most = passed
            .iter()
            .map(|from| passed.iter().filter(|t| (*from..from + 600).contains(*t)).count())
            .max();
        assert!(most <= Some(40), "{most:?}");
        assert!(passed.len() >= 130, "a client at the limit's pace is served: {}", passed.len());
    }

    #[test]
    fn addresses_count_by_network() {
        let rates = Rates::default();
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        for n in 0..20 {
            rates.check(at(0), Rule::SignUp, address(&format!("2001:db8:1:2::{n:x}"))).unwrap();
        }
        refusal(rates.check(at(0), Rule::SignUp, address("2001:db8:1:2:ffff::1")));
        rates.check(at(0), Rule::SignUp, address("2001:db8:1:3::1")).unwrap();
        for _ in 0..20 {
            rates.check(at(0), Rule::SignUp, address("192.0.2.1")).unwrap();
        }
        refusal(rates.check(at(0), Rule::SignUp, address("::ffff:192.0.2.1")));
        rates.check(at(0), Rule::SignUp, address("192.0.2.2")).unwrap();
    }

    #[test]
    fn a_success_takes_its_count_back() {
        let rates = Rates::default();
        for _ in 0..100 {
            rates.check(at(0), Rule::SignInPerEmail, "a@b.c").unwrap();
            rates.forgive(at(0), Rule::SignInPerEmail, "a@b.c");
        }
        for _ in 0..10 {
            rates.check(at(0), Rule::SignInPerEmail, "a@b.c").unwrap();
        }
        refusal(rates.check(at(0), Rule::SignInPerEmail, "a@b.c"));
    }

    #[test]
    fn many_at_once_are_no_more_than_the_limit() {
        let rates = Rates::default();
        let passed = std::thread::scope(|scope| {
            let tries =
                || (0..20).filter(|_| rates.check(at(0), Rule::SignInPerEmail, "a@b.c").is_ok()).count();
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(tries)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum::<usize>()
        });
        assert_eq!(passed, 10);
    }

    #[test]
    fn once_a_minute_is_once_a_minute() {
        let rates = Rates::default();
        rates.check(at(0), Rule::ResendMail, "a").unwrap();
        refusal(rates.check(at(59), Rule::ResendMail, "a"));
        rates.check(at(60), Rule::ResendMail, "a").unwrap();
    }
}
