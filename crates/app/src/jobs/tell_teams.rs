//! Tells the teams of an account that its name or picture changed.

use pingback_model::{Event, UserId};
use pingback_storage::members;
use serde::{Deserialize, Serialize};

use super::{Attempt, Job};
use crate::App;
use crate::actor::Nobody;
use crate::error::{Error, Result};

/// A `member_updated` for each workspace that the account is a member of: one transaction each, since no
/// transaction spans two workspaces.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct TellTeams {
    /// The account.
    pub(crate) user_id: UserId,
}

impl Job for TellTeams {
    const KIND: &'static str = "tell_teams";

    async fn run(self, app: &App, _: Attempt) -> Result<()> {
        let teams = members::workspaces_of_user_any_workspace(&mut app.read().await?, self.user_id).await?;
        for team in teams {
            let workspace = team.workspace_id;
            app.write(&Nobody, |mut tx| async move {
                if let Some(member) = members::find_by_user(&mut tx, workspace, self.user_id).await? {
                    tx.record(workspace, Event::MemberUpdated { member });
                }
                tx.commit(()).await.map_err(Error::from)
            })
            .await?;
        }
        Ok(())
    }
}
