//! A private, throw-away Redis for the tests of the Redis back plane.

use std::ffi::OsStr;
use std::net::TcpStream;

use crate::apt;
use crate::outcome::Outcome;
use crate::postgres::free_port;
use crate::process;
use crate::service::{self, Service, User};

/// Where tests look for a Redis; those that need one skip themselves without it.
pub const TEST_URL: &str = "PINGBACK_TEST_REDIS_URL";

/// A running Redis without persistence on a free loopback port.
pub struct Redis {
    port: u16,
    /// Held for its `Drop`, which stops the server.
    _server: Service,
}

impl Redis {
    /// Starts Redis, installing it first when that is possible and needed.
    pub fn start() -> Outcome<Self> {
        let program =
            apt::ensure(|| process::find("redis-server", &[]), "redis-server", "Redis (redis-server)")?;
        let user = User::for_servers()?;
        let folder = service::folder("redis", user, false)?;
        let port = free_port()?;
        let number = port.to_string();
        let dir = folder.path().to_path_buf();
        let mut words = vec![program.as_os_str(), OsStr::new("--dir"), dir.as_os_str()];
        words.extend(
            ["--port", &number, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"].map(OsStr::new),
        );
        let server = Service::start(folder, user, "TERM", &words)?;
        server.wait("Redis", "Fatal", || TcpStream::connect(("127.0.0.1", port)).is_ok())?;
        Ok(Self { port, _server: server })
    }

    /// The server's address.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }
}
