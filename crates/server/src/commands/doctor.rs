//! `pingback doctor`: what is wrong with this installation, and how to mend it.

mod clock;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use futures_util::StreamExt;
use pingback_storage::{Db, instance};
use secrecy::ExposeSecret;
use tokio_tungstenite::tungstenite::http::Uri;

use super::CommandResult;
use crate::config::{Config, Database, Files};
use crate::wiring;

/// How long a check that goes over the network may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a check came to.
enum Finding {
    /// All is well, in a sentence.
    Well(String),
    /// Worth knowing; nothing is broken.
    Note(String),
    /// Broken, with how to mend it.
    Wrong(String),
}

use Finding::{Note, Well, Wrong};

/// Checks everything; fails if something is wrong. What is not there yet is not wrong.
pub async fn run(config: &Config) -> CommandResult {
    let db = open(config).await;
    let clock = clock::check(db.as_ref().ok(), config.public_url.as_ref()).await;
    let checks = [
        ("data folder", data_folder(config)),
        ("database", database(config, db).await),
        ("clock", clock),
        ("public URL", public_url(config).await),
        ("server", server(config).await),
        ("mail", mail(config).await),
    ];
    let mut is_well = true;
    for (name, finding) in &checks {
        match finding {
            Well(fact) => println!("ok    {name}: {fact}"),
            Note(fact) => println!("note  {name}: {fact}"),
            Wrong(problem) => {
                is_well = false;
                println!("WRONG {name}: {problem}");
            }
        }
    }
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A result whose error is something wrong.
fn finding(result: Result<String, String>) -> Finding {
    result.map_or_else(Wrong, Well)
}

fn data_folder(config: &Config) -> Finding {
    let mut folders = vec![config.data_dir.as_path()];
    if let Files::Folder(files) = &config.files {
        folders.push(files);
    }
    for folder in folders {
        if !folder.exists() {
            return Note(not_yet(folder));
        }
        if let Err(error) = probe(folder) {
            let folder = folder.display();
            return Wrong(format!(
                "{folder} cannot be written: {error}; give it to the user that runs pingback"
            ));
        }
    }
    Well(format!("{} can be written", config.data_dir.display()))
}

fn not_yet(path: &Path) -> String {
    format!(
        "{} does not exist yet: the first `pingback serve` makes it; if yours is elsewhere, give doctor the same \
         settings as the server",
        path.display()
    )
}

fn probe(folder: &Path) -> std::io::Result<()> {
    let probe = folder.join(".doctor");
    std::fs::write(&probe, b"probe")?;
    std::fs::remove_file(probe)
}

/// The database, without making one.
async fn open(config: &Config) -> Result<Db, Finding> {
    match &config.database {
        Database::Sqlite(path) if !path.exists() => Err(Note(not_yet(path))),
        _ => wiring::connect(config).await.map_err(|error| Wrong(error.to_string())),
    }
}

async fn database(config: &Config, db: Result<Db, Finding>) -> Finding {
    match db {
        Ok(db) => finding(existing_database(config, &db).await),
        Err(finding) => finding,
    }
}

async fn existing_database(config: &Config, db: &Db) -> Result<String, String> {
    db.check().await.map_err(|error| error.to_string())?;
    let kept = instance::get(&mut db.read().await.map_err(|error| error.to_string())?, "key_check").await;
    let key = config.load_secret_key().map_err(|error| error.to_string())?;
    let keys = pingback_app::keys::Keys::derive(key.expose_secret().as_bytes())
        .map_err(|error| error.to_string())?;
    match kept.map_err(|error| error.to_string())? {
        Some(kept) if kept != keys.check() => Err(pingback_storage::Error::OtherSecretKey.to_string()),
        _ => Ok(format!("{} answers, its schema is current, the secret key is its own", db.engine_name())),
    }
}

async fn public_url(config: &Config) -> Finding {
    let Some(url) = &config.public_url else {
        return if config.listen.ip().is_loopback() {
            Well("not set, which will do on this machine".into())
        } else {
            Note(
                "not set: links in answers are relative to the server, and there are none for mails, websites and \
                 providers; set PINGBACK_PUBLIC_URL to the address that people use"
                    .into(),
            )
        };
    };
    finding(public_health(url).await)
}

async fn public_health(url: &url::Url) -> Result<String, String> {
    let health = url.join("health").map_err(|error| error.to_string())?;
    let status = get(health.as_str()).await?.status();
    if status.is_success() {
        Ok(format!("{health} answers"))
    } else {
        Err(format!("{health} answers {status}: does it lead to this server, and does the server run?"))
    }
}

async fn get(url: &str) -> Result<reqwest::Response, String> {
    let client = reqwest::Client::builder().timeout(PATIENCE).build().map_err(|error| error.to_string())?;
    client
        .get(url)
        .send()
        .await
        .map_err(|error| format!("{url} does not answer: {error}; does the server run?"))
}

/// Whether the server takes websockets: through the public URL where one is set, else where it listens.
/// Proxies that do not pass upgrades on are the usual reason for a dashboard without live updates.
async fn server(config: &Config) -> Finding {
    if let Some(url) = &config.public_url {
        return finding(websocket(url.as_str()).await.map_err(|error| {
            format!("{error}; the server must run, and a proxy in front must pass Upgrade and Connection on")
        }));
    }
    let address = reachable(config.listen);
    if tokio::time::timeout(PATIENCE, tokio::net::TcpStream::connect(address))
        .await
        .is_ok_and(|it| it.is_ok())
    {
        return finding(websocket(&format!("http://{address}/")).await);
    }
    Note(format!(
        "nothing listens on {address}: `pingback serve` starts the server; if it runs elsewhere, give doctor the \
         same PINGBACK_LISTEN"
    ))
}

/// Where a server that listens on every address can be reached from this machine.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

async fn websocket(base: &str) -> Result<String, String> {
    let url = format!("{}socket.io/?EIO=4&transport=websocket", base.replacen("http", "ws", 1));
    let uri: Uri = url.parse().map_err(|error| format!("{url}: {error}"))?;
    let connecting = async {
        let (mut socket, _) =
            tokio_tungstenite::connect_async(uri).await.map_err(|error| error.to_string())?;
        socket.next().await.ok_or("closed at once")?.map_err(|error| error.to_string())
    };
    match tokio::time::timeout(PATIENCE, connecting).await {
        Ok(Ok(_)) => Ok(format!("{url} opens")),
        Ok(Err(error)) => Err(format!("{url}: {error}")),
        Err(_) => Err(format!("{url} does not answer")),
    }
}

/// Reaches the mail server without sending a mail.
async fn mail(config: &Config) -> Finding {
    let mailer = match wiring::mailer(config) {
        Ok(mailer) => mailer,
        Err(error) => return Wrong(error.to_string()),
    };
    if !mailer.is_configured() {
        return Well("not configured: the links that mail would carry are printed by `pingback user`".into());
    }
    if config.public_url.is_none() {
        return Wrong(
            "configured, but the links in mails would lead nowhere: set PINGBACK_PUBLIC_URL to the address that \
             people use"
                .into(),
        );
    }
    finding(
        mailer.check().await.map(|()| "the mail server lets us in".into()).map_err(|error| error.to_string()),
    )
}

#[cfg(test)]
mod tests {
    use super::reachable;

    #[test]
    fn a_server_on_every_address_is_reached_on_loopback() {
        for (listen, expected) in [
            ("0.0.0.0:8000", "127.0.0.1:8000"),
            ("[::]:80", "[::1]:80"),
            ("192.0.2.1:1", "192.0.2.1:1"),
            ("127.0.0.1:8000", "127.0.0.1:8000"),
        ] {
            assert_eq!(reachable(listen.parse().unwrap()).to_string(), expected);
        }
    }
}
