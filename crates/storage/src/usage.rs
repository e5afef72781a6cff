//! What a workspace uses of its plan.

use chrono::Datelike;
use pingback_model::{Limit, Timestamp, WorkspaceId};

use crate::error::Result;
use crate::{Tx, args};

/// The calendar month (UTC) that a moment is in, as it is stored: "2026-11".
pub fn month(moment: Timestamp) -> String {
    format!("{:04}-{:02}", moment.year(), moment.month())
}

/// Counts one more message of the team or Theo in the transaction's month, unless the limit is reached.
/// `Ok(None)`: counted. `Ok(Some(n))`: not counted, there are `n` already. At the limit, senders wait for
/// each other on the row, so that no two take the last one.
pub async fn count_message(tx: &mut Tx, workspace: WorkspaceId, limit: Limit) -> Result<Option<i64>> {
    let month = month(tx.now());
    let limit = limit.as_number().unwrap_or(i64::MAX);
    let counted = tx
        .execute(
            "UPDATE usage_months SET messages = messages + 1
             WHERE workspace_id = $1 AND month = $2 AND messages < $3",
            args![workspace, &month, limit],
        )
        .await?;
    if counted > 0 {
        return Ok(None);
    }
    // The month's first message, or none left: the same guard decides after the row is surely there.
    tx.execute(
        "INSERT INTO usage_months (workspace_id, month, messages) VALUES ($1, $2, 0)
         ON CONFLICT (workspace_id, month) DO NOTHING",
        args![workspace, &month],
    )
    .await?;
    let counted = tx
        .execute(
            "UPDATE usage_months SET messages = messages + 1
             WHERE workspace_id = $1 AND month = $2 AND messages < $3",
            args![workspace, &month, limit],
        )
        .await?;
    if counted > 0 { Ok(None) } else { messages(tx, workspace, &month).await.map(Some) }
}

/// How many messages of the team and Theo were counted in a month.
pub async fn messages(tx: &mut Tx, workspace: WorkspaceId, month: &str) -> Result<i64> {
    let row = tx
        .fetch_optional::<(i64,)>(
            "SELECT messages FROM usage_months WHERE workspace_id = $1 AND month = $2",
            args![workspace, month],
        )
        .await?;
    Ok(row.map_or(0, |(messages,)| messages))
}

/// How many channels the workspace has, inactive ones included: they too take a place of the plan.
pub async fn channels(tx: &mut Tx, workspace: WorkspaceId) -> Result<i64> {
    let (channels,) =
        tx.fetch_one("SELECT COUNT(*) FROM channels WHERE workspace_id = $1", args![workspace]).await?;
    Ok(channels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_the_utc_calendars() {
        let moment = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(month(moment("2026-11-30T23:59:59.999Z")), "2026-11");
        assert_eq!(month(moment("2027-01-01T00:00:00Z")), "2027-01");
        assert_eq!(month(moment("2026-12-01T01:00:00+02:00")), "2026-11");
    }
}
