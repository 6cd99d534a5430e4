//! Which files of the site changed in which build of a session.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::files::FilePath;
use crate::pipeline::Built;
use crate::preview::head::Head;

/// What became of the files of a site, build by build.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    lives: BTreeMap<FilePath, Life>,
}

/// The versions in which something happened to a file.
#[derive(Clone, Debug)]
struct Life {
    added: u64,
    changed: u64,
    removed: Option<Removed>,
}

/// When a file went, and what it was.
#[derive(Clone, Debug)]
pub(super) struct Removed {
    /// The version that lacks it first.
    pub(super) version: u64,
    /// Its title, if it was a page.
    pub(super) title: String,
}

/// What happened to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// It is new.
    Added,
    /// It has other bytes.
    Changed,
    /// It is no more.
    Removed,
}

impl History {
    /// The history after the build `version`, which follows `before` or is the first.
    #[must_use]
    pub(super) fn after(&self, version: u64, before: Option<&Built>, now: &Built) -> Self {
        let mut lives = self.lives.clone();
        for (path, life) in &mut lives {
            if life.removed.is_none() && now.output.get(path).is_none() {
                let bytes = before.and_then(|before| before.output.get(path));
                let title = bytes.map(|bytes| Head::of(bytes).title).unwrap_or_default();
                life.removed = Some(Removed { version, title });
            }
        }
        for (path, bytes) in now.output.iter() {
            let old = before.and_then(|before| Some((before.output.get(path)?, before)));
            let is_same = |(old, before): (&Arc<[u8]>, &Built)| {
                is_same((old, &before.stylesheet), (bytes, &now.stylesheet))
            };
            match lives.get_mut(path).filter(|life| life.removed.is_none()) {
                Some(_) if old.is_some_and(is_same) => {}
                Some(life) => life.changed = version,
                None => {
                    let life = Life { added: version, changed: version, removed: None };
                    _ = lives.insert(path.clone(), life);
                }
            }
        }
        Self { lives }
    }

    /// The version that brought a file as it is; none where it is not there.
    pub(super) fn version_of(&self, path: &FilePath) -> Option<u64> {
        self.lives.get(path).filter(|life| life.removed.is_none()).map(|life| life.changed)
    }

    /// How a file went; none where it is there or never was.
    pub(super) fn removed(&self, path: &FilePath) -> Option<&Removed> {
        self.lives.get(path)?.removed.as_ref()
    }

    /// The files that came with a version or later and are still there.
    pub(super) fn added_since(&self, version: u64) -> impl Iterator<Item = &FilePath> {
        let added = move |life: &Life| life.added >= version && life.removed.is_none();
        self.lives.iter().filter(move |(_, life)| added(life)).map(|(path, _)| path)
    }

    /// What happened to each file after the build `version`, in the order of their paths.
    pub(super) fn changes_after(&self, version: u64) -> impl Iterator<Item = (&FilePath, Change)> {
        self.lives.iter().filter_map(move |(path, life)| {
            let is_new = life.added > version;
            let change = match &life.removed {
                Some(removed) => (removed.version > version && !is_new).then_some(Change::Removed),
                None if is_new => Some(Change::Added),
                None => (life.changed > version).then_some(Change::Changed),
            };
            Some((path, change?))
        })
    }
}

/// Whether two versions of a file differ in the address of the stylesheet at most, which changes with
/// each of its rules; `bytes` come with that address.
fn is_same(old: (&Arc<[u8]>, &str), new: (&Arc<[u8]>, &str)) -> bool {
    if Arc::ptr_eq(old.0, new.0) || old.0 == new.0 {
        return true;
    }
    if old.1 == new.1 || old.0.len() != new.0.len() {
        return false;
    }
    match (std::str::from_utf8(old.0), std::str::from_utf8(new.0)) {
        (Ok(before), Ok(now)) => before.split(old.1).eq(now.split(new.1)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(old: &str, new: &str) -> bool {
        let bytes = |text: &str| Arc::<[u8]>::from(text.as_bytes());
        is_same((&bytes(old), "style-1.css"), (&bytes(new), "style-2.css"))
    }

    #[test]
    fn another_stylesheet_alone_is_no_change_of_a_page() {
        assert!(same("<a>", "<a>"));
        assert!(same("<style-1.css> a", "<style-2.css> a"));
        assert!(!same("<style-1.css> a", "<style-2.css> b"));
        assert!(!same("<style-1.css> a", "<style-2.css> aa"));
        assert!(!same("style-1.css style-1.css", "style-2.css style-1.css"));
    }
}
