//! What is wrong with the configuration, all of it at once.

use std::fmt;

/// The configuration cannot be used. Lists every problem, so that nobody mends them one start at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// One sentence each: where, what, and how to mend it.
    pub problems: Vec<String>,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problems.as_slice() {
            [one] => write!(out, "the configuration cannot be used: {one}"),
            many => {
                write!(out, "the configuration cannot be used:")?;
                many.iter().try_for_each(|problem| write!(out, "\n  - {problem}"))
            }
        }
    }
}

impl std::error::Error for ConfigError {}
