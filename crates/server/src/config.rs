//! The operator's settings: defaults, then the settings file, then the environment, then flags.
//!
//! To add a setting: one row in [`settings`], one field in [`Config`], one line in `Config::from_values`, and the table
//! of docs/operations.md written anew (a test says how).

mod args;
mod error;
mod parse;
mod secret_key;
mod settings;
mod sources;

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

use ipnet::IpNet;
use pingback_model::Plan;
use secrecy::SecretString;
use url::Url;

pub use args::ConfigArgs;
pub use error::ConfigError;
use sources::{Given, Values};

/// The data folder when nothing names one.
const DEFAULT_DATA_DIR: &str = "./pingback-data";

/// Every setting, checked. Secrets do not print.
#[derive(Debug, Clone)]
pub struct Config {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// Folder for everything that is kept; may not exist yet.
    pub data_dir: PathBuf,
    /// Where the database is.
    pub database: Database,
    /// Where attachments live.
    pub files: Files,
    /// How browsers and providers reach the server. `None`: taken from the request, on loopback only.
    pub public_url: Option<Url>,
    /// Plan of new workspaces.
    pub default_plan: Plan,
    /// Whether anybody may sign up; the first account can always be made.
    pub registration_open: bool,
    /// The key that tokens and secrets at rest derive from, where set. [`Config::load_secret_key`] gives it in any case.
    pub secret_key: Option<SecretString>,
    /// How nodes tell each other of events.
    pub backplane: Backplane,
    /// System mail. `None`: not sent.
    pub mail: Option<Mail>,
    /// OAuth client id. `None`: no Google sign-in.
    pub google_client_id: Option<String>,
    /// Where the providers' APIs are.
    pub providers: Providers,
    /// Private networks that owners' servers may be in.
    pub allow_private: Vec<IpNet>,
    /// Whether rate limits apply.
    pub rate_limit: bool,
    /// Networks whose forwarding headers are believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Whether pages of localhost may use every widget.
    pub development: bool,
    /// What is logged, for `tracing_subscriber::EnvFilter`.
    pub log: String,
    /// How log lines look.
    pub log_format: LogFormat,
}

/// Where the database is.
#[derive(Debug, Clone)]
pub enum Database {
    /// A SQLite file, made when absent.
    Sqlite(PathBuf),
    /// A PostgreSQL address, password included.
    Postgres(SecretString),
}

/// Where attachments live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Files {
    /// In a folder.
    Folder(PathBuf),
    /// In an S3 bucket; keys and region come from the `AWS_*` environment.
    S3 {
        /// The bucket's name.
        bucket: String,
        /// In front of every object's name; may be empty; neither starts nor ends with a slash.
        prefix: String,
    },
}

/// How nodes tell each other of events. Hints only: the truth is in the database.
#[derive(Debug, Clone)]
pub enum Backplane {
    /// Not at all: there is one node.
    InProcess,
    /// PostgreSQL's NOTIFY.
    Notify,
    /// A Redis address, password included.
    Redis(SecretString),
}

/// The server for system mail.
#[derive(Debug, Clone)]
pub struct Mail {
    /// `smtp://` or `smtps://`, password included.
    pub url: SecretString,
    /// The sender, such as `PingBack <support@example.org>`.
    pub from: String,
}

/// Bases of the providers' APIs.
#[derive(Debug, Clone)]
#[expect(
    dead_code,
    reason = "checked and kept from the first version on; most are read by channels still to come"
)]
pub struct Providers {
    /// Telegram's Bot API.
    pub telegram: Url,
    /// Meta's Graph API.
    pub meta: Url,
    /// X's API.
    pub x: Url,
    /// Twilio's API.
    pub twilio: Url,
    /// Polar's API.
    pub polar: Url,
    /// The keys of Google's identity tokens.
    pub google_jwks: Url,
    /// The addresses above that the operator named. Their hosts are trusted even where they are private.
    pub trusted: Vec<Url>,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for machines.
    Json,
}

impl Config {
    /// Reads the settings file, this process's environment and the flags.
    pub fn load(args: &ConfigArgs) -> Result<Self, ConfigError> {
        Self::load_with(args, std::env::vars_os())
    }

    /// [`Config::load`] with a given environment.
    pub fn load_with(
        args: &ConfigArgs,
        env: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Result<Self, ConfigError> {
        let mut problems = Vec::new();
        let values = sources::read(args, env, &mut problems);
        let config = Self::from_values(Reader { values: &values, problems: &mut problems });
        config.filter(|_| problems.is_empty()).ok_or(ConfigError { problems })
    }

    /// The file that keeps the secret key when none is set.
    pub fn secret_key_file(&self) -> PathBuf {
        self.data_dir.join("secret.key")
    }

    /// A bad value leaves its problem behind and its default here, so that all problems are found in one go.
    fn from_values(mut read: Reader<'_>) -> Option<Self> {
        let data_dir: PathBuf = read.or("data_dir", DEFAULT_DATA_DIR.into(), |text| Ok(text.into()));
        let database = read.or("database_url", parse::default_database(&data_dir), parse::database);
        let providers = read.providers();
        Some(Self {
            listen: read.or("listen", SocketAddr::from(([127, 0, 0, 1], 8000)), parse::listen),
            files: read.or("files", Files::Folder(data_dir.join("files")), parse::files),
            public_url: read.optional("public_url", parse::public_url),
            default_plan: read.or("default_plan", Plan::Free, |text| {
                text.parse().map_err(|_| "free, mini or pro".to_owned())
            }),
            registration_open: read
                .or("registration", true, |text| parse::one_of(text, &[("open", true), ("closed", false)])),
            secret_key: read.optional("secret_key", parse::secret_key),
            backplane: read.backplane(&database),
            mail: read.mail(),
            google_client_id: read.optional("google_client_id", |text| Ok(text.to_owned())),
            allow_private: read.or("allow_private", Vec::new(), parse::networks),
            rate_limit: read.or("rate_limit", true, parse::switch),
            trusted_proxies: read.or("trusted_proxies", Vec::new(), parse::networks),
            development: read.or("development", false, parse::switch),
            log: read.or("log", "info".into(), parse::log_filter),
            log_format: read.or("log_format", LogFormat::Text, |text| {
                parse::one_of(text, &[("text", LogFormat::Text), ("json", LogFormat::Json)])
            }),
            data_dir,
            database,
            providers: providers?,
        })
    }
}

/// Takes typed values out of the given ones and notes what is wrong.
struct Reader<'a> {
    values: &'a Values,
    problems: &'a mut Vec<String>,
}

impl Reader<'_> {
    fn optional<T>(
        &mut self,
        key: &str,
        parse: impl FnOnce(&str) -> Result<T, parse::Expected>,
    ) -> Option<T> {
        let given = self.values.get(key)?;
        match parse(given.text.trim()) {
            Ok(value) => Some(value),
            Err(expected) => {
                self.problem(key, given, &format!("is not {expected}"));
                None
            }
        }
    }

    fn or<T>(&mut self, key: &str, default: T, parse: impl FnOnce(&str) -> Result<T, parse::Expected>) -> T {
        self.optional(key, parse).unwrap_or(default)
    }

    fn problem(&mut self, key: &str, given: &Given, what: &str) {
        let Some(setting) = settings::find(key) else {
            return;
        };
        let place = given.place(setting);
        self.problems.push(if setting.secret {
            format!("{place} {what}")
        } else {
            format!("{place}: `{}` {what}", given.text.escape_debug())
        });
    }

    fn backplane(&mut self, database: &Database) -> Backplane {
        let postgres = matches!(database, Database::Postgres(_));
        let default = if postgres { Backplane::Notify } else { Backplane::InProcess };
        let chosen = self.or("backplane", default, parse::backplane);
        if !postgres
            && !matches!(chosen, Backplane::InProcess)
            && let Some(given) = self.values.get("backplane")
        {
            let what = "needs PostgreSQL (database_url), since several nodes cannot share a SQLite file";
            self.problem("backplane", given, what);
        }
        chosen
    }

    fn mail(&mut self) -> Option<Mail> {
        let url = self.optional("smtp_url", |text| parse::secret_url(text, &["smtp", "smtps"]));
        let from = self.optional("mail_from", parse::mail_from);
        if let Some(given) = self.values.get("smtp_url").filter(|_| !self.values.contains_key("mail_from")) {
            self.problem("smtp_url", given, "needs a sender too: set mail_from");
        }
        url.zip(from).map(|(url, from)| Mail { url, from })
    }

    fn providers(&mut self) -> Option<Providers> {
        let (telegram, meta, x) =
            (self.provider("telegram_api"), self.provider("meta_api"), self.provider("x_api"));
        let (twilio, polar) = (self.provider("twilio_api"), self.provider("polar_api"));
        let google_jwks = self.provider("google_jwks");
        let all = [&telegram, &meta, &x, &twilio, &polar, &google_jwks];
        let trusted =
            all.into_iter().flatten().filter(|base| base.is_own).map(|base| base.url.clone()).collect();
        Some(Providers {
            telegram: telegram?.url,
            meta: meta?.url,
            x: x?.url,
            twilio: twilio?.url,
            polar: polar?.url,
            google_jwks: google_jwks?.url,
            trusted,
        })
    }

    fn provider(&mut self, key: &str) -> Option<Base> {
        if self.values.contains_key(key) {
            return self.optional(key, parse::base_url).map(|url| Base { url, is_own: true });
        }
        let url = settings::find(key).and_then(|setting| parse::base_url(setting.default).ok());
        if url.is_none() {
            self.problems.push(format!("the default of {key} is no address (a bug)"));
        }
        url.map(|url| Base { url, is_own: false })
    }
}

/// The base of a provider's API, and whether the operator named it.
struct Base {
    url: Url,
    is_own: bool,
}

#[cfg(test)]
mod tests;
