//! `pingback serve`: how it starts and how it stops.

use std::path::Path;
use std::time::{Duration, Instant};

use pingback_model::Clock;
use pingback_storage::{Db, Location, args};
use pingback_testkit::{Client, Engine, TestDb, both_engines, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::program::{Program, pingback, run};

/// The database that the program uses in that folder.
async fn used(data: &Path, db: &TestDb) -> Db {
    let location = match db.location() {
        Location::Sqlite(_) => Location::Sqlite(data.join("pingback.db")),
        postgres @ Location::Postgres { .. } => postgres.clone(),
    };
    Db::connect(&location, Clock::system()).await.unwrap()
}

/// Begins to post a message and comes back when the server waits for its body.
async fn begin_to_write(owner: &Client, path: &str, body: &str) -> TcpStream {
    let address = owner.base().trim_start_matches("http://");
    let head = format!(
        "POST /api/v1{path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {}\r\nX-Business-Id: {}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        owner.token(),
        owner.business_id,
        body.len()
    );
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all(head.as_bytes()).await.unwrap();
    let mut answer = [0; 25];
    connection.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 100 Continue\r\n\r\n");
    connection
}

both_engines! {
    async fn development_is_off_unless_it_is_asked_for_and_then_said(engine: Engine) {
        let db = TestDb::new(engine, Clock::system()).await;
        let data = tempfile::tempdir().unwrap();
        let mut widget = None;
        for (setting, is_on) in [("", false), ("off", false), ("on", true)] {
            let settings = [("PINGBACK_DEVELOPMENT", setting), ("PINGBACK_LOG", "warn")];
            let mut program = Program::start(data.path(), &db, &settings).await;
            let nobody = Client::at(&program.base);
            if widget.is_none() {
                let owner = nobody.sign_up("Olive", "olive@acme.test").await.create_workspace("Acme").await;
                let made = owner.post("/widget/create", json!({"domain": "acme.test"})).expect(201).await;
                widget = Some(made["id"].as_str().unwrap().to_owned());
            }
            let path = format!("/widget/{}/session", widget.as_ref().unwrap());
            let session = |origin| nobody.post(&path, json!({})).header("Origin", origin);
            session("http://localhost:3000").expect(if is_on { 200 } else { 403 }).await;
            session("https://evil.test").expect(403).await;
            assert_eq!(program.log().contains("PINGBACK_DEVELOPMENT is on"), is_on, "{}", program.log());
            program.kill().await;
        }
    }

    async fn a_schema_of_a_newer_program_ends_the_start_with_a_sentence(engine: Engine) {
        let db = TestDb::new(engine, Clock::system()).await;
        let data = tempfile::tempdir().unwrap();
        assert!(run(pingback(data.path(), &db, &[]), &["migrate"]).await.0);
        let newer: Result<(), pingback_storage::Error> = used(data.path(), &db).await.write(|mut tx| async move {
            let sql = "INSERT INTO schema_migrations (version, name, applied_at_ms) VALUES (99, '0099_later', 0)";
            tx.execute(sql, args![]).await?;
            tx.commit(()).await
        }).await;
        newer.unwrap();
        let (done, _, why) = run(pingback(data.path(), &db, &[("PINGBACK_LISTEN", "127.0.0.1:0")]), &["serve"]).await;
        assert!(!done && why.contains("schema version 99") && why.contains("newer program"), "{why}");
    }

    async fn what_runs_is_finished_and_answered_before_the_server_stops(engine: Engine) {
        let db = TestDb::new(engine, Clock::system()).await;
        let data = tempfile::tempdir().unwrap();
        let mut program = Program::start(data.path(), &db, &[("PINGBACK_LOG", "info")]).await;
        let owner = Client::at(&program.base).sign_up("Olive", "olive@acme.test").await.create_workspace("Acme").await;
        owner.post("/conversations", json!({"business_id": owner.business_id})).expect(201).await;
        let body = json!({"content": "in time"}).to_string();
        let mut running = begin_to_write(&owner, "/conversations/1/messages", &body).await;
        program.terminate().await;
        let patience = Instant::now() + Duration::from_secs(10);
        while !program.log().contains("stopping") {
            assert!(Instant::now() < patience, "{}", program.log());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        running.write_all(body.as_bytes()).await.unwrap();
        let mut answer = String::new();
        running.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 201 ") && answer.contains("in time"), "{answer}");
        assert_eq!(program.ended().await.code(), Some(0));

        let _program = program.again().await;
        let conversation = owner.get("/conversations/1").expect(200).await;
        assert_eq!(conversation["messages"].as_array().unwrap().len(), 1);
        assert_eq!(conversation["messages"][0]["content"], "in time");
    }
}
