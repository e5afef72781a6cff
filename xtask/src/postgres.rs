//! A private, throw-away PostgreSQL cluster.

use std::ffi::OsStr;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use crate::apt;
use crate::outcome::{Failure, Outcome};
use crate::process;
use crate::project::Project;
use crate::service::{self, Service, User};

/// What a crash of the machine may cost.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Nothing is flushed to disk, or all lies in memory: several times faster, right for tests whose data nobody keeps.
    None,
    /// PostgreSQL as it ships: what a measurement must use to be honest.
    Full,
}

/// A running cluster with the superuser `postgres` and no passwords, on a free loopback port and a Unix socket.
pub struct Cluster {
    port: u16,
    /// Held for its `Drop`, which stops the server.
    _server: Service,
}

impl Cluster {
    /// Makes and starts a cluster, installing PostgreSQL first when that is possible and needed.
    pub fn start(durability: Durability) -> Outcome<Self> {
        let programs = apt::ensure(find_programs, "postgresql", "PostgreSQL (initdb, postgres)")?;
        let user = User::for_servers()?;
        let folder = service::folder("pg", user, durability == Durability::None)?;
        let data = folder.path().join("data");
        init(&programs, user, &data)?;
        let config = data.join("postgresql.conf");
        let port = free_port()?;
        let mut text = fs::read_to_string(&config).map_err(Failure::at(&config))?;
        text.push_str(&settings(port, folder.path(), durability));
        fs::write(&config, text).map_err(Failure::at(&config))?;

        let postgres = programs.join("postgres");
        let words = [postgres.as_os_str(), OsStr::new("-D"), data.as_os_str()];
        let server = Service::start(folder, user, "INT", &words)?;
        server.wait("PostgreSQL", "FATAL", || is_ready(&data))?;
        Ok(Self { port, _server: server })
    }

    /// The address of the empty database `postgres`; tests make their own databases beside it.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Lets `psql` and friends find the cluster without arguments.
    pub fn describe_to(&self, command: &mut Command) {
        command
            .env("PGHOST", "127.0.0.1")
            .env("PGPORT", self.port.to_string())
            .env("PGUSER", "postgres")
            .env("PGDATABASE", "postgres");
    }
}

/// `cargo xtask pg -- COMMAND`: runs the command with a cluster beside it and returns its exit status.
pub fn beside(project: &Project, words: &[String]) -> Outcome<ExitCode> {
    let cluster = Cluster::start(Durability::None)?;
    let Some((program, args)) = words.split_first() else {
        return Err(Failure::new("no command given"));
    };
    let mut command = project.command(program);
    command.current_dir(std::env::current_dir()?).args(args).env(TEST_URL, cluster.url());
    cluster.describe_to(&mut command);
    let status = command.status().map_err(|error| Failure::new(format!("`{program}`: {error}")))?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Where tests look for a PostgreSQL; they fail without it, so that the second engine is never skipped unseen.
pub const TEST_URL: &str = "PINGBACK_TEST_POSTGRES_URL";

/// The folder that holds both programs. Debian keeps them out of PATH, one folder per version: the newest wins.
fn find_programs() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = Vec::new();
    folders.extend(process::find("postgres", &[]).and_then(|file| file.parent().map(Path::to_path_buf)));
    if let Ok(done) = Command::new("pg_config").arg("--bindir").stderr(Stdio::null()).output() {
        folders.push(PathBuf::from(String::from_utf8_lossy(&done.stdout).trim()));
    }
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort();
    folders.extend(versions.into_iter().rev().map(|(_, folder)| folder));
    folders.into_iter().find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
}

fn init(programs: &Path, user: Option<User>, data: &Path) -> Outcome {
    let mut initdb = service::command_as(user, programs.join("initdb"));
    // C.UTF-8: order by code point on every machine, yet lower() knows letters beyond ASCII.
    initdb
        .args([
            "--no-sync",
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "-D",
        ])
        .arg(data);
    let done = initdb.stdin(Stdio::null()).output()?;
    if done.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&done.stderr);
    Err(Failure::new(format!("initdb failed ({}):\n{}", done.status, said.trim_end())))
}

fn settings(port: u16, folder: &Path, durability: Durability) -> String {
    let mut text = format!(
        "\nlisten_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{}'\nmax_connections = 200\n",
        folder.display()
    );
    if durability == Durability::None {
        text.push_str(
            "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nmax_wal_size = 256MB\n",
        );
    }
    text
}

/// The lock file's eighth line says so; asking it needs no client program.
fn is_ready(data: &Path) -> bool {
    let lock = fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
    lock.lines().nth(7).is_some_and(|state| state.starts_with("ready"))
}

/// A port that was free a moment ago. Should another program take it first, the start fails and says so.
pub fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
