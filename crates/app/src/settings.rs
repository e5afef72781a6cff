//! What the operator decides, as the use cases need it. The binary reads it from file, environment and flags.

use ipnet::IpNet;
use pingback_model::Plan;
use url::Url;

/// The operator's settings.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How browsers and providers reach the server, where set: links in mails, widget snippets, signed files.
    pub public_url: Option<Url>,
    /// The plan of new workspaces.
    pub default_plan: Plan,
    /// Whether anybody may sign up; the first account can always be made.
    pub registration_open: bool,
    /// Google's client id, where Google sign-in is configured.
    pub google_client_id: Option<String>,
    /// Where Google's keys are.
    pub google_jwks: Url,
    /// Whether limits by address, account and token apply.
    pub rate_limit: bool,
    /// Networks whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Networks that an owner's servers may be in though they are private.
    pub allow_private: Vec<IpNet>,
    /// Whether pages of localhost may use every widget: for trying out.
    pub development: bool,
}
