//! Every id of a site, collected before anything is resolved, so that order does not matter.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Body, Document, Entries, Line, Role, Spanned, TripRole};

/// What sort of thing an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Trip,
    Section,
    Topic,
    Stop,
    Event,
    Person,
    Organisation,
    Place,
    Source,
    Term,
    Fact,
    Figure,
    Media,
}

impl Sort {
    /// "there is no … called": the thing, and where it would be defined.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Trip => ("trip", "no folder of that name has a trip.md"),
            Self::Section => ("section", "no folder of that name has an index.md"),
            Self::Topic => ("topic", "no file of that name is in a section"),
            Self::Stop => ("stop", "not a file in stops/"),
            Self::Event => ("event", "not a file in events/"),
            Self::Person => ("person", "not in people.yaml"),
            Self::Organisation => ("organisation", "not in organisations.yaml"),
            Self::Place => ("place", "not in places.yaml"),
            Self::Source => ("source", "not in sources.yaml"),
            Self::Term => ("term", "not in glossary.yaml"),
            Self::Fact => ("fact", "not in facts.yaml"),
            Self::Figure => ("figure", "not in figures.yaml"),
            Self::Media => ("picture", "not in media/media.yaml"),
        }
    }

    /// The file or folder that says which of these there are; what is broken there is reported there.
    fn home(self) -> &'static [Role] {
        match self {
            Self::Person => &[Role::People],
            Self::Organisation => &[Role::Organisations],
            Self::Place => &[Role::Places],
            Self::Source => &[Role::Sources],
            Self::Term => &[Role::Glossary],
            _ => &[],
        }
    }

    fn home_in_trip(self) -> Option<TripRole> {
        match self {
            Self::Fact => Some(TripRole::Facts),
            Self::Figure => Some(TripRole::Figures),
            Self::Media => Some(TripRole::MediaList),
            _ => None,
        }
    }
}

/// What an id stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// The entry at this index of its registry.
    Entry(usize),
    /// A draft, which is not published.
    Draft,
    /// Something whose file cannot be read, which is reported there.
    Unreadable,
}

/// Every id of a site.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By sort and trip (none for what all trips share), then by id.
    known: BTreeMap<(Sort, Option<String>), BTreeMap<String, Named>>,
    counts: BTreeMap<Sort, usize>,
    unreadable: BTreeSet<Role>,
    /// The trips, front first, for ids of a trip that a shared file uses.
    pub(super) trips: Vec<String>,
}

impl Names {
    /// Collects the ids of all documents.
    pub(super) fn collect(documents: &[Document], drafts: bool, front: Option<&str>) -> Self {
        let mut names = Self::default();
        for document in documents {
            names.collect_document(document, drafts);
        }
        let trips = names.known.get(&(Sort::Trip, None));
        let mut trips: Vec<String> =
            trips.map(|trips| trips.keys().cloned().collect()).unwrap_or_default();
        trips.sort_by_key(|trip| (Some(trip.as_str()) != front, trip.clone()));
        names.trips = trips;
        names
    }

    /// What `id` stands for in `trip`, or in a shared file (`None`), where a trip's folder may
    /// stand before it: `asia-tour/F1`.
    pub(super) fn find(&self, sort: Sort, trip: Option<&str>, id: &str) -> Option<Named> {
        if self.is_home_unreadable(sort, trip) {
            return Some(Named::Unreadable);
        }
        let shared = self.get(sort, None, id);
        let own = || trip.and_then(|trip| self.get(sort, Some(trip), id));
        let qualified = || {
            let (trip, id) = id.split_once('/')?;
            self.get(sort, Some(trip), id)
        };
        let first = || {
            let mut trips = self.trips.iter().filter(|_| trip.is_none());
            trips.find_map(|trip| self.get(sort, Some(trip), id))
        };
        shared.or_else(own).or_else(qualified).or_else(first)
    }

    /// The ids that could be meant in `trip`.
    pub(super) fn known(&self, sort: Sort, trip: Option<&str>) -> Vec<&str> {
        let scopes: Vec<Option<String>> = match trip {
            Some(trip) => vec![None, Some(trip.to_owned())],
            None => std::iter::once(None).chain(self.trips.iter().cloned().map(Some)).collect(),
        };
        let known = scopes.iter().filter_map(|scope| self.known.get(&(sort, scope.clone())));
        known.flat_map(BTreeMap::keys).map(String::as_str).filter(|id| !id.contains('/')).collect()
    }

    fn get(&self, sort: Sort, trip: Option<&str>, id: &str) -> Option<Named> {
        self.known.get(&(sort, trip.map(str::to_owned)))?.get(id).copied()
    }

    fn is_home_unreadable(&self, sort: Sort, trip: Option<&str>) -> bool {
        let shared = sort.home().iter().any(|role| self.unreadable.contains(role));
        let in_trip = sort.home_in_trip().is_some_and(|role| {
            let trips = trip.map(str::to_owned).into_iter().chain(self.trips.iter().cloned());
            trips
                .map(|trip| Role::InTrip { trip, role: role.clone() })
                .any(|role| self.unreadable.contains(&role))
        });
        shared || in_trip
    }

    fn add(&mut self, sort: Sort, trip: Option<&str>, id: &str, state: State) -> Named {
        let named = match state {
            State::Draft => Named::Draft,
            State::Unreadable => Named::Unreadable,
            State::Published => {
                let count = self.counts.entry(sort).or_default();
                *count += 1;
                Named::Entry(*count - 1)
            }
        };
        let scope = (sort, trip.map(str::to_owned));
        self.known.entry(scope).or_default().entry(id.to_owned()).or_insert(named);
        named
    }

    fn collect_document(&mut self, document: &Document, drafts: bool) {
        let state = state_of(&document.body, drafts);
        if state == State::Unreadable {
            self.unreadable.insert(document.role.clone());
        }
        match &document.role {
            Role::InTrip { trip, role } => {
                self.collect_in_trip(trip, role, state, document, drafts);
            }
            _ => match &document.body {
                Body::People(entries) => self.add_entries(Sort::Person, None, entries, drafts),
                Body::Organisations(entries) => {
                    self.add_entries(Sort::Organisation, None, entries, drafts);
                }
                Body::Places(entries) => self.add_entries(Sort::Place, None, entries, drafts),
                Body::Sources(entries) => self.add_entries(Sort::Source, None, entries, drafts),
                Body::Glossary(entries) => self.add_entries(Sort::Term, None, entries, drafts),
                _ => {}
            },
        }
    }

    fn collect_in_trip(
        &mut self,
        trip: &str,
        role: &TripRole,
        state: State,
        document: &Document,
        drafts: bool,
    ) {
        match role {
            TripRole::Trip => _ = self.add(Sort::Trip, None, trip, state),
            TripRole::Stop(id) => _ = self.add(Sort::Stop, Some(trip), id, state),
            TripRole::Event(id) => _ = self.add(Sort::Event, Some(trip), id, state),
            TripRole::Section(id) => _ = self.add(Sort::Section, Some(trip), id, state),
            TripRole::Topic { section, topic } => {
                let named = self.add(Sort::Topic, Some(trip), &format!("{section}/{topic}"), state);
                let scope = (Sort::Topic, Some(trip.to_owned()));
                self.known.entry(scope).or_default().entry(topic.clone()).or_insert(named);
            }
            _ => match &document.body {
                Body::Facts(entries) => self.add_entries(Sort::Fact, Some(trip), entries, drafts),
                Body::Figures(entries) => {
                    self.add_entries(Sort::Figure, Some(trip), entries, drafts);
                }
                Body::MediaList(entries) => {
                    self.add_entries(Sort::Media, Some(trip), entries, drafts);
                }
                _ => {}
            },
        }
    }

    fn add_entries<T: Drafted>(
        &mut self,
        sort: Sort,
        trip: Option<&str>,
        entries: &Entries<T>,
        drafts: bool,
    ) {
        for (id, entry) in &entries.0 {
            let hidden = entry.is_draft() && !drafts;
            let state = if hidden { State::Draft } else { State::Published };
            self.add(sort, trip, &id.value, state);
        }
    }
}

/// Whether something is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Published,
    Draft,
    Unreadable,
}

fn state_of(body: &Body, drafts: bool) -> State {
    match body {
        Body::Broken => State::Unreadable,
        body if is_draft(body) && !drafts => State::Draft,
        _ => State::Published,
    }
}

/// Whether a whole file is marked `draft: true`.
pub(super) fn is_draft(body: &Body) -> bool {
    match body {
        Body::Trip(trip, _) => trip.is_draft(),
        Body::Stop(stop, _) => stop.is_draft(),
        Body::Event(event, _) => event.is_draft(),
        Body::Section(section, _) => section.is_draft(),
        _ => false,
    }
}

/// Something that can be marked `draft: true`.
pub(super) trait Drafted {
    /// Whether it is.
    fn is_draft(&self) -> bool;
}

macro_rules! drafted {
    ($($kind:ident)*) => {
        $(impl Drafted for crate::document::$kind {
            fn is_draft(&self) -> bool {
                self.draft.as_ref().is_some_and(|draft| draft.value)
            }
        })*
    };
}

drafted! {
    Trip Stop Event Section Person Organisation Place Source Term Fact Figure Want Moment Question
    Update Media
}

/// The entries of a file that are published.
pub(super) fn published<T: Drafted>(
    entries: &Entries<T>,
    drafts: bool,
) -> impl Iterator<Item = &(Line, T)> {
    entries.0.iter().filter(move |(_, entry)| drafts || !entry.is_draft())
}

/// A line without its place.
pub(super) fn plain(line: &Spanned<String>) -> String {
    line.value.clone()
}
