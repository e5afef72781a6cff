//! Who looks at a conversation.

use std::time::Duration;

use pingback_http::realtime::Backplane;
use pingback_testkit::{Builder, Client, Engine, Socket, TestApp, Value, both_engines, json};

use super::{QUIET, at, conversation, live};

fn looking(id: &str, is_viewing: bool) -> Value {
    json!({"conversation_id": id, "is_viewing": is_viewing})
}

fn seen(id: &str, who: &Client, is_viewing: bool) -> Value {
    json!({"conversation_id": id, "user_id": who.user_id, "is_viewing": is_viewing})
}

async fn joined(client: &Client, id: &str) -> Socket {
    let mut socket = live(client).await;
    assert_eq!(socket.ask("join_conversation", json!({"conversation_id": id})).await["ok"], true);
    socket
}

async fn heard(socket: &mut Socket) -> Vec<Value> {
    socket
        .within(QUIET)
        .await
        .into_iter()
        .filter(|(name, _)| name == "viewing")
        .map(|(_, data)| data)
        .collect()
}

both_engines! {
    async fn others_in_the_conversation_see_who_looks(app: TestApp) {
        let owner = app.owner().await;
        let james = owner.invite("james@acme.test", "agent").await;
        let id = conversation(&owner).await;
        let (mut his, mut his_other, mut hers, mut outside) =
            (joined(&james, &id).await, joined(&james, &id).await, joined(&owner, &id).await, live(&owner).await);
        assert_eq!(his.ask("viewing", looking(&id, true)).await, json!({"ok": true}));
        assert_eq!(hers.expect("viewing").await, seen(&id, &james, true));
        his_other.ask("viewing", looking(&id, true)).await;
        assert_eq!(hers.expect("viewing").await, seen(&id, &james, true), "each word is passed on, for who came later");
        his.ask("viewing", looking(&id, false)).await;
        his.ask("viewing", looking(&id, false)).await;
        assert!(heard(&mut hers).await.is_empty(), "his other tab still looks");
        his_other.ask("leave_conversation", json!({"conversation_id": id})).await;
        assert_eq!(hers.expect("viewing").await, seen(&id, &james, false));
        his.ask("viewing", looking(&id, true)).await;
        assert_eq!(hers.expect("viewing").await, seen(&id, &james, true));
        drop(his);
        assert_eq!(hers.expect("viewing").await, seen(&id, &james, false), "gone without a word");
        assert!(heard(&mut his_other).await.is_empty() && heard(&mut outside).await.is_empty());
    }

    async fn who_may_not_look_is_not_seen(app: TestApp) {
        let owner = app.owner().await;
        let james = owner.invite("james@acme.test", "agent").await;
        let stranger = app.stranger().await;
        let id = conversation(&owner).await;
        let mut hers = joined(&owner, &id).await;
        let mut theirs = live(&stranger).await;
        assert_eq!(theirs.ask("viewing", looking(&id, true)).await["error"], "not_found");
        assert_eq!(theirs.ask("viewing", json!({"conversation_id": id})).await["error"], "invalid");
        let mut his = live(&james).await;
        his.ask("viewing", looking(&id, true)).await;
        assert_eq!(hers.expect("viewing").await, seen(&id, &james, true));
        owner.patch(&format!("/team/members/{}", james.member_id), json!({"is_active": false})).expect(200).await;
        assert_eq!(hers.expect("viewing").await, seen(&id, &james, false), "access ended");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_another_server_too() {
    let one = Builder::new(Engine::Postgres).backplane(Backplane::Notify).build().await;
    let other = one.beside(Backplane::Notify).await;
    let owner = one.owner().await;
    let james = owner.invite("james@acme.test", "agent").await;
    let id = conversation(&owner).await;
    let mut hers = joined(&at(&owner, &other), &id).await;
    // The listener of the other server may still be connecting.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let mut his = live(&james).await;
    his.ask("viewing", looking(&id, true)).await;
    assert_eq!(hers.expect("viewing").await, seen(&id, &james, true));
    let mut his_other = live(&at(&james, &other)).await;
    his_other.ask("viewing", looking(&id, true)).await;
    assert_eq!(hers.expect("viewing").await, seen(&id, &james, true));
    drop(his);
    assert!(heard(&mut hers).await.is_empty(), "he still looks on this server");
    drop(his_other);
    assert_eq!(hers.expect("viewing").await, seen(&id, &james, false));
}
