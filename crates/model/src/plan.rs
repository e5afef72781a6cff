//! Plans and their limits: one table, with room for what an operator lifts.

use crate::text_enum::text_enum;

text_enum! {
    /// A plan.
    pub enum Plan: "plan" {
        /// The owner alone, with the widget.
        Free = "free",
        /// A small team.
        Mini = "mini",
        /// A larger one.
        Pro = "pro",
    }
}

text_enum! {
    /// Something a plan limits by number.
    pub enum Feature: "feature" {
        /// Active admins and agents; the owner takes no seat.
        Agents = "agents",
        /// Channels, the widget's included.
        Channels = "channels",
        /// Articles of the knowledge base.
        KbArticles = "kb_articles",
        /// Messages sent by the team and Theo in a calendar month (UTC).
        Messages = "messages",
    }
}

impl Plan {
    /// The name people read: "Free", "Mini", "Pro".
    pub const fn title(self) -> &'static str {
        match self {
            Self::Free => "Free",
            Self::Mini => "Mini",
            Self::Pro => "Pro",
        }
    }

    /// The table of limits.
    pub const fn limit(self, feature: Feature) -> i64 {
        //                              free  mini    pro
        let [free, mini, pro] = match feature {
            Feature::Agents => [0, 2, 5],
            Feature::Channels => [1, 3, 100],
            Feature::KbArticles => [5, 25, 1_000],
            Feature::Messages => [500, 5_000, 50_000],
        };
        match self {
            Self::Free => free,
            Self::Mini => mini,
            Self::Pro => pro,
        }
    }

    /// Whether channels other than the widget may be connected (`integrations`).
    pub const fn has_integrations(self) -> bool {
        !matches!(self, Self::Free)
    }

    /// Whether Theo may answer by himself (`ai_auto_reply`).
    pub const fn has_ai_auto_reply(self) -> bool {
        !matches!(self, Self::Free)
    }
}

/// A number, or none: what one feature may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Limit {
    /// At most this many.
    AtMost(i64),
    /// As many as one likes.
    Unlimited,
}

impl Limit {
    /// Whether one more may be added when there are `current`.
    pub const fn allows_one_more(self, current: i64) -> bool {
        match self {
            Self::AtMost(limit) => current < limit,
            Self::Unlimited => true,
        }
    }

    /// The number, or `None` where there is no limit.
    pub const fn as_number(self) -> Option<i64> {
        match self {
            Self::AtMost(limit) => Some(limit),
            Self::Unlimited => None,
        }
    }
}

impl std::str::FromStr for Limit {
    type Err = crate::UnknownValue;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || crate::UnknownValue { what: "limit", expected: "a number from 0 up, unlimited".into() };
        match text {
            "unlimited" => Ok(Self::Unlimited),
            number => number.parse().ok().filter(|n| *n >= 0).map(Self::AtMost).ok_or_else(bad),
        }
    }
}

/// A workspace's limits: its plan's, save where an operator lifted or lowered one.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Limits {
    /// The plan.
    pub plan: Plan,
    /// What the operator set instead, by `plan set … --limit`.
    pub overrides: std::collections::BTreeMap<Feature, Limit>,
}

impl Limits {
    /// The plan's own limits.
    pub fn of(plan: Plan) -> Self {
        Self { plan, overrides: std::collections::BTreeMap::new() }
    }

    /// What counts for `feature`.
    pub fn get(&self, feature: Feature) -> Limit {
        self.overrides.get(&feature).copied().unwrap_or(Limit::AtMost(self.plan.limit(feature)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_pages_seats() {
        assert_eq!([Plan::Free, Plan::Mini, Plan::Pro].map(|p| p.limit(Feature::Agents)), [0, 2, 5]);
    }

    #[test]
    fn an_operators_limit_wins_and_no_limit_is_possible() {
        let mut limits = Limits::of(Plan::Free);
        assert!(!limits.get(Feature::Agents).allows_one_more(0));
        limits.overrides.insert(Feature::Agents, Limit::Unlimited);
        assert!(limits.get(Feature::Agents).allows_one_more(i64::MAX));
        assert!("-1".parse::<Limit>().is_err());
    }
}
