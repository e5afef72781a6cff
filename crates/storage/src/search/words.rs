//! Words as they are searched for: lower case, without accents, in any script. The same for what is indexed, for
//! what is asked, and for showing what matched, on both engines.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The longest word that is told from others, in bytes. Of longer ones the beginning counts.
const LONGEST: usize = 60;
/// The most words of a question. More are not asked for.
const MOST_ASKED: usize = 16;
/// The most different words of one text. A message can have thousands; what follows is not found.
const MOST_INDEXED: usize = 5_000;

/// What is asked for: each word must be there, whole or as a beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(Vec<String>);

impl Words {
    /// Takes a question apart. Anything may be asked; what has no word in it asks for nothing.
    pub fn of(text: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        each(text, |_, word| {
            if words.len() < MOST_ASKED && !words.iter().any(|known| known.starts_with(word)) {
                // "re refund": what has the second has the first.
                words.retain(|known| !word.starts_with(known.as_str()));
                words.push(word.to_owned());
            }
        });
        Self(words)
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Where in a text the words begin one: the parts that match, in their order, apart from each other.
    pub fn matches(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        each(text, |place, word| {
            let longest = self.iter().filter(|asked| word.starts_with(asked)).map(str::len).max();
            if let Some(length) = longest {
                found.push(place.start..place.start + written(&text[place], length));
            }
        });
        found
    }

    /// Whether all of the words are in a text.
    pub fn are_in(&self, text: &str) -> bool {
        let mut missing: Vec<&str> = self.iter().collect();
        each(text, |_, word| missing.retain(|asked| !word.starts_with(asked)));
        missing.is_empty()
    }
}

/// The different words of a text.
pub(super) fn distinct(text: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    each(text, |_, word| {
        if words.len() < MOST_INDEXED && !words.contains(word) {
            words.insert(word.to_owned());
        }
    });
    words
}

/// How many bytes at the beginning of a word are written where so many of its folded ones are meant.
fn written(word: &str, length: usize) -> usize {
    let mut folded = String::new();
    for (at, char) in word.char_indices() {
        // Accents written as marks of their own go with their letter.
        if folded.len() >= length && !is_combining_mark(char) {
            return at;
        }
        fold(char, &mut folded);
    }
    word.len()
}

/// Calls with each word: where it is, and how it is searched for.
fn each(text: &str, mut call: impl FnMut(Range<usize>, &str)) {
    let mut folded = String::new();
    let mut place = 0..0;
    let mut end = |place: &Range<usize>, folded: &mut String| {
        if !folded.is_empty() {
            let most = (0..=LONGEST.min(folded.len())).rev().find(|at| folded.is_char_boundary(*at));
            folded.truncate(most.unwrap_or_default());
            call(place.clone(), folded);
            folded.clear();
        }
    };
    for (at, char) in text.char_indices() {
        let next = at + char.len_utf8();
        if is_invisible(char) {
            continue;
        }
        if stands_alone(char) {
            end(&place, &mut folded);
            folded.push(char);
            end(&(at..next), &mut folded);
        } else if char.is_alphanumeric() || (!folded.is_empty() && is_combining_mark(char)) {
            if folded.is_empty() {
                place.start = at;
            }
            fold(char, &mut folded);
            place.end = next;
        } else {
            end(&place, &mut folded);
        }
    }
    end(&place, &mut folded);
}

/// Where a word may be broken at the end of a line: it is one word.
const fn is_invisible(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Adds a letter as it is searched for.
fn fold(char: char, folded: &mut String) {
    if char.is_ascii() {
        folded.push(char.to_ascii_lowercase());
        return;
    }
    if let Some(plain) = plain(char) {
        folded.push_str(plain);
        return;
    }
    decompose_compatible(char, |part| {
        for part in part.to_lowercase() {
            if (part.is_alphanumeric() || is_combining_mark(part)) && !is_accent(part) {
                folded.push(part);
            }
        }
    });
}

/// Letters that people without them on their keyboard write otherwise, and that do not come apart by themselves.
fn plain(char: char) -> Option<&'static str> {
    Some(match char {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        _ => return None,
    })
}

/// Marks that are left out when people write in a hurry. Vowel signs of Indian scripts are marks too, and no less
/// than letters.
fn is_accent(char: char) -> bool {
    matches!(char,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Scripts without spaces: each sign is searched for by itself.
fn stands_alone(char: char) -> bool {
    matches!(char,
        '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{3ffff}')
        && char.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each(text, |_, word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn words_of_any_script_without_their_accents() {
        for (text, words) in [
            ("Crème brûlée, s'il vous plaît!", &["creme", "brulee", "s", "il", "vous", "plait"][..]),
            (
                "Cre\u{300}me STRASSE Straße ŁÓDŹ Ørsted",
                &["creme", "strasse", "strasse", "lodz", "orsted"][..],
            ),
            ("marta@shop.test ORD-42", &["marta", "shop", "test", "ord", "42"][..]),
            ("ﬁne ½ １２", &["fine", "12", "12"][..]),
            ("ПРИВЕТ мир ёлка", &["привет", "мир", "елка"][..]),
            ("東京タワー", &["東", "京", "タ", "ワ", "ー"][..]),
            ("re\u{ad}fund \u{200b}or\u{200b}der\u{ad}. \u{feff}x", &["refund", "order", "x"][..]),
            ("हिन्दी में", &["हिन्दी", "में"][..]),
            ("İstanbul ISTANBUL ılık", &["istanbul", "istanbul", "ilik"][..]),
            ("🎉👩\u{200d}👩 \u{301}\u{0}\" OR * NEAR( :", &["or", "near"][..]),
            ("", &[][..]),
        ] {
            assert_eq!(folded(text), words, "{text}");
        }
    }

    #[test]
    fn a_question_is_short_and_says_nothing_twice() {
        let words = |text: &str| Words::of(text).0;
        assert_eq!(words("re Refund re refund REFUNDED"), ["refunded"]);
        assert_eq!(words("b a b"), ["b", "a"]);
        assert!(Words::of("🎉 -- \"").is_empty());
        let many: Vec<_> = (100..200).map(|n| format!("w{n}")).collect();
        assert_eq!(words(&many.join(" ")).len(), MOST_ASKED);
        assert_eq!(words(&"é".repeat(200))[0].len(), LONGEST);
        assert_eq!(words(&"я".repeat(200))[0].chars().count(), LONGEST / 2);
    }

    #[test]
    fn what_matched_is_marked_as_it_is_written() {
        let marked = |asked: &str, text: &str| {
            let found = Words::of(asked).matches(text);
            found.into_iter().map(|place| text[place].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(marked("creme", "🎉 Crème Cre\u{300}merie 🎉 icecreme"), ["Crème", "Cre\u{300}me"]);
        assert_eq!(marked("cre", "Cre\u{300}me"), ["Cre\u{300}"]);
        assert_eq!(marked("STRAS", "die Straße"), ["Straß"]);
        assert_eq!(marked("refund ord", "Refunds for ORD-42"), ["Refund", "ORD"]);
        assert_eq!(marked("京", "東京"), ["京"]);
        assert_eq!(marked("refu", "re\u{ad}fund\u{ad}"), ["re\u{ad}fu"]);
        assert_eq!(marked("re\u{200b}fund", "refund\u{ad}"), ["refund"]);
        assert_eq!(marked("x", "nothing"), Vec::<String>::new());
        let long = "ü".repeat(500);
        assert_eq!(marked(&long, &long), [&long[..LONGEST * 2]]);
    }

    #[test]
    fn all_words_must_be_there() {
        let words = Words::of("order bowl");
        assert!(words.are_in("Two bowls of my ORDER"));
        assert!(!words.are_in("Two bowls"));
        assert!(Words::of("").are_in(""));
    }
}
