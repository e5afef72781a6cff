//! `widget/{id}/session`: who is it, and what is theirs.

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use pingback_testkit::{ConnectError, Socket, TestApp, Value, both_engines, json};

use super::{Visitor, contents, recipe, widget};

/// A token of a website's for one of its customers.
pub fn identity(secret: &str, claims: &Value) -> String {
    encode(&Header::new(Algorithm::HS256), claims, &EncodingKey::from_secret(secret.as_bytes())).unwrap()
}

async fn customers(owner: &pingback_testkit::Client) -> Vec<Value> {
    owner.get("/customers").expect(200).await.as_array().unwrap().clone()
}

both_engines! {
    async fn a_new_visitor_is_nobody_yet(app: TestApp) {
        let owner = app.owner().await;
        let james = owner.invite("james@acme.test", "agent").await;
        let gone = owner.invite("gone@acme.test", "agent").await;
        owner.patch(&format!("/team/members/{}", gone.member_id), json!({"is_active": false})).expect(200).await;
        james.patch("/team/status", json!({"status": "live"})).expect(200).await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let expected = json!({
            "token": visitor.session["token"], "visitor_token": visitor.session["visitor_token"],
            "expires_at": "2026-11-24T13:00:00Z", "business_id": owner.business_id, "conversation": null,
            "team": [
                {"name": "james", "avatar_url": null, "status": "live"},
                {"name": "Olive Hart", "avatar_url": null, "status": "offline"},
            ],
        });
        assert_eq!(visitor.session, expected, "active members, names only");
        assert_eq!(visitor.conversation().await, Value::Null);
        assert!(customers(&owner).await.is_empty());
        visitor.says("Hello?").await;
        assert_eq!(customers(&owner).await.len(), 1, "a customer from the first message on");
    }

    async fn who_comes_back_finds_their_conversation(app: TestApp) {
        let owner = app.owner().await;
        let id = widget(&owner, "acme.com").await;
        let first = Visitor::new(&app, &id).await;
        let sent = first.says("Hello?").await;
        let back = first.back(&app, json!({})).await;
        assert_eq!(back.session["conversation"]["messages"], json!([sent]));
        assert_eq!(back.session["visitor_token"], first.session["visitor_token"]);
        // Another browser is another visitor; so is one whose token is made up, or of another widget.
        let token = first.session["visitor_token"].as_str().unwrap().to_owned();
        let mut forged = token.clone();
        forged.replace_range(0..2, if token.starts_with("AA") { "BB" } else { "AA" });
        let other = widget(&owner, "other.acme.com").await;
        let strangers = [
            (id.as_str(), json!({})),
            (id.as_str(), json!({"visitor_token": forged})),
            (id.as_str(), json!({"visitor_token": "x".repeat(100_000)})),
            (id.as_str(), json!({"visitor_token": ""})),
            (id.as_str(), json!({"visitor_token": first.session["token"]})),
            (other.as_str(), json!({"visitor_token": token})),
        ];
        for (widget, body) in strangers {
            let visitor = Visitor::with(&app, widget, body).await;
            assert_eq!(visitor.session["conversation"], Value::Null);
            assert_ne!(visitor.session["visitor_token"], first.session["visitor_token"]);
        }
        assert_eq!(customers(&owner).await.len(), 1);
    }

    async fn a_name_and_an_address_are_noted_and_prove_nothing(app: TestApp) {
        let owner = app.owner().await;
        let id = widget(&owner, "acme.com").await;
        let marta = json!({"name": "Marta", "email": "marta@shop.test", "external_id": "42"});
        let known = owner.post("/customers", marta).expect(201).await;
        let visitor = Visitor::with(&app, &id, json!({"name": " Marta ", "email": "marta@shop.test"})).await;
        let sent = visitor.says("Hi").await;
        let all = customers(&owner).await;
        assert_eq!(all.len(), 2, "never joined to a known customer by words");
        let noted = all.iter().find(|customer| customer["id"] != known["id"]).unwrap();
        assert_eq!((&noted["name"], &noted["email"], &noted["external_id"]), (&json!("Marta"), &json!("marta@shop.test"), &Value::Null));
        assert_eq!(sent["sender_id"], noted["id"]);
        // What is known stays: a visitor does not rewrite what the team relies on.
        visitor.back(&app, json!({"email": "other@shop.test"})).await;
        let path = format!("/customers/{}", noted["id"].as_str().unwrap());
        assert_eq!(owner.get(&path).expect(200).await["email"], "marta@shop.test");

        let session = format!("/widget/{id}/session");
        let wrong = json!({"name": "x".repeat(201), "email": "nonsense"});
        let problem = app.anonymous().post(&session, wrong).expect(422).await;
        assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][1]["pointer"]), (&json!("/name"), &json!("/email")));
    }

    async fn who_writes_nothing_leaves_nothing_behind(app: TestApp) {
        let owner = app.owner().await;
        let id = widget(&owner, "acme.com").await;
        for n in 0..5 {
            let body = json!({"name": "Nobody", "email": format!("nobody{n}@shop.test")});
            let visitor = Visitor::with(&app, &id, body).await;
            assert_eq!(visitor.conversation().await, Value::Null);
            visitor.back(&app, json!({"name": "Somebody else"})).await;
        }
        assert!(customers(&owner).await.is_empty());

        // What was said meanwhile comes with the first message, though the page was loaded anew in between.
        let visitor = Visitor::with(&app, &id, json!({"name": "Marta \u{1f600}".repeat(28)})).await;
        let back = visitor.back(&app, json!({"email": "marta@shop.test"})).await;
        let late = back.back(&app, json!({})).await;
        late.says("Hi").await;
        let [customer] = &customers(&owner).await[..] else { panic!("one customer") };
        assert_eq!((&customer["name"], &customer["email"]), (&json!("Marta \u{1f600}".repeat(28)), &json!("marta@shop.test")));
        // From then on the tokens carry nothing.
        let known = late.back(&app, json!({})).await;
        assert!(known.session["visitor_token"].as_str().unwrap().len() < 100);
        assert_eq!(contents(&known.session["conversation"]), ["Hi"]);
        // What a token carries is signed: nobody writes a name into another's.
        let mut forged = back.session["visitor_token"].as_str().unwrap().to_owned();
        let end = if forged.ends_with('Q') { "g" } else { "Q" };
        forged.replace_range(forged.len() - 6..forged.len() - 5, end);
        let stranger = Visitor::with(&app, &id, json!({"visitor_token": forged})).await;
        assert_eq!(stranger.session["conversation"], Value::Null);
    }

    async fn a_first_message_by_socket_brings_what_was_said_before_it(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::with(&app, &widget(&owner, "acme.com").await, json!({"email": "marta@shop.test"})).await;
        let auth = json!({"business_id": visitor.session["business_id"], "token": visitor.session["token"]});
        let mut socket = Socket::connect(app.base(), &auth, &[]).await.unwrap();
        assert_eq!(socket.ask("client_message", json!({"content": "Hi"})).await["ok"], true);
        assert_eq!(customers(&owner).await[0]["email"], "marta@shop.test");
    }

    async fn an_address_given_later_reaches_the_team(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        let sent = visitor.says("Hi").await;
        let before = crate::routes::team::log(&app, &owner).await.len();
        visitor.back(&app, json!({"email": "marta@shop.test"})).await;
        let news = crate::routes::team::news(&app, &owner, before).await;
        let [pingback_model::Event::CustomerUpdated { .. }, pingback_model::Event::ConversationUpdated { conversation, .. }] =
            news.as_slice()
        else {
            panic!("{news:?}")
        };
        assert_eq!(conversation.id.to_string(), sent["conversation_id"].as_str().unwrap());
        assert_eq!(conversation.customer.as_ref().unwrap().email.as_deref(), Some("marta@shop.test"));
        visitor.back(&app, json!({"email": "marta@shop.test"})).await;
        assert_eq!(crate::routes::team::news(&app, &owner, before).await.len(), 2, "nothing new, nothing told");
    }

    async fn a_website_vouches_for_its_customers(app: TestApp) {
        let owner = app.owner().await;
        let made = owner.post("/widget/create", json!({"domain": "acme.com"})).expect(201).await;
        let (id, secret) = (made["id"].as_str().unwrap(), made["identity_secret"].as_str().unwrap());
        let known = owner.post("/customers", json!({"name": "M.", "external_id": "42"})).expect(201).await;
        let soon = app.now().timestamp() + 60;
        let claims = json!({"sub": "42", "exp": soon, "name": "Marta", "email": "marta@shop.test"});
        let signed = identity(secret, &claims);

        let anonymous = Visitor::new(&app, id).await;
        anonymous.says("Before I sign in").await;
        let marta = anonymous.back(&app, json!({"identity": signed, "name": "Ignored"})).await;
        assert_eq!(marta.session["conversation"], Value::Null, "what she wrote before stays the anonymous visitor's");
        let sent = marta.says("Now as myself").await;
        assert_eq!(sent["sender_id"], known["id"]);
        let path = format!("/customers/{}", known["id"].as_str().unwrap());
        let told = owner.get(&path).expect(200).await;
        assert_eq!((&told["name"], &told["email"]), (&json!("Marta"), &json!("marta@shop.test")), "signed words count");

        // Signed out on the website, the browser is the anonymous visitor again.
        let after = marta.back(&app, json!({})).await;
        assert_eq!(contents(&after.session["conversation"]), ["Before I sign in"]);
        // On another machine, signed in, what is hers is there.
        let elsewhere = Visitor::with(&app, id, json!({"identity": identity(secret, &claims)})).await;
        assert_eq!(contents(&elsewhere.session["conversation"]), ["Now as myself"]);
        // Numbers, and the contract's own name of the claim.
        let by_number = json!({"external_id": 42, "exp": soon});
        let same = Visitor::with(&app, id, json!({"identity": identity(secret, &by_number)})).await;
        assert_eq!(contents(&same.session["conversation"]), ["Now as myself"]);
        let new = json!({"sub": "77", "exp": soon});
        Visitor::with(&app, id, json!({"identity": identity(secret, &new)})).await;
        Visitor::with(&app, id, json!({"identity": identity(secret, &new)})).await;
        let with_77 = customers(&owner).await.iter().filter(|c| c["external_id"] == "77").count();
        assert_eq!(with_77, 1);
    }

    async fn who_was_only_said_to_be_a_customer_is_parted_from_who_signs_in(app: TestApp) {
        let owner = app.owner().await;
        let made = owner.post("/widget/create", json!({"domain": "acme.com"})).expect(201).await;
        let (id, secret) = (made["id"].as_str().unwrap(), made["identity_secret"].as_str().unwrap());
        let pretender = Visitor::new(&app, id).await;
        let customer = pretender.says("I am customer 42").await["sender_id"].as_str().unwrap().to_owned();
        owner.patch(&format!("/customers/{customer}"), json!({"external_id": "42"})).expect(200).await;
        let auth = json!({"business_id": pretender.session["business_id"], "token": pretender.session["token"]});
        let mut socket = Socket::connect(app.base(), &auth, &[]).await.unwrap();
        let same = pretender.back(&app, json!({})).await;
        assert_eq!(contents(&same.session["conversation"]), ["I am customer 42"], "until the website says who 42 is");

        let claims = json!({"sub": "42", "exp": app.now().timestamp() + 60});
        let real = Visitor::with(&app, id, json!({"identity": identity(secret, &claims)})).await;
        assert!(socket.ends_within(std::time::Duration::from_secs(10)).await);
        real.says("My card ends 1234").await;
        let path = format!("/widget/{id}/messages");
        pretender.client.post(&path, json!({"content": "And mine?"})).expect(401).await;
        assert_eq!(Socket::connect(app.base(), &auth, &[]).await.unwrap_err(), ConnectError("unauthorized".into()));
        let after = pretender.back(&app, json!({})).await;
        assert_eq!(after.session["conversation"], Value::Null);
        let hello = json!({"visitor_token": pretender.session["visitor_token"]});
        owner.post("/conversations/1/messages", json!({"content": "Thank you, 42"})).expect(201).await;
        let greeted = app.anonymous().post(&format!("/widget/{id}/hello"), hello).expect(200).await;
        assert_eq!(greeted["unread"]["count"], 0, "{greeted}");
        assert_ne!(after.says("Somebody new").await["sender_id"], customer.as_str());
        let elsewhere = Visitor::with(&app, id, json!({"identity": identity(secret, &claims)})).await;
        let hers = ["I am customer 42", "My card ends 1234", "Thank you, 42"];
        assert_eq!(contents(&elsewhere.session["conversation"]), hers, "as the team said");
    }

    async fn what_the_guides_rust_code_signs_is_taken(app: TestApp) {
        let guide = include_str!("../../../../../../docs/widget.md");
        assert!(guide.contains(include_str!("recipe.rs")), "recipe.rs is the guide's code");
        let owner = app.owner().await;
        let made = owner.post("/widget/create", json!({"domain": "acme.com"})).expect(201).await;
        let (id, secret) = (made["id"].as_str().unwrap(), made["identity_secret"].as_str().unwrap());
        let signed = recipe::pingback_token("42", "Marta", "marta@shop.test", secret).unwrap();
        Visitor::with(&app, id, json!({"identity": signed})).await.says("It is me").await;
        let told = customers(&owner).await;
        assert_eq!((&told[0]["external_id"], &told[0]["email"]), (&json!("42"), &json!("marta@shop.test")));
    }

    async fn an_identity_that_does_not_hold_is_refused(app: TestApp) {
        let owner = app.owner().await;
        let made = owner.post("/widget/create", json!({"domain": "acme.com"})).expect(201).await;
        let (id, secret) = (made["id"].as_str().unwrap(), made["identity_secret"].as_str().unwrap());
        let other = owner.post("/widget/create", json!({"domain": "other.com"})).expect(201).await;
        let soon = app.now().timestamp() + 60;
        let good = json!({"sub": "42", "exp": soon});
        let unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiI0MiIsImV4cCI6OTk5OTk5OTk5OX0.";
        let with_512 = encode(&Header::new(Algorithm::HS512), &good, &EncodingKey::from_secret(secret.as_bytes())).unwrap();
        let refused = [
            identity("another secret", &good),
            identity(other["identity_secret"].as_str().unwrap(), &good),
            identity(secret, &json!({"sub": "42"})),
            identity(secret, &json!({"sub": "42", "exp": app.now().timestamp()})),
            identity(secret, &json!({"sub": "42", "exp": soon + 600, "nbf": soon + 1})),
            identity(secret, &json!({"sub": "42", "exp": soon, "nbf": "soon"})),
            identity(secret, &json!({"sub": "42", "exp": soon, "nbf": i64::MAX})),
            identity(secret, &json!({"exp": soon})),
            identity(secret, &json!({"sub": "", "exp": soon})),
            identity(secret, &json!({"sub": "x".repeat(256), "exp": soon})),
            identity(secret, &json!({"sub": "42", "exp": soon, "email": "notmail"})),
            identity(secret, &json!({"sub": "42", "exp": soon, "email": "a@b.example\r\nBcc: x"})),
            identity(secret, &json!({"sub": "42", "exp": soon, "name": "N\r\nX"})),
            identity(secret, &json!({"sub": "42", "exp": soon, "name": "x".repeat(201)})),
            unsigned.to_owned(),
            with_512,
            String::new(),
        ];
        let nobody = app.anonymous();
        let session = format!("/widget/{id}/session");
        for token in refused {
            let problem = nobody.post(&session, json!({"identity": token})).expect(422).await;
            assert_eq!(problem["errors"][0]["pointer"], "/identity");
        }
        assert!(customers(&owner).await.is_empty());
        // The website's clock may run ahead by a minute.
        let early = identity(secret, &json!({"sub": "42", "exp": soon, "nbf": soon}));
        nobody.post(&session, json!({"identity": early})).expect(200).await;
    }

    async fn what_is_wrong_with_an_identity_is_said(app: TestApp) {
        let owner = app.owner().await;
        let made = owner.post("/widget/create", json!({"domain": "acme.com"})).expect(201).await;
        let (id, secret) = (made["id"].as_str().unwrap(), made["identity_secret"].as_str().unwrap());
        let now = app.now().timestamp();
        let begin = async |claims: Value, status| {
            let body = json!({"identity": identity(secret, &claims)});
            app.anonymous().post(&format!("/widget/{id}/session"), body).expect(status).await
        };
        // Many languages count their time in fractions of a second.
        for exp in [json!(format!("{now}.25").parse::<f64>().unwrap()), json!(now + 1), json!(1e300)] {
            begin(json!({"sub": "42", "exp": exp, "nbf": 0.5}), 200).await;
        }
        for (claims, word) in [
            (json!({"sub": "42"}), "missing field `exp`"),
            (json!({"sub": "42", "exp": "tomorrow"}), "invalid type: string \"tomorrow\""),
            (json!({"sub": "42", "exp": format!("{}.75", now - 1).parse::<f64>().unwrap()}), "(exp) is over"),
            (json!({"sub": "42", "exp": -1e300}), "(exp) is over"),
        ] {
            let problem = begin(claims, 422).await;
            let detail = problem["errors"][0]["detail"].as_str().unwrap();
            assert!(detail.contains(word), "{detail}");
        }
    }

    async fn of_two_secrets_both_are_good_until_the_older_is_ended(app: TestApp) {
        let owner = app.owner().await;
        let made = owner.post("/widget/create", json!({"domain": "acme.com"})).expect(201).await;
        let (id, first) = (made["id"].as_str().unwrap(), made["identity_secret"].as_str().unwrap());
        let begins = async |secret: &str| {
            let claims = json!({"sub": "42", "exp": app.now().timestamp() + 60});
            let body = json!({"identity": identity(secret, &claims)});
            app.anonymous().post(&format!("/widget/{id}/session"), body).send().await.status().as_u16()
        };
        let rotate = async || {
            let rotated = owner.post(&format!("/widget/{id}/identity/rotate"), Value::Null).expect(200).await;
            rotated["secret"].as_str().unwrap().to_owned()
        };
        let second = rotate().await;
        assert_eq!((begins(first).await, begins(&second).await), (200, 200));
        let third = rotate().await;
        assert_eq!((begins(first).await, begins(&second).await, begins(&third).await), (422, 200, 200), "two at a time");
        owner.delete(&format!("/widget/{id}/identity/previous")).expect(204).await;
        assert_eq!((begins(&second).await, begins(&third).await), (422, 200));
        let fourth = rotate().await;
        assert_eq!(customers(&owner).await.len(), 1);
        app.advance(chrono::TimeDelta::days(30));
        assert_eq!((begins(&third).await, begins(&fourth).await), (422, 200), "not for ever");
    }

    async fn a_widget_can_be_for_known_customers_alone(app: TestApp) {
        let owner = app.owner().await;
        let made = owner.post("/widget/create", json!({"domain": "acme.com"})).expect(201).await;
        let (id, secret) = (made["id"].as_str().unwrap(), made["identity_secret"].as_str().unwrap());
        let before = Visitor::new(&app, id).await;
        let claims = json!({"sub": "42", "exp": app.now().timestamp() + 60});
        let signed = Visitor::with(&app, id, json!({"identity": identity(secret, &claims)})).await;
        let auth = |of: &Visitor| json!({"business_id": of.session["business_id"], "token": of.session["token"]});
        let mut theirs = Socket::connect(app.base(), &auth(&before), &[]).await.unwrap();
        let mut known = Socket::connect(app.base(), &auth(&signed), &[]).await.unwrap();
        owner.patch(&format!("/widget/{id}"), json!({"config": {"require_identity": true}})).expect(200).await;
        let session = format!("/widget/{id}/session");
        for body in [json!({}), json!({"visitor_token": before.session["visitor_token"], "email": "marta@shop.test"})] {
            let problem = app.anonymous().post(&session, body).expect(403).await;
            assert_eq!(problem["error"], "identity_required");
            assert!(problem["detail"].as_str().unwrap().starts_with("Identity required"), "{problem}");
        }
        // Who was inside before is not any more.
        assert!(theirs.ends_within(std::time::Duration::from_secs(5)).await);
        let refused = Socket::connect(app.base(), &auth(&before), &[]).await.unwrap_err();
        assert_eq!(refused, ConnectError("unauthorized".into()));
        for (path, body) in [
            ("messages", json!({"content": "Hello"})),
            ("email", json!({"email": "marta@shop.test"})),
            ("rating", json!({"rating": 1})),
            ("visit", json!({"url": "https://acme.com/a"})),
        ] {
            let problem = before.client.post(&before.path(path), body).expect(403).await;
            assert_eq!(problem["error"], "identity_required", "{path}");
        }
        assert_eq!(known.ask("client_message", json!({"content": "Me again"})).await["ok"], true);
        signed.says("And again").await;
        Visitor::with(&app, id, json!({"identity": identity(secret, &claims)})).await;
    }

    async fn a_session_ends_after_an_hour(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        app.advance(chrono::TimeDelta::seconds(3_599));
        visitor.says("Just in time").await;
        app.advance(chrono::TimeDelta::seconds(1));
        visitor.client.post(&visitor.path("messages"), json!({"content": "Too late"})).expect(401).await;
        assert_eq!(contents(&visitor.back(&app, json!({})).await.conversation().await), ["Just in time"]);
    }
}
