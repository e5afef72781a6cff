//! Answers that follow a visitor by mail.

use chrono::TimeDelta;
use pingback_testkit::{Builder, Client, Engine, Socket, TestApp, both_engines, json};

use super::{Visitor, widget};

const MARTA: &str = "marta@shop.test";

async fn answer(owner: &Client, number: usize, content: &str) -> String {
    let path = format!("/conversations/{number}/messages");
    let sent = owner.post(&path, json!({"content": content})).expect(201).await;
    sent["id"].as_str().unwrap().to_owned()
}

/// The mails to that address, after two minutes more.
async fn mails(app: &TestApp, to: &str) -> Vec<pingback_app::mail::Mail> {
    app.advance(TimeDelta::minutes(2));
    app.run_jobs().await;
    app.mail.sent().into_iter().filter(|mail| mail.to == to).collect()
}

async fn server(engine: Engine) -> (TestApp, Client) {
    let app = Builder::new(engine).mail().build().await;
    let owner = app.owner().await;
    (app, owner)
}

both_engines! {
    async fn answers_nobody_saw_are_one_mail_in_the_teams_words(engine: Engine) {
        let (app, owner) = server(engine).await;
        let id = widget(&owner, "acme.com").await;
        let shown = app.anonymous().get(&format!("/widget/{id}")).expect(200).await;
        assert_eq!(shown["answers_by_email"], true, "what it promises");
        let visitor = Visitor::with(&app, &id, json!({"name": "Buy-pills-at-evil.test"})).await;
        visitor.says("Visit evil.test now").await;
        visitor.client.post(&visitor.path("email"), json!({"email": MARTA})).expect(204).await;
        app.run_jobs().await;
        answer(&owner, 1, "It costs <5 €.\nReally.").await;
        owner.post("/conversations/1/messages", json!({"content": "A note", "is_private": true})).expect(201).await;
        app.advance(TimeDelta::seconds(60));
        app.run_jobs().await;
        answer(&owner, 1, "Anything else?").await;
        app.advance(TimeDelta::seconds(59));
        app.run_jobs().await;
        assert!(app.mail.sent().iter().all(|mail| mail.to != MARTA), "not before two minutes");
        let sent = mails(&app, MARTA).await;
        let [mail] = &sent[..] else { panic!("{sent:?}") };
        assert_eq!(mail.subject, "Acme answered you");
        assert!(mail.text.contains("Olive Hart:") && mail.text.contains("It costs <5 €.\nReally."), "{}", mail.text);
        assert!(mail.text.contains("Anything else?") && mail.text.contains("https://acme.com/"), "{}", mail.text);
        assert!(mail.html.contains("It costs &lt;5 €.<br>Really."), "{}", mail.html);
        for never in ["evil", "pills", "A note"] {
            assert!(!mail.text.contains(never) && !mail.html.contains(never), "{}", mail.text);
        }
        answer(&owner, 1, "One more thing").await;
        let sent = mails(&app, MARTA).await;
        assert_eq!(sent.len(), 2);
        assert!(sent[1].text.contains("One more thing") && !sent[1].text.contains("costs"), "{}", sent[1].text);
        assert_eq!(mails(&app, MARTA).await.len(), 2, "each answer once");
    }

    async fn what_the_browser_had_is_not_mailed(engine: Engine) {
        let (app, owner) = server(engine).await;
        let visitor = Visitor::with(&app, &widget(&owner, "acme.com").await, json!({"email": MARTA})).await;
        visitor.says("Hello").await;
        let auth = json!({"business_id": visitor.session["business_id"], "token": visitor.session["token"]});
        let mut socket = Socket::connect(app.base(), &auth, &[]).await.unwrap();
        for event in ["delivered", "read"] {
            let id = answer(&owner, 1, event).await;
            assert_eq!(socket.ask(event, json!({"message_id": id})).await["ok"], true);
            assert!(mails(&app, MARTA).await.is_empty());
        }
        answer(&owner, 1, "Gone by now").await;
        let sent = mails(&app, MARTA).await;
        assert!(sent.len() == 1 && !sent[0].text.contains("read"), "{sent:?}");
    }

    async fn who_was_blocked_meanwhile_gets_no_mail(engine: Engine) {
        let (app, owner) = server(engine).await;
        let visitor = Visitor::with(&app, &widget(&owner, "acme.com").await, json!({"email": MARTA})).await;
        let customer = visitor.says("Hello").await["sender_id"].clone();
        for body in [json!({"kind": "visitor", "customer_id": customer}), json!({"kind": "address", "address": "127.0.0.1"})] {
            answer(&owner, 1, "Never again").await;
            let block = owner.post("/blocks", body).expect(201).await;
            assert!(mails(&app, MARTA).await.is_empty());
            owner.delete(&format!("/blocks/{}", block["id"].as_str().unwrap())).expect(204).await;
        }
        answer(&owner, 1, "Welcome back").await;
        assert_eq!(mails(&app, MARTA).await.len(), 1);
    }

    async fn nothing_but_an_answer_makes_a_mail(engine: Engine) {
        let (app, owner) = server(engine).await;
        let id = widget(&owner, "acme.com").await;
        for n in 0..5 {
            let visitor = Visitor::with(&app, &id, json!({"email": MARTA})).await;
            visitor.says(&format!("Spam {n}")).await;
            visitor.client.post(&visitor.path("email"), json!({"email": MARTA})).expect(204).await;
        }
        assert!(mails(&app, MARTA).await.is_empty());
        // Nor one in a conversation that came another way, nor one to nowhere.
        let begun = owner.post("/conversations", json!({"business_id": owner.business_id})).expect(201).await;
        answer(&owner, usize::try_from(begun["number"].as_i64().unwrap()).unwrap(), "To nobody").await;
        let nameless = Visitor::new(&app, &id).await;
        nameless.says("Hello").await;
        answer(&owner, 7, "To nowhere").await;
        assert!(mails(&app, MARTA).await.is_empty());
    }

    async fn ten_a_day_and_address_whoever_sends_them(engine: Engine) {
        let (app, owner) = server(engine).await;
        let stranger = app.stranger().await;
        let (ours, theirs) = (widget(&owner, "acme.com").await, widget(&stranger, "other.com").await);
        for number in 1..=7 {
            for (widget, team) in [(&ours, &owner), (&theirs, &stranger)] {
                Visitor::with(&app, widget, json!({"email": "Marta@shop.test"})).await.says("Hello").await;
                answer(team, number, "Hi").await;
            }
        }
        assert_eq!(mails(&app, "Marta@shop.test").await.len(), 10);
        Visitor::with(&app, &ours, json!({"email": "other@shop.test"})).await.says("Hello").await;
        answer(&owner, 8, "Hi").await;
        assert_eq!(mails(&app, "other@shop.test").await.len(), 1, "others are not concerned");
        app.advance(TimeDelta::days(1));
        answer(&owner, 1, "Another day").await;
        assert_eq!(mails(&app, "Marta@shop.test").await.len(), 11);
    }

    async fn without_mail_nothing_waits(app: TestApp) {
        let owner = app.owner().await;
        let visitor = Visitor::with(&app, &widget(&owner, "acme.com").await, json!({"email": MARTA})).await;
        visitor.says("Hello").await;
        answer(&owner, 1, "Hi").await;
        app.advance(TimeDelta::minutes(2));
        assert_eq!(app.run_jobs().await, 0);
    }
}
