//! What nothing uses but what is kept back: readers would learn from it what they are not to know
//! yet, so it is kept back as well.
//!
//! An entry of a registry that only an embargoed page names would stand in the lists of people, of
//! sources or of facts, and give the page away. Whatever something that readers see leads to is
//! shown; of the rest, whatever something kept back leads to is kept back. What nothing names at
//! all stays, with the warning that it has always had.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Body, Document};
use crate::files::{FilePath, Span};
use crate::site::visibility::{Alone, State, Visibility, parts};
use crate::site::{Entity, Site, Used};

/// An entry, by its file and id, or a file that is published as it is.
type Key = (FilePath, Option<String>);

/// Who uses something.
#[derive(Clone, Debug)]
enum User {
    /// What readers see.
    Reader,
    /// What readers saw until it expired.
    Past,
    /// What is kept back.
    Kept,
    /// An entry, which is shown or not by who uses that.
    Entry(Key),
}

/// What is used, and by whom.
pub(super) struct Uses {
    /// What nothing uses but what is kept back.
    pub(super) alone: Alone,
    /// What a page uses that has expired, with the place.
    pub(super) past: Vec<(Span, Key)>,
}

impl Uses {
    /// Looks through `revealed`, the site with all that is kept back or has expired.
    pub(super) fn of(documents: &[&Document], seen: &Visibility<'_>, revealed: &Site) -> Self {
        let users: BTreeMap<&FilePath, Users> =
            documents.iter().map(|document| (&document.path, Users::of(document, seen))).collect();
        let mut graph = Graph::default();
        let mut past = Vec::new();
        for (span, used) in revealed.references.uses() {
            let Some(key) = key_of(used, revealed) else { continue };
            let Some(user) = users.get(&span.file).map(|users| users.at(span)) else { continue };
            if matches!(user, User::Past) {
                past.push((span.clone(), key.clone()));
            }
            graph.add(user, key);
        }
        let entries = users.values().flat_map(|users| &users.entries);
        graph.add_unused(entries.filter_map(|(_, user)| match user {
            User::Entry(key) => Some(key),
            _ => None,
        }));
        Self { alone: with_entries(graph.alone(), documents), past }
    }
}

/// Who the parts of a file are.
struct Users {
    whole: User,
    entries: Vec<(Span, User)>,
}

impl Users {
    fn of(document: &Document, seen: &Visibility<'_>) -> Self {
        let of_file = seen.state(document);
        let is_node = is_registry(&document.body);
        let entry = |part: &crate::site::visibility::Part<'_>| {
            let state = if of_file == State::Published { seen.own_state_of(part) } else { of_file };
            let user = match (state, part.id) {
                (State::Published, Some(id)) if is_node => User::Entry(entry_key(document, id)),
                _ => user(state),
            };
            (part.span.clone(), user)
        };
        let entries = parts(document).iter().filter(|part| part.id.is_some()).map(entry).collect();
        Self { whole: user(of_file), entries }
    }

    /// Who stands at a place.
    fn at(&self, span: &Span) -> User {
        let after = self.entries.partition_point(|(entry, _)| entry.start <= span.start);
        let entry = after.checked_sub(1).map(|at| &self.entries[at]);
        entry.map_or_else(|| self.whole.clone(), |(_, user)| user.clone())
    }
}

fn user(state: State) -> User {
    match state {
        State::Published | State::Unreadable => User::Reader,
        State::Expired => User::Past,
        State::Draft | State::Scheduled(_) | State::Alone => User::Kept,
    }
}

/// Whether the entries of a file are shown to readers because something uses them.
fn is_registry(body: &Body) -> bool {
    !matches!(body, Body::Wants(_) | Body::Timeline(_) | Body::Questions(_) | Body::Updates(_))
}

/// The key of an entry; a picture's words go with the picture.
fn entry_key(document: &Document, id: &str) -> Key {
    let picture = matches!(document.body, Body::MediaList(_));
    let file = document.path.join(id).filter(|_| picture);
    file.map_or_else(|| (document.path.clone(), Some(id.to_owned())), |file| (file, None))
}

/// The key of what is used; none for what has a page of its own, which says itself when it is
/// published.
fn key_of(used: &Used, site: &Site) -> Option<Key> {
    match used {
        Used::File(file) => Some((file.clone(), None)),
        Used::Entity(entity) => {
            let (span, id) = entry(*entity, site)?;
            Some((span.file.clone(), Some(id.to_owned())))
        }
    }
}

/// Where the entry of an entity stands, and its id.
fn entry(entity: Entity, site: &Site) -> Option<(&Span, &str)> {
    Some(match entity {
        Entity::Person(id) => (&site.people[id].span, &site.people[id].id),
        Entity::Organisation(id) => (&site.organisations[id].span, &site.organisations[id].id),
        Entity::Place(id) => (&site.places[id].span, &site.places[id].id),
        Entity::Source(id) => (&site.sources[id].span, &site.sources[id].id),
        Entity::Term(id) => (&site.terms[id].span, &site.terms[id].id),
        Entity::Fact(id) => (&site.facts[id].span, &site.facts[id].id),
        Entity::Figure(id) => (&site.figures[id].span, &site.figures[id].id),
        _ => return None,
    })
}

/// From what readers see, and from what is kept back, to all that they lead to.
#[derive(Default)]
struct Graph {
    readers: BTreeSet<Key>,
    kept: BTreeSet<Key>,
    used_by_entry: BTreeMap<Key, Vec<Key>>,
    used: BTreeSet<Key>,
}

impl Graph {
    fn add(&mut self, user: User, key: Key) {
        match user {
            User::Reader | User::Past => _ = self.readers.insert(key.clone()),
            User::Kept => _ = self.kept.insert(key.clone()),
            User::Entry(own) => self.used_by_entry.entry(own).or_default().push(key.clone()),
        }
        self.used.insert(key);
    }

    /// Readers see what nothing uses.
    fn add_unused<'k>(&mut self, entries: impl Iterator<Item = &'k Key>) {
        let unused = entries.filter(|key| !self.used.contains(*key)).cloned();
        let unused: Vec<Key> = unused.collect();
        self.readers.extend(unused);
    }

    fn alone(&self) -> BTreeSet<Key> {
        let shown = self.reached(&self.readers);
        self.reached(&self.kept).into_iter().filter(|key| !shown.contains(key)).collect()
    }

    fn reached(&self, first: &BTreeSet<Key>) -> BTreeSet<Key> {
        let mut open: Vec<&Key> = first.iter().collect();
        let mut found = BTreeSet::new();
        while let Some(key) = open.pop() {
            if found.insert(key.clone()) {
                open.extend(self.used_by_entry.get(key).into_iter().flatten());
            }
        }
        found
    }
}

/// Pictures with their entries in the list of pictures.
fn with_entries(mut alone: Alone, documents: &[&Document]) -> Alone {
    for document in documents {
        let Body::MediaList(entries) = &document.body else { continue };
        for (id, _) in &entries.list {
            let picture = document.path.join(&id.value).map(|file| (file, None));
            if picture.is_some_and(|picture| alone.contains(&picture)) {
                alone.insert((document.path.clone(), Some(id.value.clone())));
            }
        }
    }
    alone
}

impl Site {
    /// Counts what expired pages used as used, and what they stated as stated: it was, and a fact
    /// does not go because a page does.
    pub(super) fn remember(&mut self, past: Vec<(Span, Key)>) {
        let everything = self.people.iter().map(|(id, _)| Entity::Person(id));
        let everything = everything
            .chain(self.organisations.iter().map(|(id, _)| Entity::Organisation(id)))
            .chain(self.places.iter().map(|(id, _)| Entity::Place(id)))
            .chain(self.sources.iter().map(|(id, _)| Entity::Source(id)))
            .chain(self.terms.iter().map(|(id, _)| Entity::Term(id)))
            .chain(self.facts.iter().map(|(id, _)| Entity::Fact(id)))
            .chain(self.figures.iter().map(|(id, _)| Entity::Figure(id)));
        let known: BTreeMap<Key, Entity> = everything
            .filter_map(|entity| Some((key_of(&Used::Entity(entity), self)?, entity)))
            .collect();
        for (span, key) in past {
            let Some(entity) = known.get(&key) else { continue };
            self.references.add(None, *entity);
            if let Entity::Fact(fact) = entity {
                self.citations.entry(*fact).or_default().push(span);
            }
        }
    }
}
