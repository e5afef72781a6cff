//! From a visitor's message to the team's sockets, and what an idle socket costs.

use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use serde_json::json;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use crate::Result;
use crate::figures::{self, Times};
use crate::http::Connection;
use crate::server::{Setup, text};

/// Messages that are timed.
const MESSAGES: usize = 1_000;

type Stream = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A socket of whoever the token speaks for, connected and live.
async fn connect(setup: &Setup, token: &str) -> Result<Stream> {
    let url = format!("ws://{}/socket.io/?EIO=4&transport=websocket", setup.server.host);
    let (mut socket, _) = tokio_tungstenite::connect_async(url).await?;
    next(&mut socket, "0").await?;
    let auth = json!({"business_id": setup.business, "token": token});
    socket.send(Message::text(format!("40{auth}"))).await?;
    next(&mut socket, "40").await?;
    Ok(socket)
}

/// The next packet that begins so; answers pings on the way.
async fn next(socket: &mut Stream, prefix: &str) -> Result<String> {
    loop {
        let packet = socket.next().await.ok_or("the socket was closed")??;
        let Ok(packet) = packet.into_text() else { continue };
        if packet.as_str() == "2" {
            socket.send(Message::text("3")).await?;
        } else if packet.as_str().starts_with(prefix) {
            return Ok(packet.to_string());
        } else if packet.as_str().starts_with("44") {
            return Err(format!("refused: {packet}").into());
        }
    }
}

/// Milliseconds from sending a visitor's message to its arrival at one socket, and at the last of a hundred.
pub async fn latency(setup: &Setup) -> Result<()> {
    println!();
    figures::head(&["message to socket", "p50 ms", "p99 ms"]);
    for listeners in [1_usize, 100] {
        let (arrived, mut arrivals) = tokio::sync::mpsc::unbounded_channel();
        let mut tasks = Vec::new();
        for _ in 0..listeners {
            let (mut socket, arrived) = (connect(setup, &setup.owner).await?, arrived.clone());
            tasks.push(tokio::spawn(async move {
                while next(&mut socket, "42[\"new_message\"").await.is_ok() {
                    if arrived.send(Instant::now()).is_err() {
                        return;
                    }
                }
            }));
        }
        // New sockets are held for a moment in case they resume.
        tokio::time::sleep(Duration::from_millis(600)).await;
        let mut http = Connection::open(&setup.server.host).await?;
        let session = http
            .json("POST", &format!("/api/v1/widget/{}/session", setup.widget), "", Some(json!({})))
            .await?;
        let (token, path) = (text(&session["token"]), format!("/api/v1/widget/{}/messages", setup.widget));
        let mut times = Times::default();
        for n in 0..MESSAGES {
            let body =
                json!({"content": "Is anyone there?", "client_id": format!("l{listeners}-{n}")}).to_string();
            let started = Instant::now();
            http.send("POST", &path, &token, Some(&body)).await?;
            let mut last = started;
            for _ in 0..listeners {
                let arrival = tokio::time::timeout(Duration::from_secs(5), arrivals.recv()).await?;
                last = last.max(arrival.ok_or("no listener is left")?);
            }
            times.add(last - started);
        }
        tasks.iter().for_each(tokio::task::JoinHandle::abort);
        let (p50, p99) = (times.percentile(50.0), times.percentile(99.0));
        let name =
            if listeners == 1 { "one listener".into() } else { format!("last of {listeners} listeners") };
        figures::row(&[name, format!("{p50:.2}"), format!("{p99:.2}")]);
    }
    Ok(())
}

/// KiB of the server for each idle socket: of a member, and of visitors, each with a session of their own, who have
/// not written yet.
pub async fn idle_sockets(setup: &Setup, members: usize, visitors: usize) -> Result<()> {
    println!();
    figures::head(&["idle sockets", "KiB each", "KiB each, without mapped files", "server KiB"]);
    let mut http = Connection::open(&setup.server.host).await?;
    let session = format!("/api/v1/widget/{}/session", setup.widget);
    // All stay open: memory that closed ones leave behind would be taken for that of the next.
    let mut sockets = Vec::new();
    for (who, count) in [("members", members), ("visitors", visitors)] {
        let before = setup.server.memory()?;
        for _ in 0..count {
            let token = match who {
                "members" => setup.owner.clone(),
                _ => text(&http.json("POST", &session, "", Some(json!({}))).await?["token"]),
            };
            sockets.push(connect(setup, &token).await?);
        }
        tokio::time::sleep(Duration::from_secs(2)).await;
        let after = setup.server.memory()?;
        #[expect(clippy::cast_precision_loss, reason = "KiB")]
        let each =
            |before: u64, after: u64| format!("{:.1}", after.saturating_sub(before) as f64 / count as f64);
        figures::row(&[
            format!("{count} {who}"),
            each(before.0, after.0),
            each(before.1, after.1),
            after.0.to_string(),
        ]);
    }
    Ok(())
}
