//! What visitors say of themselves, unsigned: a name, an address.

use serde::{Deserialize, Serialize};

use super::session::BeginSession;
use crate::FieldError;
use crate::error::{Error, Result};

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

    /// A name and an address, checked. What is empty is not said.
    pub(super) fn check_given(name: Option<&str>, email: Option<&str>) -> Result<Self> {
        let given =
            |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(ToOwned::to_owned);
        let (name, email) = (given(name), given(email));
        let mut wrong = Vec::new();
        let mut refuse = |pointer: &str, detail: &str| {
            wrong.push(FieldError { pointer: pointer.to_owned(), detail: detail.to_owned() });
        };
        if name.as_ref().is_some_and(|name| name.chars().count() > 200 || name.contains('\0')) {
            refuse("/name", "must be at most 200 characters, without NUL");
        }
        if email.as_ref().is_some_and(|email| email.len() > 254 || email.parse::<lettre::Address>().is_err())
        {
            refuse("/email", "must be an address such as name@example.com");
        }
        if wrong.is_empty() { Ok(Self { name, email }) } else { Err(Error::Invalid(wrong)) }
    }
}
