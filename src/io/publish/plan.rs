//! What differs between an `Output` and a folder, and whether we may change it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, FileType};
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::PublishOptions;
use super::manifest::{self, Manifest, folders_of};
use crate::files::FilePath;
use crate::io::world_error::WorldError;
use crate::output::{Content, Output};

/// What to do to a folder.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    /// Files to write, with what they are made of.
    pub changed: Vec<(&'a FilePath, Content<'a>)>,
    /// How many files are as they should be.
    pub unchanged: usize,
    /// Files and links that stand where a folder must be.
    pub in_the_way: BTreeSet<&'a str>,
    /// Folders, all of ours, that stand where a file must be.
    pub cleared: BTreeSet<&'a str>,
    /// Files of the previous build that this one lacks.
    pub stale: Vec<&'a FilePath>,
}

impl Plan<'_> {
    /// Whether there is nothing to do.
    pub(super) fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.stale.is_empty()
    }
}

/// Compares the folder with the output and changes nothing.
///
/// # Errors
///
/// Something that is not ours stands where we would have to write.
pub(super) fn draw_up<'a>(
    output: &'a Output,
    folder: &Path,
    previous: &'a Manifest,
    options: PublishOptions,
) -> Result<Plan<'a>, WorldError> {
    refuse_impossible(output)?;
    let look = Look { folder, previous, options };
    let in_the_way = look.in_the_way(output)?;
    let files: Vec<(&FilePath, Content<'_>)> = output.contents().collect();
    let verdicts: Vec<Result<Verdict, WorldError>> = files
        .par_iter()
        .map(|(path, content)| {
            let hidden = folders_of(path).any(|inner| in_the_way.contains(inner));
            if hidden { Ok(Verdict::Write) } else { look.judge(path, *content) }
        })
        .collect();
    let stale = previous.files.iter().filter(|path| !output.has(path.as_str())).collect();
    let mut plan = Plan { in_the_way, stale, ..Plan::default() };
    for ((path, content), verdict) in files.into_iter().zip(verdicts) {
        match verdict? {
            Verdict::Keep => plan.unchanged += 1,
            Verdict::Write => plan.changed.push((path, content)),
            Verdict::ClearAndWrite => {
                plan.cleared.insert(path.as_str());
                plan.changed.push((path, content));
            }
        }
    }
    Ok(plan)
}

/// No folder can hold an output in which a file is also a folder, or that has our manifest's name.
fn refuse_impossible(output: &Output) -> Result<(), WorldError> {
    let names: BTreeMap<&str, &FilePath> =
        output.contents().map(|(path, _)| (path.as_str(), path)).collect();
    if names.contains_key(manifest::NAME) {
        let what = format!("the site has a file called `{}`", manifest::NAME);
        return Err(WorldError::found(what, "rename it: `trip` keeps its own list there"));
    }
    for path in names.values() {
        if let Some(inner) = folders_of(path).find(|inner| names.contains_key(inner)) {
            let what = format!("`{inner}` would be a file and the folder of `{path}`");
            return Err(WorldError::found(what, "give one of the two another name"));
        }
    }
    Ok(())
}

/// What to do about one file of the output.
enum Verdict {
    Keep,
    Write,
    /// A folder of ours is there.
    ClearAndWrite,
}

/// Where we look, and what we know of it.
struct Look<'a> {
    folder: &'a Path,
    previous: &'a Manifest,
    options: PublishOptions,
}

impl Look<'_> {
    /// What stands where the output needs a folder and is none.
    fn in_the_way<'o>(&self, output: &'o Output) -> Result<BTreeSet<&'o str>, WorldError> {
        let needed: BTreeSet<&str> =
            output.contents().flat_map(|(path, _)| folders_of(path)).collect();
        let mut in_the_way: BTreeSet<&str> = BTreeSet::new();
        // Outer folders come first, so that we never look through a link.
        for inner in needed {
            let hidden = in_the_way.iter().any(|top| super::lies_in(inner, top));
            let Some(kind) = self.kind(inner).filter(|kind| !hidden && !kind.is_dir()) else {
                continue;
            };
            let ours = self.is_ours(inner) || (kind.is_symlink() && self.previous.has_under(inner));
            if !ours && !self.options.force {
                return Err(self.foreign(inner, "needs a folder"));
            }
            in_the_way.insert(inner);
        }
        Ok(in_the_way)
    }

    /// What to do about the file at `path`, which must be made of this.
    fn judge(&self, path: &FilePath, content: Content<'_>) -> Result<Verdict, WorldError> {
        let Some(kind) = self.kind(path.as_str()) else {
            return Ok(Verdict::Write);
        };
        if kind.is_dir() {
            return self.judge_folder(path.as_str());
        }
        if kind.is_file() && self.holds(path, content) {
            return Ok(Verdict::Keep);
        }
        if self.is_ours(path.as_str()) || self.options.force {
            return Ok(Verdict::Write);
        }
        Err(self.foreign(path.as_str(), "has a file"))
    }

    /// A folder that stands where a file must be goes if everything in it is ours.
    fn judge_folder(&self, path: &str) -> Result<Verdict, WorldError> {
        for entry in WalkDir::new(self.folder.join(path)).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                WorldError::tried("read", &self.folder.join(path), &error.into())
            })?;
            let inner = entry.path().strip_prefix(self.folder).unwrap_or(entry.path());
            let inner = inner.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
            let folder = entry.file_type().is_dir();
            let ours = if folder { self.previous.has_under(&inner) } else { self.is_ours(&inner) };
            if !ours {
                return Err(self.foreign_in_folder(&inner, path));
            }
        }
        Ok(Verdict::ClearAndWrite)
    }

    /// The kind of what is there, a link being a link; none if nothing is.
    fn kind(&self, path: &str) -> Option<FileType> {
        fs::symlink_metadata(self.folder.join(path)).ok().map(|found| found.file_type())
    }

    fn is_ours(&self, path: &str) -> bool {
        FilePath::new(path).is_some_and(|path| self.previous.files.contains(&path))
    }

    /// Whether the file is as it must be; one that we cannot read has to be replaced.
    fn holds(&self, path: &FilePath, content: Content<'_>) -> bool {
        match content {
            Content::Bytes(bytes) => self.holds_bytes(path, bytes),
            Content::Text(text) => self.holds_bytes(path, &text.bytes()),
            Content::Drawing(_) => self.holds_drawn(path),
        }
    }

    /// Whether the file has the bytes that we once drew there. Its name says what is drawn, so that
    /// they are those that we would draw now.
    fn holds_drawn(&self, path: &FilePath) -> bool {
        let drawn = self.previous.drawn.get(path);
        let is_whole = |bytes: Vec<u8>| drawn == Some(&super::digest(&bytes));
        drawn.is_some() && fs::read(self.folder.join(path.as_str())).is_ok_and(is_whole)
    }

    /// Whether the file has these bytes and no others.
    fn holds_bytes(&self, path: &FilePath, bytes: &[u8]) -> bool {
        let path = self.folder.join(path.as_str());
        let same_size = fs::metadata(&path).is_ok_and(|found| found.len() == bytes.len() as u64);
        same_size && fs::read(&path).is_ok_and(|there| there == bytes)
    }

    fn foreign(&self, path: &str, need: &str) -> WorldError {
        let place = self.folder.join(path);
        WorldError::found(
            format!("`trip` did not write `{}`, where the site {need}", place.display()),
            "move it away, rename the page or file of the site, or overwrite it with `--force`",
        )
    }

    fn foreign_in_folder(&self, inner: &str, path: &str) -> WorldError {
        let (inner, place) = (self.folder.join(inner), self.folder.join(path));
        let (inner, place) = (inner.display(), place.display());
        WorldError::found(
            format!("`{place}` must become a file, and `trip` did not write `{inner}` in it"),
            "move it away, or rename the page or file of the site",
        )
    }
}
