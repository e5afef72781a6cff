//! Whether this machine's clock is right, as far as others can tell: one far off makes sessions end early and
//! signed addresses useless.

use chrono::DateTime;
use pingback_model::{Clock, Timestamp};
use pingback_storage::Db;
use url::Url;

use super::Finding::{self, Note, Well, Wrong};

/// How many seconds this machine's clock and another's may be apart.
const SKEW: u64 = 30;

/// Another clock, and how many seconds it is from ours; or why it could not be read.
type Comparison = Result<(String, u64), String>;

/// Compares the clock with the database's, where it has one of its own, and with the public URL's server.
pub(super) async fn check(db: Option<&Db>, public_url: Option<&Url>) -> Finding {
    judge(&[database(db).await, server(public_url).await])
}

async fn database(db: Option<&Db>) -> Comparison {
    let Some(db) = db else { return Err("the database cannot be asked".into()) };
    let before = Clock::system().now();
    match db.server_time().await {
        Ok(Some(theirs)) => {
            Ok((format!("{}'s", db.engine_name()), apart(before, Clock::system().now(), theirs)))
        }
        Ok(None) => Err(format!("{} goes by this machine's own", db.engine_name())),
        Err(error) => Err(format!("{} does not tell its own: {error}", db.engine_name())),
    }
}

async fn server(public_url: Option<&Url>) -> Comparison {
    let Some(url) = public_url else { return Err("no public URL is set".into()) };
    let before = Clock::system().now();
    // That it does not answer is told by the check of the public URL.
    let answer = super::get(url.as_str()).await.map_err(|_| format!("{url} does not answer"))?;
    let date = answer.headers().get("date").and_then(|date| date.to_str().ok()).unwrap_or_default();
    let theirs = DateTime::parse_from_rfc2822(date).map_err(|_| format!("{url} does not tell its own"))?;
    Ok((format!("{url}'s"), apart(before, Clock::system().now(), theirs.to_utc())))
}

/// How many seconds lie between their time and the span of ours in which they were asked.
fn apart(before: Timestamp, after: Timestamp, theirs: Timestamp) -> u64 {
    let (before, after, theirs) = (before.timestamp(), after.timestamp(), theirs.timestamp());
    theirs.clamp(before, after).abs_diff(theirs)
}

fn judge(comparisons: &[Comparison]) -> Finding {
    let told: Vec<_> = comparisons.iter().filter_map(|one| one.as_ref().ok()).collect();
    if told.is_empty() {
        let why: Vec<_> =
            comparisons.iter().filter_map(|one| one.as_ref().err().map(String::as_str)).collect();
        return Note(format!("compared with no other: {}", why.join(", ")));
    }
    let list: Vec<_> = told.iter().map(|(whose, seconds)| format!("{seconds} s from {whose}")).collect();
    let list = list.join(", ");
    if told.iter().any(|(_, seconds)| *seconds > SKEW) {
        return Wrong(format!("this machine's is {list}: synchronise them (with NTP)"));
    }
    Well(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap()
    }

    #[test]
    fn the_time_that_asking_took_is_no_skew() {
        for (theirs, expected) in [(-31, 31), (-1, 1), (0, 0), (5, 0), (9, 0), (10, 1), (40, 31)] {
            assert_eq!(apart(at(0), at(9), at(theirs)), expected, "{theirs}");
        }
    }

    #[test]
    fn one_clock_far_off_is_wrong_and_none_to_compare_with_is_said() {
        let near = || Ok(("PostgreSQL's".to_owned(), 30));
        let far = || Ok(("https://acme.test/'s".to_owned(), 31));
        let silent = || Err("no public URL is set".to_owned());
        let Well(said) = judge(&[near(), silent()]) else { panic!() };
        assert_eq!(said, "30 s from PostgreSQL's");
        let Wrong(said) = judge(&[near(), far()]) else { panic!() };
        assert!(
            said.starts_with("this machine's is 30 s from PostgreSQL's, 31 s from https://acme.test/'s:"),
            "{said}"
        );
        let Note(said) = judge(&[silent()]) else { panic!() };
        assert_eq!(said, "compared with no other: no public URL is set");
    }
}
