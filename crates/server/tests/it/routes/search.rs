//! `GET search`, and `GET conversations?q=`.

use pingback_testkit::{Client, TestApp, Value, both_engines, json};

use super::conversations::numbers;
use super::widget::{Visitor, widget};

fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |encoded, byte| encoded + &format!("%{byte:02X}"))
}

async fn search(client: &Client, text: &str) -> Value {
    client.get(&format!("/search?q={}", encode(text))).expect(200).await
}

/// The numbers of the found conversations, each with what matched, the matches in brackets.
async fn found(client: &Client, text: &str) -> Vec<String> {
    let answer = search(client, text).await;
    let shown = |found: &Value| {
        let parts = found["match"]["parts"].as_array().unwrap().iter().map(|part| {
            let text = part["text"].as_str().unwrap();
            if part["is_match"] == true { format!("[{text}]") } else { text.to_owned() }
        });
        let parts: String = parts.collect();
        format!("{} {}: {parts}", found["conversation"]["number"], found["match"]["field"].as_str().unwrap())
    };
    answer["conversations"].as_array().unwrap().iter().map(shown).collect()
}

async fn write(client: &Client, number: i64, content: &str, is_private: bool) -> Value {
    let body = json!({"content": content, "is_private": is_private});
    client.post(&format!("/conversations/{number}/messages"), body).expect(201).await
}

/// A conversation with a customer, begun by the team.
async fn with_customer(client: &Client, customer: Value) -> Value {
    let customer = client.post("/customers", customer).expect(201).await;
    let body = json!({"business_id": client.business_id, "customer_id": customer["id"]});
    client.post("/conversations", body).expect(201).await;
    customer
}

both_engines! {
    async fn by_the_beginnings_of_words_in_any_script_and_case(app: TestApp) {
        let owner = app.owner().await;
        with_customer(&owner, json!({"name": "Marta"})).await;
        with_customer(&owner, json!({"name": "Piotr"})).await;
        write(&owner, 1, "🎉 Two crème brûlée bowls arrived cracked 🎉", false).await;
        write(&owner, 2, "Заказ 58213 уже в пути, Straße 5", false).await;
        let nothing: [&str; 0] = [];
        for (asked, expected) in [
            ("brulee", &["1 message: 🎉 Two crème [brûlée] bowls arrived cracked 🎉"][..]),
            ("CRÈM bow", &["1 message: 🎉 Two [crèm]e brûlée [bow]ls arrived cracked 🎉"][..]),
            ("bowls piotr", &nothing[..]),
            ("owls", &nothing[..]),
            ("заказ", &["2 message: [Заказ] 58213 уже в пути, Straße 5"][..]),
            ("582", &["2 message: Заказ [582]13 уже в пути, Straße 5"][..]),
            ("strasse", &["2 message: Заказ 58213 уже в пути, [Straße] 5"][..]),
            ("🎉", &nothing[..]),
        ] {
            assert_eq!(found(&owner, asked).await, expected, "{asked}");
        }
        // What was written a moment ago is there; each conversation once, with its newest message that has the word.
        let newest = write(&owner, 1, "New bowls are on their way", false).await;
        let answer = search(&owner, "bowls").await;
        assert_eq!(answer["conversations"].as_array().unwrap().len(), 1);
        let first = &answer["conversations"][0];
        assert_eq!((&first["match"]["message_id"], &first["match"]["field"]), (&newest["id"], &json!("message")));
        assert_eq!(first["conversation"]["messages"][0]["id"], newest["id"], "with its newest message");
        assert_eq!(first["conversation"]["customer"]["name"], "Marta");
        assert_eq!(first["conversation"]["unread_count"], 0);
    }

    async fn by_what_is_known_of_the_customer_and_by_number(app: TestApp) {
        let owner = app.owner().await;
        let known = json!({"name": "Zoë Łukasz", "email": "zoe.l@shop.test", "external_id": "ORD-77"});
        let zoe = with_customer(&owner, known).await;
        with_customer(&owner, json!({"name": "Somebody"})).await;
        for (asked, expected) in [
            ("zoe", "1 customer: [Zoë] Łukasz · [zoe].l@shop.test"),
            ("lukasz shop", "1 customer: Zoë [Łukasz] · zoe.l@[shop].test"),
            ("zoe.l@shop.test", "1 customer: [Zoë] [Ł]ukasz · [zoe].[l]@[shop].[test]"),
            ("ord-77", "1 customer: [ORD]-[77]"),
            ("#2", "2 number: #[2]"),
            ("2", "2 number: #[2]"),
        ] {
            assert_eq!(found(&owner, asked).await, [expected], "{asked}");
        }
        assert_eq!(search(&owner, "zoe").await["customers"][0]["id"], zoe["id"]);
        // A name that changed is found by the new one alone.
        let path = format!("/customers/{}", zoe["id"].as_str().unwrap());
        owner.patch(&path, json!({"name": "Yve", "email": null})).expect(200).await;
        assert!(found(&owner, "zoe").await.is_empty());
        assert_eq!(found(&owner, "yve").await, ["1 customer: [Yve]"]);
        assert!(search(&owner, "zoe").await["customers"].as_array().unwrap().is_empty());
    }

    async fn notes_for_members_and_nothing_of_another_workspace(app: TestApp) {
        let (owner, stranger) = (app.owner().await, app.stranger().await);
        let agent = owner.invite("james@acme.test", "agent").await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        visitor.says("I was promised a discount").await;
        write(&owner, 1, "Secretly: the discount is ten percent", true).await;
        with_customer(&stranger, json!({"name": "Discount Dan"})).await;
        write(&stranger, 1, "Their discount is none of your business", false).await;
        assert_eq!(found(&agent, "secretly").await, ["1 message: [Secretly]: the discount is ten percent"]);
        assert_eq!(found(&owner, "discount").await, ["1 message: Secretly: the [discount] is ten percent"]);
        assert!(search(&owner, "dan").await["customers"].as_array().unwrap().is_empty());
        let theirs = found(&stranger, "discount").await;
        assert_eq!(theirs, ["1 customer: [Discount] Dan"]);
        assert!(found(&stranger, "secretly").await.is_empty());
        visitor.client.get("/search?q=discount").expect(401).await;
    }

    async fn neither_customers_nor_messages_push_the_other_out(app: TestApp) {
        let owner = app.owner().await;
        for n in 1..=6 {
            with_customer(&owner, json!({"name": format!("Refund Fan {n}")})).await;
        }
        for n in 7..=12 {
            with_customer(&owner, json!({"name": "Somebody"})).await;
            write(&owner, n, "Where is my refund?", false).await;
        }
        let fields = |answer: &Value| -> Vec<String> {
            let all = answer["conversations"].as_array().unwrap().iter();
            all.map(|found| format!("{}{}", &found["match"]["field"].as_str().unwrap()[..1], found["conversation"]["number"])).collect()
        };
        let four = owner.get("/search?q=refund&limit=4").expect(200).await;
        assert_eq!(fields(&four), ["c6", "c5", "m12", "m11"]);
        assert_eq!(four["customers"].as_array().unwrap().len(), 4);
        assert_eq!(fields(&owner.get("/search?q=refund&limit=50").expect(200).await).len(), 12);
    }

    async fn a_list_is_narrowed_by_what_is_found(app: TestApp) {
        let owner = app.owner().await;
        for name in ["Ann", "Bob", "Cyd"] {
            with_customer(&owner, json!({"name": name})).await;
        }
        write(&owner, 1, "A refund for Bob", false).await;
        write(&owner, 3, "No refund yet", false).await;
        owner.put("/conversations/3/resolve", Value::Null).expect(200).await;
        for (query, expected) in [
            ("q=refund", vec![3, 1]),
            ("q=refund&status=open", vec![1]),
            ("q=refund&sort=oldest", vec![1, 3]),
            ("q=bob", vec![2, 1]),
            ("q=refund&limit=1", vec![3]),
            ("q=refund&limit=1&page=2", vec![1]),
            ("q=refund&before=3", vec![1]),
            ("q=nothing", vec![]),
            ("q=%23", vec![]),
        ] {
            let list = owner.get(&format!("/conversations?{query}")).expect(200).await;
            assert_eq!(numbers(&list), expected, "{query}");
        }
        let counted = owner.get("/conversations?q=refund&limit=1&count=true").send().await;
        assert_eq!(counted.headers()["x-total-count"], "2");
    }

    async fn any_text_may_be_asked(app: TestApp) {
        let owner = app.owner().await;
        with_customer(&owner, json!({"name": "O'Brien \"the NEAR\" * (OR) :^ -x"})).await;
        let odd = [
            "\"", "'", "''", "\\", "* OR *", "NEAR(a b, 3)", "words:x", "{a b}:c", "^a", "-a", "a AND NOT b", "(", ")", "a*", ":*", "a:*",
            "a & b", "a | b", "!a", "<->", "%", "_", "--", ";", "\u{1}\u{7f}", "\u{fffd}\u{feff}", "👩\u{200d}👩\u{200d}👧", "ﷺ", "\u{300}",
            "𝔘𝔫𝔦", "東京", "हिन्दी", "a\u{200b}b", "\r\n\t", "' OR 1=1 --", "$1", "?",
        ];
        for text in odd.iter().map(|text| (*text).to_owned()).chain(["é".repeat(200), "a ".repeat(100), "🎉".repeat(200)]) {
            for path in ["search", "conversations"] {
                let status = owner.get(&format!("/{path}?q={}", encode(&text))).send().await.status().as_u16();
                // White space alone is no question.
                assert!(status == 200 || (status == 422 && text.trim().is_empty()), "{path} {text:?}: {status}");
            }
        }
        assert_eq!(found(&owner, "brien near or").await.len(), 1);
        for (query, pointer) in [("", "?q"), ("?q=", "?q"), ("?q=%20", "?q"), ("?q=a%00b", "?q"), ("?q=a&limit=0", "?limit"), ("?q=a&limit=51", "?limit"), ("?q=a&limit=x", "?limit")] {
            let problem = owner.get(&format!("/search{query}")).expect(422).await;
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{query}");
        }
        let long = owner.get(&format!("/search?q={}", "x".repeat(201))).expect(422).await;
        assert_eq!(long["errors"][0]["pointer"], "?q");
    }
}
