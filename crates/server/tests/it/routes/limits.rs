//! Limits hold for what is made at the same moment.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use pingback_model::{Block, CannedReply, View};
use pingback_testkit::{Client, TestApp, Value, both_engines, json};

/// Fills `path` up to two below `most`, asks for ten more at once, and again for one.
async fn fill(client: &Client, path: &str, most: i64, one: impl Fn(i64) -> Value) {
    let post = async |n: i64| client.post(path, one(n)).await.status().as_u16();
    for from in (0..most - 2).step_by(20) {
        join_all((from..(from + 20).min(most - 2)).map(&post)).await;
    }
    let mut answers = BTreeMap::new();
    for status in join_all((most..most + 10).map(&post)).await {
        *answers.entry(status).or_insert(0) += 1;
    }
    assert_eq!(answers, BTreeMap::from([(201, 2), (400, 8)]), "{path}");
    assert_eq!(post(most + 10).await, 400);
    let kept = client.get(path).expect(200).await.as_array().unwrap().len();
    assert_eq!(i64::try_from(kept).unwrap(), most, "{path}");
}

both_engines! {
    async fn for_views(app: TestApp) {
        let owner = app.owner().await;
        let view = |is_shared: bool| move |n: i64| json!({"name": n.to_string(), "is_shared": is_shared, "filter": {}});
        fill(&owner, "/views", View::MOST, view(false)).await;
        // Those of the team have room of their own, and no way around it.
        let shared = owner.post("/views", view(true)(0)).expect(201).await;
        let path = format!("/views/{}", shared["id"].as_str().unwrap());
        owner.patch(&path, json!({"is_shared": false})).expect(400).await;
    }

    async fn for_canned_replies(app: TestApp) {
        let reply = |n: i64| json!({"shortcut": n.to_string(), "content": "x"});
        fill(&app.owner().await, "/canned-replies", CannedReply::MOST, reply).await;
    }

    async fn for_labels(app: TestApp) {
        fill(&app.owner().await, "/labels", 500, |n| json!({"name": n.to_string(), "color": "teal"})).await;
    }

    async fn for_blocks(app: TestApp) {
        let block = |n: i64| json!({"kind": "address", "address": format!("10.0.{}.{}", n / 256, n % 256)});
        fill(&app.owner().await, "/blocks", Block::MOST, block).await;
    }
}
