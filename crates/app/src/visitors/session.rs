//! Beginning a session: who is it, and what is theirs.

use std::net::IpAddr;
use std::sync::Arc;

use pingback_model::{Customer, CustomerId, Event, Timestamp, Widget, WorkspaceId};
use pingback_storage::widgets::TeamMate;
use pingback_storage::{Tx, conversations, customers, visitors, widgets};

use super::{OwnConversation, Page, Said, Visitor, conversation, identity, refuse_blocked, token, visit};
use crate::App;
use crate::actor::{Nobody, Request};
use crate::error::{Error, Result};
use crate::rates::Rule;
use crate::widgets::requires_identity;

/// The most of the team that a visitor is shown, those who are live first.
const MOST_OF_THE_TEAM: i64 = 50;

/// What a browser says to begin a session.
#[derive(Debug, Clone, Default)]
pub struct BeginSession {
    /// Who it was last time. A text that is no token of ours gives a new visitor.
    pub visitor_token: Option<String>,
    /// The visitor's own word.
    pub name: Option<String>,
    /// The visitor's own word.
    pub email: Option<String>,
    /// The website's word: a JWT signed with the widget's secret.
    pub identity: Option<String>,
    /// What the browser says of its page.
    pub page: Page,
}

/// A visitor's session.
#[derive(Debug, Clone)]
pub struct Session {
    /// Good until `expires_at` for everything a visitor may do.
    pub token: String,
    /// To be kept in the browser, for the next session.
    pub visitor_token: String,
    /// When `token` ends.
    pub expires_at: Timestamp,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// The visitor's conversation, with what they may see of it.
    pub conversation: Option<OwnConversation>,
    /// Whom they write to.
    pub team: Vec<TeamMate>,
}

/// Begins a session of a widget's visitor. 403 for those whom the team blocked.
///
/// A visitor is a customer only from their first message on; what they say of themselves before is kept in
/// their tokens. Whoever comes without a signed identity is never taken for a customer that somebody else made, whatever name or address they
/// give; and the visitor token of a signed-in customer's browser names the anonymous visitor it was before,
/// so that what is theirs is out of reach once the website signs them out.
pub async fn begin(app: &App, widget: &Widget, input: &BeginSession, address: IpAddr) -> Result<Session> {
    app.check_rate(Rule::WidgetSessions, address)?;
    let workspace = widget.workspace_id;
    let said = Said::check(input)?;
    let back = match &input.visitor_token {
        Some(token) => recognise(app, widget, token).await?,
        None => None,
    };
    let is_back = back.is_some();
    let (anonymous, before) = back.unwrap_or_else(|| (app.ids.new_id(), Said::default()));
    let (customer_id, said, of_anonymous) = match &input.identity {
        // What the anonymous visitor of this browser said before stays theirs.
        Some(identity) => (identified(app, widget, identity).await?, Said::default(), before),
        None if requires_identity(widget) => return Err(Error::IdentityRequired),
        None => {
            if is_back {
                refuse_blocked(&mut app.read().await?, workspace, anonymous).await?;
            }
            let left = introduced(app, &Nobody, widget, anonymous, said.or(before)).await?;
            (anonymous, left.clone(), left)
        }
    };
    let visit = visit::note(app, workspace, customer_id, input.page.visit(address, app.now())).await?;
    let visitor = Visitor {
        workspace_id: workspace,
        widget_id: widget.id,
        channel_id: widget.channel_id,
        customer_id,
        is_identified: input.identity.is_some(),
        said: (!said.is_empty()).then(|| Arc::new(said)),
        visit: visit.map(Arc::new),
        once: None,
    };
    let (token, expires_at) = token::issue(app, &visitor)?;
    let mut tx = app.read().await?;
    Ok(Session {
        token,
        visitor_token: token::remember(app, workspace, widget.id, anonymous, &of_anonymous)?,
        expires_at,
        workspace_id: workspace,
        conversation: conversation::find(&mut tx, &visitor, None).await?,
        team: widgets::team(&mut tx, workspace, MOST_OF_THE_TEAM).await?,
    })
}

/// Who came back, with what they said. Nobody where a website vouched since for the customer that they were, since
/// the team says that it is the same: what that customer writes is not for this browser.
pub(super) async fn recognise(app: &App, widget: &Widget, token: &str) -> Result<Option<(CustomerId, Said)>> {
    let workspace = widget.workspace_id;
    let Some((customer, said)) = token::recognise(app, workspace, widget.id, token)? else { return Ok(None) };
    let is_identified = visitors::is_identified(&mut app.read().await?, workspace, customer).await?;
    Ok((!is_identified).then_some((customer, said)))
}

/// Whom the website vouches for, and the customer who is known by that id so far.
pub(super) async fn vouched_for(
    app: &App,
    widget: &Widget,
    identity: &str,
) -> Result<(identity::Identity, Option<Customer>)> {
    let secrets = crate::widgets::identity_secrets(app, widget.workspace_id, widget.id).await?;
    let known = identity::verify(app, &secrets, identity)?;
    let mut tx = app.read().await?;
    let found = customers::find_by_external_id(&mut tx, widget.workspace_id, &known.external_id).await?;
    Ok((known, found))
}

/// The customer that the website vouches for.
async fn identified(app: &App, widget: &Widget, identity: &str) -> Result<CustomerId> {
    let workspace = widget.workspace_id;
    let (known, found) = vouched_for(app, widget, identity).await?;
    let known = &known;
    let mut is_first = false;
    if let Some(customer) = &found {
        let mut tx = app.read().await?;
        refuse_blocked(&mut tx, workspace, customer.id).await?;
        is_first = !visitors::is_identified(&mut tx, workspace, customer.id).await?;
    }
    // Each page that is loaded comes here: most bring nothing new, and need no write.
    if let Some(customer) = found
        && !is_first
        && [(&known.name, &customer.name), (&known.email, &customer.email)]
            .iter()
            .all(|(said, before)| said.is_none() || said == before)
    {
        return Ok(customer.id);
    }
    let new_id: CustomerId = app.ids.new_id();
    app.write(&Nobody, |mut tx| async move {
        let (name, email) = (known.name.as_deref(), known.email.as_deref());
        let id = visitors::identify(&mut tx, workspace, new_id, &known.external_id, name, email).await?;
        if is_first {
            tx.record(workspace, Event::CustomerIdentified { customer_id: id });
        }
        tell_team(&mut tx, widget, id).await?;
        Ok(tx.commit(id).await?)
    })
    .await
}

/// Notes what the visitor says of themselves on the customer they are. What is known of them already stays.
/// Returns what could not be noted, since they are no customer yet.
pub(super) async fn introduced(
    app: &App,
    request: &impl Request,
    widget: &Widget,
    customer: CustomerId,
    said: Said,
) -> Result<Said> {
    if said.is_empty() {
        return Ok(said);
    }
    let found = customers::find(&mut app.read().await?, widget.workspace_id, customer).await?;
    let Some(known) = found else { return Ok(said) };
    let adds_nothing = |said: &Option<String>, known: &Option<String>| said.is_none() || known.is_some();
    if adds_nothing(&said.name, &known.name) && adds_nothing(&said.email, &known.email) {
        return Ok(Said::default());
    }
    let said = &said;
    app.write(request, |mut tx| async move {
        let (name, email) = (said.name.as_deref(), said.email.as_deref());
        let known = customers::introduce(&mut tx, widget.workspace_id, customer, name, email, None).await?;
        tx.record(widget.workspace_id, Event::CustomerUpdated { customer: known });
        tell_team(&mut tx, widget, customer).await?;
        Ok(tx.commit(()).await?)
    })
    .await?;
    Ok(Said::default())
}

/// Dashboards that show the customer's conversation learn whom it is with.
async fn tell_team(tx: &mut Tx, widget: &Widget, customer: CustomerId) -> Result<()> {
    let workspace = widget.workspace_id;
    let current = conversations::find_current(tx, workspace, customer, Some(widget.channel_id)).await?;
    if let Some(conversation) = current {
        tx.record(workspace, Event::ConversationUpdated { conversation, activity: Vec::new() });
    }
    Ok(())
}
