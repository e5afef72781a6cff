//! What happens at the same moment.

use futures_util::future::join_all;
use pingback_app::conversations::{Receive, receive};
use pingback_model::{ConversationId, Event, MessageId};
use pingback_storage::{conversations, events, messages};
use pingback_testkit::{TestApp, Value, both_engines, json};

use super::{Writer, begin, texts, workspace};
use crate::routes::team::{counts, log, news};

both_engines! {
    async fn two_admins_at_once_make_one_winner_and_everybody_is_told(app: TestApp) {
        let owner = app.owner().await;
        let ada = owner.invite("ada@acme.test", "admin").await;
        let james = owner.invite("james@acme.test", "agent").await;
        let kim = owner.invite("kim@acme.test", "agent").await;
        for number in 1..=8 {
            begin(&owner).await;
            let known = log(&app, &owner).await.len();
            let (to_james, to_kim) = (
                format!("/team/assign/{number}?agent_id={}", james.user_id),
                format!("/team/assign/{number}?agent_id={}", kim.user_id),
            );
            let first = async { owner.post(&to_james, Value::Null).expect(200).await };
            let second = async { ada.post(&to_kim, Value::Null).expect(200).await };
            tokio::join!(first, second);
            let told = news(&app, &owner, known).await;
            let assigned: Vec<_> = told.iter().filter_map(|event| match event {
                Event::ConversationAssigned { assignee_id, previous_assignee_id, .. } => Some((*previous_assignee_id, *assignee_id)),
                _ => None,
            }).collect();
            let [(None, first), (before, last)] = assigned.as_slice() else { panic!("{told:?}") };
            assert_eq!(before, first, "the second takes it from the first");
            let holder = owner.get(&format!("/conversations/{number}")).expect(200).await["assignee_id"].clone();
            assert_eq!(last.unwrap().to_string(), holder.as_str().unwrap());
        }
        let held = [counts(&james).await[0], counts(&kim).await[0]];
        assert_eq!((held[0] + held[1], counts(&owner).await), (8, [0, 0, 8]));
    }

    async fn two_admins_with_the_same_agent_tell_them_once(app: TestApp) {
        let owner = app.owner().await;
        let ada = owner.invite("ada@acme.test", "admin").await;
        let james = owner.invite("james@acme.test", "agent").await;
        for number in 1..=5 {
            begin(&owner).await;
            let path = format!("/team/assign/{number}?agent_id={}", james.user_id);
            join_all([&owner, &ada, &owner, &ada].map(|client| async {
                client.post(&path, Value::Null).expect(200).await
            })).await;
        }
        assert_eq!(james.get("/notifications").expect(200).await.as_array().unwrap().len(), 5);
    }

    async fn nobody_removed_keeps_a_conversation(app: TestApp) {
        let owner = app.owner().await;
        let ada = owner.invite("ada@acme.test", "admin").await;
        for round in 0..6 {
            let agent = owner.invite(&format!("a{round}@acme.test"), "agent").await;
            let number = begin(&owner).await["number"].clone();
            let assign = format!("/team/assign/{number}?agent_id={}", agent.user_id);
            let remove = format!("/team/members/{}", agent.member_id);
            tokio::join!(ada.post(&assign, Value::Null).send(), owner.delete(&remove).send());
            let read = owner.get(&format!("/conversations/{number}")).expect(200).await;
            assert_eq!(read["assignee_id"], Value::Null);
        }
        assert_eq!(counts(&owner).await, [0, 6, 6]);
    }

    async fn first_messages_at_once_begin_one_conversation(app: TestApp) {
        let owner = app.owner().await;
        for number in 1..=4_i64 {
            let writer = Writer::new(&app, &owner).await;
            let received = join_all((0..8).map(|n| receive(&app, writer.message(&n.to_string())))).await;
            for received in received {
                assert_eq!(received.unwrap().conversation.number, number);
            }
            // Known by then, with everything closed: again one.
            owner.put(&format!("/conversations/{number}/close"), Value::Null).expect(200).await;
        }
        assert_eq!(owner.get("/conversations").expect(200).await.as_array().unwrap().len(), 4);
        assert_eq!(owner.get("/customers").expect(200).await.as_array().unwrap().len(), 4);
    }

    async fn after_closing_messages_at_once_begin_one_conversation(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        writer.write(&app, "old").await;
        owner.put("/conversations/1/close", Value::Null).expect(200).await;
        for received in join_all((0..8).map(|n| receive(&app, writer.message(&n.to_string())))).await {
            assert_eq!(received.unwrap().conversation.number, 2);
        }
    }

    async fn the_same_message_five_times_at_once_is_one(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        let input = || Receive { client_id: Some("c".into()), ..writer.message("once") };
        let received: Vec<_> = join_all((0..5).map(|_| receive(&app, input()))).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(received.iter().filter(|received| received.is_new).count(), 1);
        assert_eq!(texts(&owner.get("/conversations/1").expect(200).await), ["once"]);
        assert_eq!(owner.get("/conversations").expect(200).await.as_array().unwrap().len(), 1);
    }

    async fn ids_ascend_in_commit_order_and_the_log_has_no_gap(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        let conversation: ConversationId = writer.write(&app, "first").await.conversation.id;
        let writers = (0..16).map(|n| {
            let (app, owner) = (&app, &owner);
            async move {
                for _ in 0..10 {
                    if n % 2 == 0 {
                        writer.write(app, "from the customer").await;
                    } else {
                        let body = json!({"content": "from the team", "is_private": n % 3 == 0});
                        owner.post("/conversations/1/messages", body).expect(201).await;
                    }
                }
            }
        });
        join_all(writers).await;
        let mut tx = app.read().await.unwrap();
        let log = events::after(&mut tx, workspace(&owner), 0, 10_000).await.unwrap();
        let places: Vec<i64> = log.iter().map(|event| event.seq).collect();
        assert_eq!(places, (1..=i64::try_from(log.len()).unwrap()).collect::<Vec<_>>(), "no gap, none twice");
        let committed: Vec<MessageId> = log.iter().filter_map(|event| match &event.event {
            Event::NewMessage { message, .. } => Some(message.id),
            _ => None,
        }).collect();
        assert!(committed.is_sorted(), "ids ascend as commits do");
        let stored = messages::list(&mut tx, workspace(&owner), conversation, None).await.unwrap();
        let stored: Vec<MessageId> = stored.into_iter().map(|message| message.id).collect();
        assert_eq!((stored.len(), &stored), (161, &committed));
        let read = owner.get("/conversations").expect(200).await;
        assert_eq!(read[0]["messages"][0]["id"], stored.last().unwrap().to_string(), "the newest is the preview");
    }

    async fn what_is_unread_counts_the_messages_before_it_in_the_log(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        let conversation = writer.write(&app, "0").await.conversation.id;
        let work = (0..8).map(|n| {
            let (owner, writer, app) = (&owner, &writer, &app);
            async move {
                for _ in 0..12 {
                    if n % 3 == 0 {
                        owner.post("/conversations/1/read", json!({})).expect(200).await;
                    } else {
                        writer.write(app, "and again").await;
                    }
                }
            }
        });
        join_all(work).await;
        let mut tx = app.read().await.unwrap();
        let log = events::after(&mut tx, workspace(&owner), 0, 10_000).await.unwrap();
        let mut unread = 0;
        for event in log {
            match &event.event {
                Event::NewMessage { message, .. } if message.conversation_id == conversation => unread += 1,
                Event::UnreadChanged { unread_count, .. } => unread = *unread_count,
                _ => {}
            }
        }
        assert_eq!(owner.get("/conversations/1").expect(200).await["unread_count"], unread, "as the log says");
    }

    async fn what_is_told_last_of_a_customer_is_what_is_so(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        writer.write(&app, "hello").await;
        let customer = writer.customer_id;
        for round in 0..12 {
            let rename = owner.patch(&format!("/customers/{customer}"), json!({"name": format!("N{round}")})).send();
            let change = owner.patch("/conversations/1", json!({"priority": (["low", "high"][round % 2])})).send();
            tokio::join!(rename, change);
        }
        let mut tx = app.read().await.unwrap();
        let log = events::after(&mut tx, workspace(&owner), 0, 10_000).await.unwrap();
        let mut told = log.iter().filter_map(|event| match &event.event {
            Event::ConversationUpdated { conversation, .. } => conversation.customer.as_ref()?.name.clone(),
            Event::CustomerUpdated { customer } => customer.name.clone(),
            _ => None,
        });
        assert_eq!(told.next_back().as_deref(), Some("N11"));
    }

    async fn a_message_sorts_after_one_from_a_clock_that_ran_ahead(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        let conversation = writer.write(&app, "first").await.conversation.id;
        // Another node, whose clock runs ahead, was here.
        let ahead = MessageId(uuid::Uuid::from_u128(writer.customer_id.0.as_u128() | 0xff << 80));
        app.db()
            .write(|mut tx| async move {
                let entry = conversations::Entry::FromCustomer;
                conversations::add_entry(&mut tx, writer.workspace_id, conversation, ahead, entry).await?;
                tx.commit(()).await
            })
            .await
            .unwrap();
        let behind = writer.write(&app, "behind").await.message.id;
        assert_eq!(behind, ahead.successor());
        owner.post("/conversations/1/messages", json!({"content": "and the team"})).expect(201).await;
        assert_eq!(texts(&owner.get("/conversations/1").expect(200).await), ["first", "behind", "and the team"]);
    }
}
