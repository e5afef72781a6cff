//! The nouns and rules of PingBack: pure types, no I/O, no async.
//!
//! What belongs here: what a thing *is* ([`Conversation`], [`Member`], …) and the tables that decide
//! ([`permission`], [`plan`]). What does not: SQL (`storage`), JSON shapes (`http`), use cases (`app`).
//! To add a noun, add a file named after it, in the singular; the other layers use the same name.
//!
//! The code says *workspace* where the wire says `business`.

pub mod activity;
pub mod attachment;
pub mod block;
pub mod canned_reply;
pub mod channel;
pub mod clock;
pub mod conversation;
pub mod customer;
pub mod draft;
pub mod event;
pub mod id;
pub mod label;
pub mod member;
pub mod message;
pub mod notification;
pub mod permission;
pub mod plan;
pub mod preferences;
pub mod rating;
mod text_enum;
pub mod user;
pub mod view;
pub mod widget;
pub mod workspace;

pub use activity::{Activity, Change};
pub use attachment::Attachment;
pub use block::{Block, BlockKind, Blocked, Network};
pub use canned_reply::CannedReply;
pub use channel::{Channel, ChannelType};
pub use clock::{Clock, Timestamp};
pub use conversation::{
    Conversation, ConversationOrder, ConversationRef, ConversationStatus, HandoffReason, Priority, WaitOrder,
};
pub use customer::{Customer, CustomerNote, Visit};
pub use draft::Draft;
pub use event::{Event, SettingsKind, StoredEvent};
pub use id::{
    ActivityId, AttachmentId, BlockId, CannedReplyId, ChannelId, ConversationId, CustomerId, CustomerNoteId,
    JobId, LabelId, MemberId, MessageId, NotificationId, SessionId, UserId, ViewId, WidgetId, WorkspaceId,
};
pub use label::{Label, LabelColor};
pub use member::{Member, MemberStatus};
pub use message::{Delivery, Message, SenderType};
pub use notification::{Notification, NotificationKind};
pub use permission::{Action, Role};
pub use plan::{Feature, Limit, Limits, Plan};
pub use preferences::{Preferences, SendKey};
pub use rating::Rating;
pub use text_enum::UnknownValue;
pub use user::{Session, User};
pub use view::{View, ViewAssignee, ViewFilter};
pub use widget::Widget;
pub use workspace::Workspace;
