//! The nouns and rules of PingBack: pure types, no I/O, no async.
//!
//! What belongs here: what a thing *is* ([`Conversation`], [`Member`], …) and the tables that decide
//! ([`permission`], [`plan`]). What does not: SQL (`storage`), JSON shapes (`http`), use cases (`app`).
//! To add a noun, add a file named after it, in the singular; the other layers use the same name.
//!
//! The code says *workspace* where the wire says `business`.

pub mod attachment;
pub mod channel;
pub mod clock;
pub mod conversation;
pub mod customer;
pub mod event;
pub mod id;
pub mod member;
pub mod message;
pub mod notification;
pub mod permission;
pub mod plan;
mod text_enum;
pub mod user;
pub mod widget;
pub mod workspace;

pub use attachment::Attachment;
pub use channel::{Channel, ChannelType};
pub use clock::{Clock, Timestamp};
pub use conversation::{Conversation, ConversationRef, ConversationStatus, HandoffReason};
pub use customer::Customer;
pub use event::{Event, StoredEvent};
pub use id::{
    AttachmentId, ChannelId, ConversationId, CustomerId, JobId, MemberId, MessageId, NotificationId,
    SessionId, UserId, WidgetId, WorkspaceId,
};
pub use member::{Member, MemberStatus};
pub use message::{Delivery, Message, SenderType};
pub use notification::{Notification, NotificationKind};
pub use permission::{Action, Role};
pub use plan::{Feature, Limit, Limits, Plan};
pub use text_enum::UnknownValue;
pub use user::{Session, User};
pub use widget::Widget;
pub use workspace::Workspace;
