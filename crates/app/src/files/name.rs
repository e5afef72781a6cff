//! The names of files.

/// The longest name kept, in characters.
const MAX_CHARS: usize = 200;

/// A name as it is kept: without a path, control characters, characters that turn the reading direction
/// round (by which `exe.txt` is made to look like `txt.exe`) or dots that hide it; "file" where nothing is left.
pub(super) fn clean(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = base.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect();
    let trimmed = visible.trim_matches(|c: char| c.is_whitespace() || c == '.');
    if trimmed.is_empty() { "file".to_owned() } else { shorten(trimmed) }
}

/// Direction marks, zero-width characters, line separators, byte order marks.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}')
}

/// Cuts the stem and keeps the extension.
fn shorten(name: &str) -> String {
    let length = name.chars().count();
    if length <= MAX_CHARS {
        return name.to_owned();
    }
    let extension = extension(name).map(|extension| format!(".{extension}")).unwrap_or_default();
    let stem: String = name.chars().take(MAX_CHARS - extension.chars().count()).collect();
    stem + &extension
}

/// What follows the last dot, where that is short enough to be an extension.
pub(super) fn extension(name: &str) -> Option<&str> {
    let (stem, extension) = name.rsplit_once('.')?;
    (!stem.is_empty() && (1..=10).contains(&extension.len()) && extension.is_ascii()).then_some(extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_no_path_and_nothing_hidden() {
        for (given, kept) in [
            ("report.pdf", "report.pdf"),
            ("../../etc/passwd", "passwd"),
            (r"C:\Users\me\photo.png", "photo.png"),
            ("a\u{202e}gnp.exe", "agnp.exe"),
            ("x\r\nSet-Cookie: a=b.txt", "xSet-Cookie: a=b.txt"),
            ("..", "file"),
            ("", "file"),
            (" . ", "file"),
            (".htaccess", "htaccess"),
            ("Übersicht 2026.csv", "Übersicht 2026.csv"),
        ] {
            assert_eq!(clean(given), kept, "{given:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let kept = clean(&format!("{}.pdf", "ä".repeat(500)));
        assert_eq!(kept.chars().count(), MAX_CHARS);
        assert!(kept.ends_with("ä.pdf"));
        assert_eq!(clean(&"x".repeat(500)).len(), MAX_CHARS);
    }
}
