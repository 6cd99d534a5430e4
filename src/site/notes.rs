//! Corrections, clarifications and editors' notes, by the page that they are about.

use std::collections::BTreeMap;

use crate::document::UpdateKind;
use crate::site::{Entity, Id, Passage, Site, Trip, Update};

/// An update that stands on the page that it is about, by its place in its trip's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) trip: Id<Trip>,
    at: usize,
}

/// What is marked on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark<'a> {
    /// All of what a page, or an entry of one, is about.
    Whole(Entity),
    /// A heading of an entity's prose.
    Heading(Entity, &'a str),
    /// One of the parts of a trip page.
    Part(Id<Trip>, &'a str),
}

/// The notes by the address of their page, each page's in the order of the files.
pub(super) fn of(site: &Site) -> BTreeMap<String, Vec<Note>> {
    let mut notes: BTreeMap<String, Vec<Note>> = BTreeMap::new();
    for (id, trip) in site.trips.iter() {
        for (at, update) in trip.updates.iter().enumerate() {
            // What is new is told in the list of updates, and nothing was wrong.
            let Some(passage) =
                update.passage.as_ref().filter(|_| update.kind != UpdateKind::Update)
            else {
                continue;
            };
            let page = match passage {
                Passage::Entity(entity) | Passage::HeadingOf(entity, _) => {
                    site.address(*entity).map(|address| address.page)
                }
                Passage::Heading(_) | Passage::Part(_) => Some(trip.prefix.clone()),
            };
            if let Some(page) = page {
                notes.entry(page).or_default().push(Note { trip: id, at });
            }
        }
    }
    notes
}

impl Site {
    /// The notes about a page and what stands on it.
    pub(crate) fn notes_on(&self, page: &str) -> &[Note] {
        self.notes.get(page).map(Vec::as_slice).unwrap_or_default()
    }

    /// The update that a note is.
    pub(crate) fn noted(&self, note: Note) -> &Update {
        &self.trips[note.trip].updates[note.at]
    }

    /// The notes about just that.
    pub(crate) fn notes_about(&self, mark: Mark<'_>) -> Vec<Note> {
        let page = match mark {
            Mark::Whole(entity) | Mark::Heading(entity, _) => {
                self.address(entity).map(|address| address.page).unwrap_or_default()
            }
            Mark::Part(trip, _) => self.trips[trip].prefix.clone(),
        };
        let is_about = |note: &&Note| match (&self.noted(**note).passage, mark) {
            (Some(Passage::Entity(it)), Mark::Whole(entity)) => *it == entity,
            (Some(Passage::HeadingOf(it, anchor)), Mark::Heading(entity, heading)) => {
                *it == entity && anchor == heading
            }
            (Some(Passage::Heading(anchor)), Mark::Heading(Entity::Trip(trip), heading)) => {
                note.trip == trip && anchor == heading
            }
            (Some(Passage::Part(part)), Mark::Part(trip, name)) => {
                note.trip == trip && part == name
            }
            _ => false,
        };
        self.notes_on(&page).iter().filter(is_about).copied().collect()
    }
}
