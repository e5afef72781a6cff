//! The handshake.

use pingback_testkit::{ConnectError, Incoming, Socket, TestApp, both_engines, json};
use uuid::Uuid;

use super::{QUIET, conversation, live, seqs};

both_engines! {
    async fn nobody_is_let_in_without_a_token_for_the_workspace(app: TestApp) {
        let owner = app.owner().await;
        let stranger = app.stranger().await;
        let lonely = app.anonymous().sign_up("Lonely", "lonely@acme.test").await;
        let id = owner.business_id.as_str();
        let refused = [
            json!({}),
            json!(null),
            json!("x"),
            json!({"business_id": id}),
            json!({"token": owner.token()}),
            json!({"business_id": id, "token": ""}),
            json!({"business_id": id, "token": "x.y.z"}),
            json!({"business_id": id, "token": stranger.token()}),
            json!({"business_id": id, "token": lonely.token()}),
            json!({"business_id": id, "token": [owner.token()]}),
            json!({"business_id": "*", "token": owner.token()}),
            json!({"business_id": stranger.business_id, "token": owner.token()}),
            json!({"business_id": Uuid::nil(), "token": owner.token()}),
        ];
        for auth in refused {
            let result = Socket::connect(app.base(), &auth, &[]).await;
            assert_eq!(result.unwrap_err(), ConnectError("unauthorized".into()), "{auth}");
        }
        Socket::of(&owner).await;
        Socket::of(&stranger).await;
    }

    async fn the_dashboards_cookie_counts_from_the_servers_own_pages(app: TestApp) {
        let owner = app.owner().await;
        let auth = json!({"business_id": owner.business_id});
        let cookie = || ("cookie", format!("other=1; pingback_session={}", owner.token()));
        let own = ("origin", app.base().to_owned());
        Socket::connect(app.base(), &auth, &[cookie(), own.clone()]).await.unwrap();
        Socket::connect(app.base(), &auth, &[cookie(), ("sec-fetch-site", "same-origin".into())]).await.unwrap();
        let foreign = [
            vec![cookie(), ("origin", "https://evil.test".into())],
            vec![cookie(), ("origin", "null".into())],
            vec![cookie(), own.clone(), ("sec-fetch-site", "cross-site".into())],
            vec![own],
        ];
        for headers in foreign {
            let result = Socket::connect(app.base(), &auth, &headers).await;
            assert_eq!(result.unwrap_err(), ConnectError("unauthorized".into()), "{headers:?}");
        }
    }

    async fn a_signed_out_token_is_refused(app: TestApp) {
        let owner = app.owner().await;
        owner.post("/auth/logout", json!(null)).expect(204).await;
        assert!(Socket::of_with(&owner, json!({})).await.is_err());
    }

    async fn every_event_is_answered_and_unknown_ones_do_nothing(app: TestApp) {
        let owner = app.owner().await;
        let mut listening = live(&owner).await;
        let id = conversation(&owner).await;
        listening.expect("conversation_created").await;
        let mut socket = Socket::of(&owner).await;
        let asked = [
            ("new_message", json!({"conversation_id": id, "content": "forged"}), "unknown_event"),
            ("member_removed", json!({}), "unknown_event"),
            ("nonsense", json!(null), "unknown_event"),
            ("join_conversation", json!(null), "invalid"),
            ("join_conversation", json!({"conversation_id": "%"}), "invalid"),
            ("join_conversation", json!({"conversation_id": [id]}), "invalid"),
            ("join_conversation", json!({"conversation_id": 4711}), "not_found"),
            ("join_conversation", json!({"conversation_id": Uuid::nil()}), "not_found"),
            ("leave_conversation", json!({}), "invalid"),
            ("client_message", json!({"conversation_id": id}), "invalid"),
            ("client_message", json!({"content": "x"}), "invalid"),
            ("client_message", json!("x"), "invalid"),
            ("typing", json!({"conversation_id": id}), "invalid"),
            ("delivered", json!({}), "invalid"),
            ("read", json!({"message_id": Uuid::nil()}), "not_found"),
            ("resume", json!({"after": "x"}), "invalid"),
        ];
        for (event, data, error) in asked {
            let answer = socket.ask(event, data.clone()).await;
            assert_eq!((&answer["ok"], answer["error"].as_str()), (&json!(false), Some(error)), "{event} {data}: {answer}");
        }
        let heard = listening.within(QUIET).await;
        assert!(seqs(&heard).is_empty(), "{heard:?}");
    }

    async fn too_many_events_are_refused_and_the_socket_lives_on(app: TestApp) {
        let mut socket = Socket::of(&app.owner().await).await;
        for _ in 0..400 {
            socket.emit("typing", json!({})).await;
        }
        let mut refused = 0;
        for id in 0..400 {
            if socket.answer(id).await["error"] == "rate_limited" {
                refused += 1;
            }
        }
        assert!(refused > 200, "{refused}");
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        assert_eq!(socket.ask("resume", json!({})).await["ok"], true);
    }

    async fn a_socket_that_floods_is_cut_and_told_why(app: TestApp) {
        let owner = app.owner().await;
        let id = conversation(&owner).await;
        let mut socket = Socket::of(&owner).await;
        for _ in 0..5_000 {
            socket.emit("join_conversation", json!({"conversation_id": id})).await;
        }
        // Some answers are on their way when it is cut.
        let mut is_cut = false;
        while let Ok(incoming) = tokio::time::timeout(std::time::Duration::from_secs(2), socket.receive()).await {
            match incoming {
                Incoming::Ack(_, answer) => {
                    assert!(answer["ok"] == true || answer["error"] == "rate_limited", "{answer}");
                }
                Incoming::Event(..) => {}
                Incoming::Disconnect => is_cut = true,
                Incoming::Closed => break,
            }
        }
        assert!(is_cut);
    }
}
