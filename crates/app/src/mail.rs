//! System mail: confirmations, new passwords, invitations, assignments; and answers that follow a visitor.
//!
//! Mail is optional. Without it nothing is blocked: the operator's command line gives the same links.

mod templates;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::error::{Error, Result};

pub(crate) use templates::{answer, assignment, confirmation, invitation, password_reset};

/// How long the mail server may take for each step.
const TIMEOUT: Duration = Duration::from_secs(20);

/// A mail, as text and as the same in HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// Where system mail goes.
#[derive(Clone, Default)]
pub enum Mailer {
    /// Nowhere: mail is not configured.
    #[default]
    Off,
    /// To a mail server.
    Smtp(Smtp),
    /// Into memory, for tests.
    Memory(Arc<Mutex<Vec<Mail>>>),
}

/// A mail server and the address that mail comes from.
#[derive(Clone)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Off => "Off",
            Self::Smtp(_) => "Smtp",
            Self::Memory(_) => "Memory",
        })
    }
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Smtp")
    }
}

impl Mailer {
    /// Mail through the server at `url` (`smtp://user:password@host:587?tls=required`, `smtps://…`), from
    /// `from` (`PingBack <support@acme.com>`). Connects only when there is something to send; needs a Tokio runtime. The error names what is wrong
    /// with them, without the password.
    pub fn smtp(url: &str, from: &str) -> Result<Self> {
        let bad = |what: &str, error: &dyn std::fmt::Display| Error::Internal(format!("{what}: {error}"));
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| bad("the mail server's address (PINGBACK_SMTP_URL) cannot be read", &error))?
            .timeout(Some(TIMEOUT))
            .build();
        let from = from
            .parse()
            .map_err(|error| bad("the sender's address (PINGBACK_MAIL_FROM) cannot be read", &error))?;
        Ok(Self::Smtp(Smtp { transport, from }))
    }

    /// Mail into memory, for tests: see [`Mailer::sent`].
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// Whether mail can be sent.
    pub fn is_configured(&self) -> bool {
        !matches!(self, Self::Off)
    }

    /// Sends a mail; returns when the server has taken it. Does nothing where mail is not configured.
    pub async fn send(&self, mail: &Mail) -> Result<()> {
        match self {
            Self::Off => Ok(()),
            Self::Memory(sent) => {
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(mail.clone());
                Ok(())
            }
            Self::Smtp(smtp) => {
                let message = message(&smtp.from, mail)
                    .map_err(|error| Error::Internal(format!("a mail could not be composed: {error}")))?;
                let sent = smtp.transport.send(message).await;
                sent.map(drop).map_err(|error| Error::Unavailable(format!("the mail server: {error}")))
            }
        }
    }

    /// Signs in at the mail server and sends nothing.
    pub async fn check(&self) -> Result<()> {
        let Self::Smtp(smtp) = self else { return Ok(()) };
        match smtp.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(Error::Unavailable("the mail server does not answer".into())),
            Err(error) => Err(Error::Unavailable(format!("the mail server: {error}"))),
        }
    }

    /// What was sent into memory, the oldest first.
    pub fn sent(&self) -> Vec<Mail> {
        match self {
            Self::Memory(sent) => sent.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            Self::Off | Self::Smtp(_) => Vec::new(),
        }
    }
}

fn message(from: &Mailbox, mail: &Mail) -> Result<Message, Box<dyn std::error::Error + Send + Sync>> {
    Ok(Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, mail.to.parse()?))
        .subject(&mail.subject)
        .message_id(None)
        // Keeps out-of-office replies away.
        .header(AutoSubmitted)
        .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))?)
}

/// RFC 3834: nobody wrote this mail by hand.
#[derive(Debug, Clone)]
struct AutoSubmitted;

impl lettre::message::header::Header for AutoSubmitted {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_both_parts_and_says_that_it_is_automatic() {
        let from = "PingBack <support@acme.test>".parse().unwrap();
        let mail = Mail {
            to: "olive@acme.test".into(),
            subject: "Grüße\r\nBcc: all@acme.test".into(),
            text: "text".into(),
            html: "<p>text</p>".into(),
        };
        let bytes = message(&from, &mail).unwrap().formatted();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("Auto-Submitted: auto-generated"));
        assert!(text.contains("text/plain") && text.contains("text/html"));
        assert!(text.contains("Message-ID: <"));
        assert!(!text.lines().any(|line| line.starts_with("Bcc")), "no header is smuggled in: {text}");
    }

    /// Speaks as much SMTP as one mail takes; returns what was sent after DATA, and to whom.
    fn take_one_mail(listener: &std::net::TcpListener) -> (String, String) {
        use std::io::{BufRead as _, BufReader, Write as _};
        let (mut stream, _) = listener.accept().unwrap();
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        let (mut to, mut mail) = (String::new(), String::new());
        stream.write_all(b"220 mail.acme.test\r\n").unwrap();
        while let Some(Ok(line)) = lines.next() {
            match line.split([' ', ':']).next() {
                Some("RCPT") => to = line,
                Some("DATA") => {
                    stream.write_all(b"354 go on\r\n").unwrap();
                    mail = lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
                    stream.write_all(b"250 taken\r\n").unwrap();
                    break;
                }
                _ => {}
            }
            stream.write_all(b"250 ok\r\n").unwrap();
        }
        (to, mail)
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_mail_server_gets_the_mail_and_one_that_is_away_is_an_error() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let mailer = Mailer::smtp(&url, "PingBack <support@acme.test>").unwrap();
        let taking = tokio::task::spawn_blocking(move || take_one_mail(&listener));
        let mail = Mail {
            to: "olive@acme.test".into(),
            subject: "Hello".into(),
            text: "the text".into(),
            html: "<p>the text</p>".into(),
        };
        mailer.send(&mail).await.unwrap();
        let (to, taken) = taking.await.unwrap();
        assert!(to.contains("<olive@acme.test>") && taken.contains("the text"), "{to} {taken}");
        let away = Mailer::smtp(&url, "support@acme.test").unwrap();
        let error = away.send(&mail).await.unwrap_err();
        assert!(matches!(error, Error::Unavailable(_)), "tried again later: {error:?}");
    }

    #[tokio::test]
    async fn an_unreadable_server_is_named_without_its_password() {
        let error = Mailer::smtp("smpt://user:hunter2@mail", "a@b.test").unwrap_err().to_string();
        assert!(error.contains("PINGBACK_SMTP_URL") && !error.contains("hunter2"), "{error}");
        assert!(Mailer::smtp("smtps://user:hunter2@mail.acme.test", "PingBack <a@acme.test>").is_ok());
    }
}
