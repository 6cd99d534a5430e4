//! Which files readers are shown: a draft hides what is in it.

use std::collections::BTreeMap;

use crate::document::{Body, Document, Role, TripRole};
use crate::site::names::Drafted as _;

/// Whether something is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Readers are shown it.
    Published,
    /// It is marked as a draft, or is part of something that is.
    Draft,
    /// It cannot be read, or is part of something that cannot.
    Unreadable,
}

/// The states of all trips and sections, which hold for what is in them too.
pub(super) struct Visibility<'d> {
    drafts: bool,
    trips: BTreeMap<&'d str, State>,
    sections: BTreeMap<(&'d str, &'d str), State>,
}

impl<'d> Visibility<'d> {
    /// Looks through all documents; with `drafts`, drafts are shown.
    pub(super) fn of(documents: &'d [Document], drafts: bool) -> Self {
        let mut seen = Self { drafts, trips: BTreeMap::new(), sections: BTreeMap::new() };
        for document in documents {
            let state = seen.own_state(&document.body);
            match &document.role {
                Role::InTrip { trip, role: TripRole::Trip } => {
                    seen.trips.insert(trip, state);
                }
                Role::InTrip { trip, role: TripRole::Section(section) } => {
                    seen.sections.insert((trip, section), state);
                }
                _ => {}
            }
        }
        seen
    }

    /// Whether readers are shown a file.
    pub(super) fn state(&self, document: &Document) -> State {
        let own = self.own_state(&document.body);
        let Role::InTrip { trip, role } = &document.role else { return own };
        // A folder without a trip.md is reported as such; nothing in it is shown.
        let of_trip = self.trips.get(trip.as_str()).copied().unwrap_or(State::Unreadable);
        let of_section = match role {
            TripRole::Topic { section, .. } => {
                let found = self.sections.get(&(trip.as_str(), section.as_str()));
                found.copied().unwrap_or(State::Unreadable)
            }
            _ => State::Published,
        };
        let above = [of_trip, of_section].into_iter().find(|state| *state != State::Published);
        above.unwrap_or(own)
    }

    /// Whether an entry of a file is shown.
    pub(super) fn entry_state(&self, draft: bool, of_file: State) -> State {
        match of_file {
            State::Published if draft && !self.drafts => State::Draft,
            state => state,
        }
    }

    fn own_state(&self, body: &Body) -> State {
        match body {
            Body::Broken => State::Unreadable,
            body if is_draft(body) && !self.drafts => State::Draft,
            _ => State::Published,
        }
    }
}

/// Whether a whole file is marked `draft: true`.
fn is_draft(body: &Body) -> bool {
    match body {
        Body::Trip(trip, _) => trip.is_draft(),
        Body::Stop(stop, _) => stop.is_draft(),
        Body::Event(event, _) => event.is_draft(),
        Body::Section(section, _) => section.is_draft(),
        _ => false,
    }
}
