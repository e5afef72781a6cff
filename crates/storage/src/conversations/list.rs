//! Lists of conversations: one statement a page, whose cost does not grow with the workspace.

use std::fmt::Write;

use pingback_model::{
    ChannelType, Conversation, ConversationId, ConversationOrder, ConversationRef, ConversationStatus,
    CustomerId, LabelId, Priority, Timestamp, UserId, WaitOrder, WorkspaceId,
};

use super::{WIDTH, find, read};
use crate::error::Result;
use crate::sql::{Arg, FromRow, Row};
use crate::{Tx, customers, messages, reads};

/// Which conversations a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this status.
    pub status: Option<ConversationStatus>,
    /// Held by this member; `Some(None)`: by nobody.
    pub assignee: Option<Option<UserId>>,
    /// Come through this kind of channel.
    pub channel_type: Option<ChannelType>,
    /// Of this priority.
    pub priority: Option<Priority>,
    /// With this label.
    pub label: Option<LabelId>,
    /// Of this customer.
    pub customer: Option<CustomerId>,
    /// With a note that mentions this member.
    pub mentioned: Option<UserId>,
    /// Whose customer has waited for an answer since then, or longer.
    pub waiting_since: Option<Timestamp>,
    /// Of these: what a text was found in.
    pub among: Option<Vec<ConversationId>>,
}

/// A place in a list: behind this conversation. Each order has its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// In the orders by update.
    Updated {
        /// When it was last updated.
        at: Timestamp,
        /// Its id.
        id: ConversationId,
    },
    /// In the order by longest wait.
    Waiting {
        /// Its place there.
        order: WaitOrder,
        /// Its id.
        id: ConversationId,
    },
}

impl Position {
    /// The place of a conversation as it is now.
    pub const fn of(conversation: &Conversation, order: ConversationOrder) -> Self {
        let id = conversation.id;
        match order {
            ConversationOrder::Newest | ConversationOrder::Oldest => {
                Self::Updated { at: conversation.updated_at, id }
            }
            ConversationOrder::Wait => Self::Waiting { order: conversation.wait_order, id },
        }
    }
}

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// What comes first.
    pub order: ConversationOrder,
    /// What follows this place of the order; cheap however deep it is.
    pub behind: Option<Position>,
    /// How many are skipped.
    pub offset: i64,
    /// At most this many.
    pub limit: i64,
}

/// A conversation with its customer and newest message.
struct Listed(Conversation);

impl FromRow for Listed {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let customer = customers::read(row, WIDTH)?;
        let newest = messages::read_optional(row, WIDTH + customers::WIDTH)?;
        let unread: i64 = row.at(WIDTH + customers::WIDTH + messages::WIDTH)?;
        let (messages, unread_count) = (newest.into_iter().collect(), Some(unread.max(0)));
        Ok(Self(Conversation { customer, messages, unread_count, ..read(row, 0)? }))
    }
}

/// What a list is read along, so that a page costs no walk through the workspace. SQLite has no statistics to
/// choose by, so the statement is written such that it cannot take another index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Along {
    /// The index of the order, within a status, an assignee or a priority where they are named.
    Order,
    /// An index that knows nothing of the order: all that it finds is sorted.
    Filter,
}

impl Along {
    /// What the order compares first. Where it must not choose the index: an expression, of which there is none.
    const fn key(self, order: ConversationOrder) -> &'static str {
        match (self, order) {
            (Self::Order, ConversationOrder::Wait) => "v.wait_order",
            (Self::Order, _) => "v.updated_at",
            (Self::Filter, ConversationOrder::Wait) => "COALESCE(v.wait_order, 0)",
            (Self::Filter, _) => "COALESCE(v.updated_at, v.created_at)",
        }
    }
}

/// The conversations that a table's rows name, found one by one from the left to the right. SQLite does so for a
/// CROSS JOIN; PostgreSQL, which else reads all conversations that there are to join them, for what it cannot flatten.
macro_rules! driven_by {
    ($is_postgres:expr, $table:literal) => {
        if $is_postgres {
            concat!(
                $table,
                " d CROSS JOIN LATERAL (SELECT * FROM conversations i
                    WHERE i.workspace_id = $1 AND i.id = d.conversation_id OFFSET 0) v"
            )
        } else {
            concat!($table, " d CROSS JOIN conversations v")
        }
    };
}

/// Conditions in SQL and what is bound in them.
struct Conditions<'a> {
    is_postgres: bool,
    from: &'static str,
    sql: String,
    args: Vec<Arg<'a>>,
}

impl<'a> Conditions<'a> {
    /// Where rows are read by somebody, $2 is who.
    fn of(is_postgres: bool, workspace: WorkspaceId, reader: Option<UserId>, filter: &'a Filter) -> Self {
        let mut conditions = Self {
            is_postgres,
            from: "conversations v",
            sql: String::from("v.workspace_id = $1"),
            args: vec![Arg::from(workspace)],
        };
        conditions.args.extend(reader.map(Arg::from));
        conditions.add(filter);
        conditions
    }

    /// What the filter asks for, besides what is asked for already.
    fn add(&mut self, filter: &'a Filter) {
        if let Some(user) = filter.mentioned {
            self.from = driven_by!(self.is_postgres, "mentions");
            self.sql.push_str(" AND d.workspace_id = $1 AND v.id = d.conversation_id");
            self.and("d.user_id = ", user);
        }
        match filter.label {
            Some(label) if filter.mentioned.is_none() => {
                self.from = driven_by!(self.is_postgres, "conversation_labels");
                self.sql.push_str(" AND d.workspace_id = $1 AND v.id = d.conversation_id");
                self.and("d.label_id = ", label);
                if let Some(status) = filter.status {
                    self.and("d.status = ", status);
                }
            }
            Some(label) => {
                let label = self.bind(label);
                let _ = write!(
                    self.sql,
                    " AND EXISTS (SELECT 1 FROM conversation_labels l WHERE l.workspace_id = $1
                        AND l.label_id = {label} AND l.conversation_id = v.id)"
                );
            }
            None => {}
        }
        if let Some(customer) = filter.customer {
            self.and("v.customer_id = ", customer);
        }
        if let Some(status) = filter.status {
            // One customer's are few, and so are those named: the index by status must not be taken for as good.
            let is_of_few = filter.customer.is_some() || filter.among.is_some();
            let column = if is_of_few { "(v.status || '')" } else { "v.status" };
            self.and(&format!("{column} = "), status);
        }
        match filter.assignee {
            None => {}
            Some(None) => self.sql.push_str(" AND v.assignee_id IS NULL"),
            Some(Some(user)) => self.and("v.assignee_id = ", user),
        }
        if let Some(kind) = filter.channel_type {
            self.and("v.channel_type = ", kind);
        }
        if let Some(priority) = filter.priority {
            self.and("v.priority = ", priority);
        }
        if let Some(since) = filter.waiting_since {
            self.and("v.wait_order <= ", WaitOrder::waiting(since).0);
        }
        if let Some(ids) = &filter.among {
            self.among(ids);
        }
    }

    /// Binds a value and returns its parameter.
    fn bind(&mut self, value: impl Into<Arg<'a>>) -> String {
        self.args.push(value.into());
        format!("${}", self.args.len())
    }

    fn and(&mut self, condition: &str, value: impl Into<Arg<'a>>) {
        let parameter = self.bind(value);
        let _ = write!(self.sql, " AND {condition}{parameter}");
    }

    fn among(&mut self, ids: &[ConversationId]) {
        let places: Vec<_> = ids.iter().map(|id| self.bind(*id)).collect();
        let condition =
            if places.is_empty() { "FALSE".into() } else { format!("v.id IN ({})", places.join(", ")) };
        let _ = write!(self.sql, " AND {condition}");
    }

    fn behind(&mut self, place: Position, order: ConversationOrder, along: Along) {
        let (key, id) = match place {
            Position::Updated { at, id } => (self.bind(at), self.bind(id)),
            Position::Waiting { order, id } => (self.bind(order.0), self.bind(id)),
        };
        let than = if order == ConversationOrder::Newest { "<" } else { ">" };
        let _ = write!(self.sql, " AND ({}, v.id) {than} ({key}, {id})", along.key(order));
    }
}

impl Filter {
    /// Whether what it asks for has an index of its own, or is named one by one.
    fn is_driven(&self) -> bool {
        self.mentioned.is_some() || self.label.is_some() || self.customer.is_some() || self.among.is_some()
    }

    fn along(&self, order: ConversationOrder) -> Along {
        let by_wait = order == ConversationOrder::Wait;
        if self.is_driven()
            || (self.priority.is_some() && by_wait)
            || (self.waiting_since.is_some() && !by_wait)
        {
            Along::Filter
        } else {
            Along::Order
        }
    }

    /// Where the index that is read along holds each status by itself, and none was asked for: those to be read,
    /// one after another.
    fn statuses(&self, order: ConversationOrder) -> &'static [ConversationStatus] {
        if self.status.is_some() || self.is_driven() {
            &[]
        } else if self.waiting_since.is_some() {
            // Nobody waits in the others.
            &[ConversationStatus::Open, ConversationStatus::Pending]
        } else if self.assignee.is_some() || self.priority.is_some() || order == ConversationOrder::Wait {
            ConversationStatus::ALL
        } else {
            &[]
        }
    }
}

/// A page of the conversations that pass the filter, in the page's order, each with its customer and at most its
/// newest message, and how many of its customer's messages `reader` has not read: one statement.
///
/// Labels, mentions and customers are read along their own indexes and sorted, which costs as much as there are of
/// them; kinds of channels are looked for along the order, which costs as much as lies between.
pub async fn list(
    tx: &mut Tx,
    workspace: WorkspaceId,
    reader: UserId,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Conversation>> {
    let mut conditions = Conditions::of(tx.is_postgres(), workspace, Some(reader), filter);
    if let Some(place) = page.behind {
        conditions.behind(place, page.order, filter.along(page.order));
    }
    let sql = rows(&mut conditions, filter, page);
    let listed: Vec<Listed> = tx.fetch_all(&format!("{COLUMNS} FROM {sql}"), &conditions.args).await?;
    Ok(listed.into_iter().map(|Listed(conversation)| conversation).collect())
}

/// What follows FROM: the page's rows as `v`, with what is joined to them, in order.
fn rows(conditions: &mut Conditions<'_>, filter: &Filter, page: Page) -> String {
    let way = if page.order == ConversationOrder::Newest { "DESC" } else { "ASC" };
    let by = |along: Along| format!("{} {way}, v.id {way}", along.key(page.order));
    let (along, order) = (filter.along(page.order), by(Along::Order));
    let inner = match (along, filter.assignee) {
        // PostgreSQL takes the order from the index only where the assignee's column is named, though it is null in all.
        (Along::Order, Some(None)) => format!("v.assignee_id {way}, {order}"),
        _ => by(along),
    };
    let statuses = filter.statuses(page.order);
    let limit = conditions.bind(page.limit);
    let (from, sql) = (conditions.from, conditions.sql.clone());
    if statuses.is_empty() && along == Along::Order && page.offset == 0 {
        return format!("{from} {JOINS} WHERE {sql} ORDER BY {inner} LIMIT {limit}");
    }
    // What is skipped or only sorted is so without the rows joined to it.
    let offset = conditions.bind(page.offset);
    if statuses.is_empty() {
        return format!(
            "(SELECT v.* FROM {from} WHERE {sql} ORDER BY {inner} LIMIT {limit} OFFSET {offset}) v {JOINS} ORDER BY {order}"
        );
    }
    let most = conditions.bind(page.limit.saturating_add(page.offset));
    let parts: Vec<_> = statuses
        .iter()
        .map(|status| {
            format!(
                "SELECT * FROM (SELECT v.* FROM {from} WHERE {sql} AND v.status = '{status}' ORDER BY {inner} LIMIT {most}) p"
            )
        })
        .collect();
    let parts = parts.join(" UNION ALL ");
    format!(
        "(SELECT v.* FROM ({parts}) v ORDER BY {order} LIMIT {limit} OFFSET {offset}) v {JOINS} ORDER BY {order}"
    )
}

const COLUMNS: &str = concat!(
    "SELECT ",
    columns!("v."),
    ", ",
    customers::columns!("c."),
    ", ",
    messages::columns!("m.", "u."),
    ", ",
    reads::unread!(
        "v.",
        "r.",
        "(SELECT b.invited_at FROM members b WHERE b.workspace_id = $1 AND b.user_id = $2)"
    )
);

const JOINS: &str = "LEFT JOIN customers c ON c.workspace_id = v.workspace_id AND c.id = v.customer_id
     LEFT JOIN messages m ON m.workspace_id = v.workspace_id AND m.conversation_id = v.id AND m.id = v.last_message_id
     LEFT JOIN users u ON u.id = m.sender_id AND m.sender_type = 'agent'
     LEFT JOIN conversation_reads r ON r.workspace_id = v.workspace_id AND r.user_id = $2 AND r.conversation_id = v.id";

/// How many conversations pass the filter, exactly. Where there is no kept counter it counts, which costs more
/// than the page.
pub async fn count(tx: &mut Tx, workspace: WorkspaceId, filter: &Filter) -> Result<i64> {
    if let Some(kept) = kept(tx, workspace, filter).await? {
        return Ok(kept);
    }
    let conditions = Conditions::of(tx.is_postgres(), workspace, None, filter);
    let sql = format!("SELECT COUNT(*) FROM {} WHERE {}", conditions.from, conditions.sql);
    let (count,): (i64,) = tx.fetch_one(&sql, &conditions.args).await?;
    Ok(count)
}

/// The place of a conversation in an order, as of now.
pub async fn position(
    tx: &mut Tx,
    workspace: WorkspaceId,
    named: ConversationRef,
    order: ConversationOrder,
) -> Result<Option<Position>> {
    let found = find(tx, workspace, named).await?;
    Ok(found.map(|conversation| Position::of(&conversation, order)))
}

mod capped;
use capped::kept;
pub use capped::{MOST_COUNTED, count_capped};

#[cfg(test)]
mod plans;
