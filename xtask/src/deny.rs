//! The rules of deny.toml: which licences and which crates are allowed in the tree.
//!
//! Where cargo-deny is installed it judges; else this file does, from the same deny.toml. It reads `licenses.allow`
//! and `bans.deny` (with `wrappers`), which is all that deny.toml uses besides the sources.

use std::collections::BTreeSet;
use std::fs;

use serde::Deserialize;

use crate::outcome::{Failure, Outcome};
use crate::process;
use crate::project::Project;
use crate::spdx;

#[derive(Deserialize)]
struct Rules {
    licenses: Licenses,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licenses {
    allow: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    #[serde(default)]
    wrappers: Vec<String>,
    reason: String,
}

/// Checks the whole tree, for every platform. Advisories are not part of it: they need the network.
pub fn check(project: &Project) -> Outcome {
    if process::succeeds(&mut project.cargo(&["deny", "--version"])) {
        return process::run(
            &mut project.cargo(&["deny", "--locked", "check", "bans", "licenses", "sources"]),
        );
    }
    println!(
        "   cargo-deny is not installed: xtask checks licences, bans and sources itself; advisories are not checked"
    );
    let path = project.root.join("deny.toml");
    let text = fs::read_to_string(&path).map_err(Failure::at(&path))?;
    let rules: Rules = toml::from_str(&text).map_err(|error| Failure::new(format!("deny.toml: {error}")))?;

    let mut tree = project.cargo(&["tree", "--locked", "--workspace", "--all-features", "--target", "all"]);
    tree.args(["--edges", "normal,build,dev", "--prefix", "depth", "--format", "{p}|{l}"]);
    let tree = process::output(&mut tree)?;
    let edges = edges(&String::from_utf8_lossy(&tree))?;
    let mut found = broken_rules(&rules, &edges);
    found.extend(foreign_sources(&fs::read_to_string(project.root.join("Cargo.lock"))?));
    if found.is_empty() {
        let crates: BTreeSet<_> = edges.iter().map(|edge| (&edge.name, &edge.version)).collect();
        println!("   {} crates, all allowed", crates.len());
        return Ok(());
    }
    Err(Failure::new(format!(
        "rules of deny.toml broken:\n  {}",
        found.into_iter().collect::<Vec<_>>().join("\n  ")
    )))
}

/// One crate in the tree and who depends on it (`None` for our own crates at the root).
#[derive(Debug, PartialEq)]
struct Edge {
    parent: Option<String>,
    name: String,
    version: String,
    license: String,
}

/// Reads lines like `2ring v0.17.14|Apache-2.0 AND ISC (*)`: depth, package, licence, mark of a repeated subtree.
fn edges(tree: &str) -> Outcome<Vec<Edge>> {
    let mut path: Vec<String> = Vec::new();
    let mut edges = Vec::new();
    for line in tree.lines().filter(|line| !line.trim().is_empty()) {
        let parse = || {
            let digits = line.find(|character: char| !character.is_ascii_digit())?;
            let (package, license) = line.get(digits..)?.split_once('|')?;
            let mut words = package.split(' ');
            let license = license.trim_end_matches("(*)").trim();
            Some((line[..digits].parse::<usize>().ok()?, words.next()?, words.next().unwrap_or(""), license))
        };
        let Some((depth, name, version, license)) = parse() else {
            return Err(Failure::new(format!("cargo tree printed a line that is not understood: {line}")));
        };
        path.truncate(depth);
        edges.push(Edge {
            parent: path.last().cloned(),
            name: name.to_owned(),
            version: version.to_owned(),
            license: license.to_owned(),
        });
        path.push(name.to_owned());
    }
    Ok(edges)
}

fn broken_rules(rules: &Rules, edges: &[Edge]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for edge in edges {
        let Edge { name, version, license, .. } = edge;
        if !spdx::allowed(license, &rules.licenses.allow) {
            let license = if license.is_empty() { "no licence" } else { license };
            found.insert(format!("{name} {version}: {license} is not in licenses.allow"));
        }
        let parent = edge.parent.as_deref().unwrap_or("the workspace");
        for ban in rules.bans.deny.iter().filter(|ban| ban.name == *name) {
            if !ban.wrappers.iter().any(|wrapper| wrapper == parent) {
                found.insert(format!("{name} must not be used by {parent}: {}", ban.reason));
            }
        }
    }
    found
}

/// Crates that come from elsewhere than the registry that every crate of the lock file shares.
fn foreign_sources(lock: &str) -> BTreeSet<String> {
    let sources = lock.lines().filter_map(|line| line.strip_prefix("source = "));
    let foreign = sources.filter(|source| source.contains("git+") || !source.contains("crates.io-index"));
    foreign.map(|source| format!("Cargo.lock: {source} is not the crates registry")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "0pingback-app v0.1.0 (/somewhere)|MIT\n1sqlx v0.9.0|MIT OR Apache-2.0\n2ring v0.17.14|ISC\n\
                        1odd v1.0.0|\n\n0pingback-storage v0.1.0 (/somewhere)|MIT\n1sqlx v0.9.0|MIT OR Apache-2.0 (*)\n";

    fn rules() -> Rules {
        toml::from_str(
            r#"
            licenses.allow = ["MIT"]
            [[bans.deny]]
            crate = "ring"
            reason = "one back end"
            [[bans.deny]]
            crate = "sqlx"
            wrappers = ["pingback-storage"]
            reason = "one place"
            "#,
        )
        .unwrap()
    }

    #[test]
    fn edges_know_their_parents() {
        let edges = edges(TREE).unwrap();
        let pairs: Vec<_> = edges.iter().map(|edge| (edge.parent.as_deref(), edge.name.as_str())).collect();
        assert_eq!(
            pairs,
            [
                (None, "pingback-app"),
                (Some("pingback-app"), "sqlx"),
                (Some("sqlx"), "ring"),
                (Some("pingback-app"), "odd"),
                (None, "pingback-storage"),
                (Some("pingback-storage"), "sqlx"),
            ]
        );
    }

    #[test]
    fn every_kind_of_break_is_found() {
        let found = broken_rules(&rules(), &edges(TREE).unwrap());
        let found: Vec<_> = found.iter().map(String::as_str).collect();
        assert_eq!(
            found,
            [
                "odd v1.0.0: no licence is not in licenses.allow",
                "ring must not be used by sqlx: one back end",
                "ring v0.17.14: ISC is not in licenses.allow",
                "sqlx must not be used by pingback-app: one place",
            ]
        );
    }

    #[test]
    fn a_git_source_is_foreign() {
        let lock = "source = \"registry+https://example.org/crates.io-index\"\nsource = \"git+https://example.org\"\n";
        assert_eq!(foreign_sources(lock).len(), 1);
    }
}
