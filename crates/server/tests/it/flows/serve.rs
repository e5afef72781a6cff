//! `pingback serve`: how it starts and how it stops.

use pingback_testkit::{Client, Engine, TestDb, both_engines, json};

use super::program::Program;

both_engines! {
    async fn development_is_off_unless_it_is_asked_for_and_then_said(engine: Engine) {
        let db = TestDb::new(engine, pingback_model::Clock::system()).await;
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
}
