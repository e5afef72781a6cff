//! GET conversations/counts: exact, whatever happened.

use pingback_app::conversations::receive;
use pingback_model::{ChannelType, ConversationStatus};
use pingback_storage::Db;
use pingback_testkit::{Client, TestApp, Value, both_engines, json};

use super::{Writer, begin};

/// The kept counters and what they should be.
async fn compare(db: &Db) {
    let mut tx = db.read().await.unwrap();
    let nil = uuid::Uuid::nil();
    let kept: Vec<(uuid::Uuid, ConversationStatus, i64)> = tx
        .fetch_all(
            "SELECT assignee_id, status, n FROM conversation_counts WHERE n <> 0 ORDER BY workspace_id, assignee_id, status",
            pingback_storage::args![],
        )
        .await
        .unwrap();
    let counted: Vec<(uuid::Uuid, ConversationStatus, i64)> = tx
        .fetch_all(
            "SELECT COALESCE(assignee_id, $1), status, COUNT(*) FROM conversations
             GROUP BY workspace_id, 1, status ORDER BY workspace_id, 1, status",
            pingback_storage::args![nil],
        )
        .await
        .unwrap();
    assert_eq!(kept, counted);
    let of_channels = async |sql: &str| {
        let mut tx = db.read().await.unwrap();
        let rows: Vec<(ChannelType, ConversationStatus, i64)> =
            tx.fetch_all(sql, pingback_storage::args![]).await.unwrap();
        rows
    };
    assert_eq!(
        of_channels("SELECT channel_type, status, n FROM channel_counts WHERE n <> 0 ORDER BY workspace_id, channel_type, status").await,
        of_channels(
            "SELECT channel_type, status, COUNT(*) FROM conversations
             GROUP BY workspace_id, channel_type, status ORDER BY workspace_id, channel_type, status"
        )
        .await,
    );
}

/// A generator whose sequence is the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

async fn something(app: &TestApp, owner: &Client, agents: &[&Client], writers: &[Writer], dice: &mut Dice) {
    let newest = owner.get("/conversations?limit=1&count=true").await;
    let total: usize = newest.headers()["x-total-count"].to_str().unwrap().parse().unwrap();
    let any = 1 + dice.roll(total.max(1));
    let agent = agents[dice.roll(agents.len())];
    match dice.roll(8) {
        0 => drop(begin(owner).await),
        1 | 2 => {
            let status = ConversationStatus::ALL[dice.roll(4)];
            owner.patch(&format!("/conversations/{any}"), json!({"status": status})).await;
        }
        3 | 4 => {
            drop(owner.put(&format!("/conversations/{any}/assign/{}", agent.user_id), Value::Null).await);
        }
        5 => drop(owner.delete(&format!("/conversations/{any}/assign")).await),
        6 => {
            let writer = writers[dice.roll(writers.len())];
            receive(app, writer.message("x")).await.unwrap();
        }
        _ => {
            // Suspended, they lose what they hold; and are back for more.
            for is_active in [false, true] {
                let path = format!("/team/members/{}", agent.member_id);
                owner.patch(&path, json!({"is_active": is_active})).expect(200).await;
            }
        }
    }
}

both_engines! {
    async fn they_say_what_the_caller_sees(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let none = owner.get("/conversations/counts").expect(200).await;
        assert_eq!(none, json!({
            "mine": 0, "unassigned": 0, "all": 0, "mentions": 0, "unread": 0,
            "by_status": {"open": 0, "pending": 0, "resolved": 0, "closed": 0},
        }));
        for _ in 0..4 {
            begin(&owner).await;
        }
        for number in [1, 2] {
            owner.put(&format!("/conversations/{number}/assign/{}", agent.user_id), Value::Null).expect(200).await;
        }
        owner.put("/conversations/2/resolve", Value::Null).expect(200).await;
        owner.put("/conversations/3/close", Value::Null).expect(200).await;
        let by_status = json!({"open": 2, "pending": 0, "resolved": 1, "closed": 1});
        let of = |mine: i64| json!({"mine": mine, "unassigned": 1, "all": 2, "mentions": 0, "unread": 0, "by_status": by_status});
        assert_eq!(agent.get("/conversations/counts").expect(200).await, of(1));
        assert_eq!(owner.get("/conversations/counts").expect(200).await, of(0));
        let stranger = app.stranger().await;
        assert_eq!(stranger.get("/conversations/counts").expect(200).await, none);
        app.anonymous().get("/conversations/counts").expect(401).await;
    }

    async fn they_are_exact_whatever_happens(app: TestApp) {
        let owner = app.owner().await;
        let james = owner.invite("james@acme.test", "agent").await;
        let ada = owner.invite("ada@acme.test", "admin").await;
        let writers = [Writer::new(&app, &owner).await, Writer::new(&app, &owner).await];
        let mut dice = Dice(7);
        for round in 0..120 {
            something(&app, &owner, &[&james, &ada], &writers, &mut dice).await;
            if round % 20 == 19 {
                compare(app.db()).await;
            }
        }
    }

    async fn they_are_exact_when_everything_happens_at_once(app: TestApp) {
        let owner = app.owner().await;
        let james = owner.invite("james@acme.test", "agent").await;
        let ada = owner.invite("ada@acme.test", "admin").await;
        let writers = [Writer::new(&app, &owner).await, Writer::new(&app, &owner).await];
        let agents = [&james, &ada];
        let tasks = (0..6).map(|seed| {
            let (app, owner, writers) = (&app, &owner, &writers);
            async move {
                let mut dice = Dice(seed);
                for _ in 0..20 {
                    something(app, owner, &agents, writers, &mut dice).await;
                }
            }
        });
        futures_util::future::join_all(tasks).await;
        compare(app.db()).await;
    }
}
