//! Schemas of the model's enumerations, drawn from the enumerations themselves: `schema(value_type = schema::Role)`.

use std::borrow::Cow;

use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

macro_rules! text_enums {
    ($($name:ident),+ $(,)?) => {$(
        #[doc = concat!("The schema of [`pingback_model::", stringify!($name), "`].")]
        #[derive(Debug)]
        pub enum $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let values = pingback_model::$name::ALL.iter().map(|value| value.as_str());
                RefOr::T(ObjectBuilder::new().schema_type(Type::String).enum_values(Some(values)).into())
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }
        }
    )+};
}

text_enums!(
    Action,
    BlockKind,
    ChannelType,
    ConversationOrder,
    ConversationStatus,
    Delivery,
    HandoffReason,
    LabelColor,
    MemberStatus,
    NotificationKind,
    Plan,
    Priority,
    Role,
    SendKey,
    SenderType
);
