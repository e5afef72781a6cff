//! A client that does not wait for its answer.

use std::time::{Duration, Instant};

use pingback_testkit::{Client, TestApp, both_engines, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

/// Sends the first `sent` bytes of that body, as part of a body of the whole length, and closes the connection.
async fn send_and_close(client: &Client, path: &str, body: &str, sent: usize) {
    let address = client.base().trim_start_matches("http://");
    let head = format!(
        "POST /api/v1{path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {}\r\nX-Business-Id: {}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        client.token(),
        client.business_id,
        body.len()
    );
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all(format!("{head}{}", &body[..sent]).as_bytes()).await.unwrap();
}

async fn contents(client: &Client, path: &str) -> Vec<String> {
    let conversation = client.get(path).expect(200).await;
    let messages = conversation["messages"].as_array().unwrap();
    messages.iter().map(|message| message["content"].as_str().unwrap().to_owned()).collect()
}

both_engines! {
    async fn what_was_asked_is_done_though_nobody_waits_for_the_answer(app: TestApp) {
        let owner = app.owner().await;
        owner.post("/conversations", json!({"business_id": owner.business_id})).expect(201).await;
        let messages = "/conversations/1/messages";
        let mut sent: Vec<_> = (1..=20).map(|n| format!("Message {n}")).collect();
        sent.sort_unstable();
        for content in &sent {
            let body = json!({"content": content}).to_string();
            send_and_close(&owner, messages, &body, body.len()).await;
        }
        let patience = Instant::now() + Duration::from_secs(10);
        loop {
            let mut found = contents(&owner, "/conversations/1").await;
            found.sort_unstable();
            if found == sent {
                break;
            }
            assert!(Instant::now() < patience, "only these were written: {found:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn half_a_request_changes_nothing(app: TestApp) {
        let owner = app.owner().await;
        owner.post("/conversations", json!({"business_id": owner.business_id})).expect(201).await;
        let body = json!({"content": "Half a sentence"}).to_string();
        for sent in [0, 1, body.len() / 2, body.len() - 1] {
            send_and_close(&owner, "/conversations/1/messages", &body, sent).await;
        }
        // Written after those, by the same server.
        owner.post("/conversations/1/messages", json!({"content": "Whole"})).expect(201).await;
        assert_eq!(contents(&owner, "/conversations/1").await, ["Whole"]);
    }
}
