//! `cargo xtask bench`.

use std::process::ExitCode;

use crate::browser;
use crate::build;
use crate::outcome::{Failure, Outcome};
use crate::postgres::{Cluster, Durability};
use crate::process;
use crate::project::Project;

/// Builds the complete release binary and runs the bench program with it and with a PostgreSQL as it ships.
pub fn run(project: &Project, args: &[String]) -> Outcome<ExitCode> {
    if !project.root.join("bench/Cargo.toml").exists() {
        return Err(Failure::new("there is no folder bench yet, so nothing to measure with"));
    }
    build::complete(project)?;
    if let [part] = args
        && part == "web"
    {
        return pages(project);
    }
    let cluster = Cluster::start(Durability::Full)?;
    let mut bench = project.cargo(&["run", "--locked", "--release", "--package", "pingback-bench", "--"]);
    bench
        .args(args)
        .env("PINGBACK_BENCH_BINARY", project.binary("release"))
        .env("PINGBACK_BENCH_POSTGRES_URL", cluster.url());
    process::run(&mut bench)?;
    Ok(ExitCode::SUCCESS)
}

/// What the pages cost in a browser: `cargo xtask bench web`.
fn pages(project: &Project) -> Outcome<ExitCode> {
    let mut program = project.cargo(&["build", "--locked", "--release", "--package", "pingback-bench"]);
    process::run(&mut program)?;
    browser::bench(project, &project.binary("release").with_file_name("pingback-bench"))?;
    Ok(ExitCode::SUCCESS)
}
