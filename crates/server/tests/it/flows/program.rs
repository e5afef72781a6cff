//! The built program, as an operator runs it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, Instant};

use pingback_storage::Location;
use pingback_testkit::TestDb;
use tokio::process::{Child, Command};

/// The secret key of every installation here, unless its settings say otherwise.
pub const KEY: &str = "a secret of at least thirty-two characters";

/// A setting's environment name and its value.
pub type Setting<'a> = (&'a str, &'a str);

/// A call of the program with nothing but these settings: in that data folder, on SQLite in it or on that database
/// where it is PostgreSQL's.
pub fn pingback(data: &Path, db: &TestDb, settings: &[Setting<'_>]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pingback"));
    command.env_clear().env("PINGBACK_DATA_DIR", data).env("PINGBACK_SECRET_KEY", KEY).current_dir(data);
    if let Location::Postgres { url, .. } = db.location() {
        command.env("PINGBACK_DATABASE_URL", url);
    }
    command.envs(settings.iter().copied());
    command
}

/// Whether a command succeeded, what it said, and what it complained of.
pub async fn run(mut command: Command, args: &[&str]) -> (bool, String, String) {
    let output = command.args(args).output().await.unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.success(), text(output.stdout), text(output.stderr))
}

/// A port that nothing listens on.
pub fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A server that runs; killed when dropped.
pub struct Program {
    child: Child,
    /// Its address.
    pub base: String,
    data: PathBuf,
    start: Box<dyn Fn() -> Command + Send + Sync>,
}

impl Program {
    /// Starts a server on a port of its own, and waits until it is ready.
    pub async fn start(data: &Path, db: &TestDb, settings: &[Setting<'_>]) -> Self {
        let address = format!("127.0.0.1:{}", free_port());
        let base = format!("http://{address}");
        let made = pingback(data, db, settings);
        let made = made.as_std();
        let envs: Vec<_> =
            made.get_envs().filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned()))).collect();
        let data = data.to_owned();
        let folder = data.clone();
        let start = move || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_pingback"));
            command.arg("serve").env_clear().env("PINGBACK_LOG", "error").envs(envs.iter().cloned());
            command.env("PINGBACK_LISTEN", &address).current_dir(&folder);
            let log = File::options().create(true).append(true).open(log_file(&folder)).unwrap();
            command.stdout(Stdio::null()).stderr(log).kill_on_drop(true);
            command
        };
        Self { child: ready(&mut start(), &base).await, base, data, start: Box::new(start) }
    }

    /// What it logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(log_file(&self.data)).unwrap()
    }

    /// Starts it once more where it was.
    pub async fn again(self) -> Self {
        let child = ready(&mut (self.start)(), &self.base).await;
        Self { child, ..self }
    }

    /// Ends it at once, as a power cut would.
    pub async fn kill(&mut self) {
        self.child.kill().await.unwrap();
    }

    /// Asks it to stop, as a supervisor does.
    pub async fn terminate(&self) {
        let id = self.child.id().expect("it runs").to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
    }

    /// Waits until it has ended.
    pub async fn ended(&mut self) -> ExitStatus {
        tokio::time::timeout(Duration::from_secs(30), self.child.wait()).await.expect("it ends").unwrap()
    }
}

fn log_file(data: &Path) -> PathBuf {
    data.join("log.txt")
}

async fn ready(command: &mut Command, base: &str) -> Child {
    let mut child = command.spawn().unwrap();
    let patience = Instant::now() + Duration::from_secs(30);
    while reqwest::get(format!("{base}/ready")).await.is_err() {
        assert!(Instant::now() < patience, "the program did not become ready");
        assert!(child.try_wait().unwrap().is_none(), "the program ended");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    child
}
