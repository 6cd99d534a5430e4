//! What a site stands in: its repository, the workflows there, and the folder it was built into.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use crate::io::{git, publish, repository};
use crate::readiness::{OutputFolder, Surroundings};

/// Looks around the site in `root`, whose sources have these paths; what cannot be read is not there.
pub(crate) fn surroundings(root: &Path, sources: Vec<String>) -> Surroundings {
    let domains = ["CNAME", "static/CNAME"].into_iter().filter_map(|path| {
        let text = fs::read_to_string(root.join(path)).ok()?;
        Some((path.to_owned(), text))
    });
    Surroundings {
        repository: git::repository(root),
        workflows: workflows(&repository::root_of(root)),
        domains: domains.collect(),
        sources,
        output: output(&root.join("public")),
    }
}

/// The workflows of the repository in the folder `root`, in the order of their names.
fn workflows(root: &Path) -> Vec<(String, String)> {
    const FOLDER: &str = ".github/workflows";
    let entries = fs::read_dir(root.join(FOLDER)).into_iter().flatten().flatten();
    let mut workflows: Vec<(String, String)> = entries
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_workflow = matches!(name.rsplit_once('.'), Some((_, "yml" | "yaml")));
            let text = fs::read_to_string(entry.path()).ok().filter(|_| is_workflow)?;
            Some((format!("{FOLDER}/{name}"), text))
        })
        .collect();
    workflows.sort();
    workflows
}

/// What lies in the folder that sites are built into; none where it is not there or empty.
fn output(folder: &Path) -> Option<OutputFolder> {
    let mut found = OutputFolder { is_ours: publish::is_ours(folder), ..OutputFolder::default() };
    let mut entries =
        WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter().flatten().peekable();
    entries.peek()?;
    for entry in entries {
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        if entry.path_is_symlink() {
            found.links.push(path);
        } else if let Some(bytes) =
            entry.metadata().ok().filter(std::fs::Metadata::is_file).map(|it| it.len())
        {
            found.bytes += bytes;
            if found.largest.as_ref().is_none_or(|(_, most)| bytes > *most) {
                found.largest = Some((path, bytes));
            }
        }
    }
    Some(found)
}
