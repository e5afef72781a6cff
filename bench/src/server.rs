//! The server under measurement: started, asked what it uses, stopped.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;
use tokio::process::{Child, Command};
use uuid::Uuid;

use crate::Result;
use crate::http::Connection;

/// A running server.
pub struct Server {
    child: Child,
    /// `127.0.0.1:port`.
    pub host: String,
    /// From the start of the process to the first answer of `/ready`.
    pub started_in: Duration,
}

/// A data folder or database with an owner, an agent and a widget in it.
pub struct Setup {
    binary: PathBuf,
    folder: TempDir,
    postgres: Option<String>,
    /// The running server.
    pub server: Server,
    /// The owner's token.
    pub owner: String,
    /// The agents' account ids, the owner's first.
    pub users: Vec<String>,
    /// The workspace.
    pub business: String,
    /// The widget.
    pub widget: String,
}

impl Setup {
    /// An installation of its own, with rate limits off and no limit of messages.
    pub async fn new(binary: &Path, postgres: Option<&str>) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let postgres = match postgres {
            None => None,
            Some(admin) => Some(new_database(admin).await?),
        };
        let server = Server::start(binary, folder.path(), postgres.as_deref()).await?;
        let mut http = Connection::open(&server.host).await?;
        let Workspace { owner: token, owner_id, business, widget } =
            Workspace::open(&mut http, "owner").await?;
        let limits = ["--limit", "messages=unlimited"];
        let plan = command(binary, folder.path(), postgres.as_deref())
            .args(["plan", "set", &business, "pro"])
            .args(limits)
            .stdout(std::process::Stdio::null())
            .status()
            .await?;
        if !plan.success() {
            return Err("plan set failed".into());
        }
        let agent = register(&mut http, "agent").await?;
        http.json("POST", "/api/v1/team/invite?email=agent@bench.test&role=agent", &token, None).await?;
        let users = vec![owner_id, text(&agent["id"])];
        Ok(Self {
            binary: binary.to_owned(),
            folder,
            postgres,
            server,
            owner: token,
            users,
            business,
            widget,
        })
    }

    /// Stops the server, lets `change` work on the database alone, and starts it again.
    pub async fn restart(mut self) -> Result<Self> {
        self.server.stop().await?;
        self.server = Server::start(&self.binary, self.folder.path(), self.postgres.as_deref()).await?;
        Ok(self)
    }

    /// Where the database is, for seeding beside the server.
    pub fn location(&self) -> pingback_storage::Location {
        match &self.postgres {
            Some(url) => pingback_storage::Location::Postgres { url: url.clone(), connections: 4 },
            None => pingback_storage::Location::Sqlite(self.folder.path().join("pingback.db")),
        }
    }
}

/// A workspace with a widget.
pub struct Workspace {
    owner: String,
    owner_id: String,
    business: String,
    /// The widget.
    pub widget: String,
}

impl Workspace {
    /// Opens one, with an owner of its own.
    pub async fn open(http: &mut Connection, owner: &str) -> Result<Self> {
        let owner = register(http, owner).await?;
        let token = text(&owner["access_token"]);
        let me =
            http.json("POST", "/api/v1/auth/business/create", &token, Some(json!({"name": "Bench"}))).await?;
        let widget =
            http.json("POST", "/api/v1/widget/create", &token, Some(json!({"domain": "localhost"}))).await?;
        Ok(Self {
            owner: token,
            owner_id: text(&owner["id"]),
            business: text(&me["business"]["id"]),
            widget: text(&widget["id"]),
        })
    }
}

async fn register(http: &mut Connection, name: &str) -> Result<serde_json::Value> {
    let account =
        json!({"full_name": name, "email": format!("{name}@bench.test"), "password": "correct horse"});
    http.json("POST", "/api/v1/auth/register", "", Some(account)).await
}

async fn new_database(admin: &str) -> Result<String> {
    use sqlx::Connection as _;
    let name = format!("bench_{}", Uuid::new_v4().simple());
    let mut connection = sqlx::PgConnection::connect(admin).await?;
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut connection).await?;
    let (server, _) = admin.rsplit_once('/').ok_or("an address with a database in it")?;
    Ok(format!("{server}/{name}"))
}

/// The text of a JSON value that must be text.
pub fn text(value: &serde_json::Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn command(binary: &Path, data: &Path, postgres: Option<&str>) -> Command {
    let mut command = Command::new(binary);
    command
        .env("PINGBACK_DATA_DIR", data)
        .env("PINGBACK_RATE_LIMIT", "off")
        .env("PINGBACK_LOG", "warn")
        .kill_on_drop(true);
    if let Some(url) = postgres {
        command.env("PINGBACK_DATABASE_URL", url);
    }
    command
}

impl Server {
    async fn start(binary: &Path, data: &Path, postgres: Option<&str>) -> Result<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let host = format!("127.0.0.1:{port}");
        let started = Instant::now();
        let child = command(binary, data, postgres)
            .arg("serve")
            .env("PINGBACK_LISTEN", &host)
            .stdout(std::process::Stdio::null())
            .spawn()?;
        loop {
            if let Ok(mut http) = Connection::open(&host).await
                && http.send("GET", "/ready", "", None).await.is_ok()
            {
                return Ok(Self { child, host, started_in: started.elapsed() });
            }
            if started.elapsed() > Duration::from_secs(20) {
                return Err("the server did not become ready".into());
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    async fn stop(&mut self) -> Result<()> {
        self.child.kill().await?;
        Ok(())
    }

    fn proc(&self, file: &str) -> Result<String> {
        let id = self.child.id().ok_or("the server has ended")?;
        Ok(fs::read_to_string(format!("/proc/{id}/{file}"))?)
    }

    /// Processor time used so far.
    pub fn cpu(&self) -> Result<Duration> {
        let stat = self.proc("stat")?;
        let fields: Vec<_> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks: u64 = fields[11].parse::<u64>()? + fields[12].parse::<u64>()?;
        // The kernel's tick for user space is a hundredth of a second on every Linux that Rust supports.
        Ok(Duration::from_millis(ticks * 10))
    }

    /// Memory in KiB: proportional set size, and of it what is not mapped from files.
    pub fn memory(&self) -> Result<(u64, u64)> {
        let rollup = self.proc("smaps_rollup")?;
        let field = |name: &str| -> Result<u64> {
            let line = rollup.lines().find(|line| line.starts_with(name)).ok_or("no such field")?;
            Ok(line.split_whitespace().nth(1).ok_or("no figure")?.parse()?)
        };
        Ok((field("Pss:")?, field("Pss_Anon:")?))
    }
}
