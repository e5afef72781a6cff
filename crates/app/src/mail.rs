//! System mail.

/// Where system mail goes.
#[derive(Debug, Clone)]
pub struct Mailer;
