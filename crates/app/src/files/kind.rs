//! What is taken: an allow list of types, told by the first bytes and not by what the uploader claims.

use crate::error::{Error, Result};
use crate::files::name::extension;

/// How many of the first bytes are looked at.
const HEAD: usize = 8 << 10;

/// Types taken besides all audio and video.
const TAKEN: &[&str] = &[
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "application/pdf",
    "application/zip",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
];

/// Text is taken under these names only: every script and every page is text too.
const TEXTS: &[&str] = &["txt", "csv", "md", "json", "log"];

/// How text begins that a browser could take for a page or a picture with scripts.
const MARKUP: &[&str] =
    &["<svg", "<?xml", "<!doctype", "<html", "<head", "<body", "<script", "<iframe", "<!--"];

/// Whether a browser may show it in place: pictures of pixels, sound, film and PDF. The rest is downloaded.
pub(super) fn is_inline(content_type: &str) -> bool {
    matches!(content_type, "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "application/pdf")
        || content_type.starts_with("audio/")
        || content_type.starts_with("video/")
}

/// Tells the type of a file while its bytes go by.
pub(super) struct Sniffer<'a> {
    name: &'a str,
    head: Vec<u8>,
    found: Option<Found>,
}

enum Found {
    Type(&'static str),
    Text(Utf8),
}

impl<'a> Sniffer<'a> {
    /// For a file of that (clean) name.
    pub(super) fn new(name: &'a str) -> Self {
        Self { name, head: Vec::new(), found: None }
    }

    /// Looks at the next bytes; fails as soon as it is clear that the file is not taken.
    pub(super) fn look(&mut self, chunk: &[u8]) -> Result<()> {
        match &mut self.found {
            Some(Found::Type(_)) => Ok(()),
            Some(Found::Text(text)) => text.look(chunk),
            None => {
                self.head.extend_from_slice(chunk);
                if self.head.len() >= HEAD { self.decide() } else { Ok(()) }
            }
        }
    }

    /// The type, once all bytes went by.
    pub(super) fn finish(mut self) -> Result<&'static str> {
        if self.found.is_none() {
            self.decide()?;
        }
        match self.found {
            Some(Found::Type(content_type)) => Ok(content_type),
            Some(Found::Text(text)) => text.finish().map(|()| "text/plain"),
            None => Err(refused()),
        }
    }

    fn decide(&mut self) -> Result<()> {
        let head = std::mem::take(&mut self.head);
        if let Some(found) = infer::get(&head) {
            let content_type = found.mime_type();
            let is_taken = TAKEN.contains(&content_type)
                || content_type.starts_with("audio/")
                || content_type.starts_with("video/");
            self.found = Some(Found::Type(content_type));
            return if is_taken { Ok(()) } else { Err(refused()) };
        }
        let is_named_text = extension(self.name)
            .is_none_or(|extension| TEXTS.iter().any(|text| text.eq_ignore_ascii_case(extension)));
        if !is_named_text || is_markup(&head) {
            return Err(refused());
        }
        let mut text = Utf8::default();
        text.look(&head)?;
        self.found = Some(Found::Text(text));
        Ok(())
    }
}

fn is_markup(head: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&head[..head.len().min(1 << 10)]).to_ascii_lowercase();
    let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    MARKUP.iter().any(|markup| start.starts_with(markup))
        || start.contains("<svg")
        || start.contains("<script")
}

/// Checks that bytes are UTF-8 without NUL, in pieces that may cut a character in two.
#[derive(Default)]
struct Utf8 {
    cut: Vec<u8>,
}

impl Utf8 {
    fn look(&mut self, chunk: &[u8]) -> Result<()> {
        if chunk.contains(&0) {
            return Err(refused());
        }
        self.cut.extend_from_slice(chunk);
        let valid = match std::str::from_utf8(&self.cut) {
            Ok(text) => text.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Err(refused()),
        };
        self.cut.drain(..valid);
        Ok(())
    }

    fn finish(self) -> Result<()> {
        if self.cut.is_empty() { Ok(()) } else { Err(refused()) }
    }
}

fn refused() -> Error {
    Error::UnsupportedType(
        "This type of file is not taken. Taken are pictures (PNG, JPEG, GIF, WebP), audio, video, PDF, office \
         documents, ZIP archives and plain text (txt, csv, md, json, log)"
            .into(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniff(name: &str, bytes: &[u8], chunk: usize) -> Option<&'static str> {
        let mut sniffer = Sniffer::new(name);
        for piece in bytes.chunks(chunk.max(1)) {
            sniffer.look(piece).ok()?;
        }
        sniffer.finish().ok()
    }

    #[test]
    fn the_bytes_say_the_type_and_not_the_name() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        assert_eq!(sniff("page.html", png, 4), Some("image/png"));
        assert_eq!(sniff("notes.txt", "grüße".as_bytes(), 3), Some("text/plain"));
        assert_eq!(sniff("README", b"hello", 9), Some("text/plain"));
        assert_eq!(sniff("doc.pdf", b"%PDF-1.7 x", 9), Some("application/pdf"));
    }

    #[test]
    fn pages_scripts_and_programs_are_refused() {
        for (name, bytes) in [
            ("x.svg", &b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"[..]),
            ("x.txt", b"\xef\xbb\xbf  <SVG onload=alert(1)>"),
            ("x.txt", b"<?xml version='1.0'?><svg/>"),
            ("x.txt", b"<!DOCTYPE html><p>"),
            ("x.txt", b"hello <script>alert(1)</script>"),
            ("x.html", b"hello"),
            ("x.js", b"alert(1)"),
            ("x.sh", b"#!/bin/sh\nrm -rf /"),
            ("x.exe", b"MZ\x90\0\x03\0\0\0"),
            ("x.txt", b"bin\0ary"),
            ("x.txt", b"\xff\xfe\x00h"),
            ("x.txt", b"cut \xc3"),
        ] {
            assert_eq!(sniff(name, bytes, 1000), None, "{name} {bytes:?}");
        }
    }

    #[test]
    fn text_is_checked_to_its_end() {
        let mut bytes = "ä".repeat(20_000).into_bytes();
        assert_eq!(sniff("a.txt", &bytes, 7), Some("text/plain"));
        bytes.push(0xff);
        assert_eq!(sniff("a.txt", &bytes, 7), None);
    }
}
