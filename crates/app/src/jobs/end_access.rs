//! Tells every workspace that somebody's access ended.

use pingback_model::{SessionId, UserId};
use serde::{Deserialize, Serialize};

use super::{Attempt, Job};
use crate::error::Result;
use crate::{App, accounts};

/// The second step of ending a session, should the process die after the first: see
/// [`accounts::end_access`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct EndAccess {
    /// Whose.
    pub(crate) user_id: UserId,
    /// Only these sign-ins', or all of the account's.
    pub(crate) sessions: Option<Vec<SessionId>>,
}

impl Job for EndAccess {
    const KIND: &'static str = "end_access";

    async fn run(self, app: &App, _: Attempt) -> Result<()> {
        accounts::tell_access_ended(app, &self).await
    }
}
