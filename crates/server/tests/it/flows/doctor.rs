//! `pingback doctor`, as an operator runs it.

use std::path::Path;

use pingback_storage::Location;
use pingback_testkit::{Builder, Engine, TestDb, both_engines};
use tokio::process::Command;

use super::kill::free_port;

const KEY: &str = "a secret of at least thirty-two characters";

/// A call of the program with nothing but these settings.
fn pingback(data: &Path, db: &TestDb, settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pingback"));
    command.env_clear().env("PINGBACK_DATA_DIR", data).env("PINGBACK_SECRET_KEY", KEY).current_dir(data);
    if let Location::Postgres { url, .. } = db.location() {
        command.env("PINGBACK_DATABASE_URL", url);
    }
    command.envs(settings.iter().copied());
    command
}

/// Whether it says that all is well, and what it says.
async fn doctor(data: &Path, db: &TestDb, settings: &[(&str, &str)]) -> (bool, String) {
    let output = pingback(data, db, settings).arg("doctor").output().await.unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

both_engines! {
    async fn a_server_that_does_not_run_is_no_fault_unless_people_should_reach_it(engine: Engine) {
        let db = TestDb::new(engine, pingback_model::Clock::system()).await;
        let data = tempfile::tempdir().unwrap();
        let migrated = pingback(data.path(), &db, &[]).arg("migrate").output().await.unwrap();
        assert!(migrated.status.success(), "{migrated:?}");
        let address = format!("127.0.0.1:{}", free_port());
        let listen = ("PINGBACK_LISTEN", address.as_str());
        let (is_well, said) = doctor(data.path(), &db, &[listen]).await;
        assert!(is_well, "{said}");
        assert!(said.contains(&format!("note  server: nothing listens on {address}")) && said.contains("pingback serve"), "{said}");

        let url = format!("http://{address}");
        let (is_well, said) = doctor(data.path(), &db, &[listen, ("PINGBACK_PUBLIC_URL", &url)]).await;
        assert!(!is_well && said.contains("WRONG public URL") && said.contains("WRONG server"), "{said}");
    }

    async fn a_server_that_runs_is_examined(engine: Engine) {
        let app = Builder::new(engine).build().await;
        let data = tempfile::tempdir().unwrap();
        let address = app.base().trim_start_matches("http://");
        let (_, said) = doctor(data.path(), app.db(), &[("PINGBACK_LISTEN", address)]).await;
        assert!(said.contains("ok    server: ws://"), "{said}");
        let (_, said) = doctor(data.path(), app.db(), &[("PINGBACK_PUBLIC_URL", app.base())]).await;
        assert!(said.contains("ok    public URL") && said.contains("ok    server: ws://"), "{said}");
    }

    async fn mail_without_a_public_address_is_wrong(engine: Engine) {
        let db = TestDb::new(engine, pingback_model::Clock::system()).await;
        let data = tempfile::tempdir().unwrap();
        let mail = [("PINGBACK_SMTP_URL", "smtp://127.0.0.1:9"), ("PINGBACK_MAIL_FROM", "PingBack <help@acme.test>")];
        let (is_well, said) = doctor(data.path(), &db, &mail).await;
        let line = said.lines().find(|line| line.starts_with("WRONG mail")).unwrap_or_default();
        assert!(!is_well && line.contains("set PINGBACK_PUBLIC_URL"), "{said}");
    }

    async fn a_fresh_machine_is_not_broken(engine: Engine) {
        let db = TestDb::new(engine, pingback_model::Clock::system()).await;
        let data = tempfile::tempdir().unwrap();
        let nowhere = data.path().join("later");
        let nowhere = nowhere.to_str().unwrap();
        let (is_well, said) = doctor(data.path(), &db, &[("PINGBACK_DATA_DIR", nowhere)]).await;
        assert!(said.contains("note  data folder") && said.contains("pingback serve"), "{said}");
        assert!(is_well, "{said}");
    }
}
