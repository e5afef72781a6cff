//! The shape of a write: a closure over borrowed things, whose future can be spawned.
use pingback_model::Clock;
use pingback_storage::{Db, Location, Result, args};

async fn use_case(db: &Db, name: &str) -> Result<String> {
    db.write(|mut tx| async move {
        tx.execute("INSERT INTO instance (name, value) VALUES ($1, $2)", args![name, "1"]).await?;
        let (v,): (String,) = tx.fetch_one("SELECT value FROM instance WHERE name = $1", args![name]).await?;
        tx.commit(v).await
    })
    .await
}

#[tokio::test]
async fn a_use_case_can_be_spawned() {
    let dir = tempfile::tempdir().unwrap();
    let db = Db::connect(&Location::Sqlite(dir.path().join("db")), Clock::system()).await.unwrap();
    db.migrate().await.unwrap();
    let tasks: Vec<_> = (0..50).map(|n| { let db = db.clone(); tokio::spawn(async move { use_case(&db, &format!("n{n}")).await }) }).collect();
    for t in tasks { assert_eq!(t.await.unwrap().unwrap(), "1"); }
    assert!(use_case(&db, "n1").await.unwrap_err().is_unique_violation());
}
