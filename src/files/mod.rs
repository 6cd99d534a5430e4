//! What the newsroom wrote, byte for byte.

mod look;
mod path;
mod span;

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

pub(crate) use look::{add_embedded, default_look};
pub use path::FilePath;
pub use span::{Position, Span};

/// Every file of a site's folder that the pipeline reads, by its path from the site's root.
#[derive(Clone, Debug, Default)]
pub struct Files {
    entries: BTreeMap<FilePath, Arc<[u8]>>,
}

impl Files {
    /// Adds a file, or replaces the one at that path.
    pub fn insert(&mut self, path: FilePath, bytes: impl Into<Arc<[u8]>>) {
        self.entries.insert(path, bytes.into());
    }

    /// The bytes of the file at `path`.
    #[must_use]
    pub fn get(&self, path: &FilePath) -> Option<&Arc<[u8]>> {
        self.entries.get(path)
    }

    /// The text of the file at `path`, with anything that is not UTF-8 replaced.
    #[must_use]
    pub fn text(&self, path: &FilePath) -> Option<String> {
        self.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }

    /// Takes the file at `path` away; whether it was there.
    pub(crate) fn remove(&mut self, path: &str) -> bool {
        self.entries.remove(path).is_some()
    }

    /// All files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&FilePath, &Arc<[u8]>)> {
        self.entries.iter()
    }

    /// The files under `folder` (which ends with `/`), in the order of their paths.
    pub fn under<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a FilePath, &'a Arc<[u8]>)> {
        let from = self.entries.range::<str, _>((Bound::Included(folder), Bound::Unbounded));
        from.take_while(move |(path, _)| path.as_str().starts_with(folder))
    }
}
