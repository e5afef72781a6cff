//! Committed files that come from the server: written by `cargo xtask openapi`, compared by `cargo xtask test`.

use std::fs;
use std::path::Path;

use crate::build;
use crate::outcome::{Failure, Outcome};
use crate::process;
use crate::project::Project;
use crate::web;

/// File, and the `pingback` subcommand that prints it.
const PRINTED: [(&str, &str); 2] = [("openapi.json", "openapi"), ("docs/permissions.md", "permissions")];

/// The TypeScript types, made from openapi.json.
const TYPES: &str = "web/packages/api/src/schema.d.ts";

/// Writes all of them anew.
pub fn write(project: &Project) -> Outcome {
    build::debug(project)?;
    for (file, subcommand) in PRINTED {
        let path = project.root.join(file);
        let text = printed(project, subcommand)?;
        fs::write(&path, text).map_err(Failure::at(&path))?;
        println!("wrote {file}");
    }
    web::install(project)?;
    types(project, &project.root.join(TYPES))?;
    println!("wrote {TYPES}");
    Ok(())
}

/// Fails when a committed file differs from what would be written now. Runs the server that the Rust tests were built
/// with: building it once more without their crates' features would compile the whole workspace again.
pub fn check(project: &Project) -> Outcome {
    for (file, subcommand) in PRINTED {
        compare(project, file, &printed(project, subcommand)?)?;
    }
    let folder = tempfile::tempdir()?;
    let made = folder.path().join("schema.d.ts");
    types(project, &made)?;
    compare(project, TYPES, &fs::read(&made).map_err(Failure::at(&made))?)
}

fn printed(project: &Project, subcommand: &str) -> Outcome<Vec<u8>> {
    let text = process::output(project.command(project.binary("debug")).arg(subcommand))?;
    if text.is_empty() {
        return Err(Failure::new(format!("`pingback {subcommand}` printed nothing")));
    }
    Ok(text)
}

fn types(project: &Project, to: &Path) -> Outcome {
    let mut npx = project.command("npx");
    npx.current_dir(project.root.join("web"));
    npx.args(["--no-install", "openapi-typescript", "../openapi.json", "-o"]).arg(to);
    process::output(&mut npx).map(drop)
}

fn compare(project: &Project, file: &str, now: &[u8]) -> Outcome {
    let path = project.root.join(file);
    let committed = fs::read(&path).map_err(Failure::at(&path))?;
    if committed == now {
        return Ok(());
    }
    let (old, new) = (String::from_utf8_lossy(&committed), String::from_utf8_lossy(now));
    let line = old.lines().zip(new.lines()).take_while(|(old, new)| old == new).count();
    let shown = |text: &str| text.lines().nth(line).unwrap_or("(end of file)").trim().to_owned();
    Err(Failure::new(format!(
        "{file} is not what the server prints now. Run `cargo xtask openapi` and commit the result.\n\
         First difference, line {}:\n  committed: {}\n  now:       {}",
        line + 1,
        shown(&old),
        shown(&new)
    )))
}
