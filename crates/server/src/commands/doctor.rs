//! `pingback doctor`: what is wrong with this installation, and how to mend it.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use futures_util::StreamExt;
use pingback_model::Clock;
use pingback_storage::instance;
use secrecy::ExposeSecret;
use tokio_tungstenite::tungstenite::http::Uri;

use super::CommandResult;
use crate::config::{Config, Database, Files};
use crate::wiring;

/// How long a check that goes over the network may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How far this machine's clock and the database's may be apart.
const SKEW: Duration = Duration::from_secs(30);

/// Checks everything; fails if something is wrong.
pub async fn run(config: &Config) -> CommandResult {
    let checks = [
        ("data folder", data_folder(config)),
        ("database", database(config).await),
        ("clock", clock(config).await),
        ("public URL", public_url(config).await),
        ("websocket", websocket(config).await),
        ("mail", mail(config).await),
    ];
    let mut is_well = true;
    for (name, result) in &checks {
        match result {
            Ok(fact) => println!("ok    {name}: {fact}"),
            Err(problem) => {
                is_well = false;
                println!("WRONG {name}: {problem}");
            }
        }
    }
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn data_folder(config: &Config) -> Result<String, String> {
    let folder = &config.data_dir;
    writable(folder)?;
    if let Files::Folder(files) = &config.files {
        writable(files)?;
    }
    Ok(format!("{} can be written", folder.display()))
}

fn writable(folder: &Path) -> Result<(), String> {
    if !folder.exists() {
        return Err(format!("{} does not exist yet: the first `pingback serve` makes it", folder.display()));
    }
    tempfile_in(folder).map_err(|error| {
        format!("{} cannot be written: {error}; give it to the user that runs pingback", folder.display())
    })
}

fn tempfile_in(folder: &Path) -> std::io::Result<()> {
    let probe = folder.join(".doctor");
    std::fs::write(&probe, b"probe")?;
    std::fs::remove_file(probe)
}

async fn database(config: &Config) -> Result<String, String> {
    if let Database::Sqlite(path) = &config.database
        && !path.exists()
    {
        return Err(format!("{} does not exist yet: the first `pingback serve` makes it", path.display()));
    }
    let db = wiring::connect(config).await.map_err(|error| error.to_string())?;
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

/// A clock far off makes sessions end early and signed addresses useless.
async fn clock(config: &Config) -> Result<String, String> {
    let Some(url) = &config.public_url else {
        return Ok("compared with the public URL's server, where one is set".into());
    };
    let answer = get(url.as_str()).await?;
    let date = answer.headers().get("date").and_then(|date| date.to_str().ok()).unwrap_or_default();
    let Ok(theirs) = chrono::DateTime::parse_from_rfc2822(date) else {
        return Ok("the public URL's server does not say its time".into());
    };
    let apart = Clock::system().now().timestamp().abs_diff(theirs.timestamp());
    if apart > SKEW.as_secs() {
        return Err(format!("this machine's clock is {apart} s away from {url}'s: synchronise it"));
    }
    Ok(format!("within {apart} s of {url}"))
}

async fn public_url(config: &Config) -> Result<String, String> {
    let Some(url) = &config.public_url else {
        let needed = if config.listen.ip().is_loopback() { Ok } else { Err };
        return needed("not set: taken from each request, which will do on this machine only; mails and providers need PINGBACK_PUBLIC_URL".into());
    };
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

/// Proxies that do not pass upgrades on are the usual reason for a dashboard without live updates.
async fn websocket(config: &Config) -> Result<String, String> {
    let base =
        config.public_url.as_ref().map_or_else(|| format!("http://{}/", config.listen), ToString::to_string);
    let url = format!("{}socket.io/?EIO=4&transport=websocket", base.replacen("http", "ws", 1));
    let uri: Uri = url.parse().map_err(|error| format!("{url}: {error}"))?;
    let connecting = async {
        let (mut socket, _) =
            tokio_tungstenite::connect_async(uri).await.map_err(|error| error.to_string())?;
        socket.next().await.ok_or("closed at once")?.map_err(|error| error.to_string())
    };
    match tokio::time::timeout(PATIENCE, connecting).await {
        Ok(Ok(_)) => Ok(format!("{url} opens")),
        Ok(Err(error)) => Err(format!(
            "{url}: {error}; the server must run, and a proxy in front must pass Upgrade and Connection on"
        )),
        Err(_) => Err(format!("{url} does not answer")),
    }
}

/// Reaches the mail server without sending a mail.
async fn mail(config: &Config) -> Result<String, String> {
    let mailer = wiring::mailer(config).map_err(|error| error.to_string())?;
    if !mailer.is_configured() {
        return Ok("not configured: the links that mail would carry are printed by `pingback user`".into());
    }
    mailer.check().await.map(|()| "the mail server lets us in".into()).map_err(|error| error.to_string())
}
