//! Building the server.

use crate::outcome::{Failure, Outcome};
use crate::process;
use crate::project::Project;
use crate::web;

/// `cargo xtask build`: pages and release binary.
pub fn complete(project: &Project) -> Outcome {
    web::install(project)?;
    web::build(project)?;
    release(project)?;
    let binary = project.binary("release");
    println!(
        "\nThe complete server is {}; it needs nothing else to run:\n  pingback serve",
        binary.display()
    );
    Ok(())
}

/// The release binary with the pages as they lie in web/apps/*/dist.
pub fn release(project: &Project) -> Outcome {
    process::run(&mut project.cargo(&["build", "--locked", "--release", "--package", "pingback-server"]))?;
    let binary = project.binary("release");
    let size = binary.metadata().map_err(Failure::at(&binary))?.len();
    println!("   {} ({} MB)", binary.display(), size / 1_000_000);
    Ok(())
}

/// The debug binary, which reads the pages from disk.
pub fn debug(project: &Project) -> Outcome {
    process::run(&mut project.cargo(&["build", "--locked", "--package", "pingback-server"]))
}
