//! `pingback migrate`: the schema, without starting the server.

use std::process::ExitCode;

use super::CommandResult;
use crate::config::Config;
use crate::wiring;

/// Applies what is missing and says what it was.
pub async fn run(config: &Config) -> CommandResult {
    let db = wiring::connect(config).await?;
    let applied = db.migrate().await?;
    match applied.as_slice() {
        [] => println!("The schema is up to date."),
        names => names.iter().for_each(|name| println!("Applied {name}.")),
    }
    Ok(ExitCode::SUCCESS)
}
