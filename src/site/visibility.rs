//! Which files readers are shown: a draft hides what is in it.

use std::collections::BTreeMap;

use crate::document::{Body, Document, Entries, Role, TripRole};
use crate::files::FilePath;
use crate::site::names::Drafted;

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
    pub(super) fn of(documents: &[&'d Document], drafts: bool) -> Self {
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

/// Something that is marked `draft: true`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    /// Its file.
    pub(crate) file: FilePath,
    /// The id of the entry; none where the whole file is a draft.
    pub(crate) id: Option<String>,
}

/// Everything that is marked as a draft, in the order of files and lines.
pub(crate) fn drafts(documents: &[&Document]) -> Vec<Draft> {
    documents.iter().flat_map(|document| drafts_of(document)).collect()
}

fn drafts_of(document: &Document) -> Vec<Draft> {
    let draft = |id: Option<String>| Draft { file: document.path.clone(), id };
    if is_draft(&document.body) {
        return vec![draft(None)];
    }
    let ids = match &document.body {
        Body::People(entries) => draft_ids(entries),
        Body::Organisations(entries) => draft_ids(entries),
        Body::Places(entries) => draft_ids(entries),
        Body::Sources(entries) => draft_ids(entries),
        Body::Glossary(entries) => draft_ids(entries),
        Body::Facts(entries) => draft_ids(entries),
        Body::Figures(entries) => draft_ids(entries),
        Body::Wants(entries) => draft_ids(entries),
        Body::Timeline(entries) => draft_ids(entries),
        Body::Questions(entries) => draft_ids(entries),
        Body::Updates(entries) => draft_ids(entries),
        Body::MediaList(entries) => draft_ids(entries),
        _ => Vec::new(),
    };
    ids.into_iter().map(|id| draft(Some(id))).collect()
}

fn draft_ids<T: Drafted>(entries: &Entries<T>) -> Vec<String> {
    let drafts = entries.list.iter().filter(|(_, entry)| entry.is_draft());
    drafts.map(|(id, _)| id.value.clone()).collect()
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
