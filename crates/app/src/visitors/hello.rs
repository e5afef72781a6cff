//! What a widget's launcher asks for when a visitor comes back: one small question, that makes nothing.

use std::net::IpAddr;

use pingback_model::Widget;
use pingback_storage::visitors;
use pingback_storage::visitors::Unseen;

use super::refuse_blocked;
use super::session::{recognise, vouched_for};
use crate::App;
use crate::error::{Error, Result};
use crate::rates::Rule;
use crate::widgets::{PublicWidget, requires_identity, shown};

/// The longest preview, in characters.
const LONGEST: usize = 140;

/// Who comes back: a browser that was here before, a customer whom the website vouches for, or both.
#[derive(Debug, Clone, Default)]
pub struct Returning {
    /// From the last session. One that is not known is greeted as somebody new.
    pub visitor_token: Option<String>,
    /// The website's word: a JWT signed with the widget's secret.
    pub identity: Option<String>,
}

/// What somebody who comes back is shown before they open the widget.
#[derive(Debug, Clone)]
pub struct Hello {
    /// The widget.
    pub shown: PublicWidget,
    /// What waits for them.
    pub unread: Unread,
}

/// The answers that a visitor has not seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unread {
    /// How many, at most 100.
    pub count: usize,
    /// The newest.
    pub preview: Option<Preview>,
}

/// An answer's beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// One line of at most 140 characters; empty where it is of files alone.
    pub text: String,
    /// Who wrote it; none: Theo.
    pub sender_name: Option<String>,
    /// Their picture.
    pub sender_avatar_url: Option<String>,
}

/// Greets whoever comes back. With an identity it is the customer whom that names, on whatever device they wrote, and
/// never the visitor of the browser's token; without one it is that visitor, and nobody where the widget is only for
/// known customers. 403 for those whom the team blocked, 422 for an identity that does not hold, 429 for too many
/// from one address.
pub async fn hello(app: &App, widget: Widget, input: &Returning, address: IpAddr) -> Result<Hello> {
    app.check_rate(Rule::WidgetHellos, address)?;
    let workspace = widget.workspace_id;
    let back = match (&input.identity, &input.visitor_token) {
        (Some(identity), _) => vouched_for(app, &widget, identity).await?.1.map(|customer| customer.id),
        (None, Some(token)) => {
            let back = recognise(app, &widget, token).await?.map(|(customer, _)| customer);
            back.filter(|_| !requires_identity(&widget))
        }
        (None, None) => {
            return Err(Error::invalid("/visitor_token", "Send the visitor_token, an identity, or both"));
        }
    };
    let mut tx = app.read().await?;
    let unseen = match back {
        Some(customer) => {
            refuse_blocked(&mut tx, workspace, customer).await?;
            visitors::unseen_answers(&mut tx, workspace, customer).await?
        }
        None => Vec::new(),
    };
    let shown = shown(&mut tx, widget).await?;
    Ok(Hello { shown, unread: unread(unseen) })
}

fn unread(unseen: Vec<Unseen>) -> Unread {
    let count = unseen.len();
    let preview = unseen.into_iter().next().map(|newest| Preview {
        text: one_line(&newest.beginning),
        sender_name: newest.sender_name,
        sender_avatar_url: newest.sender_avatar_url,
    });
    Unread { count, preview }
}

fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        None => line,
        Some(_) => line.chars().take(LONGEST - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn a_preview_is_one_short_line() {
        assert_eq!(one_line(" Hello\n\tthere "), "Hello there");
        assert_eq!(one_line(&"ü".repeat(140)).chars().count(), 140);
        let cut = one_line(&"ü".repeat(141));
        assert_eq!((cut.chars().count(), cut.ends_with("ü…")), (140, true));
        assert_eq!(one_line(""), "");
    }
}
