//! A workspace to write to, and what its log says.

use pingback_model::{Clock, Event, Limits, MemberStatus, Plan, StoredEvent, UserId, Workspace, WorkspaceId};
use pingback_storage::{Db, Result, Tx, args, events, workspaces};
use uuid::Uuid;

/// Adds a workspace whose counters stand at 0.
pub async fn add(db: &Db) -> WorkspaceId {
    let workspace = &Workspace {
        id: WorkspaceId(Uuid::new_v4()),
        name: "Acme".into(),
        website: None,
        goal: None,
        industry: None,
        team_size: None,
        created_at: Clock::system().now(),
        limits: Limits::of(Plan::Pro),
    };
    let added: Result<()> = db
        .write(|mut tx| async move {
            workspaces::insert(&mut tx, workspace).await?;
            tx.commit(()).await
        })
        .await;
    added.unwrap();
    workspace.id
}

/// An event that can be known again by its number.
pub fn event(number: u128) -> Event {
    Event::AgentStatusChanged { user_id: UserId(Uuid::from_u128(number)), status: MemberStatus::Live }
}

/// The number of an [`event`].
pub fn number(stored: &StoredEvent) -> u128 {
    match stored.event {
        Event::AgentStatusChanged { user_id, .. } => user_id.0.as_u128(),
        _ => panic!("another event: {stored:?}"),
    }
}

/// The whole log. Fails where it has a gap, or where its counter says something else.
pub async fn log(tx: &mut Tx, workspace: WorkspaceId) -> Vec<StoredEvent> {
    let log = events::after(tx, workspace, 0, i64::MAX).await.unwrap();
    let places: Vec<i64> = log.iter().map(|event| event.seq).collect();
    let count = i64::try_from(log.len()).unwrap();
    assert_eq!(places, (1..=count).collect::<Vec<_>>(), "the log has no gap");
    assert_eq!(events::last(tx, workspace).await.unwrap(), count, "the counter is at the newest event");
    log
}

/// Random numbers that a seed repeats (`SplitMix64`).
pub struct Random(pub u64);

impl Random {
    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

/// Remembers a fact: the smallest row there is.
pub async fn note(tx: &mut Tx, name: &str, value: &str) -> Result<()> {
    tx.execute("INSERT INTO instance (name, value) VALUES ($1, $2)", args![name, value]).await.map(drop)
}

/// The facts that were noted, in order.
pub async fn notes(db: &Db) -> Vec<String> {
    let mut tx = db.read().await.unwrap();
    let rows: Vec<(String,)> =
        tx.fetch_all("SELECT name FROM instance ORDER BY name", args![]).await.unwrap();
    rows.into_iter().map(|(name,)| name).collect()
}
