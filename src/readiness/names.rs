//! Names of files that are one on some disks and two on others.

use std::collections::{BTreeMap, BTreeSet};

use crate::readiness::{Finding, Surroundings};

const CHECK: &str = "letter case";

/// Judges the names of the site's files: those on the disk, and those that git keeps.
pub(super) fn judge(around: &Surroundings) -> Vec<Finding> {
    let tracked = around.repository.as_ref().map_or(&[][..], |it| &it.tracked);
    let mut findings = renamed(tracked, &around.sources);
    for list in [&around.sources, tracked] {
        for finding in collisions(list) {
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
    }
    if findings.is_empty() {
        findings.push(Finding::fine(CHECK, "no two names differ in upper and lower case alone"));
    }
    findings
}

/// Names of one list of files that differ in case alone, folders included.
fn collisions(paths: &[String]) -> Vec<Finding> {
    let mut known: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for path in paths {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for end in ends {
            known.entry(path[..end].to_lowercase()).or_default().insert(&path[..end]);
        }
    }
    // What lies in two such folders would be told again.
    let mut told: Vec<String> = Vec::new();
    let mut findings = Vec::new();
    for (lower, names) in known.into_iter().filter(|(_, names)| names.len() > 1) {
        if told.iter().any(|outer| lower.starts_with(outer)) {
            continue;
        }
        let list: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let what =
            format!("{} are one file on macOS and Windows, and two on Pages", list.join(" and "));
        findings.push(Finding::wrong(
            CHECK,
            what,
            "rename one with `git mv`, and what links to it",
        ));
        told.push(lower + "/");
    }
    findings
}

/// Files that git keeps by a name which differs from that on the disk in case alone.
fn renamed(tracked: &[String], sources: &[String]) -> Vec<Finding> {
    let kept: BTreeSet<&String> = tracked.iter().collect();
    let there: BTreeSet<&String> = sources.iter().collect();
    let new = sources.iter().filter(|path| !kept.contains(path));
    let new: BTreeMap<String, &String> = new.map(|path| (path.to_lowercase(), path)).collect();
    let gone = tracked.iter().filter(|path| !there.contains(path));
    let pairs = gone.filter_map(|path| Some((path, *new.get(&path.to_lowercase())?)));
    pairs
        .map(|(path, there)| {
            let what = format!(
                "git keeps `{path}`, which is `{there}` on the disk: Pages publishes git’s name"
            );
            Finding::wrong(CHECK, what, format!("run `git mv -f {path} {there}`"))
        })
        .collect()
}
