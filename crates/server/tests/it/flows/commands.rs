//! The commands beside a server that runs: plans, accounts, backup and restore.

use pingback_testkit::{Client, Engine, TestDb, Value, both_engines, json};
use reqwest::Method;
use reqwest::multipart::{Form, Part};

use super::program::{Program, pingback, run};

/// No key from the environment: the one in the data folder counts.
const OWN_KEY: (&str, &str) = ("PINGBACK_SECRET_KEY", "");

/// A message with a file in the owner's first conversation.
async fn write(owner: &Client) {
    owner.post("/conversations", json!({"business_id": owner.business_id})).expect(201).await;
    let form = Form::new().part("file", Part::bytes(b"what is in it".to_vec()).file_name("notes.txt"));
    let upload = owner.call(Method::POST, "/conversations/1/upload").with(|request| request.multipart(form));
    let file = upload.expect(201).await;
    let message = json!({"content": "Hello", "attachments": [file]});
    owner.post("/conversations/1/messages", message).expect(201).await;
}

/// The text of the first conversation's message and what is in its file.
async fn read(owner: &Client) -> (String, String) {
    let conversation = owner.get("/conversations/1").expect(200).await;
    let message = &conversation["messages"][0];
    let url = message["attachments"][0]["url"].as_str().unwrap();
    let file = owner.with_token(None).in_workspace("").call_at(Method::GET, url).send().await;
    (message["content"].as_str().unwrap().to_owned(), file.text().await.unwrap())
}

both_engines! {
    async fn a_backup_of_a_running_server_is_served_elsewhere(engine: Engine) {
        let db = TestDb::new(engine, pingback_model::Clock::system()).await;
        let home = tempfile::tempdir().unwrap();
        let first = Program::start(home.path(), &db, &[OWN_KEY]).await;
        let owner = Client::at(&first.base).sign_up("Olive", "olive@acme.test").await.create_workspace("Acme").await;
        write(&owner).await;
        let (done, said, _) = run(pingback(home.path(), &db, &[OWN_KEY]), &["backup", "acme.backup"]).await;
        assert!(done && said.contains("and 1 files to acme.backup"), "{said}");
        let (again, _, why) = run(pingback(home.path(), &db, &[OWN_KEY]), &["backup", "acme.backup"]).await;
        assert!(!again && why.contains("exists already"), "{why}");

        let empty = TestDb::new(engine, pingback_model::Clock::system()).await;
        let place = tempfile::tempdir().unwrap();
        let trial = place.path().join("trial");
        let backup = home.path().join("acme.backup");
        let args = ["restore", backup.to_str().unwrap(), "--data-dir", "./trial"];
        let (done, _, why) = run(pingback(place.path(), &empty, &[OWN_KEY]), &args).await;
        assert!(!done && why.contains("secret.key is missing") && why.contains("PINGBACK_SECRET_KEY"), "{why}");
        assert!(!trial.exists(), "nothing is made");
        let key = std::fs::read_to_string(home.path().join("secret.key")).unwrap();
        let key = ("PINGBACK_SECRET_KEY", key.trim());
        let (done, said, why) = run(pingback(place.path(), &empty, &[key]), &args).await;
        assert!(done && said.contains("and 1 files"), "{said} {why}");
        let (again, _, why) = run(pingback(place.path(), &empty, &[key]), &args).await;
        assert!(!again && why.contains("in use"), "{why}");

        // The account, its session and what was written are there.
        let second = Program::start(&trial, &empty, &[key]).await;
        let moved = Client::at(&second.base).with_token(Some(owner.token())).in_workspace(&owner.business_id);
        assert_eq!(read(&moved).await, ("Hello".into(), "what is in it".into()));
        assert_eq!(read(&owner).await, ("Hello".into(), "what is in it".into()), "the first goes on");
    }

    async fn plans_and_accounts_are_changed_under_the_running_server(engine: Engine) {
        let db = TestDb::new(engine, pingback_model::Clock::system()).await;
        let data = tempfile::tempdir().unwrap();
        let server = Program::start(data.path(), &db, &[]).await;
        let owner = Client::at(&server.base).sign_up("Olive", "olive@acme.test").await.create_workspace("Acme").await;
        let id = owner.business_id.as_str();
        let call = async |args: &[&str]| run(pingback(data.path(), &db, &[]), args).await;

        assert_eq!(call(&["plan", "list"]).await.1, format!("{id}\tAcme\tolive@acme.test\tfree\n"));
        let set = ["plan", "set", id, "mini", "--limit", "agents=20", "--limit", "messages=unlimited"];
        let (done, said, why) = call(&set).await;
        assert!(done && said.contains("agents: 20\n") && said.contains("messages: unlimited\n"), "{said} {why}");
        let usage = owner.get("/billing/usage").expect(200).await.to_string();
        assert!(usage.contains("\"limit\":20"), "{usage}");
        assert_eq!(call(&["plan", "list"]).await.1, format!("{id}\tAcme\tolive@acme.test\tmini\n"));
        let (_, said, _) = call(&["plan", "set", id, "mini"]).await;
        assert!(said.contains("agents: 2\n"), "the plan's own limit again: {said}");
        for (args, reason) in [
            (["plan", "set", id, "gold", "--limit", "agents=1"], "gold"),
            (["plan", "set", id, "mini", "--limit", "agents"], "FEATURE=N"),
            (["plan", "set", id, "mini", "--limit", "agents=many"], "many"),
            (["plan", "set", id, "mini", "--limit", "desks=1"], "desks"),
        ] {
            let (done, _, why) = call(&args).await;
            assert!(!done && why.contains(reason), "{args:?}: {why}");
        }

        assert_eq!(owner.get("/auth/me").expect(200).await["user"]["is_verified"], Value::Bool(false));
        assert_eq!(call(&["user", "confirm", "OLIVE@acme.test"]).await.1, "olive@acme.test is confirmed.\n");
        assert_eq!(owner.get("/auth/me").expect(200).await["user"]["is_verified"], Value::Bool(true));
        let (done, _, why) = call(&["user", "confirm", "nobody@acme.test"]).await;
        assert!(!done && why.contains("pingback: User not found"), "{why}");
    }
}
