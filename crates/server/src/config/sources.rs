//! Where values come from: file, environment, flags, the later one winning.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::args::ConfigArgs;
use super::settings::{self, SETTINGS, Setting};

/// Other programs' own variables with our prefix: of tests, browser tests and measurements.
const FOREIGN: [&str; 3] = ["PINGBACK_TEST_", "PINGBACK_E2E_", "PINGBACK_BENCH_"];

/// The variable that stands for `--config`.
const CONFIG: &str = "PINGBACK_CONFIG";

/// Where a value was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// In a settings file.
    File {
        /// The file.
        path: PathBuf,
        /// The key's line, counted from 1.
        line: usize,
    },
    /// In the environment.
    Environment,
    /// On the command line.
    Flag,
}

/// A value as it was written.
#[derive(Debug, Clone)]
pub struct Given {
    /// The text. Kept out of messages where the setting is secret.
    pub text: String,
    /// Where it was set.
    pub source: Source,
}

impl Given {
    /// The place in words: `PINGBACK_LISTEN`, `--listen`, `listen in pingback.toml, line 3`.
    pub fn place<'a>(&'a self, setting: &'a Setting) -> impl fmt::Display + 'a {
        fmt::from_fn(move |out| match &self.source {
            Source::File { path, line } => write!(out, "{} in {}, line {line}", setting.key, path.display()),
            Source::Environment => out.write_str(&setting.env()),
            Source::Flag => write!(out, "--{}", setting.flag()),
        })
    }
}

/// All given values by key.
pub type Values = BTreeMap<&'static str, Given>;

/// Reads the three sources. Problems are collected; what could be read is returned beside them.
pub fn read(
    args: &ConfigArgs,
    env: impl IntoIterator<Item = (OsString, OsString)>,
    problems: &mut Vec<String>,
) -> Values {
    let mut over = BTreeMap::new();
    let mut config = args.config.clone();
    for (name, value) in env {
        let Some(name) = name.to_str().filter(|name| name.starts_with("PINGBACK_")) else {
            continue;
        };
        // Compose files pass variables on that are not set: as empty text.
        if value.is_empty() || FOREIGN.iter().any(|prefix| name.starts_with(prefix)) {
            continue;
        }
        let Ok(text) = value.into_string() else {
            problems.push(format!("{name} is not valid UTF-8"));
            continue;
        };
        if name == CONFIG {
            config = config.or(Some(PathBuf::from(text)));
        } else if let Some(setting) = SETTINGS.iter().find(|setting| setting.env() == name) {
            over.insert(setting.key, Given { text, source: Source::Environment });
        } else {
            problems.push(unknown_variable(name));
        }
    }
    for (key, text) in &args.values {
        over.insert(key, Given { text: text.clone(), source: Source::Flag });
    }
    let mut values = match &config {
        Some(file) => file_values(file, true, problems),
        None => implied_file(&over, problems),
    };
    values.extend(over);
    values
}

fn unknown_variable(name: &str) -> String {
    // Compared without the prefix, which all share and which would make any two names look alike.
    let key = name.trim_start_matches("PINGBACK_").to_ascii_lowercase();
    let hint = match settings::nearest(&key, SETTINGS.iter().map(|setting| setting.key).chain(["config"])) {
        Some(key) => format!("did you mean PINGBACK_{}?", key.to_ascii_uppercase()),
        None => "`pingback serve --help` lists them".to_owned(),
    };
    format!("{name} (environment) is no setting; {hint}")
}

/// `pingback.toml` in the data folder, which may be absent, and which cannot itself say where the data folder is.
fn implied_file(over: &Values, problems: &mut Vec<String>) -> Values {
    let folder = over.get("data_dir").map_or(super::DEFAULT_DATA_DIR, |given| &given.text);
    let file = Path::new(folder).join("pingback.toml");
    let mut values = file_values(&file, false, problems);
    if values.remove("data_dir").is_some() {
        problems.push(format!(
            "data_dir in {} has no effect, since the file was found through the data folder: set it by \
             PINGBACK_DATA_DIR or --data-dir, or name the file by --config",
            file.display()
        ));
    }
    values
}

fn file_values(path: &Path, required: bool, problems: &mut Vec<String>) -> Values {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound && !required => return Values::new(),
        Err(error) => {
            problems.push(format!("{} cannot be read: {error}", path.display()));
            return Values::new();
        }
    };
    let table: toml::Table = match toml::from_str(&text) {
        Ok(table) => table,
        Err(error) => {
            problems.push(not_toml(path, &text, &error));
            return Values::new();
        }
    };
    let mut values = Values::new();
    for (key, value) in table {
        let line = line_of(&text, &key);
        let Some(setting) = settings::find(&key) else {
            let hint = settings::nearest(&key.replace('-', "_"), SETTINGS.iter().map(|setting| setting.key));
            let hint = hint
                .map_or_else(|| "docs/operations.md lists them".into(), |key| format!("did you mean {key}?"));
            problems.push(format!("{key} in {}, line {line} is no setting; {hint}", path.display()));
            continue;
        };
        let source = Source::File { path: path.to_path_buf(), line };
        let Some(text) = as_text(&value) else {
            let place = format!("{key} in {}, line {line}", path.display());
            problems.push(format!("{place} must be text, a number, true or false, or a list of texts"));
            continue;
        };
        values.insert(setting.key, Given { text, source });
    }
    values
}

/// The parser's own message would show the line, and a line may hold a password.
fn not_toml(path: &Path, text: &str, error: &toml::de::Error) -> String {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    format!("{}, line {line} is not TOML: {} (write `key = \"value\"`)", path.display(), error.message())
}

/// Lists are joined by commas: networks may be written as a list in the file.
fn as_text(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Boolean(value) => Some(if *value { "on" } else { "off" }.to_owned()),
        toml::Value::Array(items) => {
            let items: Option<Vec<&str>> = items.iter().map(toml::Value::as_str).collect();
            items.map(|items| items.join(","))
        }
        _ => None,
    }
}

fn line_of(text: &str, key: &str) -> usize {
    let is_key = |line: &str| {
        let line = line.trim_start().trim_start_matches(['[', '"', '\'']);
        line.strip_prefix(key)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    text.lines().position(is_key).map_or(1, |index| index + 1)
}
