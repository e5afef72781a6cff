//! GET views/counts: as many as the lists show.

use chrono::TimeDelta;
use pingback_model::ChannelType;
use pingback_testkit::{Client, TestApp, Value, both_engines, json};

use crate::routes::conversations::{Writer, begin, channel};

/// How many the list of a filter shows.
async fn listed(client: &Client, query: &str) -> usize {
    client.get(&format!("/conversations?limit=100&{query}")).expect(200).await.as_array().unwrap().len()
}

async fn counts(client: &Client) -> Value {
    client.get("/views/counts").expect(200).await
}

async fn id(made: impl IntoFuture<Output = Value>) -> String {
    made.await["id"].as_str().unwrap().to_owned()
}

/// Each view's filter, as the query of its list too.
fn filters(label: &str, other: &str) -> Vec<(Value, String)> {
    let mut all = Vec::new();
    let one_of = |name: &str, values: &[&str]| {
        let named = values.iter().map(|value| Some((name.to_owned(), (*value).to_owned())));
        std::iter::once(None).chain(named).collect::<Vec<_>>()
    };
    for status in one_of("status", &["open", "resolved"]) {
        for assignee in one_of("assignee", &["me", "none", other]) {
            for channel in one_of("channel_type", &["telegram"]) {
                for label in one_of("label_id", &[label]) {
                    for priority in one_of("priority", &["high"]) {
                        for (mentioned, waiting) in [(false, false), (true, false), (false, true)] {
                            let parts = [&status, &assignee, &channel, &label, &priority];
                            let mut filter = json!({});
                            let mut query = String::new();
                            for (name, value) in parts.into_iter().flatten() {
                                filter[name] = json!(value);
                                let name = if name == "assignee" { "assignee_id" } else { name };
                                query.extend([name, "=", value, "&"]);
                            }
                            if mentioned {
                                filter["mentioned"] = json!(true);
                                query += "mentioned=true&";
                            }
                            if waiting {
                                filter["waiting_over"] = json!(30);
                                query += "waiting_over=30&";
                            }
                            all.push((filter, query));
                        }
                    }
                }
            }
        }
    }
    all
}

/// A workspace with some of everything; the label and who holds some.
async fn fill(app: &TestApp, owner: &Client, agent: &Client) -> String {
    let label = id(owner.post("/labels", json!({"name": "Bug", "color": "pink"})).expect(201)).await;
    let telegram = channel(app, owner, ChannelType::Telegram).await;
    for n in 1..=24 {
        let by_telegram = json!({"business_id": owner.business_id, "channel_id": telegram});
        if n % 2 == 0 {
            drop(begin(owner).await);
        } else {
            owner.post("/conversations", by_telegram).expect(201).await;
        }
        let path = format!("/conversations/{n}");
        let holder = match n % 4 {
            0 => Some(owner),
            1 => Some(agent),
            _ => None,
        };
        if let Some(holder) = holder {
            owner.put(&format!("{path}/assign/{}", holder.user_id), Value::Null).expect(200).await;
        }
        if n % 3 != 0 {
            owner.patch(&path, json!({"label_ids": [label]})).expect(200).await;
        }
        if n % 5 < 3 {
            owner.patch(&path, json!({"priority": "high"})).expect(200).await;
        }
        if n % 6 < 2 {
            let note =
                json!({"content": "Look", "is_private": true, "mentions": [agent.user_id, owner.user_id]});
            owner.post(&format!("{path}/messages"), note).expect(201).await;
        }
        if n % 7 < 2 {
            owner.put(&format!("{path}/resolve"), Value::Null).expect(200).await;
        }
    }
    for _ in 0..2 {
        let writer = Writer::new(app, owner).await;
        writer.write(app, "Is anybody there?").await;
    }
    owner.patch("/conversations/25", json!({"label_ids": [label], "priority": "high"})).expect(200).await;
    app.advance(TimeDelta::hours(1));
    Writer::new(app, owner).await.write(app, "I have just come").await;
    label
}

both_engines! {
    async fn a_number_is_the_length_of_its_list_whatever_the_filter(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let label = fill(&app, &owner, &agent).await;
        let filters = filters(&label, &agent.user_id);
        let mut some = 0;
        // At most a hundred views are kept at once.
        for chunk in filters.chunks(100) {
            let mut ids = Vec::new();
            for (filter, _) in chunk {
                let view = json!({"name": "x", "is_shared": true, "filter": filter});
                ids.push(id(owner.post("/views", view).expect(201)).await);
            }
            for who in [&owner, &agent] {
                let said = counts(who).await;
                for (id, (filter, query)) in ids.iter().zip(chunk) {
                    let query = query.replace("=me&", &format!("={}&", who.user_id));
                    let n = listed(who, &query).await;
                    assert_eq!(said["by_view"][id], n, "{filter}");
                    some += usize::from(n > 0);
                }
            }
            for id in ids {
                owner.delete(&format!("/views/{id}")).expect(204).await;
            }
        }
        assert!(some > filters.len(), "most filters find something: {some} of {}", 2 * filters.len());
        for who in [&owner, &agent] {
            let said = counts(who).await;
            assert_eq!(said["by_label"], json!({&label: listed(who, &format!("status=open&label_id={label}")).await}));
            for kind in ChannelType::ALL {
                let n = listed(who, &format!("status=open&channel_type={kind}")).await;
                assert_eq!(said["by_channel"][kind.as_str()], n, "{kind}");
            }
        }
    }

    async fn each_member_has_numbers_of_the_views_they_see(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let view = |is_shared: bool| json!({"name": "x", "is_shared": is_shared, "filter": {"assignee": "me"}});
        let shared = id(owner.post("/views", view(true)).expect(201)).await;
        let own = id(owner.post("/views", view(false)).expect(201)).await;
        begin(&owner).await;
        owner.put(&format!("/conversations/1/assign/{}", agent.user_id), Value::Null).expect(200).await;
        assert_eq!(counts(&owner).await["by_view"], json!({&shared: 0, &own: 0}));
        assert_eq!(counts(&agent).await["by_view"], json!({&shared: 1}));
        let stranger = app.stranger().await;
        assert_eq!(counts(&stranger).await["by_view"], json!({}));
        assert_eq!(counts(&stranger).await["by_label"], json!({}));
        app.anonymous().get("/views/counts").expect(401).await;
    }

    async fn they_follow_what_happens(app: TestApp) {
        let owner = app.owner().await;
        let label = id(owner.post("/labels", json!({"name": "Bug", "color": "pink"})).expect(201)).await;
        let closed = json!({"name": "Done bugs", "filter": {"label_id": label, "status": "closed"}});
        let view = id(owner.post("/views", closed).expect(201)).await;
        let now = async || {
            let said = counts(&owner).await;
            let of = |map: &str, key: &str| said[map][key].as_i64().unwrap();
            [of("by_label", &label), of("by_channel", "widget"), of("by_view", &view)]
        };
        let writer = Writer::new(&app, &owner).await;
        writer.write(&app, "Hello").await;
        assert_eq!(now().await, [0, 1, 0]);
        owner.patch("/conversations/1", json!({"label_ids": [label]})).expect(200).await;
        assert_eq!(now().await, [1, 1, 0]);
        owner.put("/conversations/1/resolve", Value::Null).expect(200).await;
        assert_eq!(now().await, [0, 0, 0]);
        // The customer's message opens it again.
        writer.write(&app, "Again").await;
        assert_eq!(now().await, [1, 1, 0]);
        owner.patch("/conversations/1", json!({"label_ids": [], "status": "closed"})).expect(200).await;
        assert_eq!(now().await, [0, 0, 0]);
        let change = json!({"changes": [{"id": writer_conversation(&owner).await, "add_label_ids": [label]}]});
        owner.post("/conversations/bulk", change).expect(200).await;
        assert_eq!(now().await, [0, 0, 1]);
        owner.patch("/conversations/1", json!({"status": "open"})).expect(200).await;
        assert_eq!(now().await, [1, 1, 0]);
        owner.delete(&format!("/labels/{label}")).expect(204).await;
        assert_eq!(counts(&owner).await["by_label"], json!({}));
    }

    async fn a_hundred_is_as_many_as_are_counted(app: TestApp) {
        let owner = app.owner().await;
        let label = id(owner.post("/labels", json!({"name": "Bug", "color": "pink"})).expect(201)).await;
        let filter = json!({"label_id": label, "assignee": "none"});
        let view = id(owner.post("/views", json!({"name": "x", "filter": filter})).expect(201)).await;
        for n in 1..=101 {
            begin(&owner).await;
            owner.patch(&format!("/conversations/{n}"), json!({"label_ids": [label]})).expect(200).await;
        }
        let said = counts(&owner).await;
        assert_eq!((&said["by_label"][&label], &said["by_view"][&view]), (&json!(100), &json!(100)));
    }
}

async fn writer_conversation(owner: &Client) -> Value {
    owner.get("/conversations?limit=1").expect(200).await[0]["id"].clone()
}
