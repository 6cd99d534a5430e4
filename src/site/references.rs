//! What refers to what, so that a trip shows the shared entries that it uses and no others.

use std::collections::{BTreeMap, BTreeSet};

use crate::files::{FilePath, Span};
use crate::site::Entity;

/// Everything that something refers to, by the trip whose files do.
#[derive(Clone, Debug, Default)]
pub(crate) struct References {
    /// By a trip's folder; none for the files that all trips share.
    by_trip: BTreeMap<Option<String>, BTreeSet<Entity>>,
    /// Each reference with its place, where somebody wants to know.
    uses: Option<Vec<(Span, Used)>>,
}

/// Something that a place of the content uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Used {
    /// Something with an id.
    Entity(Entity),
    /// A file that is published as it is.
    File(FilePath),
}

impl References {
    /// Notes that a file of `trip` refers to `entity`.
    pub(crate) fn add(&mut self, trip: Option<&str>, entity: Entity) {
        match self.by_trip.get_mut(&trip.map(str::to_owned)) {
            Some(entities) => _ = entities.insert(entity),
            None => _ = self.by_trip.insert(trip.map(str::to_owned), BTreeSet::from([entity])),
        }
    }

    /// References that keep their places.
    pub(super) fn with_places() -> Self {
        Self { uses: Some(Vec::new()), ..Self::default() }
    }

    /// Notes where something is used.
    pub(super) fn note(&mut self, span: &Span, used: Used) {
        if let Some(uses) = &mut self.uses {
            uses.push((span.clone(), used));
        }
    }

    /// Each reference with its place.
    pub(super) fn uses(&self) -> &[(Span, Used)] {
        self.uses.as_deref().unwrap_or_default()
    }

    /// Whether anything refers to `entity`.
    pub(crate) fn any(&self, entity: Entity) -> bool {
        self.by_trip.values().any(|entities| entities.contains(&entity))
    }

    /// Everything that a file of `trip`, a folder's name, refers to.
    pub(crate) fn of(&self, trip: &str) -> impl Iterator<Item = Entity> {
        self.by_trip.get(&Some(trip.to_owned())).into_iter().flatten().copied()
    }

    /// Whether a file of `trip`, a folder's name, refers to `entity`.
    pub(crate) fn by(&self, trip: &str, entity: Entity) -> bool {
        self.by_trip.get(&Some(trip.to_owned())).is_some_and(|entities| entities.contains(&entity))
    }
}
