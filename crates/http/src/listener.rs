//! What every connection gets before its first request.

use std::io::{self, IoSlice};
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
#[cfg(target_os = "linux")]
use std::time::Duration;

use axum::serve::{Listener, ListenerExt, TapIo};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// How long a client may take nothing of what it is sent. A socket whose client is stuck would else be held,
/// with all that waits for it, for as long as the client's machine lives.
#[cfg(target_os = "linux")]
const STALLED: Duration = Duration::from_mins(1);

/// A listener whose connections send at once and are dropped when their clients have stopped reading.
pub fn listener(listener: TcpListener) -> TapIo<Connections, fn(&mut Connection)> {
    Connections(listener).tap_io(prepare)
}

/// Where connections come from.
#[derive(Debug)]
pub struct Connections(TcpListener);

/// A connection that tells of its end a turn late. hyper looks for the end before it begins with what it has just
/// read: a request whose client hung up right after it would never be begun.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    has_ended: bool,
}

impl Listener for Connections {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        (Connection { stream, has_ended: false }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(cx, buffer))?;
        let is_end = buffer.filled().len() == before && buffer.remaining() > 0;
        if is_end && !self.has_ended {
            self.has_ended = true;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

fn prepare(Connection { stream, .. }: &mut Connection) {
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
