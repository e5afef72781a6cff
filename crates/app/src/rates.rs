//! Rate limits.

/// What was asked how often.
#[derive(Debug, Default)]
pub struct Rates;
