//! `cargo xtask`: builds, runs, tests and measures PingBack with nothing but cargo, node and (for tests) PostgreSQL.
//!
//! One file per subject: [`web`] knows npm, [`postgres`] and [`redis`] start throw-away servers, [`deny`] checks the
//! rules of deny.toml, [`generated`] the committed files that come from the server, [`test`] is the list of all
//! checks. To add a check, write it as a function that returns [`Outcome`] and add one line to [`test`].

mod apt;
mod bench;
mod browser;
mod build;
mod deny;
mod generated;
mod outcome;
mod postgres;
mod process;
mod project;
mod redis;
mod serve;
mod service;
mod spdx;
mod steps;
mod test;
mod web;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::outcome::Outcome;
use crate::project::Project;

/// Builds, runs and tests PingBack.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, about)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything for a quick start and serve it; prints the address.
    ///
    /// Uses the debug profile: the first build takes minutes less than a release build. For real use, take `build`.
    Run {
        /// Passed on to `pingback serve`, for example `--listen 127.0.0.1:9000`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Build the complete release binary, pages embedded.
    Build,
    /// Run every check: formatting, lints, licences, web, both database engines, generated files, browser.
    Test {
        /// Leave out the slowest step: the browser tests.
        #[arg(long)]
        fast: bool,
    },
    /// Measure: runs the bench crate against the release binary.
    Bench {
        /// Passed on to the bench program.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Write openapi.json, the TypeScript types and docs/permissions.md anew.
    Openapi,
    /// Run a command beside a private PostgreSQL, for example `cargo xtask pg -- cargo test -p pingback-storage`.
    ///
    /// The command gets `PINGBACK_TEST_POSTGRES_URL`, and PGHOST, PGPORT, PGUSER, PGDATABASE for psql.
    Pg {
        /// The command and its arguments.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
        command: Vec<String>,
    },
    /// Wait until the server at an address answers, then print what to do next (used by `run`).
    #[command(hide = true)]
    Announce {
        /// Host and port.
        address: String,
    },
}

fn main() -> ExitCode {
    match perform(Cli::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nxtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Outcome<ExitCode> {
    if let Task::Announce { address } = task {
        serve::announce(&address);
        return Ok(ExitCode::SUCCESS);
    }
    let project = Project::find()?;
    match task {
        Task::Run { args } => serve::run(&project, &args),
        Task::Build => build::complete(&project).map(|()| ExitCode::SUCCESS),
        Task::Test { fast } => test::all(&project, fast).map(|()| ExitCode::SUCCESS),
        Task::Bench { args } => bench::run(&project, &args),
        Task::Openapi => generated::write(&project).map(|()| ExitCode::SUCCESS),
        Task::Pg { command } => postgres::beside(&project, &command),
        Task::Announce { .. } => Ok(ExitCode::SUCCESS),
    }
}
