//! From settings to a product: the secret key, the database, the parts.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use pingback_app::accounts::PasswordCost;
use pingback_app::{App, Error, Parts, Settings, files, google, ids, keys, mail, rates};
use pingback_model::Clock;
use pingback_storage::{Db, Location, dump, instance};
use secrecy::ExposeSecret;
use tracing_subscriber::EnvFilter;

use crate::config::{Config, Database, Files, LogFormat};

/// Connections to PostgreSQL that one process opens at most.
const CONNECTIONS: u32 = 20;

/// Starts the log, on standard error.
pub fn start_log(config: &Config) {
    let filter = EnvFilter::new(&config.log);
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match config.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
}

/// Opens the database without touching its schema.
pub async fn connect(config: &Config) -> Result<Db, Error> {
    let location = match &config.database {
        Database::Sqlite(path) => {
            make_folder(path.parent().unwrap_or(Path::new(".")))?;
            Location::Sqlite(path.clone())
        }
        Database::Postgres(url) => {
            Location::Postgres { url: url.expose_secret().to_owned(), connections: CONNECTIONS }
        }
    };
    Ok(Db::connect(&location, Clock::system()).await?)
}

/// Opens everything but the network: migrates the database, checks that it belongs to this secret key.
pub async fn open(config: &Config) -> Result<App, Error> {
    make_folder(&config.data_dir)?;
    let secret = config.load_secret_key().map_err(|error| Error::Unavailable(error.to_string()))?;
    let keys = keys::Keys::derive(secret.expose_secret().as_bytes())?;
    let db = connect(config).await?;
    db.migrate().await?;
    if dump::is_half_restored(&db).await? {
        return Err(Error::Unavailable(
            "a restore into this database did not come to its end: empty the database and restore again"
                .into(),
        ));
    }
    let clock = Clock::system();
    let ids = ids::Ids::new(clock.clone());
    instance::claim(&db, ids.new_id(), &keys.check()).await?;
    Ok(App::new(Parts {
        db,
        clock,
        node_id: ids.new_id(),
        ids,
        keys,
        settings: settings(config),
        password_cost: PasswordCost::Full,
        mail: mailer(config)?,
        files: file_store(config)?,
        google: google::Google::default(),
        rates: rates::Rates::default(),
    }))
}

fn settings(config: &Config) -> Settings {
    Settings {
        public_url: config.public_url.clone(),
        default_plan: config.default_plan,
        registration_open: config.registration_open,
        google_client_id: config.google_client_id.clone(),
        google_jwks: config.providers.google_jwks.clone(),
        rate_limit: config.rate_limit,
        trusted_proxies: config.trusted_proxies.clone(),
        allow_private: config.allow_private.clone(),
        development: config.development,
    }
}

fn make_folder(path: &Path) -> Result<(), Error> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|error| Error::Internal(format!("the folder {} cannot be made: {error}", path.display())))
}

/// Where system mail goes.
pub fn mailer(config: &Config) -> Result<mail::Mailer, Error> {
    match &config.mail {
        None => Ok(mail::Mailer::Off),
        Some(mail) => mail::Mailer::smtp(mail.url.expose_secret(), &mail.from),
    }
}

fn file_store(config: &Config) -> Result<files::Files, Error> {
    match &config.files {
        Files::Folder(path) => files::Files::in_folder(path),
        Files::S3 { bucket, prefix } => files::Files::in_bucket(bucket, prefix),
    }
}
