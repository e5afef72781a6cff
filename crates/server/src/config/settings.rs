//! The one table of settings. Flags, file keys, environment names, `--help` and docs/operations.md come from it.

/// One setting. Its key gives all other names: `smtp_url` in pingback.toml, `PINGBACK_SMTP_URL`, `--smtp-url`.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// The name in pingback.toml.
    pub key: &'static str,
    /// What a value looks like, for `--help`.
    pub value: &'static str,
    /// The default in words.
    pub default: &'static str,
    /// What it means, in one or two sentences.
    pub meaning: &'static str,
    /// Whether a value may contain a password: then no message repeats it.
    pub secret: bool,
}

impl Setting {
    /// The environment variable.
    pub fn env(&self) -> String {
        format!("PINGBACK_{}", self.key.to_ascii_uppercase())
    }

    /// The flag without its dashes.
    pub fn flag(&self) -> String {
        self.key.replace('_', "-")
    }
}

const fn public(
    key: &'static str,
    value: &'static str,
    default: &'static str,
    meaning: &'static str,
) -> Setting {
    Setting { key, value, default, meaning, secret: false }
}

const fn secret(
    key: &'static str,
    value: &'static str,
    default: &'static str,
    meaning: &'static str,
) -> Setting {
    Setting { key, value, default, meaning, secret: true }
}

/// Every setting, in the order in which they are shown.
pub const SETTINGS: &[Setting] = &[
    public("listen", "ADDRESS:PORT", "127.0.0.1:8000", "Address and port to listen on."),
    public("data_dir", "FOLDER", "./pingback-data", "Folder for the SQLite file, attachments and keys."),
    secret(
        "database_url",
        "URL",
        "SQLite in the data folder",
        "`postgres://user:password@host/name` for PostgreSQL, or `sqlite:FILE`.",
    ),
    public(
        "files",
        "WHERE",
        "`files` in the data folder",
        "Where attachments live: a folder, or `s3://bucket/prefix` with the usual `AWS_*` environment \
         (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT`; \
         `AWS_ALLOW_HTTP=true` for an endpoint without TLS).",
    ),
    public(
        "public_url",
        "URL",
        "from the request on loopback",
        "How browsers and providers reach the server. Required for mails and webhooks unless it is on loopback.",
    ),
    public("default_plan", "PLAN", "free", "Plan of new workspaces: `free`, `mini` or `pro`."),
    public(
        "registration",
        "open|closed",
        "open",
        "Whether anybody may sign up. The first account can always be made.",
    ),
    secret(
        "secret_key",
        "KEY",
        "made once in the data folder",
        "Tokens and secrets at rest derive from it. At least 32 characters; several nodes share one.",
    ),
    secret(
        "backplane",
        "HOW",
        "in_process with SQLite, notify with PostgreSQL",
        "How several nodes tell each other of events: `in_process` (one node), `notify` (through PostgreSQL) or \
         `redis://…` (many nodes).",
    ),
    secret(
        "smtp_url",
        "URL",
        "none: no system mail",
        "Server for system mail: `smtps://user:password@host` (TLS) or `smtp://…` (`?tls=required` for STARTTLS).",
    ),
    public(
        "mail_from",
        "ADDRESS",
        "none",
        "Sender of system mail, such as `PingBack <support@example.org>`.",
    ),
    public(
        "google_client_id",
        "ID",
        "none: no Google sign-in",
        "OAuth client id for signing in with Google.",
    ),
    public(
        "telegram_api",
        "URL",
        "https://api.telegram.org",
        "Base of the Telegram Bot API. Here and in the next five, a host you name yourself is trusted.",
    ),
    public(
        "meta_api",
        "URL",
        "https://graph.facebook.com",
        "Base of Meta's Graph API (WhatsApp, Instagram).",
    ),
    public("x_api", "URL", "https://api.x.com", "Base of X's API."),
    public("twilio_api", "URL", "https://api.twilio.com", "Base of Twilio's API (SMS)."),
    public("polar_api", "URL", "https://api.polar.sh", "Base of Polar's API (billing)."),
    public(
        "google_jwks",
        "URL",
        "https://www.googleapis.com/oauth2/v3/certs",
        "Where the keys that sign Google's identity tokens are published.",
    ),
    public(
        "allow_private",
        "NETWORKS",
        "none",
        "Private networks (CIDR, comma-separated) that an owner's mail servers, webhooks and fetched attachments \
         may reach. Otherwise private, loopback and link-local addresses are refused.",
    ),
    public(
        "rate_limit",
        "on|off",
        "on",
        "Limits on sign-in, sign-up, mails, calls and visitors' messages. `off` for load tests and closed networks.",
    ),
    public(
        "trusted_proxies",
        "NETWORKS",
        "none",
        "Networks (CIDR, comma-separated) whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.",
    ),
    public(
        "development",
        "on|off",
        "off",
        "`on` lets pages of `localhost` use every widget, to try one out before it is on its website. Not for a \
         server that customers use.",
    ),
    public("log", "FILTER", "info", "What is logged, such as `warn` or `info,pingback_http=debug`."),
    public("log_format", "text|json", "text", "How log lines look."),
];

/// The setting with that key.
pub fn find(key: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.key == key)
}

/// The known name most like a mistyped one, if any is close enough to be meant.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let scored = known.into_iter().map(|known| (strsim::jaro_winkler(name, known), known));
    let best = scored.max_by(|(left, _), (right, _)| left.total_cmp(right));
    best.filter(|(score, _)| *score > 0.8).map(|(_, known)| known)
}

/// The table of docs/operations.md.
#[cfg(test)]
pub fn markdown() -> String {
    let cell = |text: &str| text.replace('|', "\\|");
    let row = |setting: &Setting| {
        let (env, flag) = (setting.env(), setting.flag());
        format!("| `{env}` | `--{flag}` | {} | {} |\n", cell(setting.default), cell(setting.meaning))
    };
    let rows: String = SETTINGS.iter().map(row).collect();
    format!("| environment | flag | default | meaning |\n|---|---|---|---|\n{rows}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const BEGIN: &str =
        "<!-- settings: written by `PINGBACK_TEST_WRITE=1 cargo test -p pingback-server settings` -->\n";
    const END: &str = "<!-- end of settings -->";

    /// The operator reads docs/operations.md, not this table.
    #[test]
    fn the_manual_has_the_settings_of_this_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/operations.md");
        let text = fs::read_to_string(path).unwrap();
        let begin = text.find(BEGIN).expect("the opening mark") + BEGIN.len();
        let end = text.find(END).expect("the closing mark");
        if std::env::var_os("PINGBACK_TEST_WRITE").is_some() {
            fs::write(path, format!("{}{}{}", &text[..begin], markdown(), &text[end..])).unwrap();
            return;
        }
        assert_eq!(
            &text[begin..end],
            markdown(),
            "see the mark in docs/operations.md for how to write it anew"
        );
    }

    #[test]
    fn a_slip_of_the_keyboard_is_understood() {
        let keys = || SETTINGS.iter().map(|setting| setting.key);
        assert_eq!(nearest("lissten", keys()), Some("listen"));
        assert_eq!(nearest("databse_url", keys()), Some("database_url"));
        assert_eq!(nearest("trusted_proxy", keys()), Some("trusted_proxies"));
        assert_eq!(nearest("colour", keys()), None);
    }

    #[test]
    fn names_follow_from_the_key() {
        let setting = find("smtp_url").unwrap();
        assert_eq!((setting.env(), setting.flag()), ("PINGBACK_SMTP_URL".into(), "smtp-url".into()));
    }
}
