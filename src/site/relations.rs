//! What points at a thing, so that a page finds it without going through the whole site.

use std::collections::{BTreeMap, BTreeSet};

use crate::site::{Entity, Event, Id, Party, Section, Site, Source, Topic};

/// For each thing, what points at it, in the order of the site.
#[derive(Debug, Default)]
pub(crate) struct Relations {
    /// The events that somebody takes part in, in the order of their trips.
    events: BTreeMap<Party, Vec<Id<Event>>>,
    /// The events that belong to another one.
    parts: BTreeMap<Id<Event>, Vec<Id<Event>>>,
    /// The topics that are about something.
    topics: BTreeMap<Entity, Vec<Id<Topic>>>,
    /// The section of a topic.
    sections: BTreeMap<Id<Topic>, Id<Section>>,
    /// How many facts rest on a source.
    facts: BTreeMap<Id<Source>, usize>,
    /// The pages before and after one that a reader can leaf on from.
    neighbours: BTreeMap<Entity, [Option<Entity>; 2]>,
}

impl Relations {
    /// Looks through the whole site, once.
    pub(super) fn of(site: &Site) -> Self {
        let mut relations = Self::default();
        relations.add_events(site);
        for (id, topic) in site.topics.iter() {
            for entity in &topic.about {
                add(&mut relations.topics, *entity, id);
            }
        }
        for (id, section) in site.sections.iter() {
            for topic in &section.topics {
                relations.sections.entry(*topic).or_insert(id);
            }
        }
        for (_, fact) in site.facts.iter() {
            for source in fact.sources.iter().collect::<BTreeSet<_>>() {
                *relations.facts.entry(*source).or_default() += 1;
            }
        }
        for line in lines(site) {
            relations.add_line(&line);
        }
        relations
    }

    fn add_events(&mut self, site: &Site) {
        for id in site.trips.iter().flat_map(|(_, trip)| &trip.events) {
            for participant in &site.events[*id].participants {
                add(&mut self.events, participant.who.clone(), *id);
            }
        }
        for (id, event) in site.events.iter() {
            if let Some(whole) = event.part_of {
                add(&mut self.parts, whole, id);
            }
        }
    }

    fn add_line(&mut self, line: &[Entity]) {
        for (at, entity) in line.iter().enumerate() {
            let neighbour = |at: Option<usize>| line.get(at?).copied();
            let both = [neighbour(at.checked_sub(1)), neighbour(at.checked_add(1))];
            self.neighbours.entry(*entity).or_insert(both);
        }
    }
}

/// Notes that `id` points at `to`, once.
fn add<K: Ord, T>(relations: &mut BTreeMap<K, Vec<Id<T>>>, to: K, id: Id<T>) {
    let ids = relations.entry(to).or_default();
    if ids.last() != Some(&id) {
        ids.push(id);
    }
}

/// The pages that a reader can leaf through: sections with their topics, stops, events, people.
fn lines(site: &Site) -> Vec<Vec<Entity>> {
    let mut lines = vec![site.people.iter().map(|(id, _)| Entity::Person(id)).collect()];
    for (_, trip) in site.trips.iter() {
        let sections = trip.sections.iter().flat_map(|id| {
            let topics = site.sections[*id].topics.iter().map(|topic| Entity::Topic(*topic));
            std::iter::once(Entity::Section(*id)).chain(topics)
        });
        lines.push(sections.collect());
        lines.push(trip.stops.iter().map(|id| Entity::Stop(*id)).collect());
        lines.push(trip.events.iter().map(|id| Entity::Event(*id)).collect());
    }
    lines
}

impl Site {
    /// The events that somebody takes part in, in the order of their trips.
    pub(crate) fn events_of(&self, party: &Party) -> &[Id<Event>] {
        self.relations.events.get(party).map(Vec::as_slice).unwrap_or_default()
    }

    /// The events that belong to another one.
    pub(crate) fn parts_of(&self, event: Id<Event>) -> &[Id<Event>] {
        self.relations.parts.get(&event).map(Vec::as_slice).unwrap_or_default()
    }

    /// The topics that are about something.
    pub(crate) fn topics_about(&self, entity: Entity) -> &[Id<Topic>] {
        self.relations.topics.get(&entity).map(Vec::as_slice).unwrap_or_default()
    }

    /// The section that a topic is in.
    pub(crate) fn section_of(&self, topic: Id<Topic>) -> Option<Id<Section>> {
        self.relations.sections.get(&topic).copied()
    }

    /// How many facts rest on a source.
    pub(crate) fn facts_from(&self, source: Id<Source>) -> usize {
        self.relations.facts.get(&source).copied().unwrap_or_default()
    }

    /// The pages before and after one among its like.
    pub(crate) fn neighbours(&self, entity: Entity) -> [Option<Entity>; 2] {
        self.relations.neighbours.get(&entity).copied().unwrap_or_default()
    }
}
