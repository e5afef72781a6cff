//! `pingback restore`: an empty installation from a backup, on either engine.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use pingback_app::App;
use pingback_storage::{db, dump};

use super::CommandResult;
use super::backup::{FORMAT, Manifest};
use crate::config::Config;
use crate::wiring;

/// Rows written in one transaction.
const BATCH: usize = 500;

/// Where from.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A file that `pingback backup` wrote
    pub file: PathBuf,
}

/// Reads the file into the empty database and file store of the settings.
pub async fn run(config: &Config, args: &Args) -> CommandResult {
    // Before anything is made: is the file whole, and could its secrets be read here?
    examine(&args.file)?;
    let key = config.secret_key_file();
    if config.secret_key.is_none() && !key.exists() {
        let mend = "put the key that belongs to the backup there, or set PINGBACK_SECRET_KEY";
        return Err(format!("{} is missing: {mend}", key.display()).into());
    }
    let file = File::open(&args.file)?;
    let app = wiring::open(config).await?;
    if !dump::is_empty(&app.db).await? {
        return Err(
            "the database is in use: restore into an empty one (another --data-dir or PINGBACK_DATABASE_URL)"
                .into(),
        );
    }
    let mut archive = tar::Archive::new(BufReader::new(file));
    let (mut rows, mut files, mut is_checked) = (0, 0, false);
    for entry in archive.entries()? {
        let mut entry = entry?;
        let name = entry.path()?.to_str().ok_or("a name that is not text")?.to_owned();
        if name == "manifest.json" {
            check(&app, &serde_json::from_reader(&mut entry)?)?;
            dump::begin_restore(&app.db).await?;
            is_checked = true;
        } else if !is_checked {
            return Err(format!(
                "{} is no backup of PingBack's: it does not begin with its manifest",
                args.file.display()
            )
            .into());
        } else if let Some(table) = name.strip_prefix("tables/").and_then(|name| name.strip_suffix(".jsonl"))
        {
            rows += read_table(&app, table, entry).await?;
        } else if let Some(key) = name.strip_prefix("files/") {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            app.files.write(key, bytes).await?;
            files += 1;
        }
    }
    if !is_checked {
        return Err(format!("{} is empty", args.file.display()).into());
    }
    // Whoever followed the log before must fetch afresh: numbers after the backup were given out before.
    dump::finish_restore(&app.db, app.ids.new_id()).await?;
    println!("Restored {rows} rows and {files} files.");
    Ok(ExitCode::SUCCESS)
}

/// Reads the file to its end.
fn examine(path: &Path) -> Result<(), String> {
    let damaged = |what: &str| format!("{} is damaged or no backup of PingBack's: {what}", path.display());
    let file = File::open(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    let mut archive = tar::Archive::new(BufReader::new(file));
    let entries = archive.entries().map_err(|_| damaged("it has no entries"))?;
    let mut names = Vec::new();
    for entry in entries {
        let mut entry = entry.map_err(|_| damaged("it ends in the middle"))?;
        names.push(entry.path().map_err(|_| damaged("a name cannot be read"))?.into_owned());
        let size = entry.size();
        let read =
            std::io::copy(&mut entry, &mut std::io::sink()).map_err(|_| damaged("it ends in the middle"))?;
        if read != size {
            return Err(damaged("it ends in the middle"));
        }
    }
    match names.first() {
        Some(first) if first == Path::new("manifest.json") => Ok(()),
        _ => Err(damaged("it does not begin with its manifest")),
    }
}

fn check(app: &App, manifest: &Manifest) -> Result<(), String> {
    let known = db::migrations().last().map_or(0, |migration| migration.version);
    if manifest.format != FORMAT || manifest.schema != known {
        return Err(format!(
            "the backup has layout {} and schema {}, this program reads {FORMAT} and {known}: restore with the program that wrote it, then upgrade",
            manifest.format, manifest.schema
        ));
    }
    if manifest.key_check != app.keys.check() {
        return Err("the backup belongs to another secret key: put that secret.key into the data folder, or set PINGBACK_SECRET_KEY, and use an empty database".into());
    }
    Ok(())
}

async fn read_table(app: &App, name: &str, rows: impl Read) -> Result<usize, Box<dyn std::error::Error>> {
    let table = dump::TABLES
        .iter()
        .find(|table| table.name == name)
        .ok_or_else(|| format!("unknown table {name}"))?;
    let (mut batch, mut count) = (Vec::with_capacity(BATCH), 0);
    for line in BufReader::new(rows).lines() {
        batch.push(serde_json::from_str(&line?)?);
        count += 1;
        if batch.len() == BATCH {
            dump::insert(&app.db, table, &batch).await?;
            batch.clear();
        }
    }
    dump::insert(&app.db, table, &batch).await?;
    Ok(count)
}
