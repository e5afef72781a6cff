//! Licence expressions such as `(MIT OR Apache-2.0) AND Unicode-3.0`.

use std::collections::BTreeSet;

/// Whether the expression can be satisfied with the allowed licences alone. One that cannot be read cannot.
///
/// Reads the old `MIT/Apache-2.0` as OR. `A WITH exception` counts as the licence of that whole name.
pub fn allowed(expression: &str, allow: &BTreeSet<String>) -> bool {
    let text = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut reader = Reader { words: &words, allow };
    let result = reader.any();
    reader.words.is_empty() && result == Some(true)
}

struct Reader<'a> {
    words: &'a [&'a str],
    allow: &'a BTreeSet<String>,
}

impl Reader<'_> {
    fn take(&mut self, word: &str) -> bool {
        let found = self.words.first() == Some(&word);
        if found {
            self.words = &self.words[1..];
        }
        found
    }

    /// OR binds weakest.
    fn any(&mut self) -> Option<bool> {
        let mut result = self.every()?;
        while self.take("OR") {
            result |= self.every()?;
        }
        Some(result)
    }

    fn every(&mut self) -> Option<bool> {
        let mut result = self.single()?;
        while self.take("AND") {
            result &= self.single()?;
        }
        Some(result)
    }

    fn single(&mut self) -> Option<bool> {
        if self.take("(") {
            let result = self.any()?;
            return self.take(")").then_some(result);
        }
        let (name, rest) = self.words.split_first()?;
        self.words = rest;
        if ["OR", "AND", "WITH", ")"].contains(name) {
            return None;
        }
        if self.take("WITH") {
            let (exception, rest) = self.words.split_first()?;
            self.words = rest;
            return Some(self.allow.contains(&format!("{name} WITH {exception}")));
        }
        Some(self.allow.contains(*name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_judged() {
        let allow: BTreeSet<String> = ["MIT", "ISC"].map(String::from).into();
        for good in
            ["MIT", "MIT OR GPL-3.0", "GPL-3.0/MIT", "MIT AND ISC", "(GPL-3.0 OR MIT) AND ISC", "(MIT)"]
        {
            assert!(allowed(good, &allow), "{good}");
        }
        for bad in
            ["", "GPL-3.0", "MIT AND GPL-3.0", "MIT WITH x", "MIT OR", "(MIT", "MIT)", "MIT ISC", "AND MIT"]
        {
            assert!(!allowed(bad, &allow), "{bad}");
        }
        assert!(allowed("Apache-2.0 WITH LLVM-exception OR MIT", &allow));
        assert!(allowed("GPL-3.0 OR MIT AND ISC", &allow));
    }
}
