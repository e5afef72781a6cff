//! From text to typed values. An error says what was expected; where it stood is added by the caller.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use ipnet::IpNet;
use secrecy::SecretString;
use url::Url;

use super::{Backplane, Database, Files};

/// What a value should have been; completes the sentence "… is not …".
pub type Expected = String;

/// Host and port.
pub fn listen(text: &str) -> Result<SocketAddr, Expected> {
    let text = text.replace("localhost:", "127.0.0.1:");
    text.parse().map_err(|_| "an address and port such as 127.0.0.1:8000, 0.0.0.0:80 or [::1]:8000".into())
}

/// Networks separated by commas; a single address stands for itself.
pub fn networks(text: &str) -> Result<Vec<IpNet>, Expected> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let networks: Option<Vec<IpNet>> = parts
        .map(|part| part.parse().ok().or_else(|| part.parse::<IpAddr>().ok().map(IpNet::from)))
        .collect();
    networks.ok_or_else(|| "a list of networks such as 10.0.0.0/8,192.168.1.7,fd00::/8".into())
}

/// `on` or `off`.
pub fn switch(text: &str) -> Result<bool, Expected> {
    match text {
        "on" | "true" => Ok(true),
        "off" | "false" => Ok(false),
        _ => Err("on or off".into()),
    }
}

/// One of some words.
pub fn one_of<T: Copy>(text: &str, words: &[(&str, T)]) -> Result<T, Expected> {
    let found = words.iter().find(|(word, _)| *word == text);
    let names: Vec<_> = words.iter().map(|(word, _)| *word).collect();
    found.map(|(_, value)| *value).ok_or_else(|| names.join(" or "))
}

/// Where the server is reached: no path, since pages and API live at the root.
pub fn public_url(text: &str) -> Result<Url, Expected> {
    let url = base_url(text)?;
    if url.path() == "/" {
        Ok(url)
    } else {
        Err("an address without a path, such as https://support.example.org".into())
    }
}

/// The base of an HTTP API; may have a path.
pub fn base_url(text: &str) -> Result<Url, Expected> {
    let expected = || "an address such as https://support.example.org".to_owned();
    let url = Url::parse(text).map_err(|_| expected())?;
    let plain =
        url.has_host() && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    if matches!(url.scheme(), "http" | "https") && plain { Ok(url) } else { Err(expected()) }
}

/// An address that may hold a password, of one of the schemes.
pub fn secret_url(text: &str, schemes: &[&str]) -> Result<SecretString, Expected> {
    let url = Url::parse(text).ok().filter(|url| schemes.contains(&url.scheme()) && url.has_host());
    let starts: Vec<String> = schemes.iter().map(|scheme| format!("{scheme}://")).collect();
    url.map(|_| SecretString::from(text)).ok_or_else(|| {
        format!(
            "an address that starts with {}; in a password, write special characters as %XX",
            starts.join(" or ")
        )
    })
}

/// `postgres://…` or `sqlite:FILE`.
pub fn database(text: &str) -> Result<Database, Expected> {
    if let Some(file) = text.strip_prefix("sqlite:") {
        let file = file.strip_prefix("//").unwrap_or(file);
        let is_file = !file.is_empty() && file != ":memory:" && !file.contains('?');
        return if is_file {
            Ok(Database::Sqlite(PathBuf::from(file)))
        } else {
            Err("sqlite: and the name of a file".into())
        };
    }
    let socket = text.contains("?host=/") || text.contains("&host=/");
    let local = socket && ["postgres:///", "postgresql:///"].iter().any(|start| text.starts_with(start));
    if local {
        return Ok(Database::Postgres(SecretString::from(text)));
    }
    let url = secret_url(text, &["postgres", "postgresql"]);
    url.map(Database::Postgres).map_err(|expected| format!("sqlite:FILE or {expected}"))
}

/// `in_process`, `notify` or `redis://…`.
pub fn backplane(text: &str) -> Result<Backplane, Expected> {
    match text {
        "in_process" => Ok(Backplane::InProcess),
        "notify" => Ok(Backplane::Notify),
        _ => {
            let url = secret_url(text, &["redis", "rediss"]);
            url.map(Backplane::Redis).map_err(|expected| format!("in_process, notify or {expected}"))
        }
    }
}

/// A folder or `s3://bucket/prefix`.
pub fn files(text: &str) -> Result<Files, Expected> {
    if !text.contains("://") {
        return if text.is_empty() {
            Err("a folder or s3://bucket/prefix".into())
        } else {
            Ok(Files::Folder(text.into()))
        };
    }
    let url = Url::parse(text).ok().filter(|url| url.scheme() == "s3" && url.username().is_empty());
    let bucket = url.as_ref().and_then(|url| url.host_str()).map(str::to_owned);
    match (bucket, url) {
        (Some(bucket), Some(url)) => {
            Ok(Files::S3 { bucket, prefix: url.path().trim_matches('/').to_owned() })
        }
        _ => Err("a folder or s3://bucket/prefix".into()),
    }
}

/// Long enough that nobody guesses it.
pub fn secret_key(text: &str) -> Result<SecretString, Expected> {
    if text.len() < 32 {
        return Err("at least 32 characters long; make one with `openssl rand -base64 32`".into());
    }
    Ok(SecretString::from(text))
}

/// A mailbox, with or without a name. The mailer checks it in full.
pub fn mail_from(text: &str) -> Result<String, Expected> {
    let address = text.rsplit_once('<').map_or(text, |(_, rest)| rest.trim_end_matches('>'));
    let parts = address.trim().split_once('@');
    let good =
        parts.is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty() && !domain.contains('@'));
    if good {
        Ok(text.to_owned())
    } else {
        Err("a mail address such as PingBack <support@example.org>".into())
    }
}

/// A log filter; checked here so that a slip does not end in silence.
pub fn log_filter(text: &str) -> Result<String, Expected> {
    let filter = tracing_subscriber::EnvFilter::try_new(text);
    filter.map(|_| text.to_owned()).map_err(|_| "a log filter such as info or warn,pingback_app=debug".into())
}

/// The SQLite file of a data folder.
pub fn default_database(data_dir: &Path) -> Database {
    Database::Sqlite(data_dir.join("pingback.db"))
}
