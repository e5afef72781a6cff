//! `views/…`: the team's and one's own.

mod counts;

use pingback_testkit::{TestApp, Value, both_engines, json};

use super::labels::label;

fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|view| view["name"].as_str().unwrap()).collect()
}

both_engines! {
    async fn shared_ones_come_first_and_each_by_name(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let view = |name: &str, is_shared: bool| json!({"name": name, "is_shared": is_shared, "filter": {}});
        for (name, is_shared) in [("b", true), ("A", true), ("c", false)] {
            owner.post("/views", view(name, is_shared)).expect(201).await;
        }
        agent.post("/views", view("0", false)).expect(201).await;
        agent.post("/views", view("0", true)).expect(403).await;
        assert_eq!(names(&owner.get("/views").expect(200).await), ["A", "b", "c"]);
        assert_eq!(names(&agent.get("/views").expect(200).await), ["A", "b", "0"]);
    }

    async fn a_filter_comes_back_as_it_was_sent(app: TestApp) {
        let owner = app.owner().await;
        let label = label(&owner, "bug").await;
        let filter = json!({
            "status": "open", "assignee": owner.user_id, "channel_type": "widget", "label_id": label,
            "priority": "urgent", "mentioned": true, "waiting_over": 5_256_000, "sort": "wait",
        });
        let made = owner.post("/views", json!({"name": " Hot ", "filter": filter})).expect(201).await;
        assert_eq!(made, json!({"id": made["id"], "name": "Hot", "is_shared": false, "filter": filter, "created_at": "2026-11-24T12:00:00Z"}));
        assert_eq!(owner.get("/views").expect(200).await, json!([made]));
        let path = format!("/views/{}", made["id"].as_str().unwrap());
        let changed = owner.patch(&path, json!({"filter": {"assignee": "none"}})).expect(200).await;
        assert_eq!((&changed["filter"], &changed["name"]), (&json!({"assignee": "none"}), &json!("Hot")));
        let shared = owner.patch(&path, json!({"is_shared": true})).expect(200).await;
        assert_eq!(shared["is_shared"], true);
        let agent = owner.invite("james@acme.test", "agent").await;
        agent.patch(&path, json!({"name": "x"})).expect(403).await;
        agent.delete(&path).expect(403).await;
        owner.patch(&path, json!({"is_shared": false})).expect(200).await;
        agent.delete(&path).expect(404).await;
        owner.delete(&path).expect(204).await;
        assert_eq!(owner.get("/views").expect(200).await, json!([]));
    }

    async fn what_a_filter_names_is_of_the_workspace(app: TestApp) {
        let (owner, stranger) = (app.owner().await, app.stranger().await);
        let (mine, theirs) = (label(&owner, "mine").await, label(&stranger, "theirs").await);
        let made = owner.post("/views", json!({"name": "x", "filter": {"label_id": mine}})).expect(201).await;
        let path = format!("/views/{}", made["id"].as_str().unwrap());
        for (filter, pointers) in [
            (json!({"label_id": theirs}), vec!["/filter/label_id"]),
            (json!({"label_id": owner.user_id, "assignee": stranger.user_id}), vec!["/filter/label_id", "/filter/assignee"]),
        ] {
            for problem in [
                owner.post("/views", json!({"name": "x", "filter": filter})).expect(422).await,
                owner.patch(&path, json!({"filter": filter})).expect(422).await,
            ] {
                let named: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
                assert_eq!(named, pointers);
            }
        }
        // What goes later stays in it, and is no hindrance.
        owner.delete(&format!("/labels/{mine}")).expect(204).await;
        owner.patch(&path, json!({"name": "y", "is_shared": true})).expect(200).await;
        assert_eq!(owner.get("/views").expect(200).await[0]["filter"], json!({"label_id": mine}));
    }

    async fn what_a_filter_cannot_be_is_named(app: TestApp) {
        let owner = app.owner().await;
        for (filter, pointer) in [
            (json!({"colour": "red"}), "/filter"),
            (json!({"status": "lost"}), "/filter/status"),
            (json!({"assignee": "everybody"}), "/filter/assignee"),
            (json!({"priority": 1}), "/filter/priority"),
            (json!({"waiting_over": -1}), "/filter/waiting_over"),
            (json!({"waiting_over": 5_256_001}), "/filter/waiting_over"),
            (json!({"sort": "random"}), "/filter/sort"),
        ] {
            let problem = owner.post("/views", json!({"name": "x", "filter": filter})).expect(422).await;
            let named = problem["errors"][0]["pointer"].as_str().unwrap();
            assert!(named.starts_with(pointer), "{problem}");
        }
        let problem = owner.post("/views", json!({"name": "x".repeat(61), "filter": {"waiting_over": -1}})).expect(422).await;
        assert_eq!(problem["errors"].as_array().unwrap().len(), 2);
    }
}
