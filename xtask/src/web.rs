//! The two front-ends: installing, checking and building them with npm.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::outcome::{Failure, Outcome};
use crate::process;
use crate::project::{Project, touch};

/// The oldest Node.js that the build tools accept.
const NODE: (u32, u32) = (20, 19);

/// The folders that the server embeds.
const PAGES: [&str; 2] = ["web/apps/dashboard/dist", "web/apps/widget/dist"];

/// Installs the packages of the lock file, unless that very lock file is installed already.
pub fn install(project: &Project) -> Outcome {
    install_in(project, &project.root.join("web"))
}

/// [`install`] for another folder with a package-lock.json.
pub fn install_in(project: &Project, folder: &Path) -> Outcome {
    check_node()?;
    let lock = folder.join("package-lock.json");
    let text = fs::read(&lock).map_err(Failure::at(&lock))?;
    let stamp = Stamp { file: folder.join("node_modules/.pingback-lock"), digest: digest(&[&text]) };
    if stamp.matches() {
        println!("   packages are up to date");
        return Ok(());
    }
    let mut npm = npm(project, folder);
    // Browsers come from the system; a download during installation would only fail behind a closed network.
    npm.args(["ci", "--no-audit", "--no-fund"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::run(&mut npm)?;
    stamp.set()
}

/// Runs a script of web/package.json.
pub fn script(project: &Project, name: &str) -> Outcome {
    let mut npm = npm(project, &project.root.join("web"));
    process::run(npm.args(["run", name]))
}

/// Builds both front-ends and makes cargo embed them anew if they changed.
pub fn build(project: &Project) -> Outcome {
    script(project, "build")?;
    let mut pages = Vec::new();
    for folder in PAGES.map(|folder| project.root.join(folder)) {
        if !folder.is_dir() {
            return Err(Failure::new(format!("the web build left no folder {}", folder.display())));
        }
        read_all(&folder, &mut pages)?;
    }
    // The embedding macro notes the files it read, not the folder: a page with a new name would be missed. The stamp
    // is kept in the target folder because it tells what the builds there have embedded.
    let stamp = Stamp { file: project.target.join("pingback-pages"), digest: digest(&pages) };
    if !stamp.matches() {
        touch(&project.root.join("crates/http/src/lib.rs"))?;
        stamp.set()?;
    }
    Ok(())
}

/// [`build`], left out when neither sources nor packages changed since the last one in this checkout.
pub fn build_if_changed(project: &Project) -> Outcome {
    let web = project.root.join("web");
    let mut sources = Vec::new();
    read_all(&web, &mut sources)?;
    let stamp = Stamp { file: web.join("node_modules/.pingback-build"), digest: digest(&sources) };
    if stamp.matches() && PAGES.iter().all(|folder| project.root.join(folder).is_dir()) {
        println!("   pages are up to date");
        return Ok(());
    }
    build(project)?;
    stamp.set()
}

/// `npm` in a folder of the checkout.
pub fn npm(project: &Project, folder: &Path) -> Command {
    let mut npm = project.command("npm");
    npm.current_dir(folder);
    npm
}

fn check_node() -> Outcome {
    let wanted = format!("Node.js {}.{} or newer with npm", NODE.0, NODE.1);
    if process::find("node", &[]).is_none() || process::find("npm", &[]).is_none() {
        return Err(Failure::new(format!("{wanted} is needed to build the pages; install it and try again")));
    }
    let said = process::output(process::command("node").arg("--version"))?;
    let said = String::from_utf8_lossy(&said).trim().to_owned();
    let mut numbers = said.trim_start_matches('v').split('.').map_while(|part| part.parse::<u32>().ok());
    let version = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if version < NODE {
        return Err(Failure::new(format!("{wanted} is needed to build the pages, but this is {said}")));
    }
    Ok(())
}

/// Remembers in a file which input a result was made from.
struct Stamp {
    file: PathBuf,
    digest: u64,
}

impl Stamp {
    fn matches(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|text| text == self.digest.to_string())
    }

    fn set(&self) -> Outcome {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder).map_err(Failure::at(folder))?;
        }
        fs::write(&self.file, self.digest.to_string()).map_err(Failure::at(&self.file))
    }
}

/// Not for security, only to notice change.
fn digest(parts: &[impl AsRef<[u8]>]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for part in parts {
        part.as_ref().hash(&mut hasher);
    }
    hasher.finish()
}

/// Names and contents of all files below `folder` in a fixed order, without what builds leave there.
fn read_all(folder: &Path, into: &mut Vec<Vec<u8>>) -> Outcome {
    let entries = fs::read_dir(folder).map_err(Failure::at(folder))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() {
            if name != "node_modules" && name != "dist" {
                read_all(&path, into)?;
            }
        } else {
            into.push(path.as_os_str().as_encoded_bytes().to_vec());
            into.push(fs::read(&path).map_err(Failure::at(&path))?);
        }
    }
    Ok(())
}
