//! `pingback openapi` and `pingback permissions`: documents drawn from the code.

use std::io::Write;
use std::process::ExitCode;

use super::CommandResult;

/// Prints the `OpenAPI` document.
pub fn openapi() -> CommandResult {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &pingback_http::openapi::document())?;
    writeln!(out)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the permission table.
pub fn permissions() -> CommandResult {
    std::io::stdout().lock().write_all(pingback_model::permission::as_markdown().as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
