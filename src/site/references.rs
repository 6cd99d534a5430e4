//! What refers to what, so that a trip shows the shared entries that it uses and no others.

use std::collections::{BTreeMap, BTreeSet};

use crate::site::Entity;

/// Everything that something refers to, by the trip whose files do.
#[derive(Clone, Debug, Default)]
pub(crate) struct References {
    /// By a trip's folder; none for the files that all trips share.
    by_trip: BTreeMap<Option<String>, BTreeSet<Entity>>,
}

impl References {
    /// Notes that a file of `trip` refers to `entity`.
    pub(crate) fn add(&mut self, trip: Option<&str>, entity: Entity) {
        match self.by_trip.get_mut(&trip.map(str::to_owned)) {
            Some(entities) => _ = entities.insert(entity),
            None => _ = self.by_trip.insert(trip.map(str::to_owned), BTreeSet::from([entity])),
        }
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
