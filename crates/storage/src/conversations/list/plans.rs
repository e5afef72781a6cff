//! What SQLite reads lists along. It has no statistics, so what it takes on an empty database it always takes.

use pingback_model::{
    Clock, ConversationId, ConversationOrder, ConversationStatus, CustomerId, LabelId, Priority, Timestamp,
    UserId, WaitOrder, WorkspaceId,
};
use uuid::Uuid;

use super::{Conditions, Filter, Page, Position, rows};
use crate::sql::Arg;
use crate::{Db, Location};

const OPEN: Option<ConversationStatus> = Some(ConversationStatus::Open);
const WORKSPACE: WorkspaceId = WorkspaceId(Uuid::nil());

/// Each kind of filter with the index that it is read along in the orders by update, and by wait.
fn cases() -> Vec<(Filter, &'static str, &'static str)> {
    let (user, none) = (Some(Some(UserId(Uuid::nil()))), Some(None));
    let filter = Filter::default;
    let priority = Some(Priority::High);
    let waiting_since = Some(Timestamp::UNIX_EPOCH);
    let label = Some(LabelId(Uuid::nil()));
    vec![
        (filter(), "conversations_by_update", "conversations_by_wait"),
        (Filter { status: OPEN, ..filter() }, "conversations_by_status", "conversations_by_wait"),
        (
            Filter { assignee: user, ..filter() },
            "conversations_by_assignee",
            "conversations_by_assignee_and_wait",
        ),
        (
            Filter { assignee: none, ..filter() },
            "conversations_by_assignee",
            "conversations_by_assignee_and_wait",
        ),
        (
            Filter { status: OPEN, assignee: none, ..filter() },
            "conversations_by_assignee",
            "conversations_by_assignee_and_wait",
        ),
        (
            Filter { status: OPEN, assignee: user, ..filter() },
            "conversations_by_assignee",
            "conversations_by_assignee_and_wait",
        ),
        (Filter { priority, ..filter() }, "conversations_by_priority", "conversations_by_priority"),
        (
            Filter { priority, status: OPEN, ..filter() },
            "conversations_by_priority",
            "conversations_by_priority",
        ),
        (Filter { waiting_since, ..filter() }, "conversations_by_wait", "conversations_by_wait"),
        (
            Filter { waiting_since, status: OPEN, ..filter() },
            "conversations_by_wait",
            "conversations_by_wait",
        ),
        (
            Filter { waiting_since, status: OPEN, assignee: user, ..filter() },
            "conversations_by_assignee_and_wait",
            "conversations_by_assignee_and_wait",
        ),
        (
            Filter { customer: Some(CustomerId(Uuid::nil())), status: OPEN, ..filter() },
            "conversations_by_customer",
            "conversations_by_customer",
        ),
        (
            Filter { among: Some(vec![ConversationId(Uuid::nil()); 20]), status: OPEN, ..filter() },
            "sqlite_autoindex_conversations_1",
            "sqlite_autoindex_conversations_1",
        ),
        (
            Filter { label, ..filter() },
            "SEARCH d USING COVERING INDEX conversation_labels_by_status",
            "SEARCH d USING COVERING INDEX conversation_labels_by_status",
        ),
        (
            Filter { label, status: OPEN, assignee: user, priority, ..filter() },
            "SEARCH d USING COVERING INDEX conversation_labels_by_status",
            "SEARCH d USING COVERING INDEX conversation_labels_by_status",
        ),
        (
            Filter { mentioned: Some(UserId(Uuid::nil())), label, status: OPEN, ..filter() },
            "SEARCH d USING PRIMARY KEY",
            "SEARCH d USING PRIMARY KEY",
        ),
    ]
}

fn place(order: ConversationOrder) -> Position {
    let id = ConversationId(Uuid::nil());
    match order {
        ConversationOrder::Wait => Position::Waiting { order: WaitOrder(1), id },
        _ => Position::Updated { at: Timestamp::UNIX_EPOCH, id },
    }
}

/// The plan of a page, a step a line.
async fn plan(db: &Db, filter: &Filter, page: Page) -> String {
    let mut conditions = Conditions::of(false, WORKSPACE, Some(UserId(Uuid::nil())), filter);
    if let Some(place) = page.behind {
        conditions.behind(place, page.order, filter.along(page.order));
    }
    let sql = rows(&mut conditions, filter, page);
    let sql = format!("EXPLAIN QUERY PLAN {} FROM {sql}", super::COLUMNS);
    let args: &[Arg<'_>] = &conditions.args;
    let steps = db.read().await.unwrap().fetch_with(&sql, args, |row| row.get::<String>("detail")).await;
    steps.unwrap().join("\n")
}

#[tokio::test]
async fn each_list_is_read_along_the_index_that_was_meant() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::connect(&Location::Sqlite(folder.path().join("plans.db")), Clock::system()).await.unwrap();
    db.migrate().await.unwrap();
    let mut others = Vec::new();
    for (filter, by_update, by_wait) in cases() {
        for order in ConversationOrder::ALL {
            let expected = if *order == ConversationOrder::Wait { by_wait } else { by_update };
            for (behind, offset) in [(None, 0), (Some(place(*order)), 0), (None, 50)] {
                let plan = plan(&db, &filter, Page { order: *order, behind, offset, limit: 25 }).await;
                let along = format!("{expected} (");
                let is_along =
                    |step: &str| !step.starts_with("SEARCH v USING INDEX conv") || step.contains(&along);
                if !plan.contains(&along) || plan.contains("AUTOMATIC") || !plan.lines().all(is_along) {
                    others.push(format!("{expected}: {filter:?} {order} {behind:?} {offset}:\n{plan}"));
                }
            }
        }
    }
    assert!(others.is_empty(), "{}", others.join("\n\n"));
}

#[tokio::test]
async fn each_number_is_counted_along_one_index_and_looks_at_so_many() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::connect(&Location::Sqlite(folder.path().join("plans.db")), Clock::system()).await.unwrap();
    db.migrate().await.unwrap();
    let user = Some(Some(UserId(Uuid::nil())));
    let (filter, priority, label) = (Filter::default, Some(Priority::High), Some(LabelId(Uuid::nil())));
    let channel_type = Some(pingback_model::ChannelType::Widget);
    let (status, assignee, waiting_since) = (OPEN, Some(None), Some(Timestamp::UNIX_EPOCH));
    let cases = [
        (Filter { status, assignee, channel_type, priority, ..filter() }, "conversations_by_priority ("),
        (Filter { channel_type, priority, ..filter() }, "conversations_by_priority ("),
        (Filter { status, priority, assignee: user, ..filter() }, "conversations_by_assignee"),
        (Filter { assignee, channel_type, ..filter() }, "conversations_by_assignee"),
        (Filter { status, channel_type, waiting_since, ..filter() }, "conversations_by_wait ("),
        (Filter { status, assignee, waiting_since, ..filter() }, "conversations_by_assignee_and_wait ("),
        (Filter { priority, label, ..filter() }, "SEARCH d USING PRIMARY KEY"),
        (Filter { status, label, ..filter() }, "conversation_labels_by_status ("),
        (Filter { status, assignee, priority, label, ..filter() }, "conversation_labels_by_status ("),
        (
            Filter { mentioned: Some(UserId(Uuid::nil())), status, label, ..filter() },
            "SEARCH d USING PRIMARY KEY",
        ),
    ];
    for (filter, along) in cases {
        let (found, rest) = filter.split();
        let (sql, conditions) = super::capped::looked_at(false, WORKSPACE, &found, &rest);
        let sql = format!("EXPLAIN QUERY PLAN {sql}");
        let mut tx = db.read().await.unwrap();
        let steps = tx.fetch_with(&sql, &conditions.args, |row| row.get::<String>("detail")).await;
        let plan = steps.unwrap().join("\n");
        let is_along = plan.contains(along) && !plan.contains("AUTOMATIC") && !plan.contains("TEMP B-TREE");
        assert!(is_along, "{along}: {filter:?}\n{sql}\n{plan}");
    }
}
