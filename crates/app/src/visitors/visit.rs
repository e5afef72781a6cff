//! What a visitor's browser says of itself and its page: the team sees where somebody writes from.
//!
//! It is a courtesy, not an order: what does not fit is left out, and no session fails for it.

use std::net::IpAddr;

use chrono::TimeDelta;
use pingback_model::{CustomerId, Event, Timestamp, Visit, WorkspaceId};
use pingback_storage::customers;
use url::Url;

use super::Visitor;
use crate::App;
use crate::actor::Nobody;
use crate::error::Result;
use crate::rates::Rule;

/// The longest address and the longest of the other texts that are kept, in characters.
const LONGEST_URL: usize = 1_000;
const LONGEST: usize = 200;
/// How old what is known may be, at most, before it is written anew: a busy website loads many pages.
const FRESH: TimeDelta = TimeDelta::seconds(10);

/// What a browser says when a session begins.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The address of the page.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Where the browser came from.
    pub referrer: Option<String>,
    /// The browser's first language.
    pub language: Option<String>,
    /// The time zone, as IANA names it.
    pub timezone: Option<String>,
    /// The browser's name.
    pub browser: Option<String>,
    /// The system's name.
    pub os: Option<String>,
}

impl Page {
    /// What is kept of it; none where the page said nothing.
    pub(super) fn visit(&self, from: IpAddr, now: Timestamp) -> Option<Visit> {
        let (page_url, page_title) = (address(self.url.as_deref()), line(self.title.as_deref()));
        let (referrer, timezone) = (address(self.referrer.as_deref()), word(self.timezone.as_deref()));
        let language = word(self.language.as_deref());
        let said = [&page_url, &page_title, &referrer, &language, &timezone];
        said.iter().any(|field| field.is_some()).then(|| Visit {
            page_url,
            page_title,
            referrer,
            language,
            browser: line(self.browser.as_deref()),
            os: line(self.os.as_deref()),
            timezone,
            address: known(from),
            seen_at: now,
        })
    }
}

/// An address, where the server knows the caller's.
fn known(address: IpAddr) -> Option<IpAddr> {
    Some(address.to_canonical()).filter(|address| !address.is_unspecified())
}

/// What is known of somebody whose page said nothing: where they call from. The team must be able to block it.
pub(super) fn from_address(address: IpAddr, now: Timestamp) -> Visit {
    Visit {
        page_url: None,
        page_title: None,
        referrer: None,
        language: None,
        browser: None,
        os: None,
        timezone: None,
        address: known(address),
        seen_at: now,
    }
}

/// Text of one line, cut where it is long.
fn line(text: Option<&str>) -> Option<String> {
    let plain: String = text?.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    let plain = plain.trim();
    (!plain.is_empty()).then(|| plain.to_owned())
}

/// A name that programs give: nothing but letters, digits and a few signs.
fn word(text: Option<&str>) -> Option<String> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || "-_/+".contains(c);
    text.filter(|text| (1..=60).contains(&text.len()) && text.chars().all(is_word)).map(ToOwned::to_owned)
}

/// The address of a page, without what its visitor alone should know: a name and password, what follows `#`.
fn address(text: Option<&str>) -> Option<String> {
    let mut url = Url::parse(text?.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    url.set_fragment(None);
    let _ = url.set_username("");
    let _ = url.set_password(None);
    if url.as_str().len() > LONGEST_URL {
        url.set_query(None);
    }
    (url.as_str().len() <= LONGEST_URL).then(|| url.into())
}

/// Notes that a visitor is on another page now. Nothing is written before their first message, nor again within ten
/// seconds. 429 for too many.
pub async fn note_page(app: &App, visitor: &Visitor, address: IpAddr, page: &Page) -> Result<()> {
    app.check_rate(Rule::VisitorPagesPerAddress, address)?;
    app.check_rate(Rule::VisitorPages, visitor.customer_id)?;
    let visit = page.visit(address, app.now());
    note(app, visitor.workspace_id, visitor.customer_id, visit).await.map(drop)
}

/// Notes a visit on the customer, and tells the team. Returns it where there is no such customer yet.
pub(super) async fn note(
    app: &App,
    workspace: WorkspaceId,
    customer: CustomerId,
    visit: Option<Visit>,
) -> Result<Option<Visit>> {
    let Some(visit) = visit else { return Ok(None) };
    let Some(known) = customers::find(&mut app.read().await?, workspace, customer).await? else {
        return Ok(Some(visit));
    };
    let visit = match known.visit {
        Some(before) if visit.seen_at - before.seen_at < FRESH => return Ok(None),
        // A page that is walked to says less than the one that was loaded.
        Some(before) => Visit {
            language: visit.language.or(before.language),
            timezone: visit.timezone.or(before.timezone),
            ..visit
        },
        None => visit,
    };
    let visit = &visit;
    app.write(&Nobody, |mut tx| async move {
        if let Some(customer) = customers::set_visit(&mut tx, workspace, customer, visit).await? {
            tx.record(workspace, Event::CustomerUpdated { customer });
        }
        Ok(tx.commit(()).await?)
    })
    .await?;
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_left_out() {
        let kept = |text: &str| address(Some(text));
        assert_eq!(kept("https://me:pw@acme.com/a?b=c#d").as_deref(), Some("https://acme.com/a?b=c"));
        assert_eq!(
            kept(&format!("https://acme.com/a?{}", "x".repeat(2_000))).as_deref(),
            Some("https://acme.com/a")
        );
        for bad in [
            "",
            "javascript:alert(1)",
            "/a",
            "file:///etc",
            &format!("https://acme.com/{}", "x".repeat(2_000)),
        ] {
            assert_eq!(kept(bad), None, "{bad}");
        }
        assert_eq!(line(Some(" a\nb\0 ")).as_deref(), Some("ab"));
        assert_eq!(word(Some("Europe/Berlin")).as_deref(), Some("Europe/Berlin"));
        assert_eq!(word(Some("<script>")), None);
        assert_eq!(
            Page { browser: Some("Firefox".into()), ..Page::default() }
                .visit(IpAddr::from([192, 0, 2, 1]), Timestamp::UNIX_EPOCH),
            None
        );
    }
}
