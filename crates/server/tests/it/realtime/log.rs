//! GET events.

use pingback_testkit::{Client, TestApp, Value, both_engines, json};

use super::{conversation, durable, live, write};

async fn events(client: &Client, query: &str) -> Value {
    client.get(&format!("/events?{query}")).expect(200).await
}

fn places(page: &Value) -> Vec<(i64, &str)> {
    let events = page["events"].as_array().unwrap();
    events.iter().map(|event| (event["seq"].as_i64().unwrap(), event["type"].as_str().unwrap())).collect()
}

both_engines! {
    async fn the_log_says_what_sockets_heard(app: TestApp) {
        let owner = app.owner().await;
        let mut socket = live(&owner).await;
        let start = events(&owner, "after=0").await["last"].as_i64().unwrap();
        let id = conversation(&owner).await;
        write(&owner, &id, "Hello").await;
        let page = events(&owner, &format!("after={start}")).await;
        assert_eq!(places(&page), [(start + 1, "conversation_created"), (start + 2, "new_message")]);
        assert_eq!(page["last"], start + 2);
        for event in page["events"].as_array().unwrap() {
            let (name, mut heard) = durable(&mut socket).await;
            assert_eq!(event["type"], name);
            let stamp = heard.as_object_mut().unwrap();
            assert_eq!(stamp.remove("seq"), Some(event["seq"].clone()));
            assert_eq!(stamp.remove("epoch"), Some(page["epoch"].clone()));
            assert_eq!(event["data"], heard);
        }
        let created = &page["events"][0]["data"];
        assert!(created.get("messages").is_none(), "a conversation without messages: {created}");
        let message = &page["events"][1]["data"];
        assert_eq!((&message["content"], &message["conversation_number"]), (&json!("Hello"), &json!(1)));
    }

    async fn pages_follow_each_other_without_gap(app: TestApp) {
        let owner = app.owner().await;
        let id = conversation(&owner).await;
        for n in 0..7 {
            write(&owner, &id, &n.to_string()).await;
        }
        let all = places(&events(&owner, "after=0").await).iter().map(|(seq, _)| *seq).collect::<Vec<_>>();
        let (mut after, mut got) = (0, Vec::new());
        loop {
            let page = events(&owner, &format!("after={after}&limit=3")).await;
            let page = places(&page).iter().map(|(seq, _)| *seq).collect::<Vec<_>>();
            after = page.last().copied().unwrap_or(after);
            got.extend(page.iter().copied());
            if page.len() < 3 {
                break;
            }
        }
        assert_eq!(got, all);
        assert_eq!(all, (all[0]..=*all.last().unwrap()).collect::<Vec<_>>());
    }

    async fn a_place_the_log_does_not_have_is_too_old(app: TestApp) {
        let owner = app.owner().await;
        conversation(&owner).await;
        let page = events(&owner, "after=0").await;
        let (last, epoch) = (page["last"].as_i64().unwrap(), page["epoch"].as_str().unwrap());
        assert!(places(&events(&owner, &format!("after={last}&epoch={epoch}")).await).is_empty());
        for query in [format!("after={}", last + 1), "after=-1".into(), "after=0&epoch=other".into()] {
            let problem = owner.get(&format!("/events?{query}")).expect(410).await;
            assert_eq!((&problem["error"], &problem["last"]), (&json!("too_old"), &json!(last)), "{query}");
        }
        for query in ["", "after=x", "after=0&limit=0", "after=0&limit=501"] {
            owner.get(&format!("/events?{query}")).expect(422).await;
        }
        owner.with_token(None).get("/events?after=0").expect(401).await;
    }

    async fn what_is_deleted_is_too_old_and_the_rest_is_not(app: TestApp) {
        let owner = app.owner().await;
        let id = conversation(&owner).await;
        write(&owner, &id, "old").await;
        let old = events(&owner, "after=0").await["last"].as_i64().unwrap();
        write(&owner, &id, "new").await;
        let workspace = owner.business_id.parse().unwrap();
        app.db()
            .write(|mut tx| async move {
                pingback_storage::events::delete_up_to(&mut tx, workspace, old).await?;
                tx.commit(()).await
            })
            .await
            .map_err(|error: pingback_storage::Error| error)
            .unwrap();
        assert_eq!(places(&events(&owner, &format!("after={old}")).await), [(old + 1, "new_message")]);
        owner.get(&format!("/events?after={}", old - 1)).expect(410).await;
        let mut socket = pingback_testkit::Socket::of(&owner).await;
        let answer = socket.ask("resume", json!({"after": old - 1})).await;
        assert_eq!(answer, json!({"ok": false, "error": "too_old"}));
    }

    async fn everybody_reads_only_what_concerns_them(app: TestApp) {
        let owner = app.owner().await;
        let james = owner.invite("james@acme.test", "agent").await;
        let ada = owner.invite("ada@acme.test", "agent").await;
        let start = events(&owner, "after=0").await["last"].as_i64().unwrap();
        let id = conversation(&owner).await;
        owner.post(&format!("/team/assign/{id}?agent_id={}", james.user_id), Value::Null).expect(200).await;
        let names = async |client: &Client| {
            let page = events(client, &format!("after={start}")).await;
            places(&page).iter().map(|(_, name)| (*name).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names(&james).await, ["conversation_created", "conversation_assigned", "notification"]);
        assert_eq!(names(&ada).await, ["conversation_created", "conversation_assigned"]);
        let stranger = app.stranger().await;
        let page = events(&stranger, "after=0").await;
        assert!(!page.to_string().contains(&id));
    }
}
