//! The tables, in an order in which rows can be inserted: what is referred to comes first. A test compares
//! this list with the schema of both engines.

use crate::error::{Error, Result};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A UUID.
    Id,
    /// Text.
    Text,
    /// A 64-bit integer.
    Int,
    /// A boolean.
    Bool,
    /// A moment.
    Time,
    /// Bytes.
    Bytes,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The columns of its primary key.
    pub key: &'static [&'static str],
    /// All its columns.
    pub columns: &'static [Column],
}

impl Table {
    pub(super) fn column(&self, name: &str) -> Result<&Column> {
        let missing = || Error::Open(format!("{} has no column {name}", self.name));
        self.columns.iter().find(|column| column.name == name).ok_or_else(missing)
    }
}

macro_rules! tables {
    ($($table:ident [$($key:ident)+] { $($column:ident $kind:ident),+ $(,)? })+) => {
        /// Every table whose rows belong to the data. `connections` are of the moment and not among them.
        pub const TABLES: &[Table] = &[$(Table {
            name: stringify!($table),
            key: &[$(stringify!($key)),+],
            columns: &[$(Column { name: stringify!($column), kind: Kind::$kind }),+],
        }),+];
    };
}

tables! {
    instance [name] {
        name Text, value Text,
    }
    users [id] {
        id Id, email Text, email_key Text, full_name Text, password_hash Text, google_subject Text, is_verified Bool, avatar_url Text, current_workspace_id Id, created_at Time,
    }
    sessions [id] {
        id Id, user_id Id, device Text, ip Text, created_at Time, last_seen_at Time, expires_at Time, revoked_at Time,
    }
    account_tokens [token_hash] {
        token_hash Bytes, user_id Id, purpose Text, created_at Time, expires_at Time, used_at Time,
    }
    routes [kind key] {
        kind Text, key Text, workspace_id Id,
    }
    workspaces [id] {
        id Id, name Text, website Text, goal Text, industry Text, team_size Text, plan Text, limit_overrides Text, created_at Time, checklist_dismissed_at Time,
    }
    workspace_counters [workspace_id kind] {
        workspace_id Id, kind Text, value Int,
    }
    members [workspace_id id] {
        workspace_id Id, id Id, user_id Id, role Text, status Text, is_active Bool, invited_at Time, invited_by Id, preferences Text,
    }
    channels [workspace_id id] {
        workspace_id Id, id Id, type Text, config Text, secrets Bytes, is_active Bool, created_at Time,
    }
    widgets [workspace_id id] {
        workspace_id Id, id Id, channel_id Id, name Text, domain Text, welcome_heading Text, welcome_tagline Text, primary_color Text, show_online_badge Bool, logo_url Text, config Text, identity_secret Bytes, created_at Time, updated_at Time, seen_at Time, previous_secret Bytes, previous_secret_until Time,
    }
    customers [workspace_id id] {
        workspace_id Id, id Id, name Text, email Text, external_id Text, created_at Time, attributes Text, visit Text, is_identified Bool,
    }
    customer_notes [workspace_id customer_id id] {
        workspace_id Id, customer_id Id, id Id, author_id Id, content Text, created_at Time,
    }
    conversations [workspace_id id] {
        workspace_id Id, id Id, number Int, customer_id Id, assignee_id Id, status Text, channel_type Text, channel_id Id, created_at Time, updated_at Time, first_response_at Time, resolved_at Time, closed_at Time, needs_handoff Bool, handoff_reason Text, last_message_id Id, priority Text, snoozed_until Time, label_ids Text, customer_messages Int, last_customer_message_at Time, wait_order Int, rating Int, rating_comment Text, rated_at Time,
    }
    blocks [workspace_id id] {
        workspace_id Id, id Id, kind Text, subject Text, note Text, created_by Id, created_at Time,
    }
    answer_mails [workspace_id conversation_id] {
        workspace_id Id, conversation_id Id, message_id Id,
    }
    answer_mail_days [email_key day] {
        email_key Text, day Text, n Int,
    }
    labels [workspace_id id] {
        workspace_id Id, id Id, name Text, name_key Text, color Text, created_at Time,
    }
    conversation_labels [workspace_id label_id conversation_id] {
        workspace_id Id, label_id Id, conversation_id Id, status Text,
    }
    activities [workspace_id conversation_id id] {
        workspace_id Id, conversation_id Id, id Id, data Text, actor_id Id, created_at Time,
    }
    conversation_reads [workspace_id user_id conversation_id] {
        workspace_id Id, user_id Id, conversation_id Id, customer_messages Int,
    }
    mentions [workspace_id user_id conversation_id] {
        workspace_id Id, user_id Id, conversation_id Id, message_id Id,
    }
    drafts [workspace_id user_id conversation_id] {
        workspace_id Id, user_id Id, conversation_id Id, content Text, is_private Bool, updated_at Time,
    }
    canned_replies [workspace_id id] {
        workspace_id Id, id Id, user_id Id, shortcut Text, content Text, created_at Time, updated_at Time,
    }
    views [workspace_id id] {
        workspace_id Id, id Id, user_id Id, name Text, filter Text, created_at Time,
    }
    conversation_counts [workspace_id assignee_id status] {
        workspace_id Id, assignee_id Id, status Text, n Int,
    }
    channel_counts [workspace_id channel_type status] {
        workspace_id Id, channel_type Text, status Text, n Int,
    }
    messages [workspace_id conversation_id id] {
        workspace_id Id, conversation_id Id, id Id, sender_type Text, sender_id Id, content Text, attachments Text, created_at Time, delivered_at Time, read_at Time, is_private Bool, delivery Text, delivery_error Text, client_id Text, mentions Text,
    }
    message_client_ids [workspace_id sender_id client_id] {
        workspace_id Id, sender_id Id, client_id Text, conversation_id Id, message_id Id,
    }
    attachments [workspace_id id] {
        workspace_id Id, id Id, conversation_id Id, uploaded_by Id, message_id Id, name Text, content_type Text, size Int, created_at Time,
    }
    notifications [workspace_id user_id id] {
        workspace_id Id, user_id Id, id Id, type Text, conversation_id Id, actor_id Id, created_at Time, read_at Time,
    }
    events [workspace_id seq] {
        workspace_id Id, seq Int, data Text, created_at Time,
    }
    jobs [workspace_id id] {
        workspace_id Id, id Id, kind Text, lane Text, payload Text, run_at Time, attempts Int, locked_until Time, dead_at Time, last_error Text, created_at Time,
    }
    idempotency_keys [workspace_id caller_id key] {
        workspace_id Id, caller_id Id, key Text, request_hash Bytes, answer Text, created_at Time,
    }
    usage_months [workspace_id month] {
        workspace_id Id, month Text, messages Int,
    }
}
