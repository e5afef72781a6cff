//! Starting programs and finding them.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::outcome::{Failure, Outcome};

/// Variables that `cargo run` sets for xtask itself. Handed on, they would make build scripts run again.
const OWN_BUILD: [&str; 5] =
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_NAME", "CARGO_CRATE_NAME", "CARGO_PRIMARY_PACKAGE"];

/// A command without what cargo told xtask about itself.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let own = name.to_str().is_some_and(|name| OWN_BUILD.iter().any(|prefix| name.starts_with(prefix)));
        if own {
            command.env_remove(&name);
        }
    }
    command
}

/// The command as one would type it, for messages.
pub fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy().into_owned()).collect();
    words.join(" ")
}

/// Runs to the end, showing the output; anything but exit status 0 is a failure.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{}` failed ({status})", shown(command))))
}

/// Runs to the end and returns standard output; standard error stays visible.
pub fn output(command: &mut Command) -> Outcome<Vec<u8>> {
    let done = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| cannot_start(command, &error))?;
    if done.status.success() {
        return Ok(done.stdout);
    }
    Err(Failure::new(format!("`{}` failed ({})", shown(command), done.status)))
}

/// Whether the command ends well; its output is not shown. A program that does not exist ends badly.
pub fn succeeds(command: &mut Command) -> bool {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!("`{}` cannot be started: {error}", shown(command)))
}

/// The program's full path, looked up in PATH and then in `more` folders.
pub fn find(program: &str, more: &[PathBuf]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain(more.iter().cloned());
    folders.map(|folder| folder.join(program)).find(|file| is_program(file))
}

fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

/// Whether this process runs as root, which PostgreSQL refuses and apt-get needs.
pub fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|done| done.stdout.trim_ascii() == b"0")
}
