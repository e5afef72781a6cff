//! `team/…`: every sentence of the team page, in stories.

mod change;
mod hand_over;
mod invite;
mod members;
mod permissions;
mod remove;
mod seats;
mod status;

use pingback_model::{Event, UserId, WorkspaceId};
use pingback_storage::events;
use pingback_testkit::{Client, TestApp, Value, json};

/// The workspace's log.
pub async fn log(app: &TestApp, client: &Client) -> Vec<Event> {
    let workspace: WorkspaceId = client.business_id.parse().unwrap();
    let events = events::after(&mut app.read().await.unwrap(), workspace, 0, 10_000).await.unwrap();
    events.into_iter().map(|stored| stored.event).collect()
}

/// What came into the log after its first `known` events.
pub async fn news(app: &TestApp, client: &Client, known: usize) -> Vec<Event> {
    log(app, client).await.split_off(known)
}

pub fn user_id(client: &Client) -> UserId {
    client.user_id.parse().unwrap()
}

/// The row of a member in `team/members`.
pub async fn row(asking: &Client, of: &Client) -> Value {
    let members = asking.get("/team/members").expect(200).await;
    let found = members.as_array().unwrap().iter().find(|member| member["user_id"] == of.user_id);
    found.cloned().unwrap_or_else(|| panic!("{} is not in {members}", of.email))
}

/// A new conversation that `holder` holds; its id.
pub async fn held_conversation(owner: &Client, holder: &Client) -> String {
    let body = json!({"business_id": owner.business_id});
    let conversation = owner.post("/conversations/", body).expect(201).await;
    let id = conversation["id"].as_str().unwrap().to_owned();
    let path = format!("/team/assign/{id}?agent_id={}", holder.user_id);
    owner.post(&path, Value::Null).expect(200).await;
    id
}

/// `conversations/counts` as that member sees them: mine, unassigned, all.
pub async fn counts(client: &Client) -> [i64; 3] {
    let counts = client.get("/conversations/counts").expect(200).await;
    ["mine", "unassigned", "all"].map(|name| counts[name].as_i64().unwrap())
}
