//! `auth/…`.

mod change;
mod cookie;
mod google;
mod me;
mod passwords;
mod register;
mod sessions;
mod sign_in;
mod tokens;
mod verify;
mod workspaces;

use pingback_model::{Event, WorkspaceId};
use pingback_storage::events;
use pingback_testkit::{Client, TestApp, Value, json};

/// The password of everybody whom the test kit signs up.
const PASSWORD: &str = "correct horse";

/// The pointers of a 422.
fn pointers(problem: &Value) -> Vec<&str> {
    problem["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect()
}

/// Signs in and returns the client of the new session.
pub async fn sign_in(app: &TestApp, email: &str, password: &str) -> Client {
    let answer =
        app.anonymous().post("/auth/login", json!({"email": email, "password": password})).expect(200).await;
    app.anonymous().with_token(answer["access_token"].as_str())
}

/// The token in the newest mail's link to that page.
fn mailed_token(app: &TestApp, page: &str) -> String {
    let mail = app.mail.sent().pop().unwrap();
    let link = mail.text.lines().find(|line| line.contains(page)).unwrap_or_else(|| panic!("{}", mail.text));
    link.split_once("token=").unwrap().1.to_owned()
}

/// What a workspace's log says of access that ended: whose, and of which sign-in.
async fn access_ended(app: &TestApp, business_id: &str) -> Vec<(String, Option<String>)> {
    let workspace: WorkspaceId = business_id.parse().unwrap();
    let log = events::after(&mut app.read().await.unwrap(), workspace, 0, 100).await.unwrap();
    let ended = log.into_iter().filter_map(|entry| match entry.event {
        Event::AccessEnded { user_id, session_id } => {
            Some((user_id.to_string(), session_id.map(|session| session.to_string())))
        }
        _ => None,
    });
    ended.collect()
}
