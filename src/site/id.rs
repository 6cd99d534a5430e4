//! Ids that are known to exist.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

/// The id of a `T` that is in its site's registry.
pub(crate) struct Id<T> {
    index: usize,
    kind: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The id of the entry at `index` of its registry.
    pub(super) fn at(index: usize) -> Self {
        Self { index, kind: PhantomData }
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.index.cmp(&other.index)
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{}", self.index)
    }
}

/// All the `T`s of a site, in the order of their files and lines.
#[derive(Debug)]
pub(crate) struct Registry<T> {
    entries: Vec<T>,
}

impl<T> Default for Registry<T> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

impl<T> Registry<T> {
    /// Adds an entry and says its id.
    pub(super) fn add(&mut self, entry: T) -> Id<T> {
        self.entries.push(entry);
        Id::at(self.entries.len() - 1)
    }

    /// All entries with their ids.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Id<T>, &T)> {
        self.entries.iter().enumerate().map(|(index, entry)| (Id::at(index), entry))
    }

    /// All entries, to be changed while the site is put together.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries.iter_mut()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }
}

impl<T> Index<Id<T>> for Registry<T> {
    type Output = T;

    fn index(&self, id: Id<T>) -> &T {
        &self.entries[id.index]
    }
}
