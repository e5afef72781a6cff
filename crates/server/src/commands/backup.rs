//! `pingback backup`: everything in one file, while the server runs.
//!
//! The file is a tar: `manifest.json`, `tables/NAME.jsonl` (one row a line, either engine reads it), `files/KEY`.
//! All tables are of one moment. The secret key is not in it: a backup alone opens nothing that was encrypted.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use pingback_app::App;
use pingback_storage::dump::{self, TABLES, Table};
use pingback_storage::{Tx, db};
use serde::{Deserialize, Serialize};

use super::CommandResult;
use crate::config::Config;
use crate::wiring;

/// Rows read at a time.
const PAGE: i64 = 1_000;

/// Where to.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file to write; must not exist
    pub file: PathBuf,
}

/// What a backup says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The layout of the file.
    pub format: u32,
    /// The schema's version.
    pub schema: i64,
    /// The text by which a database knows its secret key.
    pub key_check: String,
    /// When it was made.
    pub created_at: String,
}

/// The layout this program writes and reads.
pub const FORMAT: u32 = 1;

/// Writes the file.
pub async fn run(config: &Config, args: &Args) -> CommandResult {
    let app = wiring::open(config).await?;
    let partial = args.file.with_extension("partial");
    // Everything that was ever written to the team is in it: for its owner's eyes.
    let file = File::options().write(true).create_new(true).mode(0o600).open(&partial);
    let file = file.map_err(|error| format!("{} cannot be made: {error}", partial.display()))?;
    if args.file.exists() {
        fs::remove_file(&partial)?;
        return Err(format!("{} exists already: name another file", args.file.display()).into());
    }
    let result = write(&app, file).await;
    match result {
        Ok((rows, files)) => {
            // Under its own name only when it is whole.
            fs::rename(&partial, &args.file)?;
            println!("Wrote {rows} rows and {files} files to {}.", args.file.display());
            println!(
                "Keep the secret key apart from it: without the key, what was encrypted cannot be read."
            );
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            fs::remove_file(&partial)?;
            Err(error)
        }
    }
}

async fn write(app: &App, file: File) -> Result<(usize, usize), Box<dyn std::error::Error>> {
    let mut tar = tar::Builder::new(file);
    let manifest = Manifest {
        format: FORMAT,
        schema: db::migrations().last().map_or(0, |migration| migration.version),
        key_check: app.keys.check(),
        created_at: app.now().to_rfc3339(),
    };
    append(&mut tar, "manifest.json", &serde_json::to_vec(&manifest)?)?;
    let folder = tempfile::tempdir()?;
    let mut tx = app.db.snapshot().await?;
    let mut rows = 0;
    for table in TABLES {
        let path = folder.path().join(table.name);
        rows += write_table(&mut tx, table, &path).await?;
        tar.append_path_with_name(&path, format!("tables/{}.jsonl", table.name))?;
        fs::remove_file(path)?;
    }
    drop(tx);
    let keys = app.files.keys().await?;
    for key in &keys {
        // Deleted meanwhile: then no message of the snapshot carries it either, or it was never taken.
        if let Some(bytes) = app.files.read(key).await? {
            append(&mut tar, &format!("files/{key}"), &bytes)?;
        }
    }
    tar.into_inner()?.sync_all()?;
    Ok((rows, keys.len()))
}

async fn write_table(tx: &mut Tx, table: &Table, path: &Path) -> Result<usize, Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(File::create(path)?);
    let (mut last, mut count) = (None, 0);
    loop {
        let mut rows = dump::rows(tx, table, last.as_ref(), PAGE).await?;
        for row in &rows {
            serde_json::to_writer(&mut out, row)?;
            out.write_all(b"\n")?;
        }
        count += rows.len();
        match rows.pop() {
            Some(row) => last = Some(row),
            None => break,
        }
    }
    out.flush()?;
    Ok(count)
}

fn append(tar: &mut tar::Builder<File>, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes.len() as u64);
    header.set_mode(0o600);
    tar.append_data(&mut header, name, bytes)
}
