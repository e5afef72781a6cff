//! Browser tests in e2e/, run against the debug binary: a release build takes minutes and is no other product.

use std::process::Command;

use crate::apt;
use crate::outcome::Outcome;
use crate::process;
use crate::project::Project;
use crate::web;

/// Names under which systems install a browser that Playwright can drive.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Runs them. `settings` adds what the tests need to know besides the binary (`PINGBACK_E2E_BINARY`) and the browser
/// (`PINGBACK_E2E_CHROMIUM`).
pub fn test(project: &Project, settings: impl FnOnce(&mut Command)) -> Outcome {
    let find = || BROWSERS.iter().find_map(|name| process::find(name, &[]));
    let browser = apt::ensure(find, "chromium", "a browser (chromium)")?;
    let folder = project.root.join("e2e");
    web::install_in(project, &folder)?;
    process::run(web::npm(project, &folder).args(["run", "--if-present", "check"]))?;
    let mut playwright = project.command("npx");
    playwright.current_dir(&folder).args(["--no-install", "playwright", "test"]);
    settings(&mut playwright);
    playwright.env("PINGBACK_E2E_BINARY", project.binary("debug")).env("PINGBACK_E2E_CHROMIUM", browser);
    process::run(&mut playwright)
}
