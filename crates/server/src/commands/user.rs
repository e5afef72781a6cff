//! `pingback user`: what mail would do, for installations without mail.

use std::process::ExitCode;

use pingback_app::accounts;

use super::CommandResult;
use crate::config::Config;
use crate::wiring;

/// What to do for an account.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Marks the account's address as confirmed
    Confirm {
        /// The account's address
        email: String,
    },
    /// Prints a link with which the account's password can be set anew, once, within an hour
    ResetPassword {
        /// The account's address
        email: String,
    },
}

/// Runs the command.
pub async fn run(config: &Config, command: &Command) -> CommandResult {
    let app = wiring::open(config).await?;
    match command {
        Command::Confirm { email } => {
            let user = accounts::confirm_by_operator(&app, email).await?;
            println!("{} is confirmed.", user.email);
        }
        Command::ResetPassword { email } => {
            let listening = format!("http://{}/", config.listen).parse().ok();
            println!("{}", accounts::reset_link_by_operator(&app, email, listening.as_ref()).await?);
        }
    }
    Ok(ExitCode::SUCCESS)
}
