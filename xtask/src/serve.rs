//! `cargo xtask run`: from a fresh clone to a page in the browser.

use std::env;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::process::{CommandExt, parent_id};
use std::process::{ExitCode, Stdio};
use std::thread;
use std::time::Duration;

use crate::build;
use crate::outcome::{Failure, Outcome};
use crate::process;
use crate::project::Project;
use crate::web;

/// Builds what is missing and becomes the server, so that Ctrl-C and signals reach it directly.
pub fn run(project: &Project, args: &[String]) -> Outcome<ExitCode> {
    let address = address(args);
    if TcpStream::connect(reachable(&address)).is_ok() {
        return Err(Failure::new(format!(
            "something listens at {address} already: stop it, or choose another address with `cargo xtask run \
             --listen 127.0.0.1:8001`"
        )));
    }
    println!("Building pages and server: some minutes the first time, later a few seconds.");
    web::install(project)?;
    web::build_if_changed(project)?;
    build::debug(project)?;

    let mut announcer = process::command(env::current_exe()?);
    announcer.args(["announce", &address]).stdin(Stdio::null()).spawn()?;

    let mut server = project.command(project.binary("debug"));
    server.arg("serve").args(args);
    let error = server.exec();
    Err(Failure::new(format!("`{}` cannot be started: {error}", process::shown(&server))))
}

/// The address as flag or environment give it. One set in pingback.toml is not seen here; the server's log names it.
fn address(args: &[String]) -> String {
    let mut words = args.iter();
    let mut given = None;
    while let Some(word) = words.next() {
        if let Some(value) = word.strip_prefix("--listen=") {
            given = Some(value.to_owned());
        } else if word == "--listen" {
            given = words.next().cloned();
        }
    }
    given.or_else(|| env::var("PINGBACK_LISTEN").ok()).unwrap_or_else(|| "127.0.0.1:8000".to_owned())
}

/// Waits up to a minute for the server and says where it is; gives up in silence when the server is gone, whose own
/// words tell why.
pub fn announce(address: &str) {
    let server = parent_id();
    let reachable = reachable(address);
    for _ in 0..600 {
        thread::sleep(Duration::from_millis(100));
        if parent_id() != server {
            return;
        }
        if is_healthy(&reachable) {
            println!(
                "\nPingBack is at http://{reachable}\n\
                 Next: open it, sign up (this makes you the owner of a workspace), then write to yourself as a\n\
                 visitor at http://{reachable}/demo. Ctrl-C stops the server; the data is kept.\n"
            );
            return;
        }
    }
}

/// Where one can connect to a server that listens on every address.
fn reachable(address: &str) -> String {
    address.replace("0.0.0.0:", "127.0.0.1:").replace("[::]:", "[::1]:")
}

fn is_healthy(address: &str) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(1)))?;
        write!(stream, "GET /ready HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut status = [0; 12];
        stream.read_exact(&mut status)?;
        Ok(status.ends_with(b" 200"))
    };
    ask().unwrap_or(false)
}
