//! Texts in parts: those that match, and those between.

use pingback_model::Customer;
use pingback_storage::search::Words;

/// How many characters of a message are shown.
const LENGTH: usize = 160;
/// How many of them before the first match.
const BEFORE: usize = 40;

/// A part of a text. One after the other they are the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The text, as it was written.
    pub text: String,
    /// Whether it is what was searched for.
    pub is_match: bool,
}

/// A message's text around the first match, with an ellipsis where something is left out.
pub(super) fn excerpt(content: &str, words: &Words) -> Vec<Part> {
    let first = words.matches(content).first().map_or(0, |place| place.start);
    let begin = content[..first].char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
    let begin = word_after(content, begin, first);
    let end = content[begin..].char_indices().nth(LENGTH).map_or(content.len(), |(at, _)| begin + at);
    let mut parts = split(&content[begin..end], words);
    if begin > 0 {
        plain(&mut parts, 0, "…");
    }
    if end < content.len() {
        let last = parts.len();
        plain(&mut parts, last, "…");
    }
    parts
}

/// The beginning of the word behind that place, so that no word (and no emoji) is cut in two at the beginning.
fn word_after(content: &str, begin: usize, most: usize) -> usize {
    if begin == 0 {
        return 0;
    }
    let space = content[begin..most].char_indices().find(|(_, char)| char.is_whitespace());
    space.map_or(begin, |(at, char)| begin + at + char.len_utf8())
}

/// Adds to the beginning or end, to the part that is there where it does not match.
fn plain(parts: &mut Vec<Part>, at: usize, text: &str) {
    let neighbour = if at == 0 { parts.first_mut() } else { parts.last_mut() };
    match neighbour.filter(|part| !part.is_match) {
        Some(part) if at == 0 => part.text.insert_str(0, text),
        Some(part) => part.text.push_str(text),
        None => parts.insert(at, Part { text: text.to_owned(), is_match: false }),
    }
}

/// What is known of a customer, as far as it matches.
pub(super) fn of_customer(customer: Option<&Customer>, words: &Words) -> Vec<Part> {
    let Some(customer) = customer else { return Vec::new() };
    let known = [&customer.name, &customer.email, &customer.external_id];
    let matching: Vec<&str> = known
        .into_iter()
        .flatten()
        .map(String::as_str)
        .filter(|text| !words.matches(text).is_empty())
        .collect();
    split(&matching.join(" · "), words)
}

/// A conversation's number, as people say it.
pub(super) fn number(number: i64) -> Vec<Part> {
    vec![Part { text: "#".into(), is_match: false }, Part { text: number.to_string(), is_match: true }]
}

fn split(text: &str, words: &Words) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut part = |text: &str, is_match| {
        if !text.is_empty() {
            parts.push(Part { text: text.to_owned(), is_match });
        }
    };
    let mut at = 0;
    for place in words.matches(text) {
        part(&text[at..place.start], false);
        at = place.end;
        part(&text[place], true);
    }
    part(&text[at..], false);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts in one text, matches in brackets.
    fn shown(parts: &[Part]) -> String {
        let show = |part: &Part| if part.is_match { format!("[{}]", part.text) } else { part.text.clone() };
        parts.iter().map(show).collect()
    }

    #[test]
    fn what_matches_is_marked_as_it_was_written() {
        let excerpt = |text: &str, asked: &str| shown(&excerpt(text, &Words::of(asked)));
        assert_eq!(excerpt("🎉 Crème brûlée 🎉", "brulee creme"), "🎉 [Crème] [brûlée] 🎉");
        assert_eq!(excerpt("Refunds, refunded", "refund"), "[Refund]s, [refund]ed");
        assert_eq!(excerpt("nothing", "x"), "nothing");
        assert_eq!(excerpt("", "x"), "");
    }

    #[test]
    fn of_a_long_message_what_is_around_the_first_match() {
        let long = format!("{}refund {}", "lorem 👩‍👩‍👧 ".repeat(100), "ipsum ".repeat(100));
        let parts = excerpt(&long, &Words::of("refund"));
        let shown = shown(&parts);
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains(" [refund] "), "{shown}");
        assert!(shown.chars().count() < LENGTH + 10, "{shown}");
        let text: String = parts.iter().map(|part| part.text.as_str()).collect();
        assert!(long.contains(text.trim_matches('…')));
        let unbroken = "é".repeat(1_000);
        let parts = super::excerpt(&unbroken, &Words::of("e"));
        assert_eq!(parts[0], Part { text: "é".into(), is_match: true });
        assert!(parts[1].text.ends_with("é…"));
    }

    #[test]
    fn numbers_are_said_with_their_sign() {
        assert_eq!(shown(&number(42)), "#[42]");
    }
}
