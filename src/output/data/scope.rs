//! Which of the entries that all trips share belong to the data of one trip.

use std::collections::BTreeSet;

use crate::site::{Entity, Id, Party, Site, Target, Text, Trip};

/// The shared entries that stand in a trip's data.
pub(super) enum Scope {
    /// All of them: the trip at the root stands for the whole site.
    All,
    /// Those that the trip refers to, and those that these refer to.
    Used(BTreeSet<Entity>),
}

impl Scope {
    pub(super) fn of(trip: Id<Trip>, site: &Site) -> Self {
        if site.front == Some(trip) {
            return Self::All;
        }
        let mut open: Vec<Entity> = site.references.of(&site.trips[trip].id).collect();
        let mut used = BTreeSet::new();
        while let Some(entity) = open.pop() {
            if used.insert(entity) {
                open.extend(leads_to(entity, site));
            }
        }
        Self::Used(used)
    }

    pub(super) fn has(&self, entity: Entity) -> bool {
        match self {
            Self::All => true,
            Self::Used(used) => used.contains(&entity),
        }
    }
}

/// The shared entries to which one refers in its turn.
fn leads_to(entity: Entity, site: &Site) -> Vec<Entity> {
    match entity {
        Entity::Person(id) => {
            let person = &site.people[id];
            let country = person.country.map(Entity::Place);
            country.into_iter().chain(person.org.map(Entity::Organisation)).collect()
        }
        Entity::Organisation(id) => {
            let organisation = &site.organisations[id];
            let members = organisation.members.iter().filter_map(Party::entity);
            members.chain(organisation.summary.iter().flat_map(linked)).collect()
        }
        Entity::Place(id) => site.places[id].part_of.map(Entity::Place).into_iter().collect(),
        Entity::Source(id) => site.sources[id].lists.iter().copied().map(Entity::Source).collect(),
        Entity::Term(id) => {
            let term = &site.terms[id];
            let source = term.source.map(Entity::Source);
            source.into_iter().chain(term.definition.iter().flat_map(linked)).collect()
        }
        _ => Vec::new(),
    }
}

/// What a text links to.
fn linked(text: &Text) -> impl Iterator<Item = Entity> {
    text.links().filter_map(|link| match link.to {
        Target::Entity(entity, _) => Some(entity),
        Target::Source(source) => Some(Entity::Source(source)),
        _ => None,
    })
}
