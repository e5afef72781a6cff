//! Which browser on which system, as far as its `User-Agent` says so.

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;

/// A browser with its major version, and a system: `Firefox 128`, `Windows`.
pub fn names(headers: &HeaderMap) -> (Option<String>, Option<String>) {
    let text = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    (browser(text), system(text).map(ToOwned::to_owned))
}

/// The first that fits: most browsers also claim to be those further down.
const BROWSERS: [(&str, &str); 12] = [
    ("EdgiOS/", "Edge"),
    ("EdgA/", "Edge"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("YaBrowser/", "Yandex"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
    ("Safari/", "Safari"),
];

const SYSTEMS: [(&str, &str); 8] = [
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
    ("BSD", "BSD"),
];

fn browser(text: &str) -> Option<String> {
    let (mark, name) = BROWSERS.iter().find(|(mark, _)| text.contains(mark))?;
    if *mark == "Version/" && !text.contains("Safari/") {
        return None;
    }
    let version = text.split_once(mark).map(|(_, rest)| rest).unwrap_or_default();
    let version: String = version.chars().take_while(char::is_ascii_digit).take(4).collect();
    // What follows "Safari/" is the engine's.
    let has_version = !version.is_empty() && *mark != "Safari/";
    Some(if has_version { format!("{name} {version}") } else { (*name).to_owned() })
}

fn system(text: &str) -> Option<&'static str> {
    SYSTEMS.iter().find(|(mark, _)| text.contains(mark)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_browsers_are_known() {
        for (text, browsers, systems) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
                Some("Chrome 140"),
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
                Some("Edge 140"),
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                Some("Firefox 128"),
                Some("Linux"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                Some("Safari 18"),
                Some("iOS"),
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
                Some("Safari 18"),
                Some("macOS"),
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36",
                Some("Chrome 139"),
                Some("Android"),
            ),
            ("curl/8.5.0", None, None),
        ] {
            assert_eq!((browser(text).as_deref(), system(text)), (browsers, systems), "{text}");
        }
    }
}
