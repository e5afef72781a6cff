//! How tasks fail: one sentence for the person at the terminal.

use std::fmt;
use std::path::Path;

/// What every task returns.
pub type Outcome<T = ()> = Result<T, Failure>;

/// One or more sentences that say what went wrong and, where known, what to do.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// Wraps the sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// Maps an I/O error to a failure that names the path; for `map_err`.
    pub fn at(path: &Path) -> impl Fn(std::io::Error) -> Self + '_ {
        move |error| Self(format!("{}: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self(format!("unreadable JSON: {error}"))
    }
}
