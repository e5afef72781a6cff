//! Limits: whether one more is allowed.

use chrono::{Datelike, NaiveDate, TimeDelta, TimeZone, Utc};
use pingback_model::{Feature, Limits, Timestamp, WorkspaceId};
use pingback_storage::{Error as StorageError, Tx, usage, workspaces};

use crate::error::{Error, Result};

/// When the calendar month (UTC) that `moment` is in ends: the first moment of the next.
pub fn month_ends(moment: Timestamp) -> Timestamp {
    let (year, month) = match moment.month() {
        12 => (moment.year() + 1, 1),
        month => (moment.year(), month + 1),
    };
    NaiveDate::from_ymd_opt(year, month, 1)
        .and_then(|day| day.and_hms_opt(0, 0, 0))
        // Out of the calendar's range: a month of waiting is as good as any.
        .map_or(moment + TimeDelta::days(31), |first| Utc.from_utc_datetime(&first))
}

/// Goes on only where the limits allow one more than `current`. The refusal carries what the contract's plan
/// errors carry, and for messages when to come back.
pub fn require_one_more(limits: &Limits, feature: Feature, current: i64, now: Timestamp) -> Result<()> {
    let limit = limits.get(feature);
    match limit.as_number() {
        Some(number) if !limit.allows_one_more(current) => Err(Error::LimitExceeded {
            plan: limits.plan,
            feature,
            current,
            limit: number,
            retry_after: match feature {
                Feature::Messages => (month_ends(now) - now).to_std().ok(),
                Feature::Agents | Feature::Channels | Feature::KbArticles => None,
            },
        }),
        _ => Ok(()),
    }
}

/// Counts one more message of the team or Theo, or refuses where the month's are used up. The limit is the one
/// of this very moment: a changed plan counts at once.
pub async fn count_message(tx: &mut Tx, workspace: WorkspaceId) -> Result<()> {
    let limits = workspaces::limits(tx, workspace).await?.ok_or(StorageError::NoRow)?;
    match usage::count_message(tx, workspace, limits.get(Feature::Messages)).await? {
        None => Ok(()),
        Some(current) => require_one_more(&limits, Feature::Messages, current, tx.now()),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use pingback_model::{Limit, Plan};

    use super::*;

    fn moment(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_ends_where_the_next_begins() {
        let ends = |text| month_ends(moment(text));
        assert_eq!(ends("2026-11-24T12:00:00Z"), moment("2026-12-01T00:00:00Z"));
        assert_eq!(ends("2026-12-31T23:59:59.999Z"), moment("2027-01-01T00:00:00Z"));
        assert_eq!(ends("2028-02-01T00:00:00Z"), moment("2028-03-01T00:00:00Z"));
    }

    #[test]
    fn only_messages_come_back() {
        let now = moment("2026-11-30T23:59:00Z");
        let limits = Limits::of(Plan::Mini);
        require_one_more(&limits, Feature::Agents, 1, now).unwrap();
        let refused = |feature, current| match require_one_more(&limits, feature, current, now) {
            Err(Error::LimitExceeded { plan: Plan::Mini, current, limit, retry_after, .. }) => {
                (current, limit, retry_after)
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(refused(Feature::Agents, 2), (2, 2, None));
        assert_eq!(refused(Feature::Agents, 5), (5, 2, None));
        assert_eq!(refused(Feature::Messages, 5_000), (5_000, 5_000, Some(Duration::from_mins(1))));
    }

    #[test]
    fn a_lifted_limit_never_refuses() {
        let mut limits = Limits::of(Plan::Free);
        limits.overrides.insert(Feature::Agents, Limit::Unlimited);
        require_one_more(&limits, Feature::Agents, i64::MAX, moment("2026-11-24T12:00:00Z")).unwrap();
    }
}
