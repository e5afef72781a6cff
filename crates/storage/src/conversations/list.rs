//! Lists of conversations: one statement a page, whose cost does not grow with the workspace.

use std::fmt::Write;

use pingback_model::{
    ChannelType, Conversation, ConversationId, ConversationRef, ConversationStatus, Timestamp, UserId,
    WorkspaceId,
};

use super::{WIDTH, read};
use crate::error::Result;
use crate::sql::{Arg, FromRow, Row};
use crate::{Tx, args, counts, customers, messages};

/// Which conversations a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this status.
    pub status: Option<ConversationStatus>,
    /// Held by this member; `Some(None)`: by nobody.
    pub assignee: Option<Option<UserId>>,
    /// Come through this kind of channel.
    pub channel_type: Option<ChannelType>,
    /// Whose customer's name or email has this text in it, or whose number it is ("42", "#42").
    pub search: Option<String>,
}

/// A place in a list: behind this conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// When it was last updated.
    pub updated_at: Timestamp,
    /// Its id.
    pub id: ConversationId,
}

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// What follows this place; cheap however deep it is.
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
        Ok(Self(Conversation { customer, messages: newest.into_iter().collect(), ..read(row, 0)? }))
    }
}

/// Conditions in SQL and what is bound in them.
struct Conditions<'a> {
    sql: String,
    args: Vec<Arg<'a>>,
}

impl<'a> Conditions<'a> {
    fn of(workspace: WorkspaceId, filter: &'a Filter) -> Self {
        let mut conditions =
            Self { sql: String::from("v.workspace_id = $1"), args: vec![Arg::from(workspace)] };
        if let Some(status) = filter.status {
            conditions.and("v.status = ", status);
        }
        match filter.assignee {
            None => {}
            Some(None) => conditions.sql.push_str(" AND v.assignee_id IS NULL"),
            Some(Some(user)) => conditions.and("v.assignee_id = ", user),
        }
        if let Some(kind) = filter.channel_type {
            conditions.and("v.channel_type = ", kind);
        }
        if let Some(text) = &filter.search {
            conditions.search(text);
        }
        conditions
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

    fn search(&mut self, text: &'a str) {
        let text = text.trim();
        let escaped = text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
        // SQLite's LOWER knows ASCII only: a name with other capitals is found as it is written.
        let (written, lower) = (format!("%{escaped}%"), format!("%{}%", escaped.to_lowercase()));
        let (written, lower) = (self.bind(written), self.bind(lower));
        let number =
            text.strip_prefix('#').unwrap_or(text).parse::<i64>().ok().map(|number| self.bind(number));
        let or_number = number.map(|number| format!("v.number = {number} OR ")).unwrap_or_default();
        let _ = write!(
            self.sql,
            r" AND ({or_number}v.customer_id IN (
                SELECT s.id FROM customers s WHERE s.workspace_id = $1 AND (LOWER(s.name) LIKE {lower} ESCAPE '\'
                    OR s.name LIKE {written} ESCAPE '\' OR LOWER(s.email) LIKE {lower} ESCAPE '\')))"
        );
    }

    fn behind(&mut self, place: Position) {
        let (updated_at, id) = (self.bind(place.updated_at), self.bind(place.id));
        let _ = write!(self.sql, " AND (v.updated_at, v.id) < ({updated_at}, {id})");
    }
}

/// A page of the conversations that pass the filter, the most recently updated first, each with its customer
/// and at most its newest message.
pub async fn list(
    tx: &mut Tx,
    workspace: WorkspaceId,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Conversation>> {
    let mut conditions = Conditions::of(workspace, filter);
    if let Some(place) = page.behind {
        conditions.behind(place);
    }
    let limit = conditions.bind(page.limit);
    // PostgreSQL takes the order from the index only where the assignee's column is named, though it is null in all.
    let order = match filter.assignee {
        Some(None) => "v.assignee_id DESC, v.updated_at DESC, v.id DESC",
        _ => "v.updated_at DESC, v.id DESC",
    };
    let rows = if page.offset == 0 {
        format!("conversations v {JOINS} WHERE {} ORDER BY {order} LIMIT {limit}", conditions.sql)
    } else {
        // What is skipped is skipped in the index alone, without the rows joined to it.
        let offset = conditions.bind(page.offset);
        format!(
            "(SELECT v.* FROM conversations v WHERE {} ORDER BY {order} LIMIT {limit} OFFSET {offset}) v {JOINS}
             ORDER BY v.updated_at DESC, v.id DESC",
            conditions.sql
        )
    };
    let listed: Vec<Listed> = tx.fetch_all(&format!("{COLUMNS} FROM {rows}"), &conditions.args).await?;
    Ok(listed.into_iter().map(|Listed(conversation)| conversation).collect())
}

const COLUMNS: &str =
    concat!("SELECT ", columns!("v."), ", ", customers::columns!("c."), ", ", messages::columns!("m.", "u."));

const JOINS: &str = "LEFT JOIN customers c ON c.workspace_id = v.workspace_id AND c.id = v.customer_id
     LEFT JOIN messages m ON m.workspace_id = v.workspace_id AND m.conversation_id = v.id AND m.id = v.last_message_id
     LEFT JOIN users u ON u.id = m.sender_id AND m.sender_type = 'agent'";

/// How many conversations pass the filter, exactly. By status and assignee it is read from the kept counters;
/// by channel or text it counts, which costs more than the page.
pub async fn count(tx: &mut Tx, workspace: WorkspaceId, filter: &Filter) -> Result<i64> {
    if filter.channel_type.is_none() && filter.search.is_none() {
        return counts::total(tx, workspace, filter.status, filter.assignee).await;
    }
    let conditions = Conditions::of(workspace, filter);
    let sql = format!("SELECT COUNT(*) FROM conversations v WHERE {}", conditions.sql);
    let (count,): (i64,) = tx.fetch_one(&sql, &conditions.args).await?;
    Ok(count)
}

/// The place of a conversation in lists, as of now.
pub async fn position(
    tx: &mut Tx,
    workspace: WorkspaceId,
    named: ConversationRef,
) -> Result<Option<Position>> {
    let row: Option<(Timestamp, ConversationId)> = match named {
        ConversationRef::Id(id) => {
            tx.fetch_optional(
                "SELECT updated_at, id FROM conversations WHERE workspace_id = $1 AND id = $2",
                args![workspace, id],
            )
            .await?
        }
        ConversationRef::Number(number) => {
            tx.fetch_optional(
                "SELECT updated_at, id FROM conversations WHERE workspace_id = $1 AND number = $2",
                args![workspace, number],
            )
            .await?
        }
    };
    Ok(row.map(|(updated_at, id)| Position { updated_at, id }))
}
