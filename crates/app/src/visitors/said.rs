//! What visitors say of themselves, unsigned: a name, an address.

use serde::{Deserialize, Serialize};

use super::session::BeginSession;
use crate::customers::fields;
use crate::error::Result;

/// The visitor's own word. Until their first message it is kept in their tokens alone, so that who opens the
/// chat and writes nothing leaves nothing behind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// A name.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// An address of mail.
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

impl Said {
    /// Nothing.
    pub fn is_empty(&self) -> bool {
        self.name.is_none() && self.email.is_none()
    }

    /// The same, with `before` where it is silent.
    pub(super) fn or(self, before: Self) -> Self {
        Self { name: self.name.or(before.name), email: self.email.or(before.email) }
    }

    /// What is said when a session begins, checked.
    pub(super) fn check(input: &BeginSession) -> Result<Self> {
        Self::check_given(input.name.as_deref(), input.email.as_deref())
    }

    /// A name and an address, checked as those that the team notes. What is empty is not said.
    pub(super) fn check_given(name: Option<&str>, email: Option<&str>) -> Result<Self> {
        let given = |text: Option<&str>| text.map(ToOwned::to_owned);
        let [name, email, _] = fields::clean(given(name), given(email), None)?;
        Ok(Self { name, email })
    }
}
