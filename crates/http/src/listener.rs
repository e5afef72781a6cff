//! What every connection gets before its first request.

#[cfg(target_os = "linux")]
use std::time::Duration;

use axum::serve::{ListenerExt, TapIo};
use tokio::net::{TcpListener, TcpStream};

/// How long a client may take nothing of what it is sent. A socket whose client is stuck would else be held,
/// with all that waits for it, for as long as the client's machine lives.
#[cfg(target_os = "linux")]
const STALLED: Duration = Duration::from_mins(1);

/// A listener whose connections send at once and are dropped when their clients have stopped reading.
pub fn listener(listener: TcpListener) -> TapIo<TcpListener, fn(&mut TcpStream)> {
    listener.tap_io(prepare)
}

fn prepare(stream: &mut TcpStream) {
    // An event is small and must not wait for the acknowledgement of the one before it.
    let result = stream.set_nodelay(true).and_then(|()| limit_stall(stream));
    if let Err(error) = result {
        tracing::debug!(%error, "a connection could not be prepared");
    }
}

#[cfg(target_os = "linux")]
fn limit_stall(stream: &TcpStream) -> std::io::Result<()> {
    socket2::SockRef::from(stream).set_tcp_user_timeout(Some(STALLED))
}

/// Other systems have no such limit for a single connection.
#[cfg(not(target_os = "linux"))]
fn limit_stall(_: &TcpStream) -> std::io::Result<()> {
    Ok(())
}
