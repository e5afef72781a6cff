//! The command line's commands, one file each. Each says what it did and fails with a sentence.

pub mod backup;
pub mod doctor;
pub mod documents;
pub mod migrate;
pub mod plan;
pub mod restore;
pub mod serve;
pub mod user;

/// How a command ends: with an exit code, or with a sentence for the operator.
pub type CommandResult = Result<std::process::ExitCode, Box<dyn std::error::Error>>;
