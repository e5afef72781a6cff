//! Socket.IO: who is let in, what each hears, and that nothing is lost, doubled or told to the wrong one.

mod access;
mod connect;
mod following;
mod log;
mod nodes;
mod resume;
mod slow;
mod speaking;
mod viewing;
mod visitors;

use std::time::Duration;

use pingback_testkit::{Client, Socket, TestApp, Value, json};

/// Long enough for what is not to come to have come.
const QUIET: Duration = Duration::from_millis(400);

/// A conversation; its id.
async fn conversation(client: &Client) -> String {
    let body = json!({"business_id": client.business_id});
    let conversation = client.post("/conversations/", body).expect(201).await;
    conversation["id"].as_str().unwrap().to_owned()
}

/// Answers in a conversation; the message.
async fn write(client: &Client, conversation: &str, content: &str) -> Value {
    client
        .post(&format!("/conversations/{conversation}/messages"), json!({"content": content}))
        .expect(201)
        .await
}

/// The same member, calling another server.
fn at(client: &Client, app: &TestApp) -> Client {
    Client::at(app.base()).with_token(Some(client.token())).in_workspace(&client.business_id)
}

/// A socket that is live: what happens from now on it hears at once.
async fn live(client: &Client) -> Socket {
    let mut socket = Socket::of(client).await;
    let answer = socket.ask("resume", json!({})).await;
    assert_eq!(answer["ok"], true, "{answer}");
    socket
}

/// Where the log ends, as a socket is told.
async fn end_of_log(client: &Client) -> (i64, String) {
    let answer = Socket::of(client).await.ask("resume", json!({})).await;
    (answer["last"].as_i64().unwrap(), answer["epoch"].as_str().unwrap().to_owned())
}

fn seq(event: &(String, Value)) -> i64 {
    event.1["seq"].as_i64().unwrap_or_else(|| panic!("an event without a place: {event:?}"))
}

/// The places of durable events; presence and typing have none.
fn seqs(events: &[(String, Value)]) -> Vec<i64> {
    events.iter().filter(|event| event.1["seq"].is_i64()).map(seq).collect()
}

/// The next durable event.
async fn durable(socket: &mut Socket) -> (String, Value) {
    loop {
        let event = socket.event().await;
        if event.1["seq"].is_i64() {
            return event;
        }
    }
}
