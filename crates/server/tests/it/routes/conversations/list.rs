//! GET conversations.

use chrono::TimeDelta;
use pingback_model::ChannelType;
use pingback_testkit::{Client, TestApp, Value, both_engines, json};

use super::{Writer, begin, channel, numbers, texts};

/// The list, and where it goes on.
async fn page(client: &Client, query: &str) -> (Vec<i64>, Option<String>, Option<String>) {
    let response = client.get(&format!("/conversations/?{query}")).await;
    assert_eq!(response.status(), 200, "{query}");
    let header = |name| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let (next, total) = (header("x-next-cursor"), header("x-total-count"));
    (numbers(&response.json::<Value>().await.unwrap()), next, total)
}

async fn fill(app: &TestApp, client: &Client, n: usize) {
    for _ in 0..n {
        app.advance(TimeDelta::seconds(1));
        begin(client).await;
    }
}

async fn touch(app: &TestApp, client: &Client, number: i64) {
    app.advance(TimeDelta::seconds(1));
    client.post(&format!("/conversations/{number}/messages"), json!({"content": "moved"})).expect(201).await;
}

both_engines! {
    async fn the_most_recently_updated_comes_first_with_its_newest_message(app: TestApp) {
        let owner = app.owner().await;
        let writer = Writer::new(&app, &owner).await;
        writer.write(&app, "first").await;
        fill(&app, &owner, 2).await;
        app.advance(TimeDelta::seconds(1));
        writer.write(&app, "newest").await;
        let list = owner.get("/conversations/").expect(200).await;
        assert_eq!(numbers(&list), [1, 3, 2]);
        assert_eq!(texts(&list[0]), ["newest"]);
        assert_eq!(list[1]["messages"], json!([]));
        assert_eq!(list[0]["customer"]["id"], writer.customer_id.to_string());
        // The preview is the newest whatever it is: the team sees its notes.
        touch(&app, &owner, 2).await;
        owner.post("/conversations/2/messages", json!({"content": "note", "is_private": true})).expect(201).await;
        let list = owner.get("/conversations").expect(200).await;
        assert_eq!((texts(&list[0]), &list[0]["messages"][0]["sender_name"]), (vec!["note"], &"Olive Hart".into()));
    }

    async fn filters_say_which(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        let telegram = channel(&app, &owner, ChannelType::Telegram).await;
        fill(&app, &owner, 3).await;
        app.advance(TimeDelta::seconds(1));
        let body = json!({"business_id": owner.business_id, "channel_id": telegram});
        owner.post("/conversations", body).expect(201).await;
        owner.put("/conversations/1/resolve", json!(null)).expect(200).await;
        owner.put(&format!("/conversations/2/assign/{}", agent.user_id), json!(null)).expect(200).await;
        let james = format!("assignee_id={}", agent.user_id);
        for (query, expected) in [
            ("status=open", vec![4, 2, 3]),
            ("status=resolved", vec![1]),
            ("status=closed", vec![]),
            ("channel_type=telegram", vec![4]),
            ("channel_type=webchat&status=open", vec![2, 3]),
            ("assignee_id=none", vec![4, 1, 3]),
            ("assignee_id=none&status=open", vec![4, 3]),
            (&james, vec![2]),
            ("status=&assignee_id=&q=", vec![4, 1, 2, 3]),
        ] {
            let (mut found, _, total) = page(&owner, &format!("{query}&count=true")).await;
            assert_eq!(total, Some(expected.len().to_string()), "{query}");
            let mut expected = expected;
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected, "{query}");
        }
        assert_eq!(page(&owner, "").await.2, None, "no total where none was asked for");
    }

    async fn q_finds_name_email_and_number_by_beginnings_of_words(app: TestApp) {
        let owner = app.owner().await;
        for (name, email) in [("Zoë Übel", "zoe@a.test"), ("100% Max", "max_x@b.test"), ("Anna", "anna@b.test")] {
            let customer = owner.post("/customers", json!({"name": name, "email": email})).expect(201).await;
            let body = json!({"business_id": owner.business_id, "customer_id": customer["id"]});
            owner.post("/conversations", body).expect(201).await;
        }
        for (q, expected) in [
            ("zo%C3%AB", vec![1]),
            ("%C3%9Cbel", vec![1]),
            ("ZOE@A", vec![1]),
            ("B.TEST", vec![2, 3]),
            ("bel", vec![]),
            ("%25", vec![]),
            ("_", vec![]),
            ("%5C", vec![]),
            ("%233", vec![3]),
            ("2", vec![2]),
            ("1", vec![1, 2]),
            ("nobody", vec![]),
        ] {
            let (mut found, _, total) = page(&owner, &format!("q={q}&count=true")).await;
            found.sort_unstable();
            assert_eq!((found, total), (expected.clone(), Some(expected.len().to_string())), "{q}");
        }
        let stranger = app.stranger().await;
        assert_eq!(page(&stranger, "q=zoe").await.0, [] as [i64; 0], "another workspace's customers are not searched");
    }

    async fn pages_by_number(app: TestApp) {
        let owner = app.owner().await;
        fill(&app, &owner, 5).await;
        assert_eq!(page(&owner, "limit=2").await.0, [5, 4]);
        assert_eq!(page(&owner, "limit=2&page=2").await.0, [3, 2]);
        let (last, next, total) = page(&owner, "limit=2&page=3&count=true").await;
        assert_eq!((last, next, total), (vec![1], None, Some("5".into())));
        assert_eq!(page(&owner, "limit=2&page=99999999999").await.0, [] as [i64; 0]);
    }

    async fn the_cursor_stays_right_while_rows_move(app: TestApp) {
        let owner = app.owner().await;
        fill(&app, &owner, 7).await;
        let (first, next, _) = page(&owner, "limit=3").await;
        assert_eq!(first, [7, 6, 5]);
        // The page's last row goes to the top: what followed it still follows.
        touch(&app, &owner, 5).await;
        touch(&app, &owner, 7).await;
        fill(&app, &owner, 1).await;
        let (second, next, _) = page(&owner, &format!("limit=3&before={}", next.unwrap())).await;
        assert_eq!(second, [4, 3, 2]);
        let (third, next, _) = page(&owner, &format!("limit=3&before={}", next.unwrap())).await;
        assert_eq!((third, next), (vec![1], None));
        // A conversation's own id or number: behind wherever it is by now.
        assert_eq!(page(&owner, "limit=2&before=5").await.0, [6, 4]);
        let list = owner.get("/conversations").expect(200).await;
        let id = list[0]["id"].as_str().unwrap();
        assert_eq!(page(&owner, &format!("limit=2&before={id}")).await.0, [7, 5]);
    }

    async fn rows_of_one_moment_are_neither_lost_nor_twice(app: TestApp) {
        let owner = app.owner().await;
        for _ in 0..5 {
            begin(&owner).await;
        }
        let mut seen = Vec::new();
        let mut cursor = None;
        loop {
            let before = cursor.map(|cursor| format!("&before={cursor}")).unwrap_or_default();
            let (found, next, _) = page(&owner, &format!("limit=2{before}")).await;
            seen.extend(found);
            cursor = next;
            if cursor.is_none() {
                break;
            }
        }
        seen.sort_unstable();
        assert_eq!(seen, [1, 2, 3, 4, 5]);
    }

    async fn a_bad_query_names_its_parameter(app: TestApp) {
        let owner = app.owner().await;
        for (query, pointer) in [
            ("status=done", "?status"),
            ("assignee_id=james", "?assignee_id"),
            ("channel_type=pigeon", "?channel_type"),
            ("limit=0", "?limit"),
            ("limit=101", "?limit"),
            ("limit=many", "?limit"),
            ("page=0", "?page"),
            ("before=x", "?before"),
            ("before=7", "?before"),
            ("before=1.2", "?before"),
            ("count=maybe", "?count"),
            ("q=a%00b", "?q"),
        ] {
            let problem = owner.get(&format!("/conversations?{query}")).expect(422).await;
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{query}: {problem}");
        }
        let both = owner.get("/conversations?status=done&before=x").expect(422).await;
        assert_eq!(both["errors"].as_array().unwrap().len(), 2, "all at once");
        app.anonymous().get("/conversations/").expect(401).await;
    }
}
