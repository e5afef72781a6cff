//! Addresses of the dashboard's pages, and links with a secret.

use chrono::TimeDelta;
use pingback_model::UserId;
use pingback_storage::account_tokens::{self, Purpose};
use url::Url;

use crate::App;
use crate::actor::Nobody;
use crate::error::{Error, Result};
use crate::keys::sha256;

/// The address of a page of the dashboard: below the public address where that is set, else below `base`, the
/// address that a request on this machine named. With neither: where the server listens by default.
pub(crate) fn page(app: &App, base: Option<&Url>, path: &[&str]) -> Url {
    #[expect(clippy::expect_used, reason = "a constant")]
    let mut url = app
        .settings
        .public_url
        .as_ref()
        .or(base)
        .cloned()
        .unwrap_or_else(|| Url::parse("http://localhost:8000").expect("it is an address"));
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty().extend(path);
    }
    url
}

/// A link with a new token, good for one use: 48 hours to confirm an address, one hour to set a
/// password. Earlier links for the same purpose die. The
/// token itself is only in the link: the database keeps its digest.
pub(crate) async fn new_link(
    app: &App,
    base: Option<&Url>,
    user: UserId,
    purpose: Purpose,
) -> Result<String> {
    let (path, good_for) = match purpose {
        Purpose::VerifyEmail => ("verify-email", TimeDelta::hours(48)),
        Purpose::ResetPassword => ("reset-password", TimeDelta::hours(1)),
    };
    let token = app.ids.secret();
    let hash = &sha256(token.as_bytes());
    app.write(&Nobody, |mut tx| async move {
        let expires_at = tx.now() + good_for;
        account_tokens::replace(&mut tx, user, purpose, hash, expires_at).await?;
        tx.commit(()).await.map_err(Error::from)
    })
    .await?;
    let mut link = page(app, base, &[path]);
    link.query_pairs_mut().append_pair("token", &token);
    Ok(link.into())
}
