//! `customers/…`: the people who write to the workspace.

use pingback_testkit::{Socket, TestApp, Value, both_engines, json};

both_engines! {
    async fn a_customer_is_added_read_and_changed(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let body = json!({"name": " Cleo ", "email": "cleo@c.test", "external_id": "u-7", "business_id": "evil"});
        let made = agent.post("/customers/", body).expect(201).await;
        assert_eq!(made, json!({
            "id": made["id"], "business_id": owner.business_id, "name": "Cleo", "email": "cleo@c.test",
            "external_id": "u-7", "created_at": "2026-11-24T12:00:00Z", "attributes": {}, "visit": null,
        }));
        let path = format!("/customers/{}", made["id"].as_str().unwrap());
        let mut with_notes = made.clone();
        with_notes["notes"] = json!([]);
        assert_eq!(owner.get(&path).expect(200).await, with_notes);
        let changed = owner.patch(&path, json!({"name": null, "email": "new@c.test"})).expect(200).await;
        assert_eq!((&changed["name"], &changed["email"]), (&json!(null), &"new@c.test".into()));
        assert_eq!(changed["external_id"], "u-7", "what is absent stays");
        assert_eq!(owner.patch(&path, json!({})).expect(200).await, changed);
    }

    async fn an_external_id_is_one_customers(app: TestApp) {
        let owner = app.owner().await;
        owner.post("/customers", json!({"external_id": "7"})).expect(201).await;
        let problem = owner.post("/customers", json!({"external_id": "7"})).expect(422).await;
        assert_eq!(problem["errors"][0]["pointer"], "/external_id");
        let other = owner.post("/customers", json!({"name": "Other"})).expect(201).await;
        let path = format!("/customers/{}", other["id"].as_str().unwrap());
        let problem = owner.patch(&path, json!({"external_id": "7"})).expect(422).await;
        assert_eq!(problem["errors"][0]["pointer"], "/external_id");
        app.stranger().await.post("/customers", json!({"external_id": "7"})).expect(201).await;
    }

    async fn what_does_not_validate_names_every_field(app: TestApp) {
        let owner = app.owner().await;
        let long = "x".repeat(201);
        let body = json!({"name": long, "email": "nonsense", "external_id": long});
        let problem = owner.post("/customers", body).expect(422).await;
        let pointers: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|e| e["pointer"].clone()).collect();
        assert_eq!(pointers, ["/name", "/email", "/external_id"]);
        owner.post("/customers", json!({"name": "a\u{0}b"})).expect(422).await;
        owner.get("/customers?limit=0").expect(422).await;
        app.anonymous().get("/customers").expect(401).await;
    }

    async fn the_list_is_the_newest_first_and_found_by_name_or_email(app: TestApp) {
        let owner = app.owner().await;
        for (name, email) in [("Ann", "ann@a.test"), ("Bob", "bob@b.test"), ("Cy_d", "cyd@a.test")] {
            owner.post("/customers", json!({"name": name, "email": email})).expect(201).await;
        }
        let names = async |query: &str| {
            let list = owner.get(&format!("/customers{query}")).expect(200).await;
            list.as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names("").await, ["Cy_d", "Bob", "Ann"]);
        assert_eq!(names("?q=A.TEST").await, ["Cy_d", "Ann"]);
        assert_eq!(names("?q=_").await, ["Cy_d"]);
        assert_eq!(names("?limit=1&page=2").await, ["Bob"]);
        let list = owner.get("/customers").expect(200).await;
        let before = format!("?before={}", list[0]["id"].as_str().unwrap());
        assert_eq!(names(&before).await, ["Bob", "Ann"]);
    }

    async fn another_workspaces_customer_does_not_exist(app: TestApp) {
        let (owner, stranger) = (app.owner().await, app.stranger().await);
        let theirs = stranger.post("/customers", json!({"name": "Theirs"})).expect(201).await;
        let path = format!("/customers/{}", theirs["id"].as_str().unwrap());
        owner.get(&path).expect(404).await;
        owner.patch(&path, json!({"name": "Mine"})).expect(404).await;
        owner.get("/customers/nonsense").expect(404).await;
        assert_eq!(owner.get("/customers").expect(200).await, json!([]));
        assert_eq!(stranger.get(&path).expect(200).await["name"], theirs["name"]);
    }

    async fn attributes_are_merged_and_taken_away(app: TestApp) {
        let owner = app.owner().await;
        let made = owner.post("/customers", json!({"name": "Cleo"})).expect(201).await;
        let path = format!("/customers/{}", made["id"].as_str().unwrap());
        let set = async |attributes: Value| owner.patch(&path, json!({"attributes": attributes})).expect(200).await["attributes"].clone();
        assert_eq!(set(json!({" Plan ": " gold ", "Seats": "3"})).await, json!({"Plan": "gold", "Seats": "3"}));
        assert_eq!(set(json!({"Seats": null, "City": "Bonn", "Empty": ""})).await, json!({"City": "Bonn", "Plan": "gold"}));
        assert_eq!(owner.patch(&path, json!({"name": "C"})).expect(200).await["attributes"]["Plan"], "gold", "what is absent stays");
        let problem = owner.patch(&path, json!({"email": "x", "attributes": {"": "x", "long": "x".repeat(501)}})).expect(422).await;
        assert_eq!(problem["errors"].as_array().unwrap().len(), 3, "{problem}");
        for twice in [json!({" Plan": "a", "Plan ": "b"}), json!({"a": "x", "a\u{200b}": null})] {
            let problem = owner.patch(&path, json!({"attributes": twice})).expect(422).await;
            assert!(problem["errors"][0]["detail"].as_str().unwrap().contains("twice"), "{problem}");
        }
        let problem = owner.patch(&path, json!({"name": "a\u{202e}b"})).expect(422).await;
        assert_eq!(problem["errors"][0]["pointer"], "/name");
        let many: serde_json::Map<_, _> = (0..49).map(|n| (format!("a{n}"), json!("x"))).collect();
        owner.patch(&path, json!({"attributes": many})).expect(422).await;
        assert_eq!(owner.get(&path).expect(200).await["attributes"], json!({"City": "Bonn", "Plan": "gold"}));
    }

    async fn the_team_notes_what_it_knows(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let made = owner.post("/customers", json!({"name": "Cleo"})).expect(201).await;
        let path = format!("/customers/{}", made["id"].as_str().unwrap());
        let note = agent.post(&format!("{path}/notes"), json!({"content": " Likes tea "})).expect(201).await;
        assert_eq!(note, json!({"id": note["id"], "author_id": agent.user_id, "content": "Likes tea", "created_at": "2026-11-24T12:00:00Z"}));
        let newer = owner.post(&format!("{path}/notes"), json!({"content": "And cake"})).expect(201).await;
        assert_eq!(owner.get(&path).expect(200).await["notes"], json!([newer, note]));
        for bad in [json!(""), json!(" "), json!("x".repeat(5_001)), json!("a\u{0}")] {
            owner.post(&format!("{path}/notes"), json!({"content": bad})).expect(422).await;
        }
        let delete = format!("{path}/notes/{}", note["id"].as_str().unwrap());
        app.stranger().await.delete(&delete).expect(404).await;
        owner.delete(&delete).expect(204).await;
        owner.delete(&delete).expect(404).await;
        assert_eq!(owner.get(&path).expect(200).await["notes"], json!([newer]));
    }

    async fn the_team_hears_of_what_is_known(app: TestApp) {
        let owner = app.owner().await;
        let made = owner.post("/customers", json!({"name": "Cleo"})).expect(201).await;
        let path = format!("/customers/{}", made["id"].as_str().unwrap());
        let mut socket = Socket::of(&owner).await;
        socket.ask("resume", json!({})).await;
        let changed = owner.patch(&path, json!({"attributes": {"plan": "gold"}})).expect(200).await;
        owner.patch(&path, json!({"attributes": {"plan": "gold"}})).expect(200).await;
        owner.post(&format!("{path}/notes"), json!({"content": "x"})).expect(201).await;
        let mut events = Vec::new();
        while events.len() < 2 {
            events.push(socket.expect("customer_updated").await);
        }
        assert_eq!(events[0]["attributes"], changed["attributes"]);
        assert!(events.iter().all(|event| event.get("notes").is_none() && event["seq"].is_i64()), "{events:?}");
        assert_eq!(events[1]["seq"].as_i64().unwrap(), events[0]["seq"].as_i64().unwrap() + 1, "what changes nothing is not told");
    }
}
