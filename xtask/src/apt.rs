//! Debian packages that a step needs: installed when xtask may, else named.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::outcome::{Failure, Outcome};
use crate::process;

/// `apt-get update` runs once per xtask run: on a new machine the lists are empty and nothing would be found.
static UPDATED: AtomicBool = AtomicBool::new(false);

/// Returns what `find` finds; when that is nothing, installs `package` if this is root on Debian and looks again.
pub fn ensure(find: impl Fn() -> Option<PathBuf>, package: &str, purpose: &str) -> Outcome<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    install(package, purpose)?;
    find().ok_or_else(|| {
        Failure::new(format!("{purpose}: package `{package}` is installed, but its program was not found"))
    })
}

fn install(package: &str, purpose: &str) -> Outcome {
    let usable = process::is_root() && process::find("apt-get", &[]).is_some();
    if !usable {
        return Err(Failure::new(format!(
            "{purpose}: not found. Install it (Debian and Ubuntu: `sudo apt-get install {package}`; elsewhere the \
             package of that name) and run the same command again."
        )));
    }
    println!("   {purpose}: not found, installing the Debian package `{package}`");
    if !UPDATED.swap(true, Ordering::Relaxed) {
        apt_get(&["update", "--quiet"])?;
    }
    apt_get(&["install", "--yes", "--quiet", "--no-install-recommends", package])
}

fn apt_get(args: &[&str]) -> Outcome {
    let mut command = process::command("apt-get");
    command.args(args).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()).stdout(Stdio::null());
    process::run(&mut command)
}
