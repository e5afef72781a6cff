//! Where this checkout is and where its builds go.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, FileTimes, TryLockError};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::outcome::{Failure, Outcome};
use crate::process;

/// The checkout that `cargo xtask` was called in.
pub struct Project {
    /// The folder with the workspace's Cargo.toml.
    pub root: PathBuf,
    /// Cargo's target folder, absolute.
    pub target: PathBuf,
    cargo: OsString,
    /// Held while xtask runs when the target folder is shared with other checkouts.
    lock: Option<File>,
}

impl Project {
    /// Finds the checkout. In CI a fresh clone gets a target folder in the user's cache, so that the second run on a
    /// machine is warm; outside CI, and when `CARGO_TARGET_DIR` is set, cargo decides.
    pub fn find() -> Outcome<Self> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let root = root(&cargo)?;
        let shared = shared_target();
        let target = match &shared {
            Some(folder) => folder.clone(),
            None => cargo_target(&cargo, &root)?,
        };
        let lock = if shared.is_some() { Some(take_over(&root, &target)?) } else { None };
        Ok(Self { root, target, cargo, lock })
    }

    /// A command in the checkout's root, using the target folder.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = process::command(program);
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        if self.lock.is_some() {
            // A fresh clone builds all of its crates anew: state for small edits would only fill the disk.
            command.env("CARGO_INCREMENTAL", "0");
        }
        command
    }

    /// `cargo ARGS`.
    pub fn cargo(&self, args: &[&str]) -> Command {
        let mut command = self.command(&self.cargo);
        command.args(args);
        command
    }

    /// The `pingback` binary of a profile's folder (`debug` or `release`).
    pub fn binary(&self, profile: &str) -> PathBuf {
        self.target.join(profile).join("pingback")
    }
}

fn root(cargo: &OsStr) -> Outcome<PathBuf> {
    // Set by `cargo run`; the value from compile time would be wrong in a target folder shared by checkouts.
    if let Some(own) = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)
        && own.ends_with("xtask")
        && let Some(root) = own.parent()
    {
        return Ok(root.to_path_buf());
    }
    let mut locate = process::command(cargo);
    let found = process::output(locate.args(["locate-project", "--workspace", "--message-format", "plain"]))?;
    let manifest = PathBuf::from(String::from_utf8_lossy(&found).trim());
    let root = manifest.parent().map(Path::to_path_buf);
    root.ok_or_else(|| Failure::new("call `cargo xtask` inside the checkout"))
}

fn cargo_target(cargo: &OsStr, root: &Path) -> Outcome<PathBuf> {
    let mut metadata = process::command(cargo);
    metadata.current_dir(root).args(["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: serde_json::Value = serde_json::from_slice(&process::output(&mut metadata)?)?;
    let target = metadata["target_directory"].as_str().map(PathBuf::from);
    target.ok_or_else(|| Failure::new("cargo metadata names no target directory"))
}

fn shared_target() -> Option<PathBuf> {
    let ci = env::var_os("CI").is_some_and(|value| value == "true");
    if !ci || env::var_os("CARGO_TARGET_DIR").is_some() {
        return None;
    }
    let absolute = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let cache = absolute("XDG_CACHE_HOME").or_else(|| absolute("HOME").map(|home| home.join(".cache")))?;
    Some(cache.join("pingback/target"))
}

/// Locks the shared target folder and, when another checkout used it last, makes cargo build this one's crates anew.
///
/// Cargo judges freshness by relative path and time: files of this checkout that are older than the other's build
/// would count as built.
fn take_over(root: &Path, target: &Path) -> Outcome<File> {
    fs::create_dir_all(target).map_err(Failure::at(target))?;
    let path = target.join("pingback-checkout");
    let open = File::options().create(true).append(true).open(path.with_extension("lock"));
    let lock = open.map_err(Failure::at(&path))?;
    if let Err(TryLockError::WouldBlock) = lock.try_lock() {
        println!("waiting for another run that uses {}", target.display());
        lock.lock()?;
    }
    let last = fs::read_to_string(&path).unwrap_or_default();
    if Path::new(&last) != root {
        for folder in ["crates", "xtask", "bench"] {
            touch_sources(&root.join(folder))?;
        }
        fs::write(&path, root.as_os_str().as_encoded_bytes()).map_err(Failure::at(&path))?;
    }
    Ok(lock)
}

fn touch_sources(folder: &Path) -> Outcome {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            touch_sources(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            touch(&path)?;
        }
    }
    Ok(())
}

/// Makes cargo see the file as changed; its content stays.
#[expect(clippy::disallowed_methods, reason = "the file system's own time, which App's clock has no part in")]
pub fn touch(file: &Path) -> Outcome {
    let times = FileTimes::new().set_modified(SystemTime::now());
    let open = File::options().append(true).open(file);
    open.and_then(|file| file.set_times(times)).map_err(Failure::at(file))
}
