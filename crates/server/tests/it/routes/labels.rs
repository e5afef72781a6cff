//! `labels`: the workspace's own words for what conversations are about.

use pingback_model::{Event, SettingsKind};
use pingback_testkit::{Client, TestApp, Value, both_engines, json};

use super::conversations::begin;
use super::team::{log, news};

/// A new label; its id.
pub async fn label(client: &Client, name: &str) -> String {
    let label = client.post("/labels", json!({"name": name, "color": "teal"})).expect(201).await;
    label["id"].as_str().unwrap().to_owned()
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|label| label["name"].as_str().unwrap()).collect()
}

both_engines! {
    async fn they_are_made_changed_and_deleted(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let known = log(&app, &owner).await.len();
        let made = owner.post("/labels", json!({"name": "  Über   refund ", "color": "pink"})).expect(201).await;
        assert_eq!((&made["name"], &made["color"]), (&"Über refund".into(), &"pink".into()));
        assert_eq!(made["created_at"], "2026-11-24T12:00:00Z");
        label(&owner, "billing").await;
        let path = format!("/labels/{}", made["id"].as_str().unwrap());
        let changed = owner.patch(&path, json!({"color": "grey"})).expect(200).await;
        assert_eq!((&changed["name"], &changed["color"]), (&"Über refund".into(), &"grey".into()));
        owner.patch(&path, json!({"name": "Another"})).expect(200).await;
        assert_eq!(names(&agent.get("/labels").expect(200).await), ["Another", "billing"]);
        owner.delete(&path).expect(204).await;
        owner.delete(&path).expect(404).await;
        owner.patch(&path, json!({"name": "x"})).expect(404).await;
        assert_eq!(names(&owner.get("/labels").expect(200).await), ["billing"]);
        let told = news(&app, &owner, known).await;
        let is_labels = |event: &Event| {
            matches!(event, Event::SettingsChanged { kind: SettingsKind::Labels, user_id: None })
        };
        assert!(told.len() == 5 && told.iter().all(is_labels), "{told:?}");
    }

    async fn a_name_is_once_in_a_workspace_in_any_case(app: TestApp) {
        let (owner, stranger) = (app.owner().await, app.stranger().await);
        label(&owner, "Zürich").await;
        let other = label(&owner, "Basel").await;
        let problem = owner.post("/labels", json!({"name": "ZÜRICH", "color": "blue"})).expect(400).await;
        assert_eq!(problem["detail"], "There is already a label of that name");
        owner.patch(&format!("/labels/{other}"), json!({"name": "zürich"})).expect(400).await;
        owner.patch(&format!("/labels/{other}"), json!({"name": "BASEL"})).expect(200).await;
        label(&stranger, "Zürich").await;
        stranger.patch(&format!("/labels/{other}"), json!({"name": "Mine"})).expect(404).await;
        stranger.delete(&format!("/labels/{other}")).expect(404).await;
    }

    async fn what_looks_the_same_is_the_same(app: TestApp) {
        let owner = app.owner().await;
        label(&owner, "\u{200b}A\u{308}rger ").await;
        assert_eq!(names(&owner.get("/labels").expect(200).await), ["Ärger"]);
        owner.post("/labels", json!({"name": "ÄRGER", "color": "blue"})).expect(400).await;
        label(&owner, "👩\u{200d}👧").await;
    }

    async fn what_is_no_label_names_its_field(app: TestApp) {
        let owner = app.owner().await;
        let long = "x".repeat(51);
        for (body, pointer) in [
            (json!({"name": " ", "color": "teal"}), "/name"),
            (json!({"name": long, "color": "teal"}), "/name"),
            (json!({"name": "\u{200b}", "color": "teal"}), "/name"),
            (json!({"name": "\u{202e}abc", "color": "teal"}), "/name"),
            (json!({"name": "a\u{7}b", "color": "teal"}), "/name"),
            (json!({"name": "x", "color": "red"}), "/color"),
        ] {
            let problem = owner.post("/labels", body).expect(422).await;
            assert_eq!(problem["errors"][0]["pointer"], pointer);
        }
    }

    async fn a_deleted_one_is_taken_off_and_the_others_stay(app: TestApp) {
        let owner = app.owner().await;
        let [a, b, c] = [label(&owner, "a").await, label(&owner, "b").await, label(&owner, "c").await];
        for (number, ids) in (1..).zip([vec![&a, &b, &c], vec![&b], vec![&a], vec![&b, &a], vec![&c, &b]]) {
            begin(&owner).await;
            owner.patch(&format!("/conversations/{number}"), json!({"label_ids": ids})).expect(200).await;
        }
        owner.delete(&format!("/labels/{b}")).expect(204).await;
        for (number, ids) in (1..).zip([vec![&a, &c], vec![], vec![&a], vec![&a], vec![&c]]) {
            let read = owner.get(&format!("/conversations/{number}")).expect(200).await;
            assert_eq!(read["label_ids"], json!(ids), "{number}");
        }
        assert_eq!(owner.get(&format!("/conversations?label_id={b}")).expect(200).await, json!([]));
        owner.patch("/conversations/1", json!({"label_ids": [b]})).expect(422).await;
    }
}
