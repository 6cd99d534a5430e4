//! Every id of a site, collected before anything is resolved, so that order does not matter.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::document::{Body, Document, Entries, Line, Role, Spanned, TripRole};
use crate::files::FilePath;
use crate::site::visibility::{Publishable, State, Visibility};
use crate::site::{Entity, Id};

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
    /// What the sort is called, where it is not, and how to define one.
    pub(super) fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Trip => ("trip", "no folder of that name has a trip.md", "write its `trip.md`"),
            Self::Section => {
                ("section", "no folder of that name has an index.md", "write its `index.md`")
            }
            Self::Topic => {
                ("topic", "no file of that name is in a section", "write a file of that name")
            }
            Self::Stop => ("stop", "not a file in stops/", "write a file of that name in stops/"),
            Self::Event => {
                ("event", "not a file in events/", "write a file of that name in events/")
            }
            Self::Person => ("person", "not in people.yaml", "add it to people.yaml"),
            Self::Organisation => {
                ("organisation", "not in organisations.yaml", "add it to organisations.yaml")
            }
            Self::Place => ("place", "not in places.yaml", "add it to places.yaml"),
            Self::Source => ("source", "not in sources.yaml", "add it to sources.yaml"),
            Self::Term => ("term", "not in glossary.yaml", "add it to glossary.yaml"),
            Self::Fact => ("fact", "not in facts.yaml", "add it to facts.yaml"),
            Self::Figure => ("figure", "not in figures.yaml", "add it to figures.yaml"),
            Self::Media => ("picture", "not in media/media.yaml", "add it to media/media.yaml"),
        }
    }

    /// The file whose entries are of this sort; none where each has a file of its own.
    pub(super) fn file(self) -> Option<&'static str> {
        Some(match self {
            Self::Person => "people.yaml",
            Self::Organisation => "organisations.yaml",
            Self::Place => "places.yaml",
            Self::Source => "sources.yaml",
            Self::Term => "glossary.yaml",
            Self::Fact => "facts.yaml",
            Self::Figure => "figures.yaml",
            Self::Media => "media/media.yaml",
            _ => return None,
        })
    }

    /// The file in its trip's folder that is the page of the id.
    pub(super) fn page_file(self, id: &str) -> Option<String> {
        match self {
            Self::Stop => Some(format!("stops/{id}.md")),
            Self::Event => Some(format!("events/{id}.md")),
            _ => None,
        }
    }

    /// Whether each trip has its own.
    pub(super) fn is_of_trip(self) -> bool {
        let pages = matches!(self, Self::Section | Self::Topic | Self::Stop | Self::Event);
        pages || self.home_in_trip().is_some()
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
    /// Something that is not published until then.
    Scheduled(Timestamp),
    /// Something that was published until a moment.
    Expired,
    /// Something whose file cannot be read, which is reported there.
    Unreadable,
    /// Something of several trips, none of them named.
    Ambiguous,
}

/// Every id of a site.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By sort and trip (none for what all trips share), then by id.
    known: BTreeMap<(Sort, Option<String>), BTreeMap<String, Named>>,
    counts: BTreeMap<Sort, usize>,
    unreadable: BTreeSet<Role>,
    /// The ids that a file defines once more.
    repeated: BTreeMap<(Sort, Option<String>), Vec<Line>>,
    /// The trips, front first, for ids of a trip that a shared file uses.
    pub(super) trips: Vec<String>,
}

impl Names {
    /// Collects the ids of all documents.
    pub(super) fn collect(
        documents: &[&Document],
        visibility: &Visibility<'_>,
        front: Option<&str>,
    ) -> Self {
        let mut names = Self::default();
        for document in documents {
            names.collect_document(document, visibility);
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
        shared.or_else(own).or_else(qualified).or_else(|| match trip {
            Some(_) => None,
            None => self.in_any_trip(sort, id),
        })
    }

    /// What `id` stands for in the one trip that has it.
    fn in_any_trip(&self, sort: Sort, id: &str) -> Option<Named> {
        let found = || self.trips.iter().filter_map(|trip| self.get(sort, Some(trip), id));
        let mut published = found().filter(|named| matches!(named, Named::Entry(_)));
        match (published.next(), published.next()) {
            (Some(_), Some(_)) => Some(Named::Ambiguous),
            (Some(one), None) => Some(one),
            (None, _) => found().next(),
        }
    }

    /// The ids that could be meant in `trip`.
    pub(super) fn known(&self, sort: Sort, trip: Option<&str>) -> Vec<&str> {
        let scopes = self.scopes(trip);
        let known = scopes.iter().filter_map(|scope| self.known.get(&(sort, scope.clone())));
        known.flat_map(BTreeMap::keys).map(String::as_str).filter(|id| !id.contains('/')).collect()
    }

    /// The ids that could be meant in `trip` and are defined once more than they should be.
    pub(super) fn repeated(&self, sort: Sort, trip: Option<&str>) -> Vec<&Line> {
        let scopes = self.scopes(trip).into_iter();
        scopes.filter_map(|scope| self.repeated.get(&(sort, scope))).flatten().collect()
    }

    /// Where what `trip` can see is defined: in the shared files, and in its own or in any trip's.
    fn scopes(&self, trip: Option<&str>) -> Vec<Option<String>> {
        match trip {
            Some(trip) => vec![None, Some(trip.to_owned())],
            None => std::iter::once(None).chain(self.trips.iter().cloned().map(Some)).collect(),
        }
    }

    fn get(&self, sort: Sort, trip: Option<&str>, id: &str) -> Option<Named> {
        self.known.get(&(sort, trip.map(str::to_owned)))?.get(id).copied()
    }

    fn is_home_unreadable(&self, sort: Sort, trip: Option<&str>) -> bool {
        let home_in_trip = sort.home_in_trip();
        self.unreadable.iter().any(|file| match file {
            Role::InTrip { trip: folder, role } => {
                let is_known = trip == Some(folder.as_str()) || self.trips.contains(folder);
                home_in_trip.as_ref() == Some(role) && is_known
            }
            shared => sort.home().contains(shared),
        })
    }

    fn add(&mut self, sort: Sort, trip: Option<&str>, id: &str, state: State) -> Named {
        let named = match state {
            State::Draft | State::Alone => Named::Draft,
            State::Scheduled(start) => Named::Scheduled(start),
            State::Expired => Named::Expired,
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

    fn collect_document(&mut self, document: &Document, visibility: &Visibility<'_>) {
        let state = visibility.state(document);
        if matches!(document.body, Body::Broken) {
            self.unreadable.insert(document.role.clone());
        }
        if let Role::InTrip { trip, role } = &document.role {
            self.collect_page(trip, role, state);
        }
        let file = &document.path;
        let entries = Ids { file, trip: trip_of(&document.role), state, visibility };
        match &document.body {
            Body::People(list) => self.add_entries(Sort::Person, list, &entries),
            Body::Organisations(list) => self.add_entries(Sort::Organisation, list, &entries),
            Body::Places(list) => self.add_entries(Sort::Place, list, &entries),
            Body::Sources(list) => self.add_entries(Sort::Source, list, &entries),
            Body::Glossary(list) => self.add_entries(Sort::Term, list, &entries),
            Body::Facts(list) => self.add_entries(Sort::Fact, list, &entries),
            Body::Figures(list) => self.add_entries(Sort::Figure, list, &entries),
            Body::MediaList(list) => self.add_entries(Sort::Media, list, &entries),
            _ => {}
        }
    }

    /// The id that a file's own name gives.
    fn collect_page(&mut self, trip: &str, role: &TripRole, state: State) {
        match role {
            TripRole::Trip => _ = self.add(Sort::Trip, None, trip, state),
            TripRole::Stop(id) => _ = self.add(Sort::Stop, Some(trip), id, state),
            TripRole::Event(id) => _ = self.add(Sort::Event, Some(trip), id, state),
            TripRole::Section(id) => _ = self.add(Sort::Section, Some(trip), id, state),
            TripRole::Topic { section, topic } => {
                let named = self.add(Sort::Topic, Some(trip), &format!("{section}/{topic}"), state);
                let scope = (Sort::Topic, Some(trip.to_owned()));
                let ids = self.known.entry(scope).or_default();
                let bare = ids.entry(topic.clone()).or_insert(named);
                if *bare != named {
                    *bare = Named::Ambiguous;
                }
            }
            _ => {}
        }
    }

    fn add_entries<T: Publishable>(&mut self, sort: Sort, entries: &Entries<T>, of: &Ids<'_>) {
        let scope = (sort, of.trip.map(str::to_owned));
        self.repeated.entry(scope).or_default().extend(entries.repeated.iter().cloned());
        for (id, entry) in &entries.list {
            let state = of.visibility.entry_state((of.file, &id.value), entry, of.state);
            self.add(sort, of.trip, &id.value, state);
        }
    }
}

/// What the entries of one file have in common.
struct Ids<'a> {
    file: &'a FilePath,
    trip: Option<&'a str>,
    state: State,
    visibility: &'a Visibility<'a>,
}

/// The trip that a file belongs to.
pub(super) fn trip_of(role: &Role) -> Option<&str> {
    match role {
        Role::InTrip { trip, .. } => Some(trip),
        _ => None,
    }
}

/// A line without its place.
pub(super) fn plain(line: &Spanned<String>) -> String {
    line.value.clone()
}

impl Entity {
    /// The entity of a sort at an index of its registry; a picture is none.
    pub(super) fn at(sort: Sort, index: usize) -> Option<Self> {
        Some(match sort {
            Sort::Trip => Self::Trip(Id::at(index)),
            Sort::Section => Self::Section(Id::at(index)),
            Sort::Topic => Self::Topic(Id::at(index)),
            Sort::Stop => Self::Stop(Id::at(index)),
            Sort::Event => Self::Event(Id::at(index)),
            Sort::Person => Self::Person(Id::at(index)),
            Sort::Organisation => Self::Organisation(Id::at(index)),
            Sort::Place => Self::Place(Id::at(index)),
            Sort::Source => Self::Source(Id::at(index)),
            Sort::Term => Self::Term(Id::at(index)),
            Sort::Fact => Self::Fact(Id::at(index)),
            Sort::Figure => Self::Figure(Id::at(index)),
            Sort::Media => return None,
        })
    }
}
