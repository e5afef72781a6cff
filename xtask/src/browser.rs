//! Browser tests in e2e/, run against the debug binary: a release build takes minutes and is no other product.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::apt;
use crate::outcome::Outcome;
use crate::process;
use crate::project::Project;
use crate::web;

/// Names under which systems install a browser that Playwright can drive.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
/// Chromium without the window around the page: no story looks at that, and it takes a third of a story's time.
const SHELL: &str = "chromium-headless-shell";

/// The interpreters that the guide's recipes are run by, each with the Debian package that has it.
const INTERPRETERS: [(&str, &str); 3] = [("python3", "python3"), ("php", "php-cli"), ("ruby", "ruby")];

/// Runs them. `settings` adds what the tests need to know besides the binary (`PINGBACK_E2E_BINARY`) and the browser
/// (`PINGBACK_E2E_CHROMIUM`).
pub fn test(project: &Project, settings: impl FnOnce(&mut Command)) -> Outcome {
    for (name, package) in INTERPRETERS {
        apt::ensure(
            || process::find(name, &[]),
            package,
            &format!("{name}, which runs a recipe of the guide"),
        )?;
    }
    let browser = || process::find(SHELL, &[]).or_else(find);
    let mut playwright = playwright(project, "debug", browser, &[])?;
    settings(&mut playwright);
    process::run(&mut playwright)
}

/// Measures the pages of the release binary. `program` is the bench program, which fills the database.
pub fn bench(project: &Project, program: &Path) -> Outcome {
    let mut playwright = playwright(project, "release", find, &["--config", "bench.config.ts"])?;
    process::run(playwright.env("PINGBACK_BENCH_PROGRAM", program))
}

fn find() -> Option<PathBuf> {
    BROWSERS.iter().find_map(|name| process::find(name, &[]))
}

fn playwright(
    project: &Project,
    profile: &str,
    browser: impl Fn() -> Option<PathBuf>,
    args: &[&str],
) -> Outcome<Command> {
    let browser = apt::ensure(browser, "chromium", "a browser (chromium)")?;
    let folder = project.root.join("e2e");
    web::install_in(project, &folder)?;
    process::run(web::npm(project, &folder).args(["run", "check"]))?;
    let mut playwright = project.command("npx");
    playwright.current_dir(&folder).args(["--no-install", "playwright", "test"]).args(args);
    playwright.env("PINGBACK_E2E_BINARY", project.binary(profile)).env("PINGBACK_E2E_CHROMIUM", browser);
    Ok(playwright)
}
