//! Uploaded files.

/// Where uploaded files are kept.
#[derive(Debug, Clone)]
pub struct Files;
