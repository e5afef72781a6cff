//! Which Rust types are values of the database, and how each is bound and read.

use std::borrow::Cow;

use pingback_model as model;
use pingback_model::Timestamp;
use rusqlite::types::ValueRef;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use super::Arg;

/// A type that a column can be read as.
pub trait Value: Sized {
    /// Reads it from a cell of SQLite's; the error says what was wrong.
    fn from_sqlite(cell: ValueRef<'_>) -> Result<Self, String>;
    /// Reads it from a column of PostgreSQL's.
    fn from_postgres(row: &PgRow, index: usize) -> Result<Self, String>;
    /// What a null reads as, for types that can be null.
    fn null() -> Option<Self> {
        None
    }
}

impl<T: Value> Value for Option<T> {
    fn from_sqlite(cell: ValueRef<'_>) -> Result<Self, String> {
        T::from_sqlite(cell).map(Some)
    }
    fn from_postgres(row: &PgRow, index: usize) -> Result<Self, String> {
        T::from_postgres(row, index).map(Some)
    }
    fn null() -> Option<Self> {
        Some(None)
    }
}

fn pg<'r, T: sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>>(
    row: &'r PgRow,
    index: usize,
) -> Result<T, String> {
    row.try_get(index).map_err(|error| error.to_string())
}

macro_rules! plain {
    ($type:ty, $arg:ident, $pattern:pat => $value:expr) => {
        impl Value for $type {
            fn from_sqlite(cell: ValueRef<'_>) -> Result<Self, String> {
                match cell {
                    $pattern => $value,
                    other => Err(format!("found {}", other.data_type())),
                }
            }
            fn from_postgres(row: &PgRow, index: usize) -> Result<Self, String> {
                pg(row, index)
            }
        }
        impl From<$type> for Arg<'_> {
            fn from(value: $type) -> Self {
                Self::$arg(Some(value.into()))
            }
        }
        impl From<Option<$type>> for Arg<'_> {
            fn from(value: Option<$type>) -> Self {
                Self::$arg(value.map(Into::into))
            }
        }
    };
}

plain!(bool, Bool, ValueRef::Integer(n) => Ok(n != 0));
plain!(i64, Int, ValueRef::Integer(n) => Ok(n));
plain!(String, Text, ValueRef::Text(text) => String::from_utf8(text.to_vec()).map_err(|e| e.to_string()));
plain!(Uuid, Uuid, ValueRef::Blob(bytes) => Uuid::from_slice(bytes).map_err(|e| e.to_string()));
plain!(Timestamp, Time, ValueRef::Integer(ms) => Timestamp::from_timestamp_millis(ms).ok_or_else(|| "out of range".into()));

impl Value for Vec<u8> {
    fn from_sqlite(cell: ValueRef<'_>) -> Result<Self, String> {
        cell.as_blob().map(<[u8]>::to_vec).map_err(|error| error.to_string())
    }
    fn from_postgres(row: &PgRow, index: usize) -> Result<Self, String> {
        pg(row, index)
    }
}

impl<'a> From<&'a [u8]> for Arg<'a> {
    fn from(value: &'a [u8]) -> Self {
        Self::Bytes(Some(Cow::Borrowed(value)))
    }
}
impl From<Vec<u8>> for Arg<'_> {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(Some(Cow::Owned(value)))
    }
}
impl<'a> From<&'a Vec<u8>> for Arg<'a> {
    fn from(value: &'a Vec<u8>) -> Self {
        Self::Bytes(Some(Cow::Borrowed(value)))
    }
}
impl<'a> From<Option<&'a [u8]>> for Arg<'a> {
    fn from(value: Option<&'a [u8]>) -> Self {
        Self::Bytes(value.map(Cow::Borrowed))
    }
}
impl<'a> From<&'a str> for Arg<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(Some(Cow::Borrowed(value)))
    }
}
impl<'a> From<&'a String> for Arg<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(Some(Cow::Borrowed(value)))
    }
}
impl<'a> From<&'a Option<String>> for Arg<'a> {
    fn from(value: &'a Option<String>) -> Self {
        Self::Text(value.as_deref().map(Cow::Borrowed))
    }
}
impl<'a> From<Option<&'a str>> for Arg<'a> {
    fn from(value: Option<&'a str>) -> Self {
        Self::Text(value.map(Cow::Borrowed))
    }
}

macro_rules! ids {
    ($($id:ident),+ $(,)?) => {$(
        impl Value for model::$id {
            fn from_sqlite(cell: ValueRef<'_>) -> Result<Self, String> { Uuid::from_sqlite(cell).map(Self) }
            fn from_postgres(row: &PgRow, index: usize) -> Result<Self, String> { Uuid::from_postgres(row, index).map(Self) }
        }
        impl From<model::$id> for Arg<'_> {
            fn from(id: model::$id) -> Self { Self::Uuid(Some(id.0)) }
        }
        impl From<Option<model::$id>> for Arg<'_> {
            fn from(id: Option<model::$id>) -> Self { Self::Uuid(id.map(|id| id.0)) }
        }
    )+};
}
ids!(
    WorkspaceId,
    UserId,
    MemberId,
    SessionId,
    CustomerId,
    ConversationId,
    MessageId,
    ChannelId,
    WidgetId,
    AttachmentId,
    NotificationId,
    JobId,
    CannedReplyId,
    ViewId,
    CustomerNoteId,
    LabelId,
    ActivityId,
    BlockId,
);

macro_rules! text_enums {
    ($($type:ident),+ $(,)?) => {$(
        impl Value for model::$type {
            fn from_sqlite(cell: ValueRef<'_>) -> Result<Self, String> {
                cell.as_str().map_err(|e| e.to_string())?.parse().map_err(|e: model::UnknownValue| e.to_string())
            }
            fn from_postgres(row: &PgRow, index: usize) -> Result<Self, String> {
                pg::<&str>(row, index)?.parse().map_err(|e: model::UnknownValue| e.to_string())
            }
        }
        impl From<model::$type> for Arg<'_> {
            fn from(value: model::$type) -> Self { Self::Text(Some(Cow::Borrowed(value.as_str()))) }
        }
        impl From<Option<model::$type>> for Arg<'_> {
            fn from(value: Option<model::$type>) -> Self { Self::Text(value.map(|v| Cow::Borrowed(v.as_str()))) }
        }
    )+};
}
text_enums!(
    Role,
    MemberStatus,
    Plan,
    Feature,
    ChannelType,
    ConversationStatus,
    HandoffReason,
    SenderType,
    Delivery,
    NotificationKind,
    Priority,
    LabelColor,
    BlockKind,
);

/// A value kept as JSON text. Text on both engines, so that what was stored is what is read, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> Value for Json<T> {
    fn from_sqlite(cell: ValueRef<'_>) -> Result<Self, String> {
        serde_json::from_str(cell.as_str().map_err(|e| e.to_string())?).map(Json).map_err(|e| e.to_string())
    }
    fn from_postgres(row: &PgRow, index: usize) -> Result<Self, String> {
        serde_json::from_str(pg::<&str>(row, index)?).map(Json).map_err(|e| e.to_string())
    }
}

impl<T: Serialize> From<Json<T>> for Arg<'_> {
    /// Serialising a value of ours cannot fail, save for maps with keys that are no text: we have none.
    fn from(value: Json<T>) -> Self {
        Self::Text(Some(Cow::Owned(serde_json::to_string(&value.0).unwrap_or_default())))
    }
}
