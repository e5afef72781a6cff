//! GET team/members.

use chrono::TimeDelta;
use pingback_model::WorkspaceId;
use pingback_storage::connections;
use pingback_testkit::{TestApp, Value, both_engines};
use uuid::Uuid;

use super::{held_conversation, row, user_id};

both_engines! {
    async fn the_account_that_made_the_workspace_is_its_owner(app: TestApp) {
        let owner = app.owner().await;
        let members = owner.get("/team/members").expect(200).await;
        let [only] = members.as_array().unwrap().as_slice() else { panic!("{members}") };
        assert_eq!(only["user_id"], owner.user_id);
        assert_eq!(only["email"], "olive@acme.test");
        assert_eq!(only["name"], "Olive Hart");
        assert_eq!(only["role"], "owner");
        assert_eq!(only["status"], "offline");
        assert_eq!(only["is_active"], true);
        assert_eq!(only["invited_at"], "2026-11-24T12:00:00Z");
        assert_eq!(only["avatar_url"], Value::Null);
        assert_eq!(only["is_connected"], false);
        assert_eq!(only["open_conversations"], 0);
        assert!(only["id"].as_str().unwrap().parse::<Uuid>().is_ok());
    }

    async fn every_member_sees_the_whole_team_in_the_order_in_which_it_came(app: TestApp) {
        let owner = app.owner().await;
        app.advance(TimeDelta::seconds(1));
        let agent = owner.invite("james@acme.test", "agent").await;
        app.advance(TimeDelta::seconds(1));
        let admin = owner.invite("ada@acme.test", "admin").await;
        let seen = owner.get("/team/members").expect(200).await;
        let emails: Vec<_> = seen.as_array().unwrap().iter().map(|m| m["email"].as_str().unwrap()).collect();
        assert_eq!(emails, ["olive@acme.test", "james@acme.test", "ada@acme.test"]);
        for member in [&agent, &admin] {
            assert_eq!(member.get("/team/members/").expect(200).await, seen);
        }
    }

    async fn nobody_else_sees_the_team(app: TestApp) {
        let owner = app.owner().await;
        let stranger = app.stranger().await;
        app.anonymous().get("/team/members").expect(401).await;
        let elsewhere = stranger.get("/team/members").expect(200).await;
        assert_eq!(elsewhere.as_array().unwrap().len(), 1, "{elsewhere}");
        let intruder = stranger.in_workspace(&owner.business_id);
        intruder.get("/team/members").expect(403).await;
    }

    async fn an_account_without_a_workspace_has_no_team(app: TestApp) {
        let nobody = app.anonymous().sign_up("New Comer", "new@acme.test").await;
        nobody.get("/team/members").expect(400).await;
    }

    async fn a_connection_is_shown_beside_the_status_while_its_node_lives(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let (workspace, user) = (owner.business_id.parse::<WorkspaceId>().unwrap(), user_id(&agent));
        let (owners, node) = (user_id(&owner), app.node_id);
        app.db.write(|mut tx| async move {
            connections::touch(&mut tx, workspace, user, node).await?;
            connections::touch(&mut tx, workspace, user, Uuid::from_u128(2)).await?;
            tx.commit(()).await
        }).await.unwrap();
        let shown = row(&owner, &agent).await;
        assert_eq!((&shown["is_connected"], &shown["status"]), (&true.into(), &"offline".into()));
        assert_eq!(row(&owner, &owner).await["is_connected"], false);

        app.advance(TimeDelta::seconds(50));
        app.db.write(|mut tx| async move {
            assert_eq!(connections::refresh_node_any_workspace(&mut tx, node).await?, 1);
            tx.commit(()).await
        }).await.unwrap();
        app.advance(TimeDelta::seconds(59));
        assert_eq!(row(&owner, &agent).await["is_connected"], true);
        app.advance(TimeDelta::seconds(1));
        assert_eq!(row(&owner, &agent).await["is_connected"], false, "a minute without a sign of life");

        app.db.write(|mut tx| async move {
            connections::touch(&mut tx, workspace, user, node).await?;
            let before = tx.now() - connections::FRESH;
            assert_eq!(connections::delete_stale_any_workspace(&mut tx, before).await?, 1);
            tx.commit(()).await
        }).await.unwrap();
        assert_eq!(row(&owner, &agent).await["is_connected"], true);
        app.db.write(|mut tx| async move {
            connections::delete(&mut tx, workspace, user, node).await?;
            connections::touch(&mut tx, workspace, owners, node).await?;
            assert_eq!(connections::delete_node_any_workspace(&mut tx, node).await?, 1);
            tx.commit(()).await
        }).await.unwrap();
        assert_eq!(row(&agent, &agent).await["is_connected"], false);
    }

    async fn open_conversations_are_counted_per_holder(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let first = held_conversation(&owner, &agent).await;
        held_conversation(&owner, &agent).await;
        held_conversation(&owner, &owner).await;
        assert_eq!(row(&owner, &agent).await["open_conversations"], 2);
        agent.put(&format!("/conversations/{first}/resolve"), Value::Null).expect(200).await;
        assert_eq!(row(&owner, &agent).await["open_conversations"], 1);
        assert_eq!(row(&owner, &owner).await["open_conversations"], 1);
    }
}
