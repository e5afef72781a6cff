//! PATCH conversations/{id}: priority, labels, snooze, and what is noted of it.

use chrono::TimeDelta;
use pingback_app::audience::{Members, audience};
use pingback_model::{Change, ConversationStatus, Event};
use pingback_testkit::{TestApp, Value, both_engines, json};

use super::{Writer, begin};
use crate::routes::labels::label;
use crate::routes::team::{log, news, user_id};

/// What was noted of conversation 1: type, before, after.
async fn activity(client: &pingback_testkit::Client) -> Vec<[Value; 3]> {
    let read = client.get("/conversations/1").expect(200).await;
    let noted = read["activity"].as_array().unwrap();
    noted.iter().map(|activity| ["type", "from", "to"].map(|name| activity[name].clone())).collect()
}

both_engines! {
    async fn what_is_done_is_noted_in_order_and_told(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let (x, y) = (label(&owner, "x").await, label(&owner, "y").await);
        begin(&owner).await;
        assert_eq!(owner.get("/conversations/1").expect(200).await["activity"], json!([]));
        let known = log(&app, &owner).await.len();
        let body = json!({"status": "resolved", "priority": "urgent", "label_ids": [x, y, x]});
        let answer = agent.patch("/conversations/1", body.clone()).expect(200).await;
        assert_eq!((&answer["status"], &answer["priority"]), (&"resolved".into(), &"urgent".into()));
        assert_eq!(answer["label_ids"], json!([x, y]));
        assert_eq!(answer.get("activity"), None, "only where one is opened");
        let told = news(&app, &owner, known).await;
        let [Event::ConversationUpdated { conversation, activity: noted }] = told.as_slice() else {
            panic!("{told:?}")
        };
        assert_eq!((conversation.label_ids.len(), noted.len()), (2, 4));
        assert!(noted.iter().all(|one| one.actor_id == Some(user_id(&agent))));
        // The same once more, in another order: nothing.
        let body = json!({"status": "resolved", "priority": "urgent", "label_ids": [y, x]});
        agent.patch("/conversations/1", body).expect(200).await;
        assert_eq!(news(&app, &owner, known).await.len(), 1, "no change, no event");
        agent.patch("/conversations/1", json!({"priority": null, "label_ids": [y]})).expect(200).await;
        owner.put(&format!("/conversations/1/assign/{}", agent.user_id), Value::Null).expect(200).await;
        owner.delete("/conversations/1/assign").expect(200).await;
        let james = &agent.user_id;
        assert_eq!(activity(&owner).await, [
            [json!("status_changed"), json!("open"), json!("resolved")],
            [json!("priority_changed"), json!(null), json!("urgent")],
            [json!("labelled"), json!(null), json!(x)],
            [json!("labelled"), json!(null), json!(y)],
            [json!("priority_changed"), json!("urgent"), json!(null)],
            [json!("unlabelled"), json!(x), json!(null)],
            [json!("assigned"), json!(null), json!(james)],
            [json!("assigned"), json!(james), json!(null)],
        ]);
        let read = owner.get("/conversations/1").expect(200).await;
        let first = &read["activity"][0];
        assert_eq!((&first["actor_id"], &first["conversation_id"]), (&json!(james), &read["id"]));
        assert_eq!(first["created_at"], "2026-11-24T12:00:00Z");
        let told = news(&app, &owner, known).await;
        let assigned = told.iter().filter(|event| {
            matches!(event, Event::ConversationAssigned { activity, .. }
                if matches!(activity[0].change, Change::Assigned { .. }) && activity.len() == 1)
        });
        assert_eq!(assigned.count(), 2);
    }

    async fn of_labels_and_priority_the_customer_hears_nothing(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        writer.write(&app, "Hi").await;
        let known = log(&app, &owner).await.len();
        let updated_at = owner.get("/conversations/1").expect(200).await["updated_at"].clone();
        app.advance(TimeDelta::minutes(1));
        let x = label(&owner, "x").await;
        let answer = owner.patch("/conversations/1", json!({"priority": "low", "label_ids": [x]})).expect(200).await;
        assert_eq!(answer["updated_at"], updated_at, "its place in lists stays");
        owner.patch("/conversations/1", json!({"status": "pending"})).expect(200).await;
        let told = news(&app, &owner, known).await;
        let [settings, marked, pending] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!(audience(settings).visitors_of, None);
        assert_eq!((audience(marked).members, audience(marked).visitors_of), (Members::All, None));
        assert!(audience(pending).visitors_of.is_some());
    }

    async fn a_snooze_ends_at_its_moment(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        writer.write(&app, "Hi").await;
        let until = "2026-11-24T14:00:00.123456+01:00";
        let answer = owner.patch("/conversations/1", json!({"snoozed_until": until})).expect(200).await;
        assert_eq!((&answer["status"], &answer["snoozed_until"]), (&"pending".into(), &"2026-11-24T13:00:00.123Z".into()));
        assert_eq!(answer["waiting_since"], "2026-11-24T12:00:00Z", "the customer waits still");
        assert_eq!(owner.get("/conversations/counts").expect(200).await["by_status"]["pending"], 1);
        app.advance(TimeDelta::minutes(59));
        app.run_jobs().await;
        assert_eq!(owner.get("/conversations/1").expect(200).await["status"], "pending");
        app.advance(TimeDelta::minutes(2));
        let known = log(&app, &owner).await.len();
        app.run_jobs().await;
        let read = owner.get("/conversations/1").expect(200).await;
        assert_eq!((&read["status"], &read["snoozed_until"]), (&"open".into(), &Value::Null));
        assert_eq!(activity(&owner).await, [
            [json!("snoozed"), json!(null), json!("2026-11-24T13:00:00.123Z")],
            [json!("snoozed"), json!(null), json!(null)],
        ]);
        assert_eq!(read["activity"][1]["actor_id"], Value::Null);
        let told = news(&app, &owner, known).await;
        let [Event::ConversationUpdated { conversation, activity }] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((conversation.status, activity.len()), (ConversationStatus::Open, 1));
        assert!(conversation.customer.is_some());
        assert_eq!(owner.get("/conversations/counts").expect(200).await["by_status"]["open"], 1);
    }

    async fn what_was_changed_since_is_not_woken(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        writer.write(&app, "Hi").await;
        let snooze = |hour: u32| json!({"snoozed_until": format!("2026-11-24T{hour}:00:00Z")});
        // Put aside once more: only the later moment counts.
        owner.patch("/conversations/1", snooze(13)).expect(200).await;
        owner.patch("/conversations/1", snooze(15)).expect(200).await;
        app.advance(TimeDelta::hours(2));
        app.run_jobs().await;
        assert_eq!(owner.get("/conversations/1").expect(200).await["status"], "pending");
        // The customer writes: open at once, and the job has nothing to do.
        writer.write(&app, "Still there?").await;
        let read = owner.get("/conversations/1").expect(200).await;
        assert_eq!((&read["status"], &read["snoozed_until"]), (&"open".into(), &Value::Null));
        let last = activity(&owner).await.pop().unwrap();
        assert_eq!(last, [json!("status_changed"), json!("pending"), json!("open")]);
        owner.patch("/conversations/1", snooze(20)).expect(200).await;
        let answer = owner.patch("/conversations/1", json!({"status": "resolved"})).expect(200).await;
        assert_eq!(answer["snoozed_until"], Value::Null, "any change of status ends it");
        let noted = activity(&owner).await.len();
        app.advance(TimeDelta::hours(9));
        app.run_jobs().await;
        assert_eq!(owner.get("/conversations/1").expect(200).await["status"], "resolved");
        assert_eq!(activity(&owner).await.len(), noted);
    }

    async fn a_snooze_is_ended_by_hand(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        let until = json!({"snoozed_until": "2026-11-25T09:00:00Z"});
        owner.patch("/conversations/1", until.clone()).expect(200).await;
        let answer = owner.patch("/conversations/1", json!({"snoozed_until": null})).expect(200).await;
        assert_eq!((&answer["status"], &answer["snoozed_until"]), (&"open".into(), &Value::Null));
        owner.patch("/conversations/1", until).expect(200).await;
        let body = json!({"status": "pending", "snoozed_until": null});
        let answer = owner.patch("/conversations/1", body).expect(200).await;
        assert_eq!((&answer["status"], &answer["snoozed_until"]), (&"pending".into(), &Value::Null));
        owner.patch("/conversations/1", json!({"status": "closed"})).expect(200).await;
        let answer = owner.patch("/conversations/1", json!({"snoozed_until": null})).expect(200).await;
        assert_eq!(answer["status"], "closed", "what is not put aside stays");
    }

    async fn a_change_that_cannot_be_made_names_its_place(app: TestApp) {
        let owner = app.owner().await;
        let stranger = app.stranger().await;
        let theirs = label(&stranger, "theirs").await;
        begin(&owner).await;
        for (body, pointer) in [
            (json!({}), ""),
            (json!({"priority": "high!"}), "/priority"),
            (json!({"label_ids": [theirs]}), "/label_ids/0"),
            (json!({"label_ids": ["x"]}), "/label_ids/0"),
            (json!({"label_ids": (0..51).map(|_| app.ids.new_id::<pingback_model::LabelId>()).collect::<Vec<_>>()}), "/label_ids"),
            (json!({"snoozed_until": "2026-11-24T12:00:00Z"}), "/snoozed_until"),
            (json!({"snoozed_until": "2126-11-24T12:00:00Z"}), "/snoozed_until"),
            (json!({"snoozed_until": "tomorrow"}), "/snoozed_until"),
            (json!({"status": "open", "snoozed_until": "2026-11-25T12:00:00Z"}), "/snoozed_until"),
        ] {
            let problem = owner.patch("/conversations/1", body.clone()).expect(422).await;
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{body}");
        }
        let read = owner.get("/conversations/1").expect(200).await;
        assert_eq!((&read["activity"], &read["label_ids"]), (&json!([]), &json!([])));
    }

    async fn who_waits_is_known_from_the_first_message_without_an_answer(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        let waiting = async || owner.get("/conversations/1").expect(200).await["waiting_since"].clone();
        let answer = async |is_private: bool| {
            let body = json!({"content": "Hello", "is_private": is_private});
            owner.post("/conversations/1/messages", body).expect(201).await;
        };
        writer.write(&app, "first").await;
        app.advance(TimeDelta::minutes(1));
        writer.write(&app, "second").await;
        assert_eq!(waiting().await, "2026-11-24T12:00:00Z");
        answer(true).await;
        assert_eq!(waiting().await, "2026-11-24T12:00:00Z", "a note is no answer");
        answer(false).await;
        assert_eq!(waiting().await, Value::Null);
        app.advance(TimeDelta::minutes(1));
        writer.write(&app, "third").await;
        assert_eq!(waiting().await, "2026-11-24T12:02:00Z");
        owner.put("/conversations/1/resolve", Value::Null).expect(200).await;
        assert_eq!(waiting().await, Value::Null, "resolved is as good as answered");
        app.advance(TimeDelta::minutes(1));
        writer.write(&app, "fourth").await;
        assert_eq!(waiting().await, "2026-11-24T12:03:00Z");
        let last = activity(&owner).await.pop().unwrap();
        assert_eq!(last, [json!("status_changed"), json!("resolved"), json!("open")]);
    }
    async fn who_was_not_answered_waits_again_once_it_is_reopened(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        let waiting = async || owner.get("/conversations/1").expect(200).await["waiting_since"].clone();
        writer.write(&app, "first").await;
        app.advance(TimeDelta::minutes(1));
        writer.write(&app, "second").await;
        owner.post("/conversations/1/messages", json!({"content": "Hm", "is_private": true})).expect(201).await;
        let id = owner.get("/conversations/1").expect(200).await["id"].clone();
        owner.put("/conversations/1/resolve", Value::Null).expect(200).await;
        app.advance(TimeDelta::minutes(1));
        let reopened = json!({"changes": [{"id": id, "status": "open"}]});
        owner.post("/conversations/bulk", reopened).expect(200).await;
        assert_eq!(waiting().await, "2026-11-24T12:00:00Z", "undone");
        owner.put("/conversations/1/close", Value::Null).expect(200).await;
        owner.patch("/conversations/1", json!({"status": "pending"})).expect(200).await;
        assert_eq!(waiting().await, "2026-11-24T12:00:00Z");
        owner.post("/conversations/1/messages", json!({"content": "Hello"})).expect(201).await;
        owner.put("/conversations/1/resolve", Value::Null).expect(200).await;
        owner.patch("/conversations/1", json!({"status": "open"})).expect(200).await;
        assert_eq!(waiting().await, Value::Null, "answered is answered");
    }
}
