//! The numbers beside labels, channels and saved views.

use std::collections::BTreeMap;

use pingback_model::{Action, ChannelType, LabelId, ViewAssignee, ViewFilter, ViewId};
use pingback_storage::conversations::{self, MOST_COUNTED};
use pingback_storage::{counts, labels, views};

use crate::conversations::ListConversations;
use crate::error::Result;
use crate::{Actor, App};

/// How many conversations there are in lists that a member can choose, each counted up to [`MOST_COUNTED`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ViewCounts {
    /// What each view shows. One that could not be counted cheaply is missing.
    pub by_view: BTreeMap<ViewId, i64>,
    /// Open ones with each label.
    pub by_label: BTreeMap<LabelId, i64>,
    /// Open ones that came through each kind of channel.
    pub by_channel: BTreeMap<ChannelType, i64>,
}

/// How many conversations are in the lists of the caller's labels, channels and views.
pub async fn counts(app: &App, actor: &Actor) -> Result<ViewCounts> {
    actor.require(Action::ConversationHandle)?;
    let (workspace, now) = (actor.workspace_id, app.now());
    let mut tx = app.read().await?;
    let mut by_view = BTreeMap::new();
    for view in views::list(&mut tx, workspace, actor.user_id).await? {
        let filter = list_of(actor, &view.filter).filter(actor, now);
        if let Some(n) = conversations::count_capped(&mut tx, workspace, &filter).await? {
            by_view.insert(view.id, n);
        }
    }
    let mut by_channel: BTreeMap<_, _> = ChannelType::ALL.iter().map(|kind| (*kind, 0)).collect();
    for (kind, n) in counts::open_by_channel(&mut tx, workspace).await? {
        by_channel.insert(kind, n.min(MOST_COUNTED));
    }
    let by_label = labels::open_conversations(&mut tx, workspace, MOST_COUNTED).await?.into_iter().collect();
    Ok(ViewCounts { by_view, by_label, by_channel })
}

/// The list that a view shows the caller.
fn list_of(actor: &Actor, view: &ViewFilter) -> ListConversations {
    ListConversations {
        status: view.status,
        assignee: view.assignee.map(|assignee| match assignee {
            ViewAssignee::Me => Some(actor.user_id),
            ViewAssignee::Nobody => None,
            ViewAssignee::User(user) => Some(user),
        }),
        channel_type: view.channel_type,
        priority: view.priority,
        label: view.label_id,
        mentioned: view.mentioned.unwrap_or_default(),
        waiting_over: view.waiting_over,
        order: view.sort,
        ..ListConversations::default()
    }
}
