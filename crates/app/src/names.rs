//! Short names, of people and of what people make, as they are kept: one line that shows what it is.

use unicode_normalization::UnicodeNormalization;

/// A name of at most `longest` characters, composed and without blanks around it; or what is wrong with it.
pub(crate) fn required(text: &str, longest: usize) -> Result<String, String> {
    optional(text, longest)?.ok_or_else(|| format!("Write 1 to {longest} characters that can be seen"))
}

/// Like [`required`], but none where nothing could be seen.
pub(crate) fn optional(text: &str, longest: usize) -> Result<Option<String>, String> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    if text.contains(char::is_control) {
        return Err("A name is one line, without control characters".into());
    }
    if text.contains(turns_direction) {
        return Err("A name has no characters that turn the direction of reading round".into());
    }
    if text.chars().all(|c| c.is_whitespace() || is_invisible(c) || is_selector(c)) {
        return Ok(None);
    }
    let name: String = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
    if name.chars().count() > longest {
        return Err(format!("A name has at most {longest} characters"));
    }
    Ok(Some(name))
}

/// By which a name is made to read as another one, and what follows it too.
const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Of no width. Within a name they may join or part letters.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{200b}'..='\u{200f}'
        | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}')
}

/// Of no width either, but the end of many an emoji.
const fn is_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_composed_and_has_no_blanks_around_it() {
        for (given, kept) in [
            (" Über \u{3000} refund\u{200b}\n", "Über refund"),
            ("A\u{308}rger", "Ärger"),
            ("\u{feff}\u{2060}x\u{ad}", "x"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("👩\u{200d}👩\u{200d}👧", "👩\u{200d}👩\u{200d}👧"),
            ("❤\u{fe0f}", "❤\u{fe0f}"),
            (
                "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
                "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            ),
        ] {
            assert_eq!(required(given, 20).as_deref(), Ok(kept), "{given:?}");
        }
    }

    #[test]
    fn what_hides_something_is_refused_and_says_why() {
        for (given, word) in [
            ("a\u{7}b", "control"),
            ("a\nb", "one line"),
            ("a\0", "control"),
            ("\u{202e}abc", "direction"),
            ("a\u{2066}b", "direction"),
            ("", "seen"),
            (" \u{200b}\u{fe0f} ", "seen"),
            ("\u{3164}", "seen"),
            ("abcdefghijklmnopqrstu", "at most 20"),
        ] {
            let why = required(given, 20).unwrap_err();
            assert!(why.contains(word), "{given:?}: {why}");
        }
        assert_eq!(optional("\u{200b}", 20), Ok(None));
        assert_eq!(required(&"A\u{308}".repeat(20), 20).unwrap().chars().count(), 20, "as it is kept");
    }
}
