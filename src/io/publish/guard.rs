//! Whether a folder is one that we may publish to.

use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::PublishOptions;
use super::manifest::{self, Manifest, Previous};
use super::replace::TEMPORARY;
use crate::io::disk::SOURCE_FOLDERS;
use crate::io::world_error::WorldError;

/// What a folder may have in it and still count as empty: it is no one's work.
const NOTHING: &[&str] = &[".git", ".DS_Store", "Thumbs.db", "desktop.ini"];

/// The folder with all links on the way to it followed, if it does not touch the site's sources.
pub(super) fn real_folder(folder: &Path, site: &Path) -> Result<PathBuf, WorldError> {
    let real = real_path(folder)?;
    let site = real_path(site)?;
    if site.starts_with(&real) {
        return Err(refused(folder, "holds the site that it is made from"));
    }
    for source in SOURCE_FOLDERS {
        let source = real_path(&site.join(source))?;
        if real.starts_with(&source) {
            return Err(refused(folder, "lies in what it is made from"));
        }
        if source.starts_with(&real) {
            return Err(refused(folder, "holds what it is made from"));
        }
    }
    match fs::metadata(&real) {
        Ok(found) if !found.is_dir() => Err(refused(folder, "is not a folder")),
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(WorldError::tried("open", folder, &error))
        }
        _ => Ok(real),
    }
}

fn refused(folder: &Path, why: &str) -> WorldError {
    WorldError::found(
        format!("the output folder `{}` {why}", folder.display()),
        "choose another one, such as `public`",
    )
}

/// The absolute path without links, of which the end need not be there yet.
fn real_path(path: &Path) -> Result<PathBuf, WorldError> {
    let failed = |error| WorldError::tried("open", path, &error);
    let mut there = std::path::absolute(path).map_err(failed)?;
    let mut missing = Vec::new();
    loop {
        match fs::canonicalize(&there) {
            Ok(real) => return Ok(missing.iter().rev().fold(real, |real, name| real.join(name))),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let name = there.file_name().map(OsStr::to_owned).ok_or_else(|| failed(error))?;
                missing.push(name);
                there.pop();
            }
            Err(error) => return Err(failed(error)),
        }
    }
}

/// What we wrote to the folder last time; refused if the folder has files of others and none of
/// our manifests.
pub(super) fn previous_manifest(
    folder: &Path,
    options: PublishOptions,
) -> Result<Manifest, WorldError> {
    let foreign = match manifest::read(folder)? {
        Previous::Ours(manifest) => return Ok(manifest),
        Previous::Damaged => {
            let path = folder.join(manifest::NAME);
            Some(format!("`{}` is damaged or of a newer `trip`", path.display()))
        }
        Previous::None => has_something(folder)?
            .then(|| format!("`{}` has files in it that `trip` did not write", folder.display())),
    };
    match foreign.filter(|_| !options.force) {
        None => Ok(Manifest::default()),
        Some(what) => Err(WorldError::found(
            what,
            "choose an empty folder, or take this one over with `--force`, which overwrites files \
             that have the name of a page and leaves all others",
        )),
    }
}

fn has_something(folder: &Path) -> Result<bool, WorldError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(WorldError::tried("read", folder, &error)),
    };
    Ok(entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        !NOTHING.contains(&&*name) && !name.starts_with(TEMPORARY)
    }))
}
