//! The end of access: sockets are cut at once, and only those concerned.

use std::time::Duration;

use pingback_testkit::{Client, Socket, TestApp, Value, both_engines, json};

use super::{QUIET, conversation, durable, live, seqs, write};

const AT_ONCE: Duration = Duration::from_secs(1);

async fn is_alive(socket: &mut Socket) -> bool {
    socket.ask("resume", json!({})).await["ok"] == true
}

/// Another sign-in of the same account.
async fn sign_in(client: &Client) -> Client {
    let body = json!({"email": client.email, "password": "correct horse"});
    let answer = client.with_token(None).post("/auth/login", body).expect(200).await;
    client.with_token(answer["access_token"].as_str())
}

both_engines! {
    async fn a_removed_member_is_cut_and_the_others_are_told(app: TestApp) {
        let owner = app.owner().await;
        let james = owner.invite("james@acme.test", "agent").await;
        let (mut theirs, mut second, mut mine) = (live(&james).await, live(&james).await, live(&owner).await);
        owner.delete(&format!("/team/members/{}", james.member_id)).expect(200).await;
        assert!(theirs.ends_within(AT_ONCE).await && second.ends_within(AT_ONCE).await);
        assert_eq!(mine.expect("member_removed").await["user_id"], james.user_id);
        assert!(is_alive(&mut mine).await);
        assert!(Socket::of_with(&james, json!({})).await.is_err());
    }

    async fn a_suspended_member_is_cut_and_comes_back_when_let_in_again(app: TestApp) {
        let owner = app.owner().await;
        let james = owner.invite("james@acme.test", "agent").await;
        let mut theirs = live(&james).await;
        let member = format!("/team/members/{}", james.member_id);
        owner.patch(&member, json!({"is_active": false})).expect(200).await;
        let before = theirs.until_ended().await;
        assert!(before.iter().all(|(name, _)| name != "access_ended"), "{before:?}");
        assert!(Socket::of_with(&james, json!({})).await.is_err());
        owner.patch(&member, json!({"is_active": true})).expect(200).await;
        live(&james).await;
    }

    async fn signing_out_cuts_that_sign_in_alone(app: TestApp) {
        let owner = app.owner().await;
        let elsewhere = sign_in(&owner).await;
        let (mut here, mut there) = (live(&owner).await, live(&elsewhere).await);
        owner.post("/auth/logout", Value::Null).expect(204).await;
        assert!(here.ends_within(AT_ONCE).await);
        assert!(is_alive(&mut there).await);
        let sessions = elsewhere.get("/auth/sessions").expect(200).await;
        let third = sign_in(&elsewhere).await;
        let mut third_socket = live(&third).await;
        let own = sessions[0]["id"].as_str().unwrap();
        third.delete(&format!("/auth/sessions/{own}")).expect(204).await;
        assert!(there.ends_within(AT_ONCE).await);
        assert!(is_alive(&mut third_socket).await);
    }

    async fn what_nobody_told_of_is_found_out(app: TestApp) {
        let owner = app.owner().await;
        let mut socket = live(&owner).await;
        let user = owner.user_id.parse().unwrap();
        // As a crash between the two steps of a sign-out would leave it.
        app.db()
            .write(|mut tx| async move {
                pingback_storage::sessions::revoke_all(&mut tx, user, None).await?;
                tx.commit(()).await
            })
            .await
            .map_err(|error: pingback_storage::Error| error)
            .unwrap();
        let answer = socket.ask("typing", json!({"conversation_id": 1, "is_typing": true})).await;
        assert_eq!(answer["error"], "unauthorized");
        assert!(socket.ends_within(Duration::from_secs(5)).await);
    }

    async fn who_may_do_less_comes_in_anew_and_who_may_do_more_stays(app: TestApp) {
        let owner = app.owner().await;
        let james = owner.invite("james@acme.test", "admin").await;
        let member = format!("/team/members/{}", james.member_id);
        let mut socket = live(&james).await;
        owner.patch(&member, json!({"role": "agent"})).expect(200).await;
        let heard = socket.until_ended().await;
        let (name, data) = heard.last().unwrap();
        assert_eq!((name.as_str(), &data["role"]), ("member_updated", &json!("agent")));
        let mut socket = live(&james).await;
        owner.patch(&member, json!({"role": "admin"})).expect(200).await;
        assert_eq!(socket.expect("member_updated").await["role"], "admin");
        assert!(is_alive(&mut socket).await);
    }

    async fn another_workspace_hears_nothing(app: TestApp) {
        let (owner, stranger) = (app.owner().await, app.stranger().await);
        let mut socket = live(&stranger).await;
        let id = conversation(&owner).await;
        let message = write(&owner, &id, "secret").await;
        for (event, data) in [
            ("join_conversation", json!({"conversation_id": id})),
            ("leave_conversation", json!({"conversation_id": id})),
            ("typing", json!({"conversation_id": id, "is_typing": true})),
            ("client_message", json!({"conversation_id": id, "content": "x"})),
            ("delivered", json!({"message_id": message["id"]})),
            ("read", json!({"message_id": message["id"]})),
        ] {
            assert_eq!(socket.ask(event, data).await["error"], "not_found", "{event}");
        }
        assert!(seqs(&socket.within(QUIET).await).is_empty());
    }

    async fn notifications_are_ones_own(app: TestApp) {
        let owner = app.owner().await;
        let james = owner.invite("james@acme.test", "agent").await;
        let (mut theirs, mut mine) = (live(&james).await, live(&owner).await);
        let id = conversation(&owner).await;
        owner.post(&format!("/team/assign/{id}?agent_id={}", james.user_id), Value::Null).expect(200).await;
        let assigned = theirs.expect("conversation_assigned").await;
        assert_eq!((&assigned["assignee_id"], &assigned["assigned_by"]), (&json!(james.user_id), &json!(owner.user_id)));
        assert_eq!(theirs.expect("notification").await["type"], "conversation_assigned");
        mine.expect("conversation_assigned").await;
        let rest = mine.within(QUIET).await;
        assert!(seqs(&rest).is_empty(), "told once, and not of others' notifications: {rest:?}");
        let rest = theirs.within(QUIET).await;
        assert!(seqs(&rest).is_empty(), "told once: {rest:?}");
        write(&owner, &id, "x").await;
        assert_eq!(durable(&mut mine).await.0, "new_message");
    }
}
