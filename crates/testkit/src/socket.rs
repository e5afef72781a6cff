//! A Socket.IO client over one websocket: as much of the protocol as the tests need, and nothing hidden.

use std::collections::VecDeque;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::Client;

/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// A connected socket.
#[derive(Debug)]
pub struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    waiting: VecDeque<Incoming>,
    next_ack: u64,
}

/// Something the server sent.
#[derive(Debug, Clone, PartialEq)]
pub enum Incoming {
    /// An event with its data.
    Event(String, Value),
    /// The answer to something the client sent.
    Ack(u64, Value),
    /// The server ended the socket.
    Disconnect,
    /// The connection is closed.
    Closed,
}

/// Why a handshake failed: the message of the `connect_error`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectError(pub String);

impl Socket {
    /// Connects with that `auth`, from that `Origin` and with that `Cookie` where they are given.
    pub async fn connect(
        base: &str,
        auth: &Value,
        headers: &[(&'static str, String)],
    ) -> Result<Self, ConnectError> {
        let address = format!("{}/socket.io/?EIO=4&transport=websocket", base.replacen("http", "ws", 1));
        let mut request = address.into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        let (stream, _) = connect_async(request).await.unwrap();
        let mut socket = Self { stream, waiting: VecDeque::new(), next_ack: 0 };
        let open = socket.text().await.unwrap();
        assert!(open.starts_with('0'), "the engine's handshake: {open}");
        socket.send(format!("40{auth}")).await;
        loop {
            let packet = socket.text().await.expect("an answer to the handshake");
            if packet.starts_with("40") {
                return Ok(socket);
            }
            if let Some(error) = packet.strip_prefix("44") {
                let error: Value = serde_json::from_str(error).unwrap();
                return Err(ConnectError(error["message"].as_str().unwrap().to_owned()));
            }
            assert_eq!(packet, "2", "nothing comes before the answer to the handshake");
            socket.send("3".into()).await;
        }
    }

    /// Connects as a member of their workspace, with more members of `auth`.
    pub async fn of_with(client: &Client, more: Value) -> Result<Self, ConnectError> {
        let mut auth = json!({"business_id": client.business_id, "token": client.token()});
        for (name, value) in more.as_object().cloned().unwrap_or_default() {
            auth[name] = value;
        }
        Self::connect(client.base(), &auth, &[]).await
    }

    /// Connects as a member of their workspace.
    pub async fn of(client: &Client) -> Self {
        Self::of_with(client, json!({})).await.unwrap()
    }

    /// The next event, whatever its name. Anything else that comes instead fails the test.
    pub async fn event(&mut self) -> (String, Value) {
        loop {
            match self.next().await {
                Incoming::Event(name, data) => return (name, data),
                Incoming::Ack(..) => {}
                other => panic!("waited for an event, got {other:?}"),
            }
        }
    }

    /// The data of the next event of that name; others before it are passed over.
    pub async fn expect(&mut self, name: &str) -> Value {
        loop {
            let (event, data) = self.event().await;
            if event == name {
                return data;
            }
        }
    }

    /// Everything that comes within that time.
    pub async fn within(&mut self, time: Duration) -> Vec<(String, Value)> {
        let end = Instant::now() + time;
        let mut events = Vec::new();
        while let Ok(incoming) = timeout_at(end, self.receive()).await {
            match incoming {
                Incoming::Event(name, data) => events.push((name, data)),
                Incoming::Ack(..) => {}
                Incoming::Disconnect | Incoming::Closed => break,
            }
        }
        events
    }

    /// Sends an event and waits for its answer; events that come before it wait for [`Socket::event`].
    pub async fn ask(&mut self, event: &str, data: Value) -> Value {
        let id = self.emit(event, data).await;
        self.answer(id).await
    }

    /// Sends an event that wants an answer, without waiting; gives the answer's number.
    pub async fn emit(&mut self, event: &str, data: Value) -> u64 {
        let id = self.next_ack;
        self.next_ack += 1;
        let arguments = if data.is_null() { json!([event]) } else { json!([event, data]) };
        self.send(format!("42{id}{arguments}")).await;
        id
    }

    /// The answer of that number; events that come before it wait for [`Socket::event`].
    pub async fn answer(&mut self, id: u64) -> Value {
        let is_it = |incoming: &Incoming| matches!(incoming, Incoming::Ack(other, _) if *other == id);
        if let Some(place) = self.waiting.iter().position(is_it)
            && let Some(Incoming::Ack(_, answer)) = self.waiting.remove(place)
        {
            return answer;
        }
        loop {
            match timeout(PATIENCE, self.receive_fresh()).await.expect("an answer") {
                Incoming::Ack(other, answer) if other == id => return answer,
                end @ (Incoming::Disconnect | Incoming::Closed) => {
                    panic!("waited for an answer, got {end:?}")
                }
                other => self.waiting.push_back(other),
            }
        }
    }

    /// Waits until the server ends the socket, and gives what came before.
    pub async fn until_ended(&mut self) -> Vec<(String, Value)> {
        let mut events = Vec::new();
        loop {
            match self.next().await {
                Incoming::Event(name, data) => events.push((name, data)),
                Incoming::Ack(..) => {}
                Incoming::Disconnect | Incoming::Closed => return events,
            }
        }
    }

    /// Whether the server has ended the socket within that time.
    pub async fn ends_within(&mut self, time: Duration) -> bool {
        timeout(time, self.until_ended()).await.is_ok()
    }

    /// Sends a raw packet of the protocol.
    pub async fn send(&mut self, packet: String) {
        let _ = self.stream.send(Message::text(packet)).await;
    }

    async fn next(&mut self) -> Incoming {
        timeout(PATIENCE, self.receive()).await.expect("something from the server")
    }

    /// The next thing the server sends, however long it takes.
    pub async fn receive(&mut self) -> Incoming {
        match self.waiting.pop_front() {
            Some(incoming) => incoming,
            None => self.receive_fresh().await,
        }
    }

    async fn receive_fresh(&mut self) -> Incoming {
        loop {
            let Some(packet) = self.text().await else { return Incoming::Closed };
            match packet.as_bytes() {
                b"2" => self.send("3".into()).await,
                b"1" => return Incoming::Closed,
                [b'4', b'1', ..] => return Incoming::Disconnect,
                [b'4', b'2', ..] => {
                    let arguments: Vec<Value> = serde_json::from_str(&packet[2..]).unwrap();
                    let name = arguments[0].as_str().unwrap().to_owned();
                    return Incoming::Event(name, arguments.into_iter().nth(1).unwrap_or(Value::Null));
                }
                [b'4', b'3', ..] => {
                    let digits = packet[2..].find('[').unwrap();
                    let id = packet[2..2 + digits].parse().unwrap();
                    let arguments: Vec<Value> = serde_json::from_str(&packet[2 + digits..]).unwrap();
                    return Incoming::Ack(id, arguments.into_iter().next().unwrap_or(Value::Null));
                }
                _ => {}
            }
        }
    }

    async fn text(&mut self) -> Option<String> {
        loop {
            match self.stream.next().await? {
                Ok(Message::Text(text)) => return Some(text.to_string()),
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }
}
