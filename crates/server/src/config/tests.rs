//! The settings from outside: what an operator writes and what comes of it.

use std::fs;
use std::path::Path;

use secrecy::ExposeSecret;

use super::*;

/// A folder of one test, removed at its end.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("pingback-config-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn text(&self) -> String {
        self.0.to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

fn load(flags: &[(&'static str, &str)], env: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let values = flags.iter().map(|(key, value)| (*key, (*value).to_owned())).collect();
    let args = ConfigArgs { config: None, values };
    Config::load_with(&args, env.iter().map(|(name, value)| (name.into(), value.into())))
}

/// Only through the environment, with a data folder that does not exist.
fn env(env: &[(&str, &str)]) -> Result<Config, ConfigError> {
    load(&[("data_dir", "/nowhere")], env)
}

fn problem(result: Result<Config, ConfigError>) -> String {
    let problems = result.expect_err("a problem").problems;
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems.into_iter().next().unwrap()
}

#[test]
fn nothing_need_be_set() {
    let config = load(&[], &[]).unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:8000");
    assert_eq!(config.data_dir, Path::new("./pingback-data"));
    assert!(
        matches!(&config.database, Database::Sqlite(file) if file == Path::new("./pingback-data/pingback.db"))
    );
    assert_eq!(config.files, Files::Folder("./pingback-data/files".into()));
    assert_eq!(config.secret_key_file(), Path::new("./pingback-data/secret.key"));
    assert!(matches!(config.backplane, Backplane::InProcess));
    assert_eq!(config.default_plan, Plan::Free);
    assert!(config.registration_open && config.rate_limit && !config.development);
    assert!(config.public_url.is_none() && config.secret_key.is_none() && config.mail.is_none());
    assert_eq!(config.providers.telegram.as_str(), "https://api.telegram.org/");
    assert!(config.providers.trusted.is_empty());
    assert_eq!((config.log.as_str(), config.log_format), ("info", LogFormat::Text));
}

#[test]
fn flags_win_over_environment_over_file() {
    let folder = Folder::new("order");
    folder.file("pingback.toml", "listen = '127.0.0.1:1'\ndefault_plan = 'mini'\nregistration = 'closed'\n");
    let vars = [("PINGBACK_LISTEN", "127.0.0.1:2"), ("PINGBACK_DEFAULT_PLAN", "pro")];
    let config = load(&[("data_dir", &folder.text()), ("listen", "127.0.0.1:3")], &vars).unwrap();
    assert_eq!(config.listen.port(), 3);
    assert_eq!(config.default_plan, Plan::Pro);
    assert!(!config.registration_open);
}

#[test]
fn config_names_another_file_which_may_say_where_the_data_is() {
    let folder = Folder::new("other");
    let file = folder.file(
        "other.toml",
        "data_dir = '/nowhere/else'\nrate_limit = false\ntrusted_proxies = ['10.0.0.0/8', '::1']\n",
    );
    let args = ConfigArgs { config: Some(file.clone()), ..ConfigArgs::default() };
    let config = Config::load_with(&args, []).unwrap();
    assert_eq!(config.data_dir, Path::new("/nowhere/else"));
    assert!(!config.rate_limit);
    assert_eq!(config.trusted_proxies.len(), 2);

    let by_env =
        Config::load_with(&ConfigArgs::default(), [("PINGBACK_CONFIG".into(), file.into())]).unwrap();
    assert_eq!(by_env.data_dir, Path::new("/nowhere/else"));

    let args = ConfigArgs { config: Some(folder.0.join("absent.toml")), ..ConfigArgs::default() };
    assert!(problem(Config::load_with(&args, [])).contains("absent.toml cannot be read"));
}

#[test]
fn the_file_of_the_data_folder_cannot_name_another_data_folder() {
    let folder = Folder::new("circle");
    folder.file("pingback.toml", "data_dir = '/elsewhere'\n");
    let said = problem(load(&[("data_dir", &folder.text())], &[]));
    assert!(said.starts_with("data_dir in ") && said.contains("has no effect"), "{said}");
}

#[test]
fn unknown_names_are_errors_that_name_the_nearest() {
    assert_eq!(
        problem(env(&[("PINGBACK_LISTN", "x")])),
        "PINGBACK_LISTN (environment) is no setting; did you mean PINGBACK_LISTEN?"
    );
    assert!(problem(env(&[("PINGBACK_ZZZ", "x")])).ends_with("`pingback serve --help` lists them"));

    let folder = Folder::new("unknown");
    let file = folder.file("pingback.toml", "# a comment\nlog = 'info'\n\nlog-format = 'json'\n");
    assert_eq!(
        problem(load(&[("data_dir", &folder.text())], &[])),
        format!("log-format in {}, line 4 is no setting; did you mean log_format?", file.display())
    );
}

#[test]
fn other_programs_variables_and_empty_ones_are_left_alone() {
    let vars = [("PINGBACK_TEST_POSTGRES_URL", "x"), ("PINGBACK_E2E_BINARY", "x"), ("PINGBACK_BENCH_X", "x")];
    env(&vars).unwrap();
    assert!(env(&[("PINGBACK_SMTP_URL", "")]).unwrap().mail.is_none());
}

#[test]
fn all_problems_are_told_at_once_with_place_and_remedy() {
    let folder = Folder::new("many");
    let file = folder.file("pingback.toml", "registration = 'maybe'\nlog_format = ['text', 1]\n");
    let vars = [("PINGBACK_LISTEN", "8000"), ("PINGBACK_DEFAULT_PLAN", "gold")];
    let result = load(&[("data_dir", &folder.text()), ("rate_limit", "of")], &vars);
    let mut problems = result.unwrap_err().problems;
    problems.sort();
    let file = file.display();
    assert_eq!(
        problems,
        [
            "--rate-limit: `of` is not on or off".to_owned(),
            "PINGBACK_DEFAULT_PLAN: `gold` is not free, mini or pro".to_owned(),
            "PINGBACK_LISTEN: `8000` is not an address and port such as 127.0.0.1:8000, 0.0.0.0:80 or [::1]:8000"
                .to_owned(),
            format!("log_format in {file}, line 2 must be text, a number, true or false, or a list of texts"),
            format!("registration in {file}, line 1: `maybe` is not open or closed"),
        ]
    );
}

#[test]
fn a_broken_file_is_named_with_its_line_and_not_quoted() {
    let folder = Folder::new("broken");
    folder.file("pingback.toml", "log = 'info'\nsecret_key = hunter2hunter2\n");
    let said = problem(load(&[("data_dir", &folder.text())], &[]));
    assert!(said.contains("pingback.toml, line 2 is not TOML"), "{said}");
    assert!(!said.contains("hunter2"), "{said}");
}

#[test]
fn secrets_do_not_print() {
    let key = "hunter2-hunter2-hunter2-hunter2-hunter2";
    let vars = [
        ("PINGBACK_SECRET_KEY", key),
        ("PINGBACK_DATABASE_URL", "postgres://me:hunter2@db/x"),
        ("PINGBACK_BACKPLANE", "redis://:hunter2@redis"),
        ("PINGBACK_SMTP_URL", "smtps://me:hunter2@mail.example.org"),
        ("PINGBACK_MAIL_FROM", "PingBack <support@example.org>"),
    ];
    let config = env(&vars).unwrap();
    assert!(!format!("{config:?}").contains("hunter2"));
    assert_eq!(config.secret_key.as_ref().unwrap().expose_secret(), key);
    let mail = config.mail.unwrap();
    assert_eq!(mail.url.expose_secret(), "smtps://me:hunter2@mail.example.org");

    for name in ["PINGBACK_SECRET_KEY", "PINGBACK_DATABASE_URL", "PINGBACK_BACKPLANE", "PINGBACK_SMTP_URL"] {
        let said = env(&[(name, "hunter2"), ("PINGBACK_MAIL_FROM", "a@b")]).unwrap_err().to_string();
        assert!(said.contains(name) && !said.contains("hunter2"), "{said}");
    }
}

#[test]
fn the_database_decides_the_default_backplane() {
    let postgres = ("PINGBACK_DATABASE_URL", "postgres://me@localhost/pingback");
    assert!(matches!(env(&[postgres]).unwrap().backplane, Backplane::Notify));
    assert!(matches!(
        env(&[postgres, ("PINGBACK_BACKPLANE", "in_process")]).unwrap().backplane,
        Backplane::InProcess
    ));
    assert!(matches!(
        env(&[postgres, ("PINGBACK_BACKPLANE", "redis://x")]).unwrap().backplane,
        Backplane::Redis(_)
    ));
    assert!(problem(env(&[("PINGBACK_BACKPLANE", "notify")])).contains("needs PostgreSQL"));

    let sqlite = env(&[("PINGBACK_DATABASE_URL", "sqlite:./other.db")]).unwrap();
    assert!(matches!(sqlite.database, Database::Sqlite(file) if file == Path::new("./other.db")));
    let absolute = env(&[("PINGBACK_DATABASE_URL", "sqlite:///var/lib/x.db")]).unwrap();
    assert!(matches!(absolute.database, Database::Sqlite(file) if file == Path::new("/var/lib/x.db")));
    for bad in ["mysql://x/y", "sqlite::memory:", "sqlite:", "postgres:/x"] {
        problem(env(&[("PINGBACK_DATABASE_URL", bad)]));
    }
}

#[test]
fn addresses_and_networks() {
    let config = env(&[
        ("PINGBACK_PUBLIC_URL", "https://support.example.org"),
        ("PINGBACK_TELEGRAM_API", "http://127.0.0.1:8081/bot-api"),
        ("PINGBACK_ALLOW_PRIVATE", "10.0.0.0/8, 192.168.1.7,fd00::/8"),
        ("PINGBACK_LISTEN", "localhost:80"),
        ("PINGBACK_FILES", "s3://bucket/a/prefix/"),
    ])
    .unwrap();
    assert_eq!(config.public_url.unwrap().as_str(), "https://support.example.org/");
    assert_eq!(config.providers.trusted, [config.providers.telegram]);
    assert_eq!(config.allow_private[1].to_string(), "192.168.1.7/32");
    assert_eq!(config.listen.to_string(), "127.0.0.1:80");
    assert_eq!(config.files, Files::S3 { bucket: "bucket".into(), prefix: "a/prefix".into() });

    for (name, bad) in [
        ("PINGBACK_PUBLIC_URL", "support.example.org"),
        ("PINGBACK_PUBLIC_URL", "https://example.org/support"),
        ("PINGBACK_ALLOW_PRIVATE", "10.0.0.0/33"),
        ("PINGBACK_FILES", "ftp://bucket"),
        ("PINGBACK_LOG", "pingback=loud"),
        ("PINGBACK_MAIL_FROM", "nobody"),
    ] {
        problem(env(&[(name, bad)]));
    }
}

#[test]
fn a_mail_server_needs_a_sender() {
    let said = problem(env(&[("PINGBACK_SMTP_URL", "smtp://mail.example.org:25")]));
    assert_eq!(said, "PINGBACK_SMTP_URL needs a sender too: set mail_from");
}
