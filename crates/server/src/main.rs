//! The binary `pingback`: configuration, command line, wiring, shutdown.

mod commands;
mod config;
mod wiring;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{CommandResult, backup, doctor, documents, migrate, plan, restore, serve, user};
use config::{Config, ConfigArgs};

/// The customer-support workspace that a small team runs itself.
#[derive(Debug, Parser)]
#[command(name = "pingback", version, about)]
struct Cli {
    #[command(flatten)]
    config: ConfigArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs the product
    Serve,
    /// Brings the database's schema up to date
    Migrate,
    /// Shows and changes workspaces' plans
    #[command(subcommand)]
    Plan(plan::Command),
    /// Helps an account that mail cannot reach
    #[command(subcommand)]
    User(user::Command),
    /// Says what is wrong with this installation
    Doctor,
    /// Writes everything into one file, while the server runs
    Backup(backup::Args),
    /// Fills an empty data folder or database from such a file
    Restore(restore::Args),
    /// Prints the `OpenAPI` document
    Openapi,
    /// Prints the permission table
    #[command(hide = true)]
    Permissions,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("pingback: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> CommandResult {
    match &cli.command {
        Command::Openapi => return documents::openapi(),
        Command::Permissions => return documents::permissions(),
        _ => {}
    }
    let config = Config::load(&cli.config)?;
    wiring::start_log(&config);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match &cli.command {
            Command::Serve => serve::run(config).await,
            Command::Migrate => migrate::run(&config).await,
            Command::Plan(command) => plan::run(&config, command).await,
            Command::User(command) => user::run(&config, command).await,
            Command::Doctor => doctor::run(&config).await,
            Command::Backup(args) => backup::run(&config, args).await,
            Command::Restore(args) => restore::run(&config, args).await,
            Command::Openapi | Command::Permissions => Ok(ExitCode::SUCCESS),
        }
    })
}
