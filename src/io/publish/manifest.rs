//! What we wrote to a folder, kept in that folder, so that we remove that and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use super::replace;
use crate::files::FilePath;
use crate::io::world_error::WorldError;

/// The manifest's name in the output folder.
pub(super) const NAME: &str = ".trip-manifest";

/// The version of the manifest's form.
const VERSION: u32 = 1;

/// What a person who opens the file reads first.
const ABOUT: &str = "Written by `trip build`: the files that it made here and may remove again.";

/// Whether the build that wrote a manifest came to its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    /// Every listed file is there.
    #[default]
    Complete,
    /// Files may be missing or left over.
    Unfinished,
}

/// The files that are ours.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Whether they are all there.
    pub state: State,
    /// Their paths from the output folder.
    pub files: BTreeSet<FilePath>,
    /// The digests of those that we drew: whoever finds such a file whole need not draw it again.
    pub drawn: BTreeMap<FilePath, String>,
}

/// What a folder says of the build before.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Previous {
    /// It has no manifest.
    None,
    /// It has one that we cannot read, so that we do not know what is ours.
    Damaged,
    /// It has this one.
    Ours(Manifest),
}

/// The manifest's form on disk.
#[derive(Serialize, Deserialize)]
struct Written {
    about: String,
    version: u32,
    state: State,
    files: Vec<String>,
    #[serde(default)]
    drawn: BTreeMap<String, String>,
}

/// Reads the manifest in `folder`.
pub(super) fn read(folder: &Path) -> Result<Previous, WorldError> {
    let path = folder.join(NAME);
    match fs::symlink_metadata(&path) {
        Ok(found) if !found.is_file() => return Ok(Previous::Damaged),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Previous::None),
        _ => {}
    }
    let bytes = fs::read(&path).map_err(|error| WorldError::tried("read", &path, &error))?;
    Ok(match serde_json::from_slice::<Written>(&bytes) {
        Ok(written) if written.version == VERSION => Previous::Ours(written.into()),
        _ => Previous::Damaged,
    })
}

impl From<Written> for Manifest {
    fn from(written: Written) -> Self {
        let files = written.files.iter().filter_map(|text| sound(text)).collect();
        let drawn = written.drawn.into_iter();
        let drawn = drawn.filter_map(|(text, digest)| Some((sound(&text)?, digest))).collect();
        Self { state: written.state, files, drawn }
    }
}

/// A listed path, if we could have written it; someone may have tampered with the list.
fn sound(text: &str) -> Option<FilePath> {
    // On Windows `C:x` is a path of another disk, though it has no slash.
    let stays = Path::new(text).components().all(|it| matches!(it, Component::Normal(_)));
    let first = text.split('/').next().unwrap_or_default();
    FilePath::new(text).filter(|_| stays && first != ".git" && text != NAME)
}

impl Manifest {
    /// A manifest of these files.
    pub(super) fn of(state: State, files: impl IntoIterator<Item = FilePath>) -> Self {
        Self { state, files: files.into_iter().collect(), drawn: BTreeMap::new() }
    }

    /// Whether there is a file of ours under the folder `folder`.
    pub(super) fn has_under(&self, folder: &str) -> bool {
        let Some(first) = FilePath::new(&format!("{folder}/\u{0}")) else { return false };
        let next = self.files.range(first..).next();
        next.is_some_and(|path| super::lies_in(path.as_str(), folder))
    }

    /// The folders that the files are in, without the output folder itself, outer before inner.
    pub(super) fn folders(&self) -> BTreeSet<&str> {
        self.files.iter().flat_map(folders_of).collect()
    }

    /// Writes the manifest to `folder`.
    pub(super) fn write(&self, folder: &Path) -> Result<(), WorldError> {
        let path = folder.join(NAME);
        let written = Written {
            about: ABOUT.to_owned(),
            version: VERSION,
            state: self.state,
            files: self.files.iter().map(|path| path.as_str().to_owned()).collect(),
            drawn: self.drawn.iter().map(|(path, it)| (path.to_string(), it.clone())).collect(),
        };
        let mut bytes = serde_json::to_vec_pretty(&written)
            .map_err(|error| WorldError::tried("write", &path, &error.into()))?;
        bytes.push(b'\n');
        replace::write_whole(&path, &bytes)
    }
}

/// The folders that `path` is in, outermost first: `a` and `a/b` of `a/b/c`.
pub(super) fn folders_of(path: &FilePath) -> impl Iterator<Item = &str> {
    path.as_str().match_indices('/').map(|(at, _)| &path.as_str()[..at])
}

#[cfg(test)]
mod tests {
    use super::{FilePath, Manifest, Previous, State, folders_of, read, sound};

    fn path(text: &str) -> FilePath {
        FilePath::new(text).expect("a sound path")
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let mut manifest = Manifest::of(State::Unfinished, [path("b/ü \"q\".html"), path("a\nb")]);
        manifest.drawn.insert(path("a\nb"), "1f".to_owned());
        manifest.write(folder.path()).unwrap();
        assert_eq!(read(folder.path()).unwrap(), Previous::Ours(manifest));
    }

    #[test]
    fn paths_that_we_could_not_have_written_are_ignored() {
        for text in ["/etc/passwd", "../x", "a/../../x", "", ".git/HEAD", ".trip-manifest", "a//b"]
        {
            assert_eq!(sound(text), None, "{text}");
        }
        assert_eq!(sound("a/b.html"), Some(path("a/b.html")));
    }

    #[test]
    fn a_folder_is_ours_if_a_file_of_ours_is_under_it() {
        let manifest = Manifest::of(State::Complete, [path("a-b/c"), path("a/b/c"), path("ab")]);
        let ours = ["a", "a/b", "a-b", "ab", "b", "a/b/c"].map(|it| manifest.has_under(it));
        assert_eq!(ours, [true, true, true, false, false, false]);
    }

    #[test]
    fn the_folders_of_a_file_are_named_from_outside_in() {
        assert_eq!(folders_of(&path("a/b/c")).collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(folders_of(&path("c")).count(), 0);
    }
}
