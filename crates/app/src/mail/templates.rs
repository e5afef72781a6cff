//! The mails' words. Each is one list of paragraphs and one link, written as text and as HTML.

use std::fmt::Write as _;

use pingback_model::{Message, User};

use super::Mail;

struct Words<'a> {
    subject: String,
    paragraphs: Vec<String>,
    /// What the link does, and where it leads.
    link: Option<(&'a str, &'a str)>,
    /// Why they get this mail.
    because: &'a str,
}

/// Asks to confirm an address.
pub(crate) fn confirmation(user: &User, link: &str) -> Mail {
    compose(
        user,
        &Words {
            subject: "Confirm your email address".into(),
            paragraphs: vec![
                "You signed up for PingBack with this address. Confirm that it is yours, so that your team can invite you.".into(),
                "The link is good for 48 hours.".into(),
            ],
            link: Some(("Confirm my address", link)),
            because: "If you did not sign up, ignore this mail: nothing happens without the link.",
        },
    )
}

/// A link to set a new password.
pub(crate) fn password_reset(user: &User, link: &str) -> Mail {
    compose(
        user,
        &Words {
            subject: "Set a new password".into(),
            paragraphs: vec![
                "Somebody, most likely you, asked for a new password for your PingBack account.".into(),
                "The link is good for one hour and for one use. Setting a new password signs you out everywhere.".into(),
            ],
            link: Some(("Set a new password", link)),
            because: "If it was not you, ignore this mail: your password stays as it is.",
        },
    )
}

/// Tells that one is in a team now.
pub(crate) fn invitation(user: &User, by: &str, workspace: &str, link: &str) -> Mail {
    compose(
        user,
        &Words {
            subject: format!("{by} added you to {workspace}"),
            paragraphs: vec![format!(
                "{by} added you to the team of {workspace} on PingBack. Sign in to answer its customers."
            )],
            link: Some(("Open PingBack", link)),
            because: "You get this mail because you have a PingBack account with this address.",
        },
    )
}

/// Tells that one got a conversation.
pub(crate) fn assignment(user: &User, by: Option<&str>, workspace: &str, number: i64, link: &str) -> Mail {
    let told = match by {
        Some(by) => format!("{by} assigned conversation #{number} of {workspace} to you."),
        None => format!("Conversation #{number} of {workspace} was assigned to you."),
    };
    compose(
        user,
        &Words {
            subject: format!("Conversation #{number} is yours"),
            paragraphs: vec![told, "You had not seen it on your dashboard, hence this mail.".into()],
            link: Some(("Open the conversation", link)),
            because: "You get this mail because you are on the team.",
        },
    )
}

/// Brings a visitor the team's answers, and nothing that the visitor wrote: anybody may have given the address. Not
/// even their name greets them.
pub(crate) fn answer(to: &str, workspace: &str, website: Option<&str>, answers: &[Message]) -> Mail {
    let mut paragraphs = Vec::new();
    for answer in answers {
        let by = answer.sender_name.as_deref().unwrap_or(workspace);
        paragraphs.push(format!("{by}:"));
        if !answer.content.is_empty() {
            paragraphs.push(answer.content.clone());
        }
        match answer.attachments.len() {
            0 => {}
            1 => paragraphs.push("(One file: open the chat to see it.)".into()),
            n => paragraphs.push(format!("({n} files: open the chat to see them.)")),
        }
    }
    paragraphs
        .push("To write back, open the chat where you asked. This mail itself cannot be answered.".into());
    letter(
        to,
        "Hello,",
        &Words {
            subject: format!("{workspace} answered you"),
            paragraphs,
            link: website.map(|website| ("Open the website", website)),
            because: "You get this mail because this address was given in a chat. If it was not you, ignore it.",
        },
    )
}

fn compose(user: &User, words: &Words<'_>) -> Mail {
    letter(&user.email, &format!("Hello {},", user.full_name), words)
}

fn letter(to: &str, greeting: &str, words: &Words<'_>) -> Mail {
    let mut text = format!("{greeting}\n");
    let mut html = format!("<p>{}</p>", escape(greeting));
    for paragraph in &words.paragraphs {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n{paragraph}\n");
        let _ = write!(html, "<p>{}</p>", escape(paragraph).replace('\n', "<br>"));
    }
    if let Some((label, link)) = words.link {
        let _ = write!(text, "\n{label}:\n{link}\n");
        html.push_str(&button(label, link));
    }
    let _ = write!(text, "\n{}\n", words.because);
    let link = words.link.map(|(_, link)| format!("<br>{}", escape(link))).unwrap_or_default();
    let _ = write!(html, "<p style=\"color:#6b6b76;font-size:13px\">{}{link}</p>", escape(words.because));
    let html = format!(
        "<!doctype html><html lang=\"en\"><body style=\"font-family:system-ui,-apple-system,'Segoe UI',sans-serif;\
         font-size:16px;line-height:1.5;color:#1d1d22;max-width:520px;margin:24px auto;padding:0 16px\">{html}</body></html>"
    );
    // One line, whatever a name holds.
    let subject = words.subject.split_whitespace().collect::<Vec<_>>().join(" ");
    Mail { to: to.to_owned(), subject, text, html }
}

fn button(label: &str, link: &str) -> String {
    format!(
        "<p><a href=\"{link}\" style=\"display:inline-block;padding:12px 20px;border-radius:8px;background:#7650ff;\
         color:#ffffff;text-decoration:none;font-weight:600\">{label}</a></p>",
        link = escape(link),
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
