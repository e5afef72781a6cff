//! GET conversations: its orders, and the filters by label, priority, customer and wait.

use chrono::TimeDelta;
use pingback_testkit::{Client, TestApp, Value, both_engines, json};

use super::{Writer, begin, numbers};
use crate::routes::labels::label;

async fn page(client: &Client, query: &str) -> (Vec<i64>, Option<String>) {
    let response = client.get(&format!("/conversations?{query}")).await;
    assert_eq!(response.status(), 200, "{query}");
    let next = response.headers().get("x-next-cursor").map(|value| value.to_str().unwrap().to_owned());
    (numbers(&response.json::<Value>().await.unwrap()), next)
}

/// The whole list, by pages of two, of which each begins where the one before ended.
async fn all(client: &Client, query: &str) -> Vec<i64> {
    let (mut seen, mut next) = page(client, &format!("{query}&limit=2")).await;
    while let Some(before) = next {
        let found;
        (found, next) = page(client, &format!("{query}&limit=2&before={before}")).await;
        seen.extend(found);
    }
    // And by number, which skips.
    let mut skipped: Vec<i64> = Vec::new();
    for number in 1.. {
        let (found, _) = page(client, &format!("{query}&limit=2&page={number}")).await;
        skipped.extend(&found);
        if found.len() < 2 {
            break;
        }
    }
    assert_eq!(seen, skipped, "{query}");
    let total = client.get(&format!("/conversations?{query}&count=true")).await;
    assert_eq!(total.headers()["x-total-count"].to_str().unwrap(), seen.len().to_string(), "{query}");
    seen
}

async fn answer(client: &Client, number: i64) {
    client.post(&format!("/conversations/{number}/messages"), json!({"content": "Hello"})).expect(201).await;
}

/// Conversations of every kind, a minute apart: 1 waits longest, 2 is answered, 3 waits, 4 was answered after 2,
/// 5 is the team's own, 6 waits and is pending, 7 was resolved.
async fn fill(app: &TestApp, owner: &Client) -> Vec<Writer> {
    let mut writers = Vec::new();
    for number in 1..=7 {
        app.advance(TimeDelta::minutes(1));
        if number == 5 {
            begin(owner).await;
        } else {
            let writer = Writer::new(app, owner).await;
            writer.write(app, "Hi").await;
            writers.push(writer);
        }
    }
    app.advance(TimeDelta::minutes(1));
    answer(owner, 2).await;
    app.advance(TimeDelta::minutes(1));
    answer(owner, 4).await;
    owner.patch("/conversations/6", json!({"status": "pending"})).expect(200).await;
    app.advance(TimeDelta::minutes(1));
    owner.put("/conversations/7/resolve", Value::Null).expect(200).await;
    writers
}

both_engines! {
    async fn who_waits_longest_comes_first_then_who_was_answered_last(app: TestApp) {
        let owner = app.owner().await;
        let agent = owner.invite("james@acme.test", "agent").await;
        fill(&app, &owner).await;
        assert_eq!(all(&owner, "sort=wait").await, [1, 3, 6, 7, 4, 2, 5]);
        assert_eq!(all(&owner, "sort=wait&status=open").await, [1, 3, 4, 2, 5]);
        assert_eq!(all(&owner, "sort=wait&assignee_id=none").await, [1, 3, 6, 7, 4, 2, 5]);
        assert_eq!(all(&owner, "sort=newest").await, all(&owner, "").await);
        let mut newest = all(&owner, "").await;
        newest.reverse();
        assert_eq!(all(&owner, "sort=oldest").await, newest);
        assert_eq!(all(&owner, "sort=oldest&status=open&assignee_id=none").await, [1, 3, 5, 2, 4]);
        for number in [3, 4, 6] {
            owner.put(&format!("/conversations/{number}/assign/{}", agent.user_id), Value::Null).expect(200).await;
        }
        let james = format!("assignee_id={}", agent.user_id);
        assert_eq!(all(&owner, &format!("sort=wait&{james}")).await, [3, 6, 4]);
        assert_eq!(all(&owner, &format!("sort=wait&status=open&{james}")).await, [3, 4]);
        assert_eq!(all(&owner, "sort=wait&status=open&assignee_id=none").await, [1, 2, 5]);
        let mut newest = all(&owner, &james).await;
        newest.sort_unstable();
        assert_eq!(newest, [3, 4, 6]);
    }

    async fn a_cursor_by_wait_stays_right_while_rows_move(app: TestApp) {
        let owner = app.owner().await;
        fill(&app, &owner).await;
        let (first, next) = page(&owner, "sort=wait&limit=2").await;
        assert_eq!(first, [1, 3]);
        let next = next.unwrap();
        // Both are answered, and so stand behind the place: they come once more, but nothing is left out.
        answer(&owner, 1).await;
        answer(&owner, 3).await;
        let (rest, _) = page(&owner, &format!("sort=wait&before={next}")).await;
        assert_eq!(rest.iter().filter(|number| ![1, 3].contains(number)).copied().collect::<Vec<_>>(), [6, 7, 4, 2, 5]);
        assert_eq!(page(&owner, "sort=wait&before=4").await.0, [2, 5], "behind a conversation, wherever it is now");
        // Of one moment: neither lost nor twice.
        let stranger = app.stranger().await;
        for _ in 0..5 {
            Writer::new(&app, &stranger).await.write(&app, "Hi").await;
        }
        assert_eq!(all(&stranger, "sort=wait").await, [1, 2, 3, 4, 5]);
        assert_eq!(all(&stranger, "waiting_over=0").await, [5, 4, 3, 2, 1]);
    }

    async fn filters_by_label_priority_customer_and_wait(app: TestApp) {
        let owner = app.owner().await;
        let (x, y) = (label(&owner, "x").await, label(&owner, "y").await);
        let writers = fill(&app, &owner).await;
        owner.patch("/conversations/3", json!({"label_ids": [x, y], "priority": "urgent"})).expect(200).await;
        owner.patch("/conversations/4", json!({"label_ids": [x], "priority": "low"})).expect(200).await;
        owner.patch("/conversations/7", json!({"label_ids": [x], "priority": "urgent"})).expect(200).await;
        for (query, expected) in [
            (format!("label_id={x}"), vec![7, 4, 3]),
            (format!("label_id={x}&sort=oldest"), vec![3, 4, 7]),
            (format!("label_id={x}&sort=wait"), vec![3, 7, 4]),
            (format!("label_id={x}&status=open"), vec![4, 3]),
            (format!("label_id={x}&priority=urgent&status=resolved"), vec![7]),
            (format!("label_id={y}"), vec![3]),
            (format!("label_id={}", writers[0].customer_id), vec![]),
            ("priority=urgent".into(), vec![7, 3]),
            ("priority=urgent&sort=wait".into(), vec![3, 7]),
            ("priority=urgent&sort=oldest&assignee_id=none".into(), vec![3, 7]),
            ("priority=urgent&status=open".into(), vec![3]),
            ("priority=medium".into(), vec![]),
            (format!("customer_id={}", writers[1].customer_id), vec![2]),
            (format!("customer_id={}&status=open&sort=wait", writers[1].customer_id), vec![2]),
            (format!("customer_id={}&status=closed", writers[1].customer_id), vec![]),
            // It is 12:10: 1 waits for nine minutes, 3 for seven, 6 for four.
            ("waiting_over=4".into(), vec![6, 3, 1]),
            ("waiting_over=5&sort=wait".into(), vec![1, 3]),
            ("waiting_over=7&sort=oldest&status=open".into(), vec![1, 3]),
            ("waiting_over=8&status=open&assignee_id=none".into(), vec![1]),
            ("waiting_over=10".into(), vec![]),
            ("waiting_over=0&status=resolved".into(), vec![]),
            ("mentioned=true".into(), vec![]),
            (format!("mentioned=true&label_id={x}"), vec![]),
        ] {
            assert_eq!(all(&owner, &query).await, expected, "{query}");
        }
        let stranger = app.stranger().await;
        assert_eq!(all(&stranger, &format!("label_id={x}")).await, [] as [i64; 0]);
    }

    async fn a_bad_filter_names_its_parameter(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        let (_, next) = page(&owner, "limit=1").await;
        let (_, oldest) = page(&owner, "limit=1&sort=oldest").await;
        let next = next.unwrap();
        let (_, by_wait) = page(&owner, "limit=1&sort=wait").await;
        for (query, pointer) in [
            ("sort=best".into(), "?sort"),
            ("priority=x".into(), "?priority"),
            ("label_id=x".into(), "?label_id"),
            ("customer_id=x".into(), "?customer_id"),
            ("mentioned=x".into(), "?mentioned"),
            ("waiting_over=-1".into(), "?waiting_over"),
            ("waiting_over=5256001".into(), "?waiting_over"),
            (format!("sort=wait&before={next}"), "?before"),
            (format!("sort=oldest&before={next}"), "?before"),
            (format!("before={}", oldest.unwrap()), "?before"),
            (format!("before={}", by_wait.unwrap()), "?before"),
            ("before=w1".into(), "?before"),
        ] {
            let problem = owner.get(&format!("/conversations?{query}")).expect(422).await;
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{query}");
        }
    }
}
