//! A server that cannot outlive xtask.
//!
//! The server runs under a small shell that waits for the end of its own standard input, a pipe whose other end only
//! xtask holds. However xtask ends (done, failed step, Ctrl-C, even SIGKILL), the pipe closes, and the shell stops
//! the server and removes its folder. The shell has a process group of its own, so that Ctrl-C does not reach it
//! first.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::outcome::{Failure, Outcome};
use crate::process;

/// `$1` is the signal that stops the server, `$2` its folder, the rest its command line.
const KEEPER: &str = r#"
signal=$1 folder=$2; shift 2
"$@" </dev/null >"$folder/log" 2>&1 &
cat >/dev/null
kill -s "$signal" $! 2>/dev/null
wait $!
rm -rf "$folder"
"#;

/// Longest wait for a server to answer, generous because tests of others may run beside it.
const PATIENCE: Duration = Duration::from_mins(1);

/// The user that a server runs as when xtask is root.
#[derive(Clone, Copy)]
pub struct User {
    uid: u32,
    gid: u32,
}

impl User {
    /// `None` when xtask is an ordinary user (servers then run as that user); as root, `postgres` or `nobody`.
    pub fn for_servers() -> Outcome<Option<Self>> {
        if !process::is_root() {
            return Ok(None);
        }
        let passwd = fs::read_to_string("/etc/passwd").map_err(Failure::at(Path::new("/etc/passwd")))?;
        let found = ["postgres", "nobody"].iter().find_map(|name| Self::named(&passwd, name));
        found.map(Some).ok_or_else(|| {
            Failure::new("running as root, and neither user `postgres` nor `nobody` exists to run servers as")
        })
    }

    fn named(passwd: &str, name: &str) -> Option<Self> {
        let line = passwd.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some(Self { uid: fields.next()?.parse().ok()?, gid: fields.next()?.parse().ok()? })
    }
}

/// Where Linux keeps files in memory. Containers often have 64 MB there, which holds no PostgreSQL.
const MEMORY: &str = "/dev/shm";
const ENOUGH_KIB: u64 = 3 << 20;

/// An empty folder for a server, owned by the user it will run as. What nobody keeps may lie `in_memory`.
pub fn folder(name: &str, user: Option<User>, in_memory: bool) -> Outcome<TempDir> {
    let mut base = std::env::temp_dir();
    if in_memory && free_kib(MEMORY).is_some_and(|free| free >= ENOUGH_KIB) {
        base = PathBuf::from(MEMORY);
    } else if user.is_some() && !open_to_others(&base) {
        base = PathBuf::from("/tmp");
    }
    let folder = tempfile::Builder::new().prefix(&format!("pingback-{name}-")).tempdir_in(&base)?;
    if let Some(user) = user {
        chown(folder.path(), Some(user.uid), Some(user.gid))?;
    }
    Ok(folder)
}

fn free_kib(folder: &str) -> Option<u64> {
    let done = process::command("df").args(["-Pk", folder]).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(done.stdout).ok()?;
    text.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

fn open_to_others(path: &Path) -> bool {
    path.ancestors().all(|folder| folder.metadata().is_ok_and(|meta| meta.permissions().mode() & 0o001 != 0))
}

/// A command that runs as `user`, in a folder that this user may enter.
pub fn command_as(user: Option<User>, program: impl AsRef<OsStr>) -> std::process::Command {
    let mut command = process::command(program);
    command.current_dir("/");
    if let Some(user) = user {
        command.uid(user.uid).gid(user.gid);
    }
    command
}

/// A running server; dropping it stops the server and removes its folder.
pub struct Service {
    keeper: Child,
    leash: Option<ChildStdin>,
    folder: TempDir,
}

impl Service {
    /// Starts `words` in `folder`; `signal` is what ends that kind of server quickly and in order.
    pub fn start(folder: TempDir, user: Option<User>, signal: &str, words: &[&OsStr]) -> Outcome<Self> {
        let mut command = command_as(user, "sh");
        command.args(["-c", KEEPER, "keeper", signal]).arg(folder.path()).args(words);
        let mut keeper = command
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let leash = keeper.stdin.take();
        Ok(Self { keeper, leash, folder })
    }

    /// Waits until `ready` holds. Fails early when the server's log shows a line with `fatal`.
    pub fn wait(&self, name: &str, fatal: &str, ready: impl Fn() -> bool) -> Outcome {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if ready() {
                return Ok(());
            }
            let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            if log.contains(fatal) || Instant::now() > deadline {
                return Err(Failure::new(format!("{name} did not start. Its log:\n{}", log.trim_end())));
            }
            thread::sleep(Duration::from_millis(25));
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.leash.take());
        // The keeper removes the folder; an error here would hide the error that is being reported.
        let _ = self.keeper.wait();
    }
}
