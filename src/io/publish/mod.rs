//! An `Output` brought to a folder, so that at any moment every file in it is whole.
//!
//! Look first, and refuse while nothing is touched: may we write there (`guard`), what did we write
//! there before (`manifest`), what differs or stands in the way (`plan`). Then, in this order:
//!
//! 1. a manifest of all that was there and all that will be, marked `unfinished`;
//! 2. what is ours and in the way goes; changed files are written, each beside its place and then
//!    renamed into it: first what pages load, then the pages;
//! 3. what the old manifest lists and the new output lacks goes, with the folders left empty;
//! 4. the manifest of what is there now, marked `complete`.
//!
//! A process that dies on the way leaves whole files, old or new, and a manifest that claims every
//! one of them; the next build completes the rest and sweeps up temporary files. (This is about a
//! process that dies, not about a power cut: files are not synced to the disk one by one.)
//! Where nothing differs, nothing is written.
//!
//! A picture that is still to be drawn is drawn when it is written, and not again while the file that
//! we drew is there as we left it: its name changes with what is drawn, and the manifest knows its
//! digest.

mod guard;
mod manifest;
mod plan;
mod replace;

pub(super) use replace::write_whole;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use manifest::{Manifest, State};
use plan::Plan;
use xxhash_rust::xxh3::xxh3_128;

use crate::files::FilePath;
use crate::io::world_error::WorldError;
use crate::output::{Before, Content, Output};

/// How to publish.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PublishOptions {
    /// Take over a folder with other files in it: overwrite those that have a name of ours. All
    /// others stay.
    pub force: bool,
}

/// What publishing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Published {
    /// Files that were written.
    pub written: usize,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// Files of the previous build that are no more.
    pub removed: usize,
    /// Pictures among them that were drawn.
    pub drawn: usize,
    /// Bytes of the files that were written.
    pub bytes: u64,
}

/// Writes one file, whole or not at all, into a folder that is made where it is missing.
///
/// # Errors
///
/// The system refuses.
pub(crate) fn write_file(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), WorldError> {
    fs::create_dir_all(folder).map_err(|error| WorldError::tried("make", folder, &error))?;
    replace::write_whole(&folder.join(name), bytes)
}

/// Whether a build of ours wrote what is in a folder.
pub(super) fn is_ours(folder: &Path) -> bool {
    matches!(manifest::read(folder), Ok(manifest::Previous::Ours(_)))
}

/// What the last build published in `folder`; nothing where it does not say.
///
/// # Errors
///
/// The system refuses to read.
pub(crate) fn published_in(folder: &Path) -> Result<Before, WorldError> {
    Ok(match manifest::read(folder)? {
        manifest::Previous::Ours(manifest) => Before::of_files(manifest.files),
        _ => Before::default(),
    })
}

/// Brings `output` to `folder`; `site` is the root of the site that it was made from.
///
/// # Errors
///
/// The folder is or holds the site's sources, lies in them, or holds files of others; or the
/// system refuses to read or write.
pub(crate) fn publish(
    output: &Output,
    folder: &Path,
    site: &Path,
    options: PublishOptions,
) -> Result<Published, WorldError> {
    let folder = guard::real_folder(folder, site)?;
    let previous = guard::previous_manifest(&folder, options)?;
    let plan = plan::draw_up(output, &folder, &previous, options)?;
    let mut next = Manifest::of(State::Complete, output.contents().map(|(path, _)| path.clone()));
    next.drawn = previous.drawn.clone();
    next.drawn.retain(|path, _| output.drawing(path).is_some());
    sweep(&folder, &previous);
    let unchanged = Published { unchanged: plan.unchanged, ..Published::default() };
    if plan.is_empty() && next == previous {
        return Ok(unchanged);
    }
    let done = carry_out(&plan, &folder, &previous, next)?;
    Ok(Published { unchanged: plan.unchanged, ..done })
}

/// A name for some bytes that changes whenever they do.
fn digest(bytes: &[u8]) -> String {
    format!("{:032x}", xxh3_128(bytes))
}

/// Does what the plan says, in the order that the top of this file gives.
fn carry_out(
    plan: &Plan<'_>,
    folder: &Path,
    previous: &Manifest,
    mut next: Manifest,
) -> Result<Published, WorldError> {
    create_folder(folder)?;
    let everything = previous.files.union(&next.files).cloned();
    let unfinished = Manifest::of(State::Unfinished, everything);
    Manifest { drawn: next.drawn.clone(), ..unfinished }.write(folder)?;
    let mut done = Published { removed: clear_the_way(plan, folder)?, ..Published::default() };
    for Written { path, bytes, drawn } in write_changed(plan, folder)? {
        done.written += 1;
        done.bytes += bytes;
        done.drawn += usize::from(drawn.is_some());
        next.drawn.extend(drawn.map(|digest| (path.clone(), digest)));
    }
    done.removed += remove_stale(plan.stale.iter().copied(), folder, &by_lower_case(&next))?;
    next.write(folder)?;
    Ok(done)
}

fn by_lower_case(manifest: &Manifest) -> BTreeMap<String, &FilePath> {
    manifest.files.iter().map(|path| (path.as_str().to_lowercase(), path)).collect()
}

/// Removes the temporary files of a run that was killed.
fn sweep(folder: &Path, previous: &Manifest) {
    replace::sweep(folder);
    if previous.state == State::Unfinished {
        for inner in previous.folders() {
            if replace::is_real_folder(folder, inner) {
                replace::sweep(&folder.join(inner));
            }
        }
    }
}

/// Removes what is ours and stands where something else must be; how many files that were.
fn clear_the_way(plan: &Plan<'_>, folder: &Path) -> Result<usize, WorldError> {
    for path in &plan.in_the_way {
        replace::remove(&folder.join(path))?;
    }
    let stale = || plan.stale.iter().copied();
    let replaced = stale().filter(|path| plan.in_the_way.contains(path.as_str())).count();
    let inside = |path: &&FilePath| plan.cleared.iter().any(|top| lies_in(path.as_str(), top));
    Ok(replaced + remove_stale(stale().filter(inside), folder, &BTreeMap::new())?)
}

/// Whether `path` is under the folder `top`.
fn lies_in(path: &str, top: &str) -> bool {
    path.strip_prefix(top).is_some_and(|rest| rest.starts_with('/'))
}

/// A file that was written.
struct Written<'a> {
    path: &'a FilePath,
    /// Its size in bytes.
    bytes: u64,
    /// The digest of a picture that was drawn.
    drawn: Option<String>,
}

/// Writes the changed files, pages last, so that no page refers to what is not there yet.
fn write_changed<'a>(plan: &Plan<'a>, folder: &Path) -> Result<Vec<Written<'a>>, WorldError> {
    let folders: BTreeSet<&str> = plan.changed.iter().map(|(path, _)| path.folder()).collect();
    for inner in folders {
        create_folder(&folder.join(inner))?;
    }
    let is_page = |path: &FilePath| path.name().rsplit('.').next() == Some("html");
    let (pages, rest): (Vec<_>, Vec<_>) = plan.changed.iter().partition(|(path, _)| is_page(path));
    let mut written = Vec::new();
    for batch in [rest, pages] {
        let write = |(path, content): &(&'a FilePath, Content<'a>)| write(path, *content, folder);
        let results: Vec<Result<Written<'a>, WorldError>> =
            batch.into_par_iter().with_max_len(1).map(write).collect();
        for result in results {
            written.push(result?);
        }
    }
    Ok(written)
}

/// Writes one file, which is drawn first if it is a picture.
fn write<'a>(
    path: &'a FilePath,
    content: Content<'a>,
    folder: &Path,
) -> Result<Written<'a>, WorldError> {
    let (bytes, drawn) = match content {
        Content::Bytes(bytes) => (Cow::Borrowed(bytes), None),
        Content::Text(text) => (Cow::Owned(text.bytes()), None),
        Content::Drawing(drawing) => {
            let bytes = drawing.png().map_err(|why| {
                let what = format!("the share card `{path}` cannot be drawn: {why}");
                WorldError::found(what, "simplify `templates/card.svg`")
            })?;
            let digest = digest(&bytes);
            (Cow::Owned(bytes), Some(digest))
        }
    };
    replace::write_whole(&folder.join(path.as_str()), &bytes)?;
    Ok(Written { path, bytes: bytes.len() as u64, drawn })
}

/// Removes files of the previous build and the folders that this leaves empty; how many files.
/// `kept` is what stays, by lower-case name.
fn remove_stale<'a>(
    stale: impl Iterator<Item = &'a FilePath>,
    folder: &Path,
    kept: &BTreeMap<String, &FilePath>,
) -> Result<usize, WorldError> {
    let mut removed = 0;
    let mut emptied = BTreeSet::new();
    for path in stale {
        if replace::is_real_folder(folder, path.folder()) && !is_kept(path, folder, kept) {
            removed += usize::from(replace::remove_file_or_link(&folder.join(path.as_str()))?);
            emptied.extend(manifest::folders_of(path));
        }
    }
    // An inner folder comes after the outer one in the order of names.
    for inner in emptied.into_iter().rev() {
        if replace::is_real_folder(folder, inner) {
            // A folder that still has something in it stays, and that is all that this can mean.
            let _ = fs::remove_dir(folder.join(inner));
        }
    }
    Ok(removed)
}

/// Whether the stale `path` is a file that stays, under a name that differs in case alone, as it
/// is on the disks of macOS and Windows after a page was renamed so.
fn is_kept(path: &FilePath, folder: &Path, kept: &BTreeMap<String, &FilePath>) -> bool {
    let real = |path: &FilePath| fs::canonicalize(folder.join(path.as_str())).ok();
    let other = kept.get(&path.as_str().to_lowercase());
    other.and_then(|other| real(other)).is_some_and(|other| real(path) == Some(other))
}

fn create_folder(folder: &Path) -> Result<(), WorldError> {
    fs::create_dir_all(folder).map_err(|error| WorldError::tried("make the folder", folder, &error))
}

#[cfg(test)]
mod tests;
