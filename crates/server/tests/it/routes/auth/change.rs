//! PATCH auth/me.

use pingback_model::{Event, WorkspaceId};
use pingback_storage::events;
use pingback_testkit::{Builder, Engine, TestApp, Value, both_engines, json};

use super::{PASSWORD, access_ended, pointers, sign_in};

both_engines! {
    async fn name_and_picture_and_every_team_hears_of_them(app: TestApp) {
        let owner = app.owner().await;
        let second = owner.in_workspace("").create_workspace("Second").await;
        let picture = "https://acme.test/olive.png";
        let user = owner.patch("/auth/me", json!({"full_name": " Olive Green ", "avatar_url": picture})).expect(200).await;
        assert_eq!(user["full_name"], "Olive Green");
        assert_eq!(user["avatar_url"], picture);
        assert_eq!(user["id"], owner.user_id);
        assert_eq!(owner.get("/auth/me").expect(200).await["user"], user);
        assert_eq!(app.run_jobs().await, 1);
        for workspace in [&owner.business_id, &second.business_id] {
            let workspace: WorkspaceId = workspace.parse().unwrap();
            let log = events::after(&mut app.read().await.unwrap(), workspace, 0, 100).await.unwrap();
            let [Event::MemberUpdated { member }] = &*log.into_iter().map(|entry| entry.event).collect::<Vec<_>>() else {
                panic!("one event in each workspace")
            };
            assert_eq!((&*member.name, member.avatar_url.as_deref()), ("Olive Green", Some(picture)));
        }
        let user = owner.patch("/auth/me", json!({"avatar_url": null})).expect(200).await;
        assert_eq!(user["avatar_url"], Value::Null);
        assert_eq!(user["full_name"], "Olive Green", "what is absent stays");
        app.run_jobs().await;
        owner.patch("/auth/me", json!({"full_name": "Olive Green"})).expect(200).await;
        owner.patch("/auth/me", json!({})).expect(200).await;
        assert_eq!(app.run_jobs().await, 0, "no change, no event");
    }

    async fn mistakes_are_named(app: TestApp) {
        let owner = app.owner().await;
        let wrong = json!({"full_name": "", "avatar_url": "javascript:alert(1)", "password": "short", "current_password": PASSWORD});
        let problem = owner.patch("/auth/me", wrong).expect(422).await;
        assert_eq!(pointers(&problem), ["/full_name", "/avatar_url", "/password"]);
        for picture in ["data:image/png;base64,AAAA", "//acme.test/a.png", "ftp://acme.test/a.png", "https://", "a\u{0}"] {
            owner.patch("/auth/me", json!({"avatar_url": picture})).expect(422).await;
        }
        app.anonymous().patch("/auth/me", json!({"full_name": "X"})).expect(401).await;
        // What is no field of the account's is not taken.
        let sly = json!({"is_verified": true, "email": "other@acme.test", "is_google_account": true});
        let user = owner.patch("/auth/me", sly).expect(200).await;
        assert_eq!(user["email"], "olive@acme.test");
        assert_eq!(user["is_verified"], false);
    }

    async fn a_new_password_needs_the_current_one_and_signs_out_everywhere_else(app: TestApp) {
        let owner = app.owner().await;
        let phone = sign_in(&app, "olive@acme.test", PASSWORD).await;
        let new = json!({"password": "battery staple"});
        assert_eq!(pointers(&owner.patch("/auth/me", new).expect(422).await), ["/current_password"]);
        let guess = json!({"password": "battery staple", "current_password": "guess"});
        assert_eq!(pointers(&owner.patch("/auth/me", guess).expect(422).await), ["/current_password"]);
        let right = json!({"password": "battery staple", "current_password": PASSWORD});
        owner.patch("/auth/me", right).expect(200).await;
        owner.get("/auth/me").expect(200).await;
        phone.get("/auth/me").expect(401).await;
        let told = access_ended(&app, &owner.business_id).await;
        assert_eq!(told.len(), 1, "the phone's sign-in alone");
        assert!(told[0].1.is_some());
        sign_in(&app, "olive@acme.test", "battery staple").await;
    }

    async fn a_stolen_session_cannot_guess_the_password(engine: Engine) {
        let app = Builder::new(engine).rate_limit().build().await;
        let owner = app.owner().await;
        for n in 0..10 {
            let guess = json!({"password": "battery staple", "current_password": format!("guess {n}")});
            owner.patch("/auth/me", guess).expect(422).await;
        }
        let right = json!({"password": "battery staple", "current_password": PASSWORD});
        owner.patch("/auth/me", right).expect(429).await;
    }
}
