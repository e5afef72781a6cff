//! A client that costs little: HTTP/1.1 keep-alive over one connection, so that the load hardly weighs on what is measured.

use std::fmt::Write as _;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Result;

/// One connection.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    host: String,
}

impl Connection {
    /// Connects to `host:port`.
    pub async fn open(host: &str) -> Result<Self> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 << 10), host: host.to_owned() })
    }

    /// One request. Fails unless the status is 2xx; gives the body.
    pub async fn send(
        &mut self,
        method: &str,
        path: &str,
        token: &str,
        body: Option<&str>,
    ) -> Result<Vec<u8>> {
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n", self.host);
        if !token.is_empty() {
            write!(request, "Authorization: Bearer {token}\r\n")?;
        }
        let body = body.unwrap_or_default();
        if !body.is_empty() {
            request.push_str("Content-Type: application/json\r\n");
        }
        write!(request, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        self.stream.write_all(request.as_bytes()).await?;
        let (status, body) = self.answer().await?;
        if (200..300).contains(&status) {
            Ok(body)
        } else {
            Err(format!("{method} {path}: {status} {}", String::from_utf8_lossy(&body)).into())
        }
    }

    /// One request with and for JSON.
    pub async fn json(
        &mut self,
        method: &str,
        path: &str,
        token: &str,
        body: Option<Value>,
    ) -> Result<Value> {
        let body = body.map(|body| body.to_string());
        let answer = self.send(method, path, token, body.as_deref()).await?;
        Ok(if answer.is_empty() { Value::Null } else { serde_json::from_slice(&answer)? })
    }

    async fn answer(&mut self) -> Result<(u16, Vec<u8>)> {
        loop {
            if let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                let head = std::str::from_utf8(&self.buffer[..end])?.to_ascii_lowercase();
                let status = head.split(' ').nth(1).ok_or("no status")?.parse()?;
                let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
                let length: usize = length.map_or(Ok(0), |length| length.trim().parse())?;
                let start = end + 4;
                while self.buffer.len() < start + length {
                    self.more().await?;
                }
                let body = self.buffer[start..start + length].to_vec();
                self.buffer.drain(..start + length);
                return Ok((status, body));
            }
            self.more().await?;
        }
    }

    async fn more(&mut self) -> Result<()> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            return Err("the server closed the connection".into());
        }
        Ok(())
    }
}
