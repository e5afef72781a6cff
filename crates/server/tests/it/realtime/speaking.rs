//! What members say through their sockets.

use pingback_testkit::{Socket, TestApp, both_engines, json};

use super::{QUIET, conversation, live, seqs};

both_engines! {
    async fn messages_are_sent_once_and_in_order(app: TestApp) {
        let owner = app.owner().await;
        let mut listening = live(&owner).await;
        let id = conversation(&owner).await;
        let mut socket = Socket::of(&owner).await;
        let body = |n: i32| json!({"conversation_id": 1, "content": format!("{n}"), "client_id": format!("c{n}")});
        let mut answers = Vec::new();
        for n in 0..20 {
            answers.push(socket.emit("client_message", body(n)).await);
        }
        for (n, answer) in answers.into_iter().enumerate() {
            let answer = socket.answer(answer).await;
            assert_eq!((&answer["ok"], answer["message"]["content"].as_str()), (&json!(true), Some(&*n.to_string())));
        }
        let again = socket.ask("client_message", body(3)).await;
        assert_eq!(again["message"]["content"], "3");
        for n in 0..20 {
            let message = listening.expect("new_message").await;
            assert_eq!((message["content"].as_str(), &message["conversation_id"]), (Some(&*n.to_string()), &json!(id)));
        }
        assert!(seqs(&listening.within(QUIET).await).is_empty(), "nothing was sent twice");
    }

    async fn typing_reaches_those_in_the_conversation_but_oneself(app: TestApp) {
        let owner = app.owner().await;
        let james = owner.invite("james@acme.test", "agent").await;
        let id = conversation(&owner).await;
        let (mut types, mut joined, mut outside) = (live(&james).await, live(&owner).await, live(&owner).await);
        for socket in [&mut types, &mut joined] {
            let answer = socket.ask("join_conversation", json!({"conversation_id": "#1"})).await;
            assert_eq!(answer, json!({"ok": true, "conversation_id": id}));
        }
        let typing = |is_typing: bool| json!({"conversation_id": id, "is_typing": is_typing});
        for _ in 0..3 {
            assert_eq!(types.ask("typing", typing(true)).await["ok"], true);
        }
        types.ask("typing", typing(false)).await;
        let heard = |is_typing: bool| json!({"conversation_id": id, "user_id": james.user_id, "is_typing": is_typing});
        assert_eq!(joined.expect("typing").await, heard(true));
        assert_eq!(joined.expect("typing").await, heard(false), "repetitions are not passed on");
        joined.ask("leave_conversation", json!({"conversation_id": id})).await;
        types.ask("typing", typing(true)).await;
        for socket in [&mut types, &mut joined, &mut outside] {
            let events = socket.within(QUIET).await;
            assert!(events.iter().all(|(name, _)| name != "typing"), "{events:?}");
        }
    }

    async fn presence_is_shown_beside_the_status(app: TestApp) {
        let owner = app.owner().await;
        let james = owner.invite("james@acme.test", "agent").await;
        let mut mine = live(&owner).await;
        let theirs = live(&james).await;
        let presence = loop {
            let presence = mine.expect("presence").await;
            if presence["user_id"] == json!(james.user_id) {
                break presence;
            }
        };
        assert_eq!(presence["is_connected"], true);
        let members = owner.get("/team/members").expect(200).await;
        let row = members.as_array().unwrap().iter().find(|member| member["user_id"] == json!(james.user_id)).unwrap();
        assert_eq!((&row["is_connected"], &row["status"]), (&json!(true), &json!("offline")));
        drop(theirs);
        let gone = mine.expect("presence").await;
        assert_eq!(gone, json!({"user_id": james.user_id, "is_connected": false}));
    }
}
