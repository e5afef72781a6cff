//! `widget/…`: what the team sets, what everybody sees, what visitors do.

mod feedback;
mod hello;
mod limits;
mod mailed;
mod messages;
mod origins;
// Word for word the guide's.
#[rustfmt::skip]
mod recipe;
mod session;
mod settings;
mod visits;

use pingback_testkit::{Client, TestApp, Value, json};

/// A widget for a domain; its id.
pub async fn widget(owner: &Client, domain: &str) -> String {
    let widget = owner.post("/widget/create", json!({"domain": domain})).expect(201).await;
    widget["id"].as_str().unwrap().to_owned()
}

/// A visitor of a widget.
pub struct Visitor {
    pub client: Client,
    pub widget: String,
    pub session: Value,
}

impl Visitor {
    /// Somebody who opens the widget for the first time.
    pub async fn new(app: &TestApp, widget: &str) -> Self {
        Self::with(app, widget, json!({})).await
    }

    /// Somebody who comes with that.
    pub async fn with(app: &TestApp, widget: &str, body: Value) -> Self {
        let nobody = app.anonymous();
        let session = nobody.post(&format!("/widget/{widget}/session"), body).expect(200).await;
        let client = nobody.with_token(session["token"].as_str());
        Self { client, widget: widget.to_owned(), session }
    }

    /// The same browser, back another time, with more to say of itself.
    pub async fn back(&self, app: &TestApp, mut body: Value) -> Self {
        body["visitor_token"] = self.session["visitor_token"].clone();
        Self::with(app, &self.widget, body).await
    }

    pub fn path(&self, rest: &str) -> String {
        format!("/widget/{}/{rest}", self.widget)
    }

    /// Writes; the message.
    pub async fn says(&self, content: &str) -> Value {
        self.client.post(&self.path("messages"), json!({"content": content})).expect(201).await
    }

    /// The conversation as the visitor sees it.
    pub async fn conversation(&self) -> Value {
        self.client.get(&self.path("conversation")).expect(200).await
    }
}

/// What was said, in order.
pub fn contents(conversation: &Value) -> Vec<&str> {
    conversation["messages"].as_array().unwrap().iter().map(|m| m["content"].as_str().unwrap()).collect()
}
