//! The search index: which words are in which message, and in what is known of which customer.
//!
//! One of the files that differ per engine: FTS5 on SQLite, a `tsvector` with a GIN index on PostgreSQL. Neither
//! takes texts apart; that does [`Words`], alike for both. Each word is indexed with its workspace in front of it:
//! a question reads the words of its own workspace and no others, however many there are beside it, and cannot
//! find another's.
//!
//! Triggers note what was written; [`index_pending_any_workspace`] brings it into the index a moment later, many
//! at a time. Adding to FTS5 in the transaction of each message would cost about as much as the message.

mod words;

use pingback_model::{ConversationId, CustomerId, MessageId, WorkspaceId};
use serde_json::json;
use uuid::Uuid;

use crate::error::Result;
use crate::sql::Row;
use crate::{Tx, args};

pub use words::Words;

/// How many of the newest documents are looked through one by one before the index is asked: a word that many
/// have is found there, and its older messages need not be gathered and sorted. PostgreSQL only.
const WINDOW: i64 = 2_000;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Message,
    Customer,
}

/// A message in which all words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundMessage {
    /// Its place in the index: newer ones are greater.
    pub place: i64,
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The message.
    pub id: MessageId,
}

/// What stands in front of each word: eight signs that tell one workspace from nearly all others (the document
/// itself tells it from the rest), and the kind.
fn scope(workspace: WorkspaceId, kind: Kind) -> String {
    const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let bits = workspace.0.as_u128();
    let digit = |n: u32| char::from(DIGITS[usize::try_from(bits >> (5 * n) & 31).unwrap_or_default()]);
    let mut scope: String = (0..8).map(digit).collect();
    scope.push(if kind == Kind::Message { 'm' } else { 'c' });
    scope
}

/// The messages of a workspace that have all of the words, those last written first, at most `limit`, from those
/// before the place `before` on. Notes are among them. No words: no messages.
pub async fn messages(
    tx: &mut Tx,
    workspace: WorkspaceId,
    words: &Words,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<FoundMessage>> {
    let found = documents(tx, workspace, Kind::Message, words, before, limit).await?;
    let message = |(place, item, conversation): (i64, Uuid, Option<ConversationId>)| {
        Some(FoundMessage { place, conversation_id: conversation?, id: MessageId(item) })
    };
    Ok(found.into_iter().filter_map(message).collect())
}

/// The customers of a workspace whose name, address and id together have all of the words, the newest first, at
/// most `limit`. No words: no customers.
pub async fn customers(
    tx: &mut Tx,
    workspace: WorkspaceId,
    words: &Words,
    limit: i64,
) -> Result<Vec<CustomerId>> {
    let found = documents(tx, workspace, Kind::Customer, words, None, limit).await?;
    Ok(found.into_iter().map(|(_, item, _)| CustomerId(item)).collect())
}

type Document = (i64, Uuid, Option<ConversationId>);

async fn documents(
    tx: &mut Tx,
    workspace: WorkspaceId,
    kind: Kind,
    words: &Words,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Document>> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let scope = scope(workspace, kind);
    let before_or_all = before.unwrap_or(i64::MAX);
    // Words are letters and digits: nothing in them means anything to either language of questions.
    if tx.is_postgres() {
        let asked: Vec<_> = words.iter().map(|word| format!("'{scope}{word}':*")).collect();
        let asked = asked.join(" & ");
        if before.is_none() {
            let newest = tx
                .fetch_all(
                    "SELECT d.id, d.item_id, d.conversation_id FROM (
                        SELECT id, item_id, conversation_id, words FROM search_documents
                        WHERE workspace_id = $1 ORDER BY id DESC LIMIT $4) d
                     WHERE d.words @@ CAST($2 AS tsquery) ORDER BY d.id DESC LIMIT $3",
                    args![workspace, &asked, limit, WINDOW],
                )
                .await?;
            if i64::try_from(newest.len()).is_ok_and(|n| n >= limit) {
                return Ok(newest);
            }
        }
        // No index is of this expression, so none is read along for the order's sake: for a rare word that would
        // be all of it.
        tx.fetch_all(
            "SELECT id, item_id, conversation_id FROM search_documents
             WHERE workspace_id = $1 AND words @@ CAST($2 AS tsquery) AND id < $3 ORDER BY id + 0 DESC LIMIT $4",
            args![workspace, &asked, before_or_all, limit],
        )
        .await
    } else {
        let asked: Vec<_> = words.iter().map(|word| format!("\"{scope}{word}\" *")).collect();
        // Of a word that many messages have, SQLite goes through all of them.
        tx.fetch_slowly(
            "SELECT d.id, d.item_id, d.conversation_id
             FROM search_words w CROSS JOIN search_documents d ON d.id = w.rowid
             WHERE w.search_words MATCH $2 AND w.rowid < $3 AND d.workspace_id = $1
             ORDER BY w.rowid DESC LIMIT $4",
            args![workspace, asked.join(" AND "), before_or_all, limit],
        )
        .await
    }
}

/// Whether something waits to be indexed.
pub async fn has_pending_any_workspace(tx: &mut Tx) -> Result<bool> {
    let pending: Option<(i64,)> = tx.fetch_optional("SELECT id FROM search_pending LIMIT 1", args![]).await?;
    Ok(pending.is_some())
}

/// Something that waits to be indexed, as it is now.
struct Pending {
    id: i64,
    workspace_id: WorkspaceId,
    item_id: Uuid,
    conversation_id: Option<ConversationId>,
    kind: Kind,
    text: String,
}

impl Pending {
    fn read(row: &Row<'_>) -> Result<Self> {
        let kind = if row.at::<bool>(3)? { Kind::Customer } else { Kind::Message };
        let mut text = String::new();
        for column in 5..9 {
            if let Some(part) = row.at::<Option<String>>(column)? {
                text.push_str(&part);
                text.push(' ');
            }
        }
        Ok(Self {
            id: row.at(0)?,
            workspace_id: row.at(1)?,
            item_id: row.at(2)?,
            conversation_id: row.at(4)?,
            kind,
            text,
        })
    }

    /// Its words as they are indexed, separated by spaces.
    fn words(&self) -> String {
        let scope = scope(self.workspace_id, self.kind);
        let mut words = String::with_capacity(self.text.len() * 2);
        for word in words::distinct(&self.text) {
            words.push_str(&scope);
            words.push_str(&word);
            words.push(' ');
        }
        words.truncate(words.trim_end().len());
        words
    }
}

/// Indexes what waits for it, of every workspace, at most `limit`, and returns how many that were. Several may do
/// so at the same time.
pub async fn index_pending_any_workspace(tx: &mut Tx, limit: i64) -> Result<usize> {
    // What another node works on already is left to it.
    let lock = if tx.is_postgres() { " FOR UPDATE OF p SKIP LOCKED" } else { "" };
    let sql = format!(
        "SELECT p.id, p.workspace_id, p.item_id, p.is_customer, m.conversation_id, m.content, c.name, c.email, c.external_id
         FROM search_pending p
         LEFT JOIN messages m ON NOT p.is_customer AND m.workspace_id = p.workspace_id AND m.id = p.item_id
         LEFT JOIN customers c ON p.is_customer AND c.workspace_id = p.workspace_id AND c.id = p.item_id
         ORDER BY p.id LIMIT $1{lock}"
    );
    let pending = tx.fetch_with(&sql, args![limit], Pending::read).await?;
    if pending.is_empty() {
        return Ok(0);
    }
    let ids = json!(pending.iter().map(|item| item.id).collect::<Vec<_>>()).to_string();
    if tx.is_postgres() {
        tx.execute(
            "DELETE FROM search_pending
             WHERE id IN (SELECT CAST(v.value AS BIGINT) FROM json_array_elements_text(CAST($1 AS json)) v)",
            args![&ids],
        )
        .await?;
        insert_postgres(tx, &pending).await?;
    } else {
        tx.execute("DELETE FROM search_pending WHERE id IN (SELECT value FROM json_each($1))", args![&ids])
            .await?;
        for item in &pending {
            insert_sqlite(tx, item).await?;
        }
    }
    Ok(pending.len())
}

async fn insert_sqlite(tx: &mut Tx, item: &Pending) -> Result<()> {
    let (id,): (i64,) = tx
        .fetch_one(
            "INSERT INTO search_documents (workspace_id, item_id, conversation_id) VALUES ($1, $2, $3)
             ON CONFLICT (workspace_id, item_id) DO UPDATE SET conversation_id = excluded.conversation_id
             RETURNING id",
            args![item.workspace_id, item.item_id, item.conversation_id],
        )
        .await?;
    tx.execute("INSERT OR REPLACE INTO search_words (rowid, words) VALUES ($1, $2)", args![id, item.words()])
        .await
        .map(drop)
}

async fn insert_postgres(tx: &mut Tx, pending: &[Pending]) -> Result<()> {
    // A customer may have changed twice; both rows were read as they are now.
    let documents: std::collections::BTreeMap<_, _> = pending
        .iter()
        .map(|item| {
            let document = json!({
                "workspace_id": item.workspace_id, "item_id": item.item_id,
                "conversation_id": item.conversation_id, "words": item.words(),
            });
            ((item.workspace_id, item.item_id), document)
        })
        .collect();
    let documents = json!(documents.into_values().collect::<Vec<_>>()).to_string();
    tx.execute(
        "INSERT INTO search_documents (workspace_id, item_id, conversation_id, words)
         SELECT d.workspace_id, d.item_id, d.conversation_id, array_to_tsvector(string_to_array(d.words, ' '))
         FROM json_to_recordset(CAST($1 AS json))
            AS d (workspace_id uuid, item_id uuid, conversation_id uuid, words text)
         ORDER BY d.item_id
         ON CONFLICT (workspace_id, item_id) DO UPDATE SET words = excluded.words",
        args![&documents],
    )
    .await
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_nine_letters_that_no_tokenizer_parts() {
        let workspace = WorkspaceId(Uuid::from_u128(0x0198_1f6e_7a3b_7c11_9d2e_0123_4567_89ab));
        let (of_messages, of_customers) = (scope(workspace, Kind::Message), scope(workspace, Kind::Customer));
        assert_eq!((of_messages.len(), &of_messages[..8]), (9, &of_customers[..8]));
        assert!(of_messages.ends_with('m') && of_customers.ends_with('c'));
        assert!(of_messages.chars().all(|char| char.is_ascii_alphanumeric()));
        let other = WorkspaceId(Uuid::from_u128(0x0198_1f6e_7a3b_7c11_9d2e_0123_4567_89ac));
        assert_ne!(scope(other, Kind::Message), of_messages);
    }
}
